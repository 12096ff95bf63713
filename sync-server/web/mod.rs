//! What stands between HTTP and the hub: who calls, bodies within bounds, answers and errors in
//! one form, a line in the log for each request.

mod body;
mod caller;
mod error;
mod log;
mod metrics;
mod pace;
mod panic;
mod reply;

pub(crate) use body::{Body, Bounds};
pub(crate) use caller::{Caller, Leaving, Reader};
pub(crate) use error::ApiError;
pub(crate) use log::log_request;
pub(crate) use metrics::Metrics;
pub(crate) use pace::{EnrolPace, Peer};
pub(crate) use panic::{answer_panic, quiet_panics};
pub(crate) use reply::{Accepts, Reply};

//! How this device and its hub come to agree: one round trip after another until nothing is left
//! on either side. `round_trip` is the story; the rest is what it needs.

#[cfg(feature = "http")]
mod events;
#[cfg(feature = "http")]
mod http;
mod pace;
#[cfg(feature = "http")]
mod packing;
mod round_trip;
mod transport;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use tests::TestClock;

#[cfg(feature = "http")]
pub use http::HttpTransport;
pub use pace::Pace;
pub use round_trip::{Run, SyncError};
pub use transport::{
    BlobBytes, Exchange, Hub, LineKind, ReportFormat, ReportSubject, Transport, TransportError,
};

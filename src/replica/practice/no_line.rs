use chuanmen_core::protocol::{EnrolRequest, EnrolResponse, SyncRequest};

use crate::sync::{Exchange, Hub, ReportSubject, Transport, TransportError};

/// A line to nowhere: practice is like a place without signal, for ever.
#[derive(Debug, Clone, Copy)]
pub(super) struct NoLine;

fn nowhere<T>() -> Result<T, TransportError> {
    Err(TransportError::Offline("this is practice".to_owned()))
}

impl Transport for NoLine {
    async fn sync(&self, _: &Hub, _: &SyncRequest) -> Result<Exchange, TransportError> {
        nowhere()
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        nowhere()
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        nowhere()
    }
}

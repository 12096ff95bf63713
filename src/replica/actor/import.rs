use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::protocol::ErrorCode;
use serde::de::DeserializeOwned;

use super::enrol::invalid;
use super::{Clock, Engine};
use crate::api::{FileBytes, ImportStep, Outcome, ReplicaError};
use crate::sync::{Transport, TransportError};

/// Lists are the hub's alone: nothing of them is kept here.
impl<T: Transport, C: Clock> Engine<T, C> {
    pub(super) async fn import(&self, step: ImportStep) -> Result<Outcome, ReplicaError> {
        let file = match &step {
            ImportStep::Keep { base64, .. } | ImportStep::Words { base64 } => {
                let file = BASE64_STANDARD.decode(base64);
                file.map_err(|_| invalid("file", "form"))?
            }
            _ => Vec::new(),
        };
        let body = match self.transport.import(&self.hub()?, &step, file).await {
            Ok(body) => body,
            Err(TransportError::Hub {
                code: ErrorCode::ImportUnreadable,
                message,
            }) => return Ok(Outcome::ImportRefused { message }),
            Err(error) => return Err(error.into()),
        };
        Ok(match step {
            ImportStep::Keep { .. } | ImportStep::Check { .. } => {
                Outcome::ImportPreview(parse(&body)?)
            }
            ImportStep::Words { .. } => Outcome::Words {
                text: String::from_utf8(body).map_err(|_| ReplicaError::Offline)?,
            },
            ImportStep::Run { .. } | ImportStep::Progress { .. } | ImportStep::Cancel { .. } => {
                Outcome::ImportProgress(parse(&body)?)
            }
            ImportStep::List => Outcome::Imports(parse(&body)?),
            ImportStep::Undo { .. } => Outcome::ImportUndone(parse(&body)?),
            ImportStep::Template { kind } => Outcome::File(FileBytes {
                name: template_name(&kind),
                media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                    .to_owned(),
                base64: BASE64_STANDARD.encode(body),
            }),
        })
    }
}

/// A body that says something else comes from something that is no hub.
fn parse<A: DeserializeOwned>(body: &[u8]) -> Result<A, ReplicaError> {
    serde_json::from_slice(body).map_err(|_| ReplicaError::Offline)
}

fn template_name(kind: &str) -> String {
    let title = match kind {
        "areas" => "网格楼栋模板",
        _ => "居民名单模板",
    };
    format!("{title}.xlsx")
}

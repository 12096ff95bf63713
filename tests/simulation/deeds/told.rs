use chuanmen_replica::api::Command;

use super::{Deed, Done};

impl std::fmt::Display for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Saved(id) => write!(f, ": {id}"),
            _ => Ok(()),
        }
    }
}

/// A command in short.
fn told(command: &Command) -> String {
    match command {
        Command::RecordVisit { household, visit } => {
            let (needs, wishes) = (visit.needs.len(), visit.wishes.len());
            format!("visits {household}: {needs} needs, {wishes} wishes")
        }
        Command::EditResident(edit) => format!("edits {}", edit.resident),
        Command::TakeWishStep(take) => format!("takes {} of wish {}", take.step, take.wish),
        Command::TakeNeedStep(take) => format!("takes {} of need {}", take.step, take.need),
        Command::SettleConflict {
            id, field, choice, ..
        } => format!("settles {field} of {id}: {choice:?}"),
        Command::Undo { transaction } => format!("takes back {transaction}"),
        Command::Resend { transaction } => format!("sends {transaction} again"),
        other => format!("{other:?}"),
    }
}

impl std::fmt::Display for Deed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Command(command) => f.write_str(&told(command)),
            Self::Save(save) => {
                f.write_str("saves")?;
                for patch in &save.patches {
                    write!(f, " {} {}", patch.kind, patch.id)?;
                    for (field, value) in &patch.set {
                        let value = serde_json::to_string(value).unwrap_or_default();
                        write!(f, " {field}={value}")?;
                    }
                }
                for event in &save.events {
                    write!(f, " {} of {} {}", event.step, event.kind, event.subject)?;
                }
                Ok(())
            }
        }
    }
}

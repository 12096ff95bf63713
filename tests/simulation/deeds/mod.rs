//! What people do: through the same commands as the screens, and now and then as a newer version
//! of the app would.

mod choosing;
mod newer;
mod told;

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::TransactionId;
use chuanmen_replica::api::{Command, Outcome};
use chuanmen_replica::commands::{self, Handled};
use chuanmen_replica::storage::{Save, Store};

pub(super) use choosing::choose;

/// One thing that somebody does.
pub(super) enum Deed {
    Command(Command),
    Save(Save),
}

/// What came of it.
pub(super) enum Done {
    Saved(TransactionId),
    Undone(TransactionId),
    /// A refused save was sent anew, under another id.
    Resent(TransactionId),
    Nothing,
}

/// Does it.
pub(super) fn perform(store: &mut Store, deed: Deed, wall: UnixMillis) -> Result<Done, String> {
    let command = match deed {
        Deed::Save(save) => {
            let saved = store.save(save, wall);
            return saved.map(Done::Saved).map_err(|why| why.to_string());
        }
        Deed::Command(command) => command,
    };
    let about = match &command {
        Command::Undo { transaction } | Command::Resend { transaction } => Some(*transaction),
        _ => None,
    };
    let resends = matches!(command, Command::Resend { .. });
    match commands::handle(store, command, wall) {
        Ok(Handled::Here(Outcome::Saved { transaction })) => Ok(Done::Saved(transaction)),
        Ok(Handled::Here(Outcome::Done)) => Ok(match about {
            Some(old) if resends => Done::Resent(old),
            Some(old) => Done::Undone(old),
            None => Done::Nothing,
        }),
        Ok(_) => Ok(Done::Nothing),
        Err(why) => Err(format!("{why:?}")),
    }
}

use super::{CommandError, open_existing, say};
use crate::config::DeviceRevokeArgs;

pub(super) fn run(args: &DeviceRevokeArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    if hub.revoke_device(args.device)? {
        say(&format!("{} is revoked", args.device))
    } else {
        let message = format!("no device {}, or it was revoked before", args.device);
        Err(CommandError::Usage(message))
    }
}

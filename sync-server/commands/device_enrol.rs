use super::{CommandError, open_existing, say};
use crate::config::DeviceEnrolArgs;

pub(super) fn run(args: &DeviceEnrolArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    say(&hub.enrolment_code(&args.login, args.valid)?.to_string())
}

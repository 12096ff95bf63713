use super::{CommandError, open_existing, say};
use crate::config::DeviceListArgs;
use crate::store::DeviceRow;

pub(super) fn run(args: &DeviceListArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    hub.devices_of(&args.login)?
        .iter()
        .try_for_each(|device| say(&line(device)))
}

fn line(device: &DeviceRow) -> String {
    let time = |at: chuanmen_core::UnixMillis| {
        jiff::Timestamp::from_millisecond(at.0).map_or_else(|_| at.0.to_string(), |t| t.to_string())
    };
    let state = match device.revoked_at {
        None => format!("since {}", time(device.enrolled_at)),
        Some(at) => format!("revoked {}", time(at)),
    };
    format!("{}  {state}  {}", device.id, device.name)
}

use chuanmen_core::china_date;

use super::{CommandError, forms, open_existing, say};
use crate::config::ReportsArgs;
use crate::reports::{Kept, write_all};

pub(super) fn run(args: &ReportsArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let forms = forms(args.forms.as_ref())?;
    let month = args.month.unwrap_or_else(|| china_date(hub.now()));
    let kept = write_all(&hub, &forms, &args.folder, month.first_of_month())?;
    let Kept { written, failed } = kept;
    say(&format!("{written} written into {}", args.folder.display()))?;
    for failure in &failed {
        say(&format!("not written: {failure}"))?;
    }
    match failed.len() {
        0 => Ok(()),
        missing => Err(CommandError::NotKept(missing)),
    }
}

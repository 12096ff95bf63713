use chuanmen_core::china_date;

use super::{CommandError, forms, open_existing, say};
use crate::config::ReportsArgs;
use crate::reports::write_all;

pub(super) fn run(args: &ReportsArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let forms = forms(args.forms.as_ref())?;
    let month = args.month.unwrap_or_else(|| china_date(hub.now()));
    let written = write_all(&hub, &forms, &args.folder, month.first_of_month())?;
    say(&format!("{written} written into {}", args.folder.display()))
}

use std::ops::ControlFlow::{Break, Continue};

use chuanmen_core::protocol::{Cursor, Position};
#[cfg(feature = "simulation")]
use chuanmen_core::simulation::{Fault, planted};

use super::budget::Budget;
use super::{RawPage, Wish, page};
use crate::store::{LogRow, ReadTxn, ScopeRow, StoreError};

/// Whole transactions after `seq`. Those that the same response answers are left out, up to the
/// first that takes something out of the scope: the device has applied its own by then, and would
/// forget with the record what it wrote after that came back.
pub(super) fn page(
    read: &dyn ReadTxn,
    wish: &Wish<'_>,
    row: &ScopeRow,
    seq: u64,
    budget: &mut Budget,
) -> Result<(Option<RawPage>, bool), StoreError> {
    if seq == row.head {
        return Ok((None, false));
    }
    let mut last = seq;
    let mut log = Vec::new();
    let mut failed = None;
    let mut left = false;
    let mut take = |entry: LogRow<'_>| {
        #[cfg(feature = "simulation")]
        if planted(&Fault::SplitPage)
            && !log.is_empty()
            && let Some(half) = page::half_of(&entry)
        {
            log.push(half);
            return Break(());
        }
        left |= page::may_leave(&entry);
        if left || !wish.answered.contains(&(row.number, entry.seq)) {
            match page::log_entry(&entry) {
                Ok(json) if budget.takes(json.get().len()) => log.push(json),
                Ok(_) => return Break(()),
                Err(error) => {
                    failed = Some(error);
                    return Break(());
                }
            }
        }
        last = entry.seq;
        Continue(())
    };
    read.log_after(wish.community, row.number, seq, &mut take)?;
    if let Some(error) = failed {
        return Err(error);
    }
    #[cfg(feature = "simulation")]
    if planted(&Fault::PlainSequence) && log.len() > 1 {
        log.pop();
    }
    let remaining = row.head.saturating_sub(last);
    let page = (last > seq).then(|| RawPage {
        log,
        remaining,
        ..RawPage::at(Cursor {
            scope: row.number,
            position: Position::Log { seq: last },
        })
    });
    Ok((page, remaining > 0))
}

use std::ops::ControlFlow::{Break, Continue};

use chuanmen_core::protocol::{Cursor, Position};

use super::budget::Budget;
use super::{RawPage, Wish, page};
use crate::store::{LogRow, ReadTxn, ScopeRow, StoreError};

/// Whole transactions after `seq`, those left out that the same response answers.
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
    let mut take = |entry: LogRow<'_>| {
        if !wish.answered.contains(&(row.number, entry.seq)) {
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

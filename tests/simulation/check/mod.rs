//! Whether a phone keeps what was promised: after each step, and when all is quiet.
//!
//! - `own`: what a phone saved is kept, and shows on top of the hub's copy.
//! - `whole`: what the hub took is there whole or not at all.
//! - `lives`: what a step was once seen to do it does for ever.
//! - `quiet`: in the end phones equal the hub; `logs`: and the hub equals its logs.

mod lives;
mod logs;
mod own;
mod quiet;
mod whole;

use std::collections::BTreeMap;

use chuanmen_core::domain::Scope;
use chuanmen_core::protocol::Position;

use super::ledger::Ledger;
use super::phone::Phone;

pub(super) use lives::lives;
pub(super) use logs::records_are_what_the_logs_tell;
pub(super) use quiet::{every_save_is_delivered, is_equal};

type Verdict = Result<(), String>;

/// What must hold of a phone at any time.
pub(super) fn at_any_time(number: usize, phone: &Phone, ledger: &mut Ledger) -> Verdict {
    let outbox = phone.outbox();
    own::keeps_its_word(number, phone, &outbox, ledger)?;
    own::shows_the_hubs_copy_with_its_own_on_top(phone, &outbox)?;
    whole::nothing_is_half_applied(number, phone, &outbox, ledger)
}

/// Scopes whose log this phone follows without a gap.
fn settled(phone: &Phone, epoch: u64) -> BTreeMap<Scope, u64> {
    let store = phone.store.borrow();
    if store.epoch() != epoch {
        return BTreeMap::new();
    }
    let cursors = store.cursors().expect("cursors");
    let mut numbers = store
        .connection()
        .prepare_cached("SELECT number, name FROM scope WHERE number IS NOT NULL AND complete")
        .expect("SQL");
    let rows = numbers.query_map([], |row| {
        Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
    });
    let names: BTreeMap<u32, String> = rows.expect("rows").map(|row| row.expect("a row")).collect();
    let mut settled = BTreeMap::new();
    for cursor in cursors {
        if let (Position::Log { seq }, Some(name)) = (cursor.position, names.get(&cursor.scope.0))
            && seq > 0
        {
            settled.insert(name.parse().expect("a scope"), seq);
        }
    }
    settled
}

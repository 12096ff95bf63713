//! What the simulator in `tests/simulation` takes hold of: chance, so that a seed replays, and
//! faults that it plants to show that they are caught. Only there with the feature `simulation`,
//! and that is never in a shipped build: without debug assertions it does not compile.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(not(debug_assertions))]
compile_error!("planted faults are not shipped: `simulation` needs a build with debug assertions");

use crate::text_enum::text_enum;

text_enum! {
    /// Something that others got wrong, to be got wrong on purpose.
    pub enum Fault {
        /// A cursor that moves past a transaction that commits late.
        PlainSequence => "plain-sequence",
        /// The hub takes again what it took before.
        NoIdempotence => "no-idempotence",
        /// The hub says "accepted" though its commit failed.
        AckBeforeCommit => "ack-before-commit",
        /// A phone forgets what it has sent before it was answered.
        ForgetOnSend => "forget-on-send",
        /// Lives are folded by their authors' clocks.
        FoldByWallClock => "fold-by-wall-clock",
        /// The hub passes on stamps from its future.
        NoRestamp => "no-restamp",
        /// A page ends in the middle of a transaction.
        SplitPage => "split-page",
        /// The smaller stamp's value is not kept.
        DropConflict => "drop-conflict",
        /// The hub gives out every grid of the community.
        ForgetGrants => "forget-grants",
        /// A withdrawn scope stays on the phone.
        KeepWithdrawn => "keep-withdrawn",
        /// A phone commits its cursor before the page it stands for.
        CursorFirst => "cursor-first",
        /// The grid that a household left is not told.
        NoEvict => "no-evict",
        /// A refused save goes on showing.
        ShowRefused => "show-refused",
        /// A restored hub is not offered what it lost.
        OfferNothing => "offer-nothing",
    }
}

/// What one simulation decides for all code that runs in it, on whatever thread.
#[derive(Debug, Default)]
pub struct Simulation {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    chance: u64,
    fault: Option<Fault>,
}

thread_local! {
    static HERE: RefCell<Option<Arc<Simulation>>> = const { RefCell::new(None) };
}

impl Simulation {
    /// Begins anew: chance from `seed`, and one fault or none.
    pub fn begin(&self, seed: u64, fault: Option<Fault>) {
        *self.lock() = Inner {
            chance: seed,
            fault,
        };
    }

    /// Has this thread run in the simulation from now on.
    pub fn enter(self: &Arc<Self>) {
        HERE.set(Some(Arc::clone(self)));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether this fault is to be made here.
#[must_use]
pub fn planted(fault: &Fault) -> bool {
    here(|inner| inner.fault.as_ref() == Some(fault)).unwrap_or(false)
}

/// Fills `bytes` by the seed; false outside a simulation, where nothing is written.
#[must_use]
pub fn fill(bytes: &mut [u8]) -> bool {
    let filled = here(|inner| {
        for chunk in bytes.chunks_mut(8) {
            let next = split_mix(&mut inner.chance).to_le_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    });
    filled.is_some()
}

fn here<T>(act: impl FnOnce(&mut Inner) -> T) -> Option<T> {
    HERE.with_borrow(|here| here.as_ref().map(|simulation| act(&mut simulation.lock())))
}

/// Steele, Lea and Flood 2014.
const fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_chance_and_outside_there_is_none() {
        let mut bytes = [0; 12];
        assert!(!fill(&mut bytes) && !planted(&Fault::NoRestamp));
        let simulation = Arc::new(Simulation::default());
        simulation.enter();
        let draw = || {
            simulation.begin(7, Some(Fault::NoRestamp));
            let mut bytes = [0; 12];
            assert!(fill(&mut bytes));
            bytes
        };
        assert_eq!(draw(), draw());
        assert!(planted(&Fault::NoRestamp) && !planted(&Fault::SplitPage));
    }
}

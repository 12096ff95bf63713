//! Somebody does something, and sometimes a disk fails or the power goes meanwhile.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;

use super::deeds::{self, Deed, Done};
use super::world::World;

impl World<'_> {
    fn choose(&self, number: usize) -> Option<Deed> {
        let phone = &self.phones[number];
        let store = phone.store.borrow();
        store.session()?;
        let mut chance = self.shared.chance.borrow_mut();
        let last = self.last[number];
        deeds::choose(&store, phone.wall(), &self.plan, last, &mut chance)
    }

    pub(super) fn act(&mut self, number: usize) {
        let Some(deed) = self.choose(number) else {
            return;
        };
        let what = deed.to_string();
        let wall = self.phones[number].wall();
        if self.strikes(self.plan.power_fails) {
            self.note(number, &format!("loses power: {what}"));
            self.act_and_fail(number, deed, wall);
            return;
        }
        let failing = self.strikes(self.plan.storage_fails);
        let before = failing.then(|| {
            let phone = &self.phones[number];
            (phone.fingerprint(), phone.outbox().len())
        });
        if failing {
            let steps = i64::try_from(self.draw(2_000)).unwrap_or(1) + 1;
            self.phones[number].fail_at(steps);
        }
        let done = {
            let mut store = self.phones[number].store.borrow_mut();
            deeds::perform(&mut store, deed, wall)
        };
        self.phones[number].mend();
        match done {
            Ok(done) => {
                self.note(number, &format!("{what}{done}"));
                self.did(number, &done);
            }
            Err(why) => {
                self.note(number, &format!("cannot: {what}: {why}"));
                if let Some(before) = before {
                    self.left_nothing_or_all(number, &before);
                }
            }
        }
    }

    /// After a disk failed, a deed is undone whole; or done whole, where only the last word of
    /// that was lost. The app is started again then: it does not know which.
    fn left_nothing_or_all(&mut self, number: usize, (before, outbox): &(String, usize)) {
        let phone = &mut self.phones[number];
        if *before == phone.fingerprint() {
            return;
        }
        let grew = phone.outbox().len().abs_diff(*outbox);
        phone.restart();
        if grew != 1 {
            self.shared
                .judge(Err("what failed left something behind".to_owned()));
        }
        // A save that was taken back is in nobody's hands.
        let held: BTreeSet<_> = self.phones[number]
            .outbox()
            .into_iter()
            .map(|one| one.0.id)
            .collect();
        if let Some(last) = self.last[number].filter(|last| !held.contains(last)) {
            let mut ledger = self.shared.ledger.borrow_mut();
            if !ledger.is_taken(last) {
                ledger.excuse(last, "it was taken back");
            }
        }
    }

    pub(super) fn did(&mut self, number: usize, done: &Done) {
        let mut ledger = self.shared.ledger.borrow_mut();
        match done {
            Done::Saved(id) => {
                self.last[number] = Some(*id);
                let outbox = self.phones[number].outbox();
                match outbox.into_iter().find(|(one, _, _)| one.id == *id) {
                    Some((transaction, _, _)) => ledger.keep(number, transaction),
                    None => self
                        .shared
                        .judge(Err(format!("{id} was saved, and is nowhere"))),
                }
            }
            Done::Undone(id) => {
                self.last[number] = None;
                ledger.excuse(*id, "it was taken back");
            }
            Done::Resent(id) => ledger.excuse(*id, "it was sent under another id"),
            Done::Nothing => {}
        }
    }

    fn act_and_fail(&mut self, number: usize, deed: Deed, wall: UnixMillis) {
        let before = self.phones[number].fingerprint();
        let mut after = String::new();
        let mut done = None;
        let mut chance = self.shared.chance.borrow_mut();
        self.phones[number].fail_while(true, &mut chance, |phone| {
            done = Some(deeds::perform(&mut phone.store.borrow_mut(), deed, wall));
            after = phone.fingerprint();
        });
        drop(chance);
        let now = self.phones[number].fingerprint();
        if now == after {
            // Nobody was told, but it is there to stay.
            if let Some(Ok(done)) = done {
                self.did(number, &done);
            }
        } else if now != before {
            self.shared.judge(Err("half of a save is left".to_owned()));
        }
    }
}

//! What befalls people and the hub now and then.

use chuanmen_core::UnixMillis;

use super::plan::{Trouble, clock_error};
use super::world::World;

impl World<'_> {
    pub(super) fn befall(&mut self, trouble: Trouble) {
        let number = self.draw(self.phones.len());
        match trouble {
            Trouble::Clock => {
                let error = clock_error(&mut self.shared.chance.borrow_mut());
                self.phones[number].clock.set_wrong_by(error);
                self.note(number, &format!("has a clock {error} ms wrong"));
            }
            Trouble::Grant => self.regrant(number),
            Trouble::Reinstall => self.reinstall(number),
            Trouble::RestorePhone => self.restore_phone(number),
            Trouble::RestoreHub => self.restore_hub(),
            Trouble::Revoke => {
                let outbox = self.phones[number].outbox();
                // What was sent and not answered would be taken for another thing under the same
                // id: its stamp names the new replica then.
                if outbox.iter().any(|(_, state, _)| state != "refused") {
                    return;
                }
                self.note(number, "is revoked, and enrols again");
                self.enrol(number);
            }
            Trouble::RestartHub => {
                self.shared
                    .note(None, "the hub is killed and started again");
                self.shared.hub.borrow_mut().restart();
                self.shared.hub_wrote();
            }
        }
    }

    /// Has a phone enrol: its first device, or another under the same account.
    pub(super) fn enrol(&mut self, number: usize) {
        let phone = &self.phones[number];
        let before = phone.store.borrow().session().map(|session| session.device);
        let hub = self.shared.hub.borrow();
        if let Some(device) = before {
            hub.hub.revoke_device(device).expect("a write");
        }
        phone.enrol(&hub.enrol(phone.person));
        drop(hub);
        self.shared.hub_wrote();
    }

    fn regrant(&mut self, number: usize) {
        let person = self.phones[number].person;
        let given = !self.shared.is_granted(person);
        self.shared.hub.borrow().grant(person, given);
        self.shared.set_granted(person, given);
        let what = if given { "is given back" } else { "loses" };
        self.note(number, &format!("{what} the grant of {}", person.login));
    }

    fn reinstall(&mut self, number: usize) {
        self.note(number, "is installed anew");
        self.phones[number].reinstall(&self.stage.town.phone);
        self.let_go(number, "the app was removed");
        self.enrol(number);
    }

    fn restore_phone(&mut self, number: usize) {
        let phone = &mut self.phones[number];
        if phone.backup.is_none() {
            phone.back_up();
            self.note(number, "is backed up");
            return;
        }
        phone.restore();
        self.note(number, "goes back to its backup");
        self.let_go(number, "the phone went back to a backup");
        self.shared.ledger.borrow_mut().is_loose(number);
        self.shared
            .ledger
            .borrow_mut()
            .find_again(number, &self.phones[number]);
    }

    /// What a phone alone had is not expected of it any more; what the hub took stays.
    fn let_go(&mut self, number: usize, why: &'static str) {
        self.last[number] = None;
        let mut ledger = self.shared.ledger.borrow_mut();
        ledger.let_go_of(number, why);
        ledger.is_loose(number);
    }

    fn restore_hub(&mut self) {
        let mut hub = self.shared.hub.borrow_mut();
        if !hub.has_backup() {
            hub.back_up();
            self.shared.note(None, "the hub is backed up");
            return;
        }
        // Epochs count minutes: nobody restores twice in one.
        self.shared.time.pass(2 * UnixMillis::MINUTE);
        hub.restore();
        self.shared.note(None, "the hub goes back to its backup");
        let verdict = self.shared.ledger.borrow_mut().begin_anew(&hub);
        drop(hub);
        self.shared.judge(verdict);
        for number in 0..self.phones.len() {
            self.shared.ledger.borrow_mut().is_loose(number);
        }
    }
}

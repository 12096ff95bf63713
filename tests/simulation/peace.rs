//! In the end everybody is online and nothing fails: soon all must be quiet, and as promised.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::RefusalCode;
use chuanmen_replica::api::{Command, Standing};

use super::check;
use super::deeds::{self, Deed};
use super::plan::Weather;
use super::world::World;

/// Rounds of peace after which all should be quiet.
const PEACE: usize = 12;

impl World<'_> {
    /// Everybody is online and nothing fails: soon all must be quiet.
    pub(super) fn make_peace(&mut self) -> Result<(), String> {
        self.shared.note(None, "peace");
        self.shared.weather.set(Weather::default());
        while !self.shared.late.borrow().is_empty() {
            self.bring_late();
        }
        self.bring_all_carried();
        let mut quiet = 0;
        for _ in 0..PEACE {
            self.shared.time.pass(UnixMillis::MINUTE);
            let before = self.shared.hub.borrow().scopes();
            let mut all_good = true;
            for number in 0..self.phones.len() {
                all_good &= self.run_out(number)?;
            }
            let still = self.shared.hub.borrow().scopes() == before;
            quiet = if all_good && still { quiet + 1 } else { 0 };
            if quiet == 2 {
                if !self.resend_what_waited_for_others() {
                    return Ok(());
                }
                quiet = 0;
            }
        }
        Err("it is never quiet".to_owned())
    }

    /// After the hub went back to a backup, a step may come before what it is about: it is
    /// refused, and its author sends it again. Whether somebody did.
    fn resend_what_waited_for_others(&mut self) -> bool {
        if !self.shared.ledger.borrow().restored {
            return false;
        }
        let unknown = RefusalCode::UnknownSubject;
        let mut some = false;
        for number in 0..self.phones.len() {
            for (transaction, _, code) in self.phones[number].outbox() {
                let transaction = transaction.id;
                // One that was late on its way may have been taken since.
                let taken = self.shared.ledger.borrow().is_taken(transaction);
                if code.as_deref() == Some(unknown.as_str()) && !taken {
                    let deed = Deed::Command(Command::Resend { transaction });
                    self.note(number, &deed.to_string());
                    let wall = self.phones[number].wall();
                    let done = {
                        let mut store = self.phones[number].store.borrow_mut();
                        deeds::perform(&mut store, deed, wall)
                    };
                    match done {
                        Ok(done) => self.did(number, &done),
                        Err(why) => self.shared.judge(Err(why)),
                    }
                    some = true;
                }
            }
        }
        some
    }

    /// Synchronises to the end; whether it got there.
    fn run_out(&mut self, number: usize) -> Result<bool, String> {
        if self.phones[number].store.borrow().standing() == Standing::Revoked {
            self.note(number, "enrols again");
            self.enrol(number);
        }
        if !self.phones[number].is_running() {
            self.phones[number].begin(true);
        }
        let mut done = None;
        for _ in 0..10_000 {
            done = self.phones[number].go_on();
            if done.is_some() {
                break;
            }
        }
        let good = matches!(done, Some(Ok(())));
        self.ended(number, done, false);
        self.look(number);
        self.verdict()?;
        Ok(good)
    }

    pub(super) fn last_look(&self) -> Result<(), String> {
        let hub = self.shared.hub.borrow();
        let mut ledger = self.shared.ledger.borrow_mut();
        check::every_save_is_delivered(&self.phones, &ledger)?;
        check::records_are_what_the_logs_tell(&ledger, &hub)?;
        for (number, phone) in self.phones.iter().enumerate() {
            let name = &format!("{} {number}", phone.person.login);
            let scopes = if self.shared.is_granted(phone.person) {
                phone.person.scopes()
            } else {
                BTreeSet::new()
            };
            check::is_equal(name, phone, &scopes, &hub)?;
            check::lives(number, name, phone, &mut ledger)?;
        }
        Ok(())
    }
}

//! People without a network give files of what they have not sent to others, who hand them to the
//! hub: late, more than once, or not whole.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::protocol::{ErrorBody, ErrorCode, TakenIn};
use chuanmen_replica::api::{Command, Outcome};
use chuanmen_replica::commands::{self, Handled};

use super::hub::{Form, Letter, Reply};
use super::world::World;

/// A file that somebody carries.
pub(super) struct Carried {
    bytes: Vec<u8>,
    saves: u32,
}

impl World<'_> {
    /// Somebody makes a file of what waits on a phone, or hands one to the hub.
    pub(super) fn carry(&mut self, number: usize) {
        if self.carried.is_empty() || self.strikes(500) {
            self.export(number);
        } else {
            let which = self.draw(self.carried.len());
            self.hand_over(number, which);
        }
    }

    fn export(&mut self, number: usize) {
        let wall = self.phones[number].wall();
        let mut store = self.phones[number].store.borrow_mut();
        let done = commands::handle(&mut store, Command::ExportBundle, wall);
        drop(store);
        // What cannot be exported (nothing waits, nobody is enrolled) is said to the person.
        let Ok(Handled::Here(Outcome::Bundle { file, saves, .. })) = done else {
            return;
        };
        let bytes = BASE64_STANDARD.decode(file.base64).expect("base64");
        self.note(number, &format!("gives away a file of {saves}"));
        self.carried.push(Carried { bytes, saves });
    }

    /// Hands a file to the hub by somebody's device; it is kept, and may be handed over again.
    fn hand_over(&self, number: usize, which: usize) {
        let token = {
            let store = self.phones[number].store.borrow();
            store.session().map(|session| session.token.clone())
        };
        let Some(token) = token else { return };
        let Carried { bytes, saves } = &self.carried[which];
        let cut = self.strikes(self.shared.weather.get().bad / 2);
        let end = if cut {
            self.draw(bytes.len())
        } else {
            bytes.len()
        };
        let letter = Letter {
            token,
            body: bytes[..end].to_vec(),
            form: Form::Bundle,
            broken: false,
        };
        if self.strikes(self.shared.weather.get().hub_fails) {
            let mut chance = self.shared.chance.borrow_mut();
            let mut hub = self.shared.hub.borrow_mut();
            hub.deliver_and_fail(&letter, &mut chance);
            drop((chance, hub));
            self.note(number, "hands a file to the hub, whose power goes");
            self.shared.hub_wrote();
            return;
        }
        let reply = self.shared.hub.borrow().deliver(&letter);
        self.note(
            number,
            &format!("hands a file to the hub: {}", reply.status),
        );
        self.shared.hub_wrote();
        self.shared.judge(taken_in_whole(&reply, *saves, cut));
    }

    /// Before peace, whoever carries something hands it over.
    pub(super) fn bring_all_carried(&self) {
        for which in 0..self.carried.len() {
            let number = self.draw(self.phones.len());
            self.hand_over(number, which);
        }
    }
}

/// A file is taken in whole, or not at all and with a reason.
fn taken_in_whole(reply: &Reply, saves: u32, cut: bool) -> Result<(), String> {
    let json = reply.json().unwrap_or_default();
    if reply.status == 200 {
        let done: TakenIn = serde_json::from_slice(&json).map_err(|why| why.to_string())?;
        let all = done.accepted + done.already + done.refused;
        return match all == saves && !cut {
            true => Ok(()),
            false => Err(format!("{all} of {saves} in a file were answered")),
        };
    }
    let ErrorBody { code, .. } = serde_json::from_slice(&json).map_err(|why| why.to_string())?;
    let no_fault = match code {
        ErrorCode::BadRequest | ErrorCode::BundleBroken => cut,
        // Who carries it, or who made it, has another device now; or the hub went back to before
        // it knew that one.
        ErrorCode::DeviceRevoked
        | ErrorCode::BundleRevoked
        | ErrorCode::BundleUnknown
        | ErrorCode::Unauthorized => true,
        _ => false,
    };
    no_fault
        .then_some(())
        .ok_or_else(|| format!("a file was answered {} {code}", reply.status))
}

//! Published wishes on the community's board, and people who claim them without holding the grid.

mod chiefs;
mod claims;
mod ends;
mod follows;
mod posts;
mod refused;

use chuanmen_core::domain::{Kind, OwnClaim, Posting, Scope, WishState};
use chuanmen_core::merge::{Patch, RecordId};
use chuanmen_core::protocol::{Answer, Page, Transaction};

use super::moves::{LI, Street, WISH, Who};
use super::town::{COMMUNITY, Phone, Town, area, fields, grid, id, new, refusal};

const NAME: &str = "李国华";
/// What nobody may read on the board: whose the wish is, where they live, what was noted.
const SECRETS: [&str; 5] = [NAME, "13800692907", "\"502\"", "怕生人", "household"];

fn board() -> Scope {
    Scope::Board(area(COMMUNITY))
}

/// A street with a published wish, and two people who would fulfil it.
struct Square {
    street: Street,
    volunteer: Phone,
    chief: Phone,
}

impl Square {
    async fn new() -> Self {
        let mut street = Street::published().await;
        let li = Patch {
            set: fields(&[("phone", "13800692907"), ("note", "怕生人")]),
            ..new(Kind::Resident, LI, &[])
        };
        let li = street.member.saves(grid(1), vec![li]);
        street.take(&li, Who::Member).await;
        Self {
            volunteer: street.town.phone("volunteer"),
            chief: street.town.phone("chief"),
            street,
        }
    }

    fn town(&self) -> &Town {
        &self.street.town
    }

    fn posting(&self) -> Option<Posting> {
        self.town().stands(board()).iter().find_map(Posting::read)
    }

    fn state(&self) -> WishState {
        self.posting().unwrap().state
    }

    /// What somebody was told of their claims, by the hub's records.
    fn told(&self, phone: &Phone) -> Vec<OwnClaim> {
        let records = self.town().stands(Scope::Account(phone.account));
        let mut told: Vec<_> = records.iter().filter_map(OwnClaim::read).collect();
        told.sort_by_key(|claim| (claim.at, claim.id));
        told
    }

    fn asks(&self, phone: &mut Phone, step: &str) -> Transaction {
        let posting = self.posting().unwrap().id;
        let own = Scope::Account(phone.account);
        phone.takes(own, Kind::Posting, posting.into(), step)
    }

    async fn send(&self, phone: &Phone, transaction: &Transaction) -> Answer {
        let response = self.town().sync(phone, vec![transaction.clone()]).await;
        response.answers[0].clone()
    }

    /// The volunteer asks, and is heard.
    async fn volunteer_asks(&mut self, step: &str) {
        let mut phone = self.volunteer.clone();
        let asked = self.asks(&mut phone, step);
        let answer = self.send(&phone, &asked).await;
        assert_eq!(refusal(&answer), "accepted", "{answer:?}");
        self.volunteer = phone;
    }

    /// The grid's own people take a step.
    async fn grid_takes(&mut self, step: &str) {
        let wish = RecordId(id(WISH));
        let step = self
            .street
            .supervisor
            .takes(grid(1), Kind::Wish, wish, step);
        self.street.take(&step, Who::Supervisor).await;
    }

    /// Everything that a phone gets, as text.
    async fn hears(&self, phone: &Phone) -> String {
        let mut phone = phone.clone();
        let pages: Vec<Page> = self.town().drain(&mut phone, 1 << 20).await;
        serde_json::to_string(&pages).unwrap()
    }
}

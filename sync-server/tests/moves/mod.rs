//! Households and buildings that move from one grid to another, and the phones on either side.

mod areas;
mod gone;
mod households;
mod late_edits;

use std::collections::BTreeMap;

use chuanmen_core::domain::{Household, HouseholdId, Housing, Kind, Place};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Value};
use chuanmen_core::protocol::{Answer, LogEntry, Page, Transaction};

use super::town::{COMMUNITY, Phone, Town, area, community, grid, id, new, refusal};

pub(super) const HOME: u128 = 0x500;
pub(super) const LI: u128 = 0x501;
pub(super) const WISH: u128 = 0x502;
pub(super) const EAST: u128 = 0x401;
pub(super) const WEST: u128 = 0x402;

pub(super) fn place(building: u128) -> Place {
    Place {
        building: area(building),
        unit: "2".into(),
        floor: 5,
        room: "502".into(),
    }
}

pub(super) fn one(name: &'static str, value: impl Into<Value>) -> BTreeMap<FieldName, Value> {
    [(FieldName::known(name), value.into())].into()
}

fn home(low: u128, building: u128) -> Patch {
    let household = Household {
        id: HouseholdId(id(low)),
        place: place(building),
        housing: Housing::Own,
        note: String::new(),
    };
    Patch::create(Kind::Household, RecordId(id(low)), household.fields())
}

pub(super) fn of_home(kind: Kind, low: u128, text: &'static str) -> Patch {
    let mut patch = new(kind, low, &[("name", text), ("text", text)]);
    patch.set.extend(one("household", id(HOME).to_string()));
    patch
}

fn building(low: u128, grid: u128) -> Patch {
    let mut patch = new(Kind::Area, low, &[("level", "building"), ("name", "3 栋")]);
    let parent = area(COMMUNITY + grid).to_string();
    patch.set.extend(one("parent", parent));
    patch
}

/// Two buildings in two grids; in the first lives Li, whose wish was claimed.
pub(super) struct Street {
    pub(super) town: Town,
    pub(super) supervisor: Phone,
    pub(super) member: Phone,
    pub(super) neighbour: Phone,
}

impl Street {
    pub(super) async fn new() -> Self {
        let mut street = Self::published().await;
        let claim = street
            .supervisor
            .takes(grid(1), Kind::Wish, RecordId(id(WISH)), "claim");
        street.take(&claim, Who::Supervisor).await;
        street.town.drain(&mut street.member, 1 << 20).await;
        street.town.drain(&mut street.neighbour, 1 << 20).await;
        street
    }

    /// The same before anybody claimed the wish, or looked.
    pub(super) async fn published() -> Self {
        let town = Town::new();
        let mut street = Self {
            supervisor: town.phone("supervisor"),
            member: town.phone("member"),
            neighbour: town.phone("neighbour"),
            town,
        };
        let areas = vec![building(EAST, 1), building(WEST, 2)];
        let areas = street.supervisor.saves(community(), areas);
        street.take(&areas, Who::Supervisor).await;
        let there = vec![
            home(HOME, EAST),
            of_home(Kind::Resident, LI, "李国华"),
            of_home(Kind::Wish, WISH, "一副老花镜"),
        ];
        let there = street.member.saves(grid(1), there);
        street.take(&there, Who::Member).await;
        let next_door = street.neighbour.saves(grid(2), vec![home(0x4f0, WEST)]);
        let response = street.town.sync(&street.neighbour, vec![next_door]).await;
        assert_eq!(refusal(&response.answers[0]), "accepted");
        for step in ["verify", "publish"] {
            let step = street
                .supervisor
                .takes(grid(1), Kind::Wish, RecordId(id(WISH)), step);
            street.take(&step, Who::Supervisor).await;
        }
        street
    }

    pub(super) async fn answer(&self, transaction: &Transaction, who: Who) -> Answer {
        let phone = match who {
            Who::Supervisor => &self.supervisor,
            Who::Member => &self.member,
        };
        let response = self.town.sync(phone, vec![transaction.clone()]).await;
        response.answers[0].clone()
    }

    pub(super) async fn take(&self, transaction: &Transaction, who: Who) {
        let answer = self.answer(transaction, who).await;
        assert_eq!(refusal(&answer), "accepted", "{answer:?}");
    }

    /// What of Li's household stands in a grid.
    fn stands(&self, number: u128) -> Vec<RecordId> {
        lis(&ids(&self.town.stands(grid(number))))
    }

    /// The supervisor writes that Li's household lives in the other grid's building.
    pub(super) async fn move_home(&mut self) {
        let stands = self.town.stands(grid(1));
        let record = stands.iter().find(|record| record.id.0 == id(HOME));
        let patch = Patch::edit(record.unwrap(), one("place", place(WEST).value()));
        let moved = self.supervisor.saves(grid(1), vec![patch]);
        self.take(&moved, Who::Supervisor).await;
    }
}

#[derive(Clone, Copy)]
pub(super) enum Who {
    Supervisor,
    Member,
}

fn ids(records: &[Record]) -> Vec<RecordId> {
    records.iter().map(|record| record.id).collect()
}

/// Those of the records that are Li's.
fn lis(ids: &[RecordId]) -> Vec<RecordId> {
    let found = all_of_it().into_iter().filter(|id| ids.contains(id));
    found.collect()
}

pub(super) fn entries(pages: Vec<Page>) -> Vec<LogEntry> {
    pages.into_iter().flat_map(|page| page.log).collect()
}

fn all_of_it() -> Vec<RecordId> {
    [HOME, LI, WISH].map(|low| RecordId(id(low))).to_vec()
}

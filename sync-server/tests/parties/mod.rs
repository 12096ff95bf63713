//! Accounts of parties: what they are told of the needs in their hands, and what they answer.

mod accounts;
mod answers;
mod areas;
mod told;

use chuanmen_core::domain::{Kind, NeedLife, Party, Role, Scope, Task, fold_need};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{Page, Transaction};

use super::moves::{LI, Street, Who, of_home, one};
use super::town::{COMMUNITY, Phone, area, fields, grid, id, new, refusal};
use crate::hub::{NewAccount, NewGrant};

const NEED: u128 = 0x520;
const NAME: &str = "李国华";
const PHONE: &str = "13800692907";

/// What a party may read of nobody, whatever it is told.
const SECRETS: [&str; 5] = [
    "440524188001010014",
    "living_alone",
    "怕生人",
    "1950-01-01",
    "household",
];

/// A street with a need in it, and a property company with an account.
struct Yard {
    street: Street,
    company: Phone,
}

fn company(login: &str, party: Party) -> NewAccount {
    company_of(login, party, &[COMMUNITY])
}

/// One that answers for some areas.
fn company_of(login: &str, party: Party, areas: &[u128]) -> NewAccount {
    NewAccount {
        id: None,
        login: login.into(),
        password: None,
        name: "罗志刚".into(),
        role: Role::Party,
        grants: areas
            .iter()
            .map(|low| NewGrant {
                id: None,
                role: Role::Party,
                area: area(*low),
                party: Some(party.clone()),
            })
            .collect(),
    }
}

impl Yard {
    async fn new() -> Self {
        let mut street = Street::published().await;
        let mut li = new(Kind::Resident, LI, &[("phone", PHONE), ("note", "怕生人")]);
        li.set.extend(one("care_tag/living_alone", true));
        li.set.extend(one("citizen_id", "440524188001010014"));
        li.set.extend(one("born", "1950-01-01"));
        li.set.extend(one("relation", "head"));
        let need = of_home(Kind::Need, NEED, "楼道灯不亮");
        let there = street.member.saves(grid(1), vec![li, need]);
        street.take(&there, Who::Member).await;
        let account = company("wuye", Party::PropertyCompany);
        street
            .town
            .hub
            .add_account(area(COMMUNITY), account)
            .unwrap();
        Self {
            company: street.town.phone("wuye"),
            street,
        }
    }

    /// A property company that answers for some areas.
    fn another(&self, login: &str, areas: &[u128]) -> Phone {
        let account = company_of(login, Party::PropertyCompany, areas);
        let town = &self.street.town;
        town.hub.add_account(area(COMMUNITY), account).unwrap();
        town.phone(login)
    }

    /// Takes back what a login was granted of an area.
    fn withdraw(&self, login: &str, low: u128) {
        let hub = &self.street.town.hub;
        let grants = hub.grants_of(login).unwrap();
        let of = grants.iter().find(|grant| grant.area == area(low)).unwrap();
        hub.withdraw(login, of.id).unwrap();
    }

    /// The supervisor takes a step about the need.
    async fn supervisor_takes(&mut self, step: &str, with: &[(&'static str, &str)], contact: bool) {
        let need = RecordId(id(NEED));
        let mut taken = self
            .street
            .supervisor
            .takes(grid(1), Kind::Need, need, step);
        taken.events[0].fields = fields(with);
        if contact {
            taken.events[0].fields.extend(one("contact", true));
        }
        self.street.take(&taken, Who::Supervisor).await;
    }

    async fn dispatched(contact: bool) -> Self {
        let mut yard = Self::new().await;
        let to = [("party", "property_company"), ("note", "请今天去")];
        yard.supervisor_takes("dispatch", &to, contact).await;
        yard
    }

    fn tasks(&self, phone: &Phone) -> Vec<Task> {
        let records = self.street.town.stands(Scope::Account(phone.account));
        records.iter().filter_map(Task::read).collect()
    }

    fn task(&self) -> Task {
        self.tasks(&self.company).pop().unwrap()
    }

    fn answers(&mut self, step: &str, note: &str) -> Transaction {
        let task = self.task();
        let own = Scope::Account(self.company.account);
        let mut taken = self.company.takes(own, Kind::Task, task.id.into(), step);
        taken.events[0].fields = fields(&[("party", "property_company"), ("note", note)]);
        taken
    }

    async fn send(&self, phone: &Phone, transaction: &Transaction) -> String {
        let response = self
            .street
            .town
            .sync(phone, vec![transaction.clone()])
            .await;
        refusal(&response.answers[0]).to_owned()
    }

    /// Everything that a phone gets from the beginning, as text.
    async fn hears(&self, phone: &Phone) -> String {
        let mut phone = phone.clone();
        let pages: Vec<Page> = self.street.town.drain(&mut phone, 1 << 20).await;
        serde_json::to_string(&pages).unwrap()
    }

    /// The life of what stands in a scope, as the hub keeps it.
    fn life(&self, scope: Scope, subject: RecordId) -> NeedLife {
        let read = self.street.town.hub.store().read().unwrap();
        let key = read.community(area(COMMUNITY)).unwrap().unwrap();
        let rows = read.scopes(key).unwrap();
        let number = rows.iter().find(|row| row.scope == scope).unwrap().number;
        let events = read.events_of(key, number, &[subject].into()).unwrap();
        fold_need(events.into_iter().map(|row| row.event))
    }

    fn need(&self) -> NeedLife {
        self.life(grid(1), RecordId(id(NEED)))
    }

    fn own(&self) -> NeedLife {
        let scope = Scope::Account(self.company.account);
        self.life(scope, self.task().id.into())
    }
}

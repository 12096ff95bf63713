//! Accounts of parties: what they are told of the needs in their hands, and what they answer.

use chuanmen_core::domain::{Kind, NeedLife, NeedState, Party, Role, Scope, Task, fold_need};
use chuanmen_core::merge::{Patch, RecordId};
use chuanmen_core::protocol::{Page, Transaction};
use jiff::civil::date;

use super::moves::{HOME, LI, Street, Who, of_home, one};
use super::town::{COMMUNITY, Phone, area, community, fields, grid, id, new, refusal};
use crate::hub::{NewAccount, NewGrant};

const NEED: u128 = 0x520;
const IN_COMPOUND: u128 = 0x521;
const COMPOUND: u128 = 0x410;
const NORTH: u128 = 0x411;
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

#[tokio::test]
async fn a_party_is_told_the_place_and_the_words_and_nothing_else_of_a_resident() {
    let yard = Yard::dispatched(false).await;
    let task = yard.task();
    assert_eq!(task.text, "楼道灯不亮");
    assert_eq!(
        (&*task.whereabouts.building, &*task.whereabouts.room),
        ("3 栋", "502")
    );
    let heard = yard.hears(&yard.company).await;
    assert!(heard.contains("楼道灯不亮") && heard.contains("请今天去"));
    for secret in SECRETS.into_iter().chain([NAME, PHONE, "一副老花镜"]) {
        assert!(!heard.contains(secret), "{secret}");
    }
    let response = yard.street.town.sync(&yard.company, Vec::new()).await;
    let scopes: Vec<_> = response
        .granted
        .iter()
        .filter_map(|one| one.scope)
        .collect();
    let own = Scope::Account(yard.company.account);
    assert!(scopes.len() == 2 && scopes.contains(&community()) && scopes.contains(&own));
}

#[tokio::test]
async fn whom_to_ask_for_is_told_if_the_dispatcher_says_so_and_taken_back_with_the_answer() {
    let mut yard = Yard::dispatched(true).await;
    let task = yard.task();
    assert_eq!((&*task.whereabouts.resident, &*task.phone), (NAME, PHONE));
    let resolved = yard.answers("resolve", "换了灯泡");
    assert_eq!(yard.send(&yard.company, &resolved).await, "accepted");
    let task = yard.task();
    assert_eq!((&*task.whereabouts.room, &*task.phone), ("", ""));
    // Not even the log goes on telling it.
    let heard = yard.hears(&yard.company).await;
    for secret in SECRETS.into_iter().chain([NAME, PHONE, "\"502\""]) {
        assert!(!heard.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn what_a_party_answers_is_a_step_of_the_need() {
    let mut yard = Yard::dispatched(false).await;
    for (step, note, state) in [
        ("start", "", NeedState::InProgress),
        ("progress", "等配件", NeedState::InProgress),
        ("resolve", "换了灯泡", NeedState::Resolved),
    ] {
        let answer = yard.answers(step, note);
        assert_eq!(yard.send(&yard.company, &answer).await, "accepted");
        assert_eq!(
            yard.send(&yard.company, &answer).await,
            "accepted",
            "sent twice"
        );
        assert_eq!(yard.need().state, state);
        assert_eq!(yard.own().state, state);
    }
    let steps = yard.need().timeline.len();
    assert_eq!(steps, 4, "each step once");
}

#[tokio::test]
async fn a_party_returns_what_is_not_its_own_and_is_told_no_more_of_it() {
    let mut yard = Yard::dispatched(true).await;
    let returned = yard.answers("return", "灯归供电所管");
    assert_eq!(yard.send(&yard.company, &returned).await, "accepted");
    assert_eq!(yard.need().state, NeedState::Returned);
    yard.supervisor_takes(
        "dispatch",
        &[("party", "department"), ("note", "请供电所看")],
        false,
    )
    .await;
    assert_eq!(yard.own().state, NeedState::Returned);
    assert!(!yard.hears(&yard.company).await.contains("请供电所看"));
}

#[tokio::test]
async fn an_answer_that_comes_after_the_need_went_to_others_is_kept_and_changes_nothing() {
    let mut yard = Yard::dispatched(false).await;
    let late = yard.answers("resolve", "换了灯泡");
    yard.supervisor_takes("dispatch", &[("party", "grid_unit")], false)
        .await;
    assert_eq!(yard.send(&yard.company, &late).await, "accepted");
    let need = yard.need();
    assert_eq!(
        (need.state, need.holder),
        (NeedState::Dispatched, Some(Party::GridUnit))
    );
    assert_eq!(need.timeline.len(), 3, "it stays in the timeline");
    assert_eq!(yard.own().state, NeedState::Dispatched);
}

#[tokio::test]
async fn a_party_takes_no_step_that_is_the_communitys_and_none_about_anything_else() {
    let mut yard = Yard::dispatched(false).await;
    for step in [
        "accept", "dispatch", "remind", "confirm", "reopen", "merge", "withdraw",
    ] {
        let taken = yard.answers(step, "");
        assert_eq!(
            yard.send(&yard.company, &taken).await,
            "step_not_allowed",
            "{step}"
        );
    }
    let own = Scope::Account(yard.company.account);
    let need = RecordId(id(NEED));
    for (scope, kind, subject, refused) in [
        (own, Kind::Task, need, "unknown_subject"),
        (own, Kind::Need, need, "unknown_subject"),
        (grid(1), Kind::Need, need, "not_granted"),
        (community(), Kind::Task, need, "read_only"),
    ] {
        let taken = yard.company.takes(scope, kind, subject, "resolve");
        assert_eq!(yard.send(&yard.company, &taken).await, refused);
    }
    let forged = Patch::create(Kind::Task, need, yard.task().fields());
    let forged = yard.company.saves(own, vec![forged]);
    assert_eq!(yard.send(&yard.company, &forged).await, "read_only");
}

#[tokio::test]
async fn a_phone_that_follows_the_log_hears_of_every_step_whatever_was_taken_back_since() {
    let mut yard = Yard::new().await;
    let mut behind = yard.company.clone();
    yard.street.town.drain(&mut behind, 1 << 20).await;
    let to = [("party", "property_company"), ("note", "请今天去")];
    yard.supervisor_takes("dispatch", &to, true).await;
    for (step, note) in [("start", "我去"), ("resolve", "换了灯泡")] {
        let answer = yard.answers(step, note);
        assert_eq!(yard.send(&yard.company, &answer).await, "accepted");
    }
    let pages = yard.street.town.drain(&mut behind, 1 << 20).await;
    let heard = serde_json::to_string(&pages).unwrap();
    for said in ["请今天去", "我去", "换了灯泡"] {
        assert!(heard.contains(said), "{said}");
    }
    assert!(!heard.contains(PHONE));
}

#[tokio::test]
async fn a_party_is_told_the_day_by_which_a_meeting_resolved_that_it_be_done() {
    let mut yard = Yard::dispatched(false).await;
    let need = RecordId(id(NEED));
    let supervisor = &mut yard.street.supervisor;
    let mut taken = supervisor.takes(grid(1), Kind::Need, need, "dispatch");
    let meeting = id(7).to_string();
    let resolved = [
        ("party", "property_company"),
        ("note", "换声控灯"),
        ("meeting", meeting.as_str()),
        ("until", "2026-12-05"),
    ];
    taken.events[0].fields = fields(&resolved);
    let due = new(Kind::Need, NEED, &[("due_on", "2026-12-05")]);
    taken.patches.push(due);
    yard.street.take(&taken, Who::Supervisor).await;
    assert_eq!(yard.task().due_on, Some(date(2026, 12, 5)));
}

#[tokio::test]
async fn two_of_one_party_see_what_the_other_answered() {
    let mut yard = Yard::dispatched(false).await;
    let second = company("wuye2", Party::PropertyCompany);
    let hub = &yard.street.town.hub;
    hub.add_account(area(COMMUNITY), second).unwrap();
    let other = yard.street.town.phone("wuye2");
    let mine = yard.answers("start", "我去");
    assert_eq!(yard.send(&yard.company, &mine).await, "accepted");
    let theirs = yard.tasks(&other).pop().unwrap();
    let life = yard.life(Scope::Account(other.account), theirs.id.into());
    assert_eq!(life.state, NeedState::InProgress);
}

#[tokio::test]
async fn somebody_new_is_told_of_what_is_in_hand_and_somebody_of_another_party_of_nothing() {
    let yard = Yard::dispatched(false).await;
    let hub = &yard.street.town.hub;
    for (login, party) in [
        ("wuye2", Party::PropertyCompany),
        ("yeweihui", Party::OwnersCommittee),
    ] {
        hub.add_account(area(COMMUNITY), company(login, party))
            .unwrap();
    }
    let (one, none) = (
        yard.street.town.phone("wuye2"),
        yard.street.town.phone("yeweihui"),
    );
    assert_eq!(yard.tasks(&one).len(), 1);
    assert_eq!(yard.tasks(&none), []);
    assert!(!yard.hears(&none).await.contains("楼道灯不亮"));
}

#[tokio::test]
async fn whoever_answers_for_a_party_no_more_has_its_tasks_no_more() {
    let yard = Yard::dispatched(true).await;
    let hub = &yard.street.town.hub;
    let volunteer = NewGrant {
        id: None,
        role: Role::Volunteer,
        area: area(COMMUNITY),
        party: None,
    };
    hub.grant("wuye", volunteer).unwrap();
    let grants = hub.grants_of("wuye").unwrap();
    let party = grants.iter().find(|grant| grant.party.is_some()).unwrap();
    hub.withdraw("wuye", party.id).unwrap();
    assert_eq!(yard.tasks(&yard.company), []);
    let heard = yard.hears(&yard.company).await;
    assert!(!heard.contains(NAME) && !heard.contains("楼道灯不亮"));
}

#[tokio::test]
async fn what_is_erased_is_erased_from_the_party() {
    let yard = Yard::dispatched(true).await;
    let hub = &yard.street.town.hub;
    hub.erase(area(COMMUNITY), RecordId(id(LI))).unwrap();
    assert_eq!(yard.task().phone, "");
    assert!(!yard.hears(&yard.company).await.contains(PHONE));
    hub.erase(area(COMMUNITY), RecordId(id(HOME))).unwrap();
    assert_eq!(yard.tasks(&yard.company), []);
    assert!(!yard.hears(&yard.company).await.contains("楼道灯不亮"));
}

#[tokio::test]
async fn a_task_follows_its_household_to_another_grid() {
    let mut yard = Yard::dispatched(false).await;
    yard.street.move_home().await;
    assert_eq!(yard.task().grid, area(COMMUNITY + 2));
    let resolved = yard.answers("resolve", "换了灯泡");
    assert_eq!(yard.send(&yard.company, &resolved).await, "accepted");
    let life = yard.life(grid(2), RecordId(id(NEED)));
    assert_eq!(life.state, NeedState::Resolved);
}

#[tokio::test]
async fn a_company_of_one_compound_is_told_of_what_lies_in_it_and_of_nothing_else() {
    let mut yard = Yard::new().await;
    let yard_wide = |low, level: &str, name: &str, parent: u128| {
        let mut patch = new(Kind::Area, low, &[("level", level), ("name", name)]);
        patch.set.extend(one("parent", area(parent).0.to_string()));
        patch
    };
    let areas = vec![
        yard_wide(COMPOUND, "compound", "花卉园小区", COMMUNITY + 1),
        yard_wide(NORTH, "building", "9 栋", COMPOUND),
    ];
    let areas = yard.street.supervisor.saves(community(), areas);
    yard.street.take(&areas, Who::Supervisor).await;
    let mut need = new(Kind::Need, IN_COMPOUND, &[("text", "门禁坏了")]);
    need.set.extend(one("area", area(NORTH).0.to_string()));
    let saved = yard.street.member.saves(grid(1), vec![need]);
    yard.street.take(&saved, Who::Member).await;
    let one_of_many = yard.another("huahuiyuan", &[COMPOUND]);
    for low in [NEED, IN_COMPOUND] {
        let need = RecordId(id(low));
        let supervisor = &mut yard.street.supervisor;
        let mut taken = supervisor.takes(grid(1), Kind::Need, need, "dispatch");
        taken.events[0].fields = fields(&[("party", "property_company")]);
        yard.street.take(&taken, Who::Supervisor).await;
    }
    let texts = |phone| yard.tasks(phone).into_iter().map(|task| task.text);
    assert_eq!(texts(&one_of_many).collect::<Vec<_>>(), ["门禁坏了"]);
    assert!(!yard.hears(&one_of_many).await.contains("楼道灯不亮"));
    assert_eq!(texts(&yard.company).count(), 2, "who answers for all");
}

#[tokio::test]
async fn a_task_goes_with_its_household_from_one_company_to_the_other() {
    let mut yard = Yard::new().await;
    let first = yard.another("wuye1", &[COMMUNITY + 1]);
    let second = yard.another("wuye2", &[COMMUNITY + 2]);
    let to = [("party", "property_company")];
    yard.supervisor_takes("dispatch", &to, true).await;
    assert_eq!(
        (yard.tasks(&first).len(), yard.tasks(&second).len()),
        (1, 0)
    );
    yard.street.move_home().await;
    assert_eq!(
        (yard.tasks(&first).len(), yard.tasks(&second).len()),
        (0, 1)
    );
    let heard = yard.hears(&first).await;
    assert!(!heard.contains("楼道灯不亮") && !heard.contains(PHONE));
}

#[tokio::test]
async fn of_two_areas_one_is_taken_back_with_its_tasks() {
    let mut yard = Yard::new().await;
    let both = yard.another("wuye1", &[COMMUNITY + 1, COMMUNITY + 2]);
    let to = [("party", "property_company")];
    yard.supervisor_takes("dispatch", &to, true).await;
    yard.withdraw("wuye1", COMMUNITY + 2);
    assert_eq!(yard.tasks(&both).len(), 1);
    yard.withdraw("wuye1", COMMUNITY + 1);
    assert_eq!(yard.tasks(&both), []);
}

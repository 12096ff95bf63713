use chuanmen_core::domain::{Account, AccountId, Kind, Party, Role, Sex};
use chuanmen_core::merge::Patch;

use super::DemoAccount;
use super::calendar::Calendar;
use super::chance::Chance;
use super::ledger::made;
use super::names::{PEOPLES, People};
use super::territory::Territory;

/// Informants of each grid.
const INFORMANTS: usize = 3;

/// Grid members, by grid.
const GRID_MEMBERS: [&str; 10] = [
    "杨春梅",
    "玉应香",
    "周丽萍",
    "李文斌",
    "罗云芬",
    "岩坎龙",
    "赵晓红",
    "白丽华",
    "陈建平",
    "刀金凤",
];
/// The first informant of the third grid; the others' names are drawn.
const WELL_KNOWN_INFORMANT: &str = "岩温罕";
const SUPERVISORS: [&str; 2] = ["刘敏", "高志明"];
const SUBDISTRICT: &str = "段学军";
const CHIEFS: [&str; 4] = ["王志强", "车艳", "岩香龙", "高永平"];
const PARTIES: [(Party, &str, &str); 2] = [
    (Party::PropertyCompany, "罗志刚", "wuye"),
    (Party::OwnersCommittee, "谢玉兰", "yeweihui"),
];
const VOLUNTEERS: [&str; 6] = ["陈立", "杨正荣", "玉波罕", "沙金", "马晓燕", "普光明"];

/// Words that passwords are made of; what grows in the town's parks.
const WORDS: &str =
    "rongshu mumian fengwei yezi juhua mangguo boluo laicha kafei xiangjiao pugong jixiang";

/// Everybody who uses the app in the demo.
#[derive(Debug)]
pub(super) struct Staff {
    pub(super) accounts: Vec<DemoAccount>,
    /// By grid: the member, then the informants.
    callers: Vec<Vec<AccountId>>,
    supervisors: Vec<AccountId>,
    volunteers: Vec<AccountId>,
}

impl Staff {
    pub(super) fn hire(map: &Territory, calendar: &Calendar, chance: &mut Chance) -> Self {
        let mut staff = Self {
            accounts: Vec::new(),
            callers: Vec::new(),
            supervisors: Vec::new(),
            volunteers: Vec::new(),
        };
        let mut add = |role: &Role, name: String, area, login: String, chance: &mut Chance| {
            let account = DemoAccount {
                id: AccountId(chance.id(calendar.load_moment())),
                name,
                role: role.clone(),
                area,
                party: None,
                login,
                password: password(chance),
            };
            let id = account.id;
            staff.accounts.push(account);
            id
        };
        for (index, name) in (1..).zip(SUPERVISORS) {
            let login = numbered("shequ", index);
            let role = Role::CommunitySupervisor;
            let id = add(&role, name.to_owned(), map.community, login, chance);
            staff.supervisors.push(id);
        }
        let role = Role::SubdistrictSupervisor;
        add(
            &role,
            SUBDISTRICT.to_owned(),
            map.subdistrict,
            "jiedao".to_owned(),
            chance,
        );
        for ((number, grid), name) in (1..).zip(&map.grids).zip(GRID_MEMBERS) {
            let login = format!("wangge{number}");
            let member = add(&Role::GridMember, name.to_owned(), grid.id, login, chance);
            let mut callers = vec![member];
            for index in 1..=INFORMANTS {
                let name = match (number, index) {
                    (3, 1) => WELL_KNOWN_INFORMANT.to_owned(),
                    _ => informant_name(chance),
                };
                let login = format!("xinxi{number}{index:02}");
                callers.push(add(&Role::Informant, name, grid.id, login, chance));
            }
            staff.callers.push(callers);
        }
        for ((index, name), grid) in (1..).zip(CHIEFS).zip(map.grids.iter().skip(2)) {
            let login = numbered("louzhang", index);
            let building = grid.doors.first().map_or(grid.id, |door| door.building);
            let id = add(
                &Role::BuildingChief,
                name.to_owned(),
                building,
                login,
                chance,
            );
            staff.volunteers.push(id);
        }
        for (index, name) in (1..).zip(VOLUNTEERS) {
            let login = numbered("zhiyuan", index);
            let id = add(
                &Role::Volunteer,
                name.to_owned(),
                map.community,
                login,
                chance,
            );
            staff.volunteers.push(id);
        }
        staff
    }

    /// Has somebody answer for the parties that needs are most often dispatched to. Drawn for
    /// itself, so that everything else is what it would be without them.
    pub(super) fn join(&mut self, map: &Territory, calendar: &Calendar, seed: u64) {
        let mut chance = Chance::new(seed ^ 5);
        let moment = calendar.load_moment();
        self.accounts
            .extend(PARTIES.map(|(party, name, login)| DemoAccount {
                id: AccountId(chance.id(moment)),
                name: name.to_owned(),
                role: Role::Party,
                area: map.community,
                party: Some(party),
                login: login.to_owned(),
                password: password(&mut chance),
            }));
    }

    /// The accounts' records, as colleagues see them.
    pub(super) fn patches(&self) -> impl Iterator<Item = Patch> {
        self.accounts.iter().map(|account| {
            let record = Account {
                id: account.id,
                name: account.name.clone(),
                role: account.role.clone(),
            };
            made(Kind::Account, record.id, record.fields())
        })
    }

    /// Those who call at the doors of a grid: the member, then the informants.
    pub(super) fn callers(&self, grid: usize) -> &[AccountId] {
        self.callers
            .get(grid)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The grid member of a grid.
    pub(super) fn member(&self, grid: usize) -> AccountId {
        let member = self.callers(grid).first();
        member.copied().unwrap_or_else(|| self.chief_supervisor())
    }

    /// One of the community's supervisors, mostly the first.
    pub(super) fn supervisor(&self, chance: &mut Chance) -> AccountId {
        match self.supervisors.last() {
            Some(second) if chance.percent(25) => *second,
            _ => self.chief_supervisor(),
        }
    }

    /// The community supervisor who entered everything.
    pub(super) fn chief_supervisor(&self) -> AccountId {
        let first = self.accounts.first();
        first.map_or(AccountId(uuid::Uuid::max()), |account| account.id)
    }

    /// What somebody is called.
    pub(super) fn name(&self, id: AccountId) -> String {
        let found = self.accounts.iter().find(|account| account.id == id);
        found
            .map(|account| account.name.clone())
            .unwrap_or_default()
    }

    /// One of the chiefs, then of the volunteers.
    pub(super) fn volunteer_at(&self, index: usize) -> AccountId {
        let one = self.volunteers.get(index).copied();
        one.unwrap_or_else(|| self.chief_supervisor())
    }

    /// Somebody who might claim a wish.
    pub(super) fn volunteer(&self, chance: &mut Chance) -> AccountId {
        let one = chance.pick(&self.volunteers).copied();
        one.unwrap_or_else(|| self.chief_supervisor())
    }
}

/// `shequ`, `shequ2`, `shequ3`.
fn numbered(login: &str, index: usize) -> String {
    match index {
        1 => login.to_owned(),
        index => format!("{login}{index}"),
    }
}

fn informant_name(chance: &mut Chance) -> String {
    let people = chance.weighted(&PEOPLES, People::Han);
    let sex = if chance.percent(55) {
        Sex::Female
    } else {
        Sex::Male
    };
    let surname = people.surname(chance);
    let born = i16::try_from(chance.between(1958, 1988)).unwrap_or(1970);
    people.name(surname, &sex, born, chance)
}

fn password(chance: &mut Chance) -> String {
    let word = chance.word(WORDS);
    format!("{word}-{}", chance.between(1000, 9999))
}

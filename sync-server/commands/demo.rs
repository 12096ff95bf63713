use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, Role};
use serde::{Deserialize, Serialize};

use super::table::aligned;
use super::{CommandError, open, say};
use crate::auth::{PasswordError, PasswordHash};
use crate::config::DemoArgs;
use crate::demo::{Demo, DemoAccount, DemoSpec, generate, neighbours};
use crate::hub::{Arrival, DemoCommunity, Hub, HubError, NewAccount, NewDemo, NewGrant};

/// How long the printed codes can be used.
const CODES_VALID: i64 = 7 * UnixMillis::DAY;

/// What a demo was made from, as the database remembers it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct MadeFrom {
    households: u32,
    #[serde(default = "one")]
    communities: u32,
    seed: u64,
    now: UnixMillis,
}

/// Of a demo from before there were several.
const fn one() -> u32 {
    1
}

pub(super) fn run(args: &DemoArgs) -> Result<(), CommandError> {
    let hub = open(&args.data.database)?;
    let (community, accounts) = match hub.demo()? {
        Some(made_from) => again(&made_from)?,
        None => make(&hub, args)?,
    };
    let printed: Vec<_> = chosen(&accounts, args.all_logins).collect();
    say(&logins(&hub, community, &printed)?)
}

/// The demo that is there, made up anew from the same seed and moment.
fn again(made_from: &str) -> Result<(AreaId, Vec<DemoAccount>), CommandError> {
    let made_from: MadeFrom = serde_json::from_str(made_from)
        .map_err(|error| CommandError::Usage(format!("the demo cannot be told again: {error}")))?;
    let demo = generate(&made_from.into());
    Ok((demo.community, demo.accounts))
}

fn make(hub: &Hub, args: &DemoArgs) -> Result<(AreaId, Vec<DemoAccount>), CommandError> {
    let made_from = MadeFrom {
        households: args.households,
        communities: args.communities,
        seed: args.seed,
        now: hub.now(),
    };
    let first = generate(&made_from.into());
    let (community, accounts) = (first.community, first.accounts.clone());
    let others = args.communities.saturating_sub(1) as usize;
    let others = neighbours(made_from.into(), first.subdistrict, others);
    let communities = [first].into_iter().chain(others).map(made_up);
    let demo = NewDemo {
        made_from: serde_json::to_string(&made_from)
            .map_err(|error| CommandError::Usage(error.to_string()))?,
        communities: communities
            .collect::<Result<_, _>>()
            .map_err(HubError::from)?,
    };
    hub.add_demo(demo)?;
    Ok((community, accounts))
}

fn made_up(demo: Demo) -> Result<DemoCommunity, PasswordError> {
    let arrivals = demo.transactions.into_iter();
    let arrivals = arrivals.map(|(at, transaction)| Arrival { at, transaction });
    Ok(DemoCommunity {
        community: demo.community,
        accounts: with_passwords(&demo.accounts)?,
        arrivals: arrivals.collect(),
    })
}

impl From<MadeFrom> for DemoSpec {
    fn from(made_from: MadeFrom) -> Self {
        Self {
            households: made_from.households,
            seed: made_from.seed,
            now: made_from.now,
        }
    }
}

/// Hashing a password is slow on purpose: every core takes a share of them.
fn with_passwords(accounts: &[DemoAccount]) -> Result<Vec<NewAccount>, PasswordError> {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = accounts.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let shares: Vec<_> = accounts
            .chunks(share)
            .map(|share| scope.spawn(|| share.iter().map(new_account).collect::<Vec<_>>()))
            .collect();
        let done = shares.into_iter().flat_map(|share| match share.join() {
            Ok(accounts) => accounts,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    })
}

fn new_account(account: &DemoAccount) -> Result<NewAccount, PasswordError> {
    Ok(NewAccount {
        id: Some(account.id),
        login: account.login.clone(),
        password: Some(PasswordHash::new(&account.password)?),
        name: account.name.clone(),
        role: account.role.clone(),
        grants: vec![NewGrant {
            id: None,
            role: account.role.clone(),
            area: account.area,
            party: account.party.clone(),
        }],
    })
}

/// Supervisors, grid members, and the first of every other role.
fn chosen(accounts: &[DemoAccount], all: bool) -> impl Iterator<Item = &DemoAccount> {
    let mut seen = BTreeSet::new();
    accounts.iter().filter(move |account| {
        let many = matches!(account.role, Role::CommunitySupervisor | Role::GridMember);
        seen.insert(account.role.clone()) || many || all
    })
}

fn logins(hub: &Hub, community: AreaId, accounts: &[&DemoAccount]) -> Result<String, CommandError> {
    let areas = hub.areas(community)?.into_iter();
    let areas: BTreeMap<_, _> = areas.map(|area| (area.id, area.name)).collect();
    let head = ["角色", "负责", "姓名", "登录名", "密码", "一次性码"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for account in accounts {
        let code = hub.enrolment_code(&account.login, CODES_VALID)?;
        rows.push(vec![
            role_name(&account.role).to_owned(),
            areas.get(&account.area).cloned().unwrap_or_default(),
            account.name.clone(),
            account.login.clone(),
            account.password.clone(),
            code.to_string(),
        ]);
    }
    Ok(aligned(&rows))
}

fn role_name(role: &Role) -> &str {
    match role {
        Role::GridMember => "网格员",
        Role::Informant => "网格信息员",
        Role::BuildingChief => "楼栋长",
        Role::Volunteer => "志愿者",
        Role::Party => "共建方",
        Role::CommunitySupervisor => "社区",
        Role::SubdistrictSupervisor => "街道",
        Role::Other(word) => word,
    }
}

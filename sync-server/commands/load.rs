use std::fs;
use std::path::Path;
use std::time::Duration;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Account, Kind, Role, Scope};

use super::{CommandError, open_existing, say};
use crate::auth::EnrolmentCode;
use crate::config::LoadArgs;
use crate::hub::{Hub, HubError};
use crate::load::{MemorySource, Plan, draw, drive};
use crate::store::{CommunityKey, EnrolmentRow};

/// How long the phones' codes can be used.
const CODES_VALID: i64 = 60 * UnixMillis::MINUTE;

/// What the phones enrol with.
struct Codes {
    phones: Vec<String>,
    /// Of somebody who may write to the whole community.
    desk: Option<String>,
}

pub(super) fn run(args: &LoadArgs) -> Result<(), CommandError> {
    let codes = codes(args)?;
    let metrics = args.metrics.clone().unwrap_or_else(|| args.hub.clone());
    let plan = Plan {
        hub: args.hub.clone(),
        codes: codes.phones,
        desk: codes.desk,
        time: Duration::from_secs_f64(args.minutes * 60.0),
        rate: args.rate,
        edits: args.edits,
        storms: args.storms,
        memory: args
            .pid
            .map_or(MemorySource::Metrics(metrics), MemorySource::Process),
    };
    let runtime = tokio::runtime::Runtime::new();
    let runtime = runtime.map_err(|error| CommandError::Io("threads".into(), error))?;
    let report = runtime.block_on(drive(plan));
    let report = report.map_err(|code| {
        let hint = "is the hub there, and served with --enrol-rate 0?";
        CommandError::Usage(format!("a phone could not be enrolled: {code}; {hint}"))
    })?;
    if let Some(file) = &args.plot {
        let drawn = fs::write(file, draw(&report.samples));
        drawn.map_err(|error| CommandError::Io(file.display().to_string(), error))?;
    }
    let json = serde_json::to_string(&report);
    say(&json.map_err(|error| CommandError::Usage(error.to_string()))?)
}

fn codes(args: &LoadArgs) -> Result<Codes, CommandError> {
    match (&args.codes, &args.database) {
        (Some(file), _) => listed(file),
        (None, Some(database)) => made(&open_existing(database)?, args.phones),
        (None, None) => Err(CommandError::Usage("no codes and no database".into())),
    }
}

fn listed(file: &Path) -> Result<Codes, CommandError> {
    let text = fs::read_to_string(file);
    let text = text.map_err(|error| CommandError::Io(file.display().to_string(), error))?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(Codes {
        phones: lines.map(str::to_owned).collect(),
        desk: None,
    })
}

/// Codes for those who visit, in turn, and for one who speaks to all.
fn made(hub: &Hub, phones: u32) -> Result<Codes, CommandError> {
    let people = people(hub)?;
    let of = |role: &[Role]| {
        let people = people
            .iter()
            .filter(|(_, account)| role.contains(&account.role));
        people.collect::<Vec<_>>()
    };
    let visitors = of(&[Role::GridMember, Role::Informant]);
    if visitors.is_empty() {
        let message = "nobody in this database visits households: `demo` makes some who do";
        return Err(CommandError::Usage(message.into()));
    }
    let phones = visitors.iter().cycle().zip(0..phones);
    let desk = of(&[Role::CommunitySupervisor]);
    let expires_at = hub.now().plus(CODES_VALID);
    let mut txn = hub.store().write()?;
    let mut code = |(community, account): &(CommunityKey, Account)| {
        let code = EnrolmentCode::generate().map_err(HubError::from)?;
        txn.put_enrolment(&EnrolmentRow {
            community: *community,
            code: code.digest(),
            account: account.id,
            expires_at,
            used_at: None,
        })?;
        Ok::<_, CommandError>(code.to_string())
    };
    let phones = phones.map(|(person, _)| code(person));
    let phones = phones.collect::<Result<_, _>>()?;
    let desk = desk.first().map(|person| code(person)).transpose()?;
    txn.commit()?;
    Ok(Codes { phones, desk })
}

fn people(hub: &Hub) -> Result<Vec<(CommunityKey, Account)>, CommandError> {
    let read = hub.store().read()?;
    let mut people = Vec::new();
    for (community, area) in read.communities()? {
        let facts = read.facts(community, &[Scope::Community(area)].into())?;
        let records = facts.records.iter().map(|(_, record)| record);
        let accounts = records.filter(|record| record.kind == Kind::Account);
        let accounts = accounts.filter_map(Account::read);
        people.extend(accounts.map(|account| (community, account)));
    }
    Ok(people)
}

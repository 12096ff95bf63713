//! Joint meetings of the five parties: one that was held, and one that is planned.

use std::collections::BTreeMap;

use chuanmen_core::china_date;
use chuanmen_core::domain::{
    Attendance, FieldsBuilder, Kind, Meeting, MeetingId, NeedId, NeedStep, Party, Presence, Scope,
};
use jiff::ToSpan;
use jiff::civil::{Date, Time};

use super::calendar::Calendar;
use super::chance::Chance;
use super::ledger::{Ledger, made};
use super::life::{Step, enter};
use super::staff::Staff;
use super::territory::Territory;
use super::{Attached, Lived};

/// A chance of its own, so that the people of a seed stay who they are.
const OWN: u64 = 0x4d45_4554;
/// Needs on each agenda.
const ITEMS: usize = 3;

/// Who came to the one that was held.
const CAME: [(Party, Presence, &str); 5] = [
    (Party::PartyBranch, Presence::Came, "岩叫"),
    (Party::PropertyCompany, Presence::Came, "罗志刚、玉罕"),
    (Party::OwnersCommittee, Presence::Excused, "王秀芝"),
    (Party::GridUnit, Presence::Absent, ""),
    (Party::Community, Presence::Came, "刘敏"),
];

/// What was resolved at it.
const RESOLVED: [&str; 2] = [
    "物业一周内到现场看，看完把办法告诉居民。",
    "党支部牵头，和业委会一起征求楼里的意见，下次会再议。",
];

/// Has the five parties meet about needs that are open.
pub(super) fn tell(
    (map, staff, calendar): (&Territory, &Staff, &Calendar),
    seed: u64,
    (lived, attached): (&[Lived], &Attached),
    ledger: &mut Ledger,
) {
    let mut chance = Chance::new(seed ^ OWN);
    let now = calendar.now;
    let today = china_date(now);
    let chair = staff.chief_supervisor();
    let name = staff.name(chair);
    let open = open(map, lived, attached, ledger);
    let mut needs = open.rchunks(ITEMS);
    let mut meet = |on: Date, hour: i8, attendance| Meeting {
        id: MeetingId(chance.id(now)),
        on,
        time: Time::new(hour, 30, 0, 0).ok(),
        venue: "社区党群服务中心一楼会议室".to_owned(),
        chair: name.clone(),
        agenda: needs
            .next()
            .map(|some| some.iter().map(|(need, _)| *need).collect())
            .unwrap_or_default(),
        attendance,
    };
    let came = CAME.map(|(party, presence, who)| {
        let who = who.to_owned();
        (party, Attendance { presence, who })
    });
    let held = meet(today.saturating_sub(2.days()), 15, BTreeMap::from(came));
    let planned = meet(today.saturating_add(5.days()), 9, BTreeMap::new());
    let scope = Scope::Community(map.community);
    let both = [&held, &planned];
    let both = both.map(|one| made(Kind::Meeting, one.id, one.fields()));
    ledger.records(now, scope, chair, both.into());
    let hold = Step {
        at: now,
        by: chair,
        word: "hold",
        fields: FieldsBuilder::new(),
    };
    let subject = held.id.into();
    enter(
        vec![hold],
        &Kind::Meeting,
        subject,
        scope,
        ledger,
        &mut chance,
    );
    // The last of its needs waits for a word yet.
    let resolved = open.rchunks(ITEMS).next().unwrap_or_default().iter();
    for ((need, scope), text) in resolved.zip(RESOLVED) {
        let fields = FieldsBuilder::new()
            .set("note", text)
            .set(NeedStep::MEETING, held.id);
        let step = Step {
            at: now,
            by: chair,
            word: "progress",
            fields,
        };
        let subject = (*need).into();
        enter(
            vec![step],
            &Kind::Need,
            subject,
            *scope,
            ledger,
            &mut chance,
        );
    }
}

/// The needs that are open, each with where it lies.
fn open(
    map: &Territory,
    lived: &[Lived],
    attached: &Attached,
    ledger: &Ledger,
) -> Vec<(NeedId, Scope)> {
    let ended = ledger.ended();
    let mut open = Vec::new();
    for (grid, lived) in map.grids.iter().zip(lived) {
        let told = lived.visits.iter();
        let told = told
            .filter_map(|(_, visit)| attached.get(&visit.id))
            .flatten();
        let needs = told.filter(|patch| patch.kind == Kind::Need && !ended.contains(&patch.id));
        open.extend(needs.map(|need| (need.id.into(), Scope::Grid(grid.id))));
    }
    open
}

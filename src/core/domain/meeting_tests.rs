use jiff::civil::{date, time};

use super::*;
use crate::domain::{Event, EventOrder, Kind};
use crate::merge::{EventId, Patch, RecordId, ReplicaId, Stamp};

const MEETING: MeetingId = MeetingId(Uuid::from_u128(1));
const NOON: i64 = 1_795_406_400_000;

fn meeting() -> Meeting {
    Meeting {
        id: MEETING,
        on: date(2026, 11, 28),
        time: Some(time(14, 30, 0, 0)),
        venue: "一楼会议室".into(),
        chair: "刘敏".into(),
        agenda: [9, 2, 5].map(|low| NeedId(Uuid::from_u128(low))).into(),
        attendance: BTreeMap::from([(
            Party::PropertyCompany,
            Attendance {
                presence: Presence::Excused,
                who: "罗志刚".into(),
            },
        )]),
    }
}

fn record(fields: BTreeMap<FieldName, Value>) -> Record {
    let stamp = Stamp::new(UnixMillis(NOON), 0, ReplicaId::HUB);
    let patch = Patch::create(Kind::Meeting, RecordId(MEETING.0), fields);
    Record::from_patch(&patch, stamp)
}

fn event(kind: Kind, step: &str, after: i64, fields: FieldsBuilder) -> StoredEvent {
    let at = UnixMillis(NOON + after);
    StoredEvent {
        event: Event {
            id: EventId(Uuid::from_u128(after.unsigned_abs().into())),
            kind,
            subject: RecordId(MEETING.0),
            step: step.into(),
            fields: fields.build(),
        },
        author: AccountId(Uuid::from_u128(7)),
        stamp: Stamp::new(at, 0, ReplicaId::HUB),
        order: EventOrder::Hub {
            seq: after.unsigned_abs(),
            index: 0,
            at,
        },
    }
}

fn step(step: &str, after: i64) -> StoredEvent {
    event(Kind::Meeting, step, after, FieldsBuilder::new())
}

#[test]
fn a_meeting_is_read_as_it_was_written_its_agenda_in_its_order() {
    assert_eq!(Meeting::read(&record(meeting().fields())), Some(meeting()));
    let mut dayless = meeting().fields();
    dayless.remove("on");
    assert_eq!(Meeting::read(&record(dayless)), None);
}

#[test]
fn what_is_no_need_no_party_and_no_time_is_read_as_none() {
    let mut fields = meeting().fields();
    let of = |set, name: &str| FieldName::member(set, name).unwrap();
    fields.insert(of(Meeting::AGENDA, "x"), 1.into());
    fields.insert(Meeting::item(NeedId(Uuid::from_u128(2))), Value::NULL);
    fields.insert(of(Meeting::ATTENDANCE, "department"), "came".into());
    fields.insert(FieldName::known("time"), "half past".into());
    let read = Meeting::read(&record(fields)).unwrap();
    assert_eq!((read.agenda.len(), read.time), (2, None));
    assert_eq!(read.attendance, meeting().attendance);
}

#[test]
fn a_meeting_is_planned_held_and_closed_and_what_does_not_follow_changes_nothing() {
    let told = [
        "close", "amend", "hold", "hold", "close", "close", "amend", "postpone",
    ];
    let events = (1..).zip(told).map(|(after, word)| step(word, after));
    let life = fold_meeting(events);
    assert_eq!(life.state, MeetingState::Closed);
    assert_eq!(life.closed_at, Some(UnixMillis(NOON + 5)));
    let applied = life.timeline.iter();
    let applied = applied.filter(|entry| entry.effect == Effect::Applied);
    let applied: Vec<_> = applied.map(|entry| &*entry.event.event.step).collect();
    assert_eq!(applied, ["hold", "close", "amend"]);
}

#[test]
fn only_a_supervisor_takes_a_step_and_only_one_that_there_is() {
    for role in Role::KNOWN {
        let may = *role == Role::CommunitySupervisor;
        assert_eq!(MeetingStep::Close.is_allowed_to(role), may, "{role}");
    }
    let unknown = MeetingStep::from("postpone");
    assert!(!unknown.is_allowed_to(&Role::CommunitySupervisor));
}

#[test]
fn a_resolution_is_a_step_that_names_the_meeting_and_one_after_it_closed_amends() {
    let at = |meeting: u128, text: &str, after| {
        let fields = FieldsBuilder::new()
            .set(NeedStep::MEETING, MeetingId(Uuid::from_u128(meeting)))
            .set(NeedStep::PARTY, "property_company")
            .set(NeedStep::UNTIL, "2026-12-05")
            .set("note", text);
        event(Kind::Need, "dispatch", after, fields)
    };
    let elsewhere = event(Kind::Need, "accept", 1, FieldsBuilder::new());
    let events = [
        elsewhere,
        at(1, "换灯", 2),
        at(3, "别的会", 3),
        at(1, "再换一盏", 9),
    ];
    let resolved = resolutions(MEETING, Some(UnixMillis(NOON + 5)), &events);
    let said: Vec<_> = resolved
        .iter()
        .map(|one| (&*one.text, one.amends))
        .collect();
    assert_eq!(said, [("换灯", false), ("再换一盏", true)]);
    assert_eq!(resolved[0].until, Some(date(2026, 12, 5)));
    assert_eq!(resolved[0].party, Some(Party::PropertyCompany));
    assert!(
        resolutions(MEETING, None, &events)
            .iter()
            .all(|one| !one.amends)
    );
}

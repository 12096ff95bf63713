use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    AccountId, Effect, Fields, FieldsBuilder, MeetingId, NeedId, NeedStep, Party, Role,
    StoredEvent, TimelineEntry, WithoutEffect,
};
use crate::UnixMillis;
use crate::merge::{FieldName, Record, Scalar, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// How far a meeting is; a fold over its events, never a field. In this order in lists.
    pub enum MeetingState {
        /// 已召开，没有归档
        Held => "held",
        /// 计划中
        Planned => "planned",
        /// 已归档
        Closed => "closed",
    }
}

text_enum! {
    /// What somebody does about a meeting.
    pub enum MeetingStep {
        /// 开会
        Hold => "hold",
        /// 归档: its minutes do not change any more
        Close => "close",
        /// 更正 (field `note`): what is said of the minutes afterwards
        Amend => "amend",
    }
}

text_enum! {
    /// Whether a party was at a meeting.
    pub enum Presence {
        /// 到会
        Came => "came",
        /// 缺席
        Absent => "absent",
        /// 请假
        Excused => "excused",
    }
}

/// Whether a party came, and who for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Whether it came.
    pub presence: Presence,
    /// Who, in words: `罗志刚、玉罕`.
    pub who: String,
}

/// A joint meeting of the five parties (五方联席会议).
///
/// It lies in the community's scope, which volunteers and parties read too: so it names needs and
/// says nothing of them. What is resolved is a step of the need, in its grid's scope
/// ([`resolutions`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Which.
    pub id: MeetingId,
    /// The day.
    pub on: Date,
    /// When on that day, in China.
    pub time: Option<Time>,
    /// Where.
    pub venue: String,
    /// Who takes the chair.
    pub chair: String,
    /// The needs that it is about, in order.
    pub agenda: Vec<NeedId>,
    /// Who was there, of the parties that were asked for.
    pub attendance: BTreeMap<Party, Attendance>,
}

impl Meeting {
    /// The agenda: each need is a field `agenda/<id>`, the id without dashes, with its place.
    pub const AGENDA: &'static str = "agenda";
    /// Who was there: each party is a field `attendance/<party>`, a group of `presence`, `who`.
    pub const ATTENDANCE: &'static str = "attendance";
    /// The most needs of one meeting.
    pub const MOST: usize = 60;

    /// Reads a meeting; none without a day.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let mut agenda: Vec<_> = record
            .fields
            .iter()
            .filter_map(|(name, value)| {
                let need = Uuid::parse_str(name.member_of(Self::AGENDA)?).ok()?;
                Some((value.as_int()?, NeedId(need)))
            })
            .collect();
        agenda.sort_unstable();
        let attendance = Party::FIVE.into_iter().filter_map(|party| {
            let field = Self::attendance_of(&party);
            let said = |member| match fields.within(field.as_str(), member) {
                Some(Scalar::Text(text)) => Some(text.as_str()),
                _ => None,
            };
            let attendance = Attendance {
                presence: said("presence").map(Presence::from)?,
                who: said("who").unwrap_or_default().to_owned(),
            };
            Some((party, attendance))
        });
        Some(Self {
            id: record.id.into(),
            on: fields.date("on")?,
            time: fields.parse("time"),
            venue: fields.string("venue"),
            chair: fields.string("chair"),
            agenda: agenda.into_iter().map(|(_, need)| need).collect(),
            attendance: attendance.collect(),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let mut fields = FieldsBuilder::new()
            .set("on", self.on.to_string())
            .maybe("time", self.time.map(Self::clock))
            .text("venue", &self.venue)
            .text("chair", &self.chair)
            .build();
        let places = (1_i64..).zip(&self.agenda);
        fields.extend(places.map(|(place, need)| (Self::item(*need), Value::from(place))));
        let attendance = self.attendance.iter();
        fields.extend(attendance.map(|(party, said)| (Self::attendance_of(party), said.value())));
        fields
    }

    /// The field of a need's place on the agenda.
    #[must_use]
    pub fn item(need: NeedId) -> FieldName {
        member(Self::AGENDA, &need.0.simple().to_string())
    }

    /// The field that says whether a party came.
    #[must_use]
    pub fn attendance_of(party: &Party) -> FieldName {
        member(Self::ATTENDANCE, party.as_str())
    }

    /// `14:30`
    #[must_use]
    pub fn clock(time: Time) -> String {
        time.strftime("%H:%M").to_string()
    }
}

/// An id or a word of our own as a member of a set: always a field's name.
fn member(set: &'static str, name: &str) -> FieldName {
    FieldName::member(set, name).unwrap_or_else(|_| FieldName::known(set))
}

impl Attendance {
    /// As one value: whether a party came and who for it are written together.
    #[must_use]
    pub fn value(&self) -> Value {
        let members = [
            ("presence", self.presence.as_str()),
            ("who", self.who.as_str()),
        ];
        let text = |text: &str| Scalar::Text(text.to_owned());
        let members = members.map(|(name, said)| (FieldName::known(name), text(said)));
        Value::Group(members.into())
    }
}

impl MeetingState {
    /// The state after `step`, if it follows from this one.
    #[must_use]
    pub fn after(&self, step: &MeetingStep) -> Option<Self> {
        match (step, self) {
            (MeetingStep::Hold, Self::Planned) => Some(Self::Held),
            (MeetingStep::Close, Self::Held) | (MeetingStep::Amend, Self::Closed) => {
                Some(Self::Closed)
            }
            _ => None,
        }
    }
}

impl MeetingStep {
    /// Whether somebody with `role` may take this step; the hub refuses it otherwise.
    #[must_use]
    pub fn is_allowed_to(&self, role: &Role) -> bool {
        *role == Role::CommunitySupervisor && Self::KNOWN.contains(self)
    }
}

/// A meeting's life so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingLife {
    /// How far it is.
    pub state: MeetingState,
    /// Since when its minutes do not change.
    pub closed_at: Option<UnixMillis>,
    /// Every event, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// Folds a meeting's events, given in [`super::EventOrder`], into its life.
#[must_use]
pub fn fold_meeting(events: impl IntoIterator<Item = StoredEvent>) -> MeetingLife {
    let mut life = MeetingLife {
        state: MeetingState::Planned,
        closed_at: None,
        timeline: Vec::new(),
    };
    for event in events {
        let step = MeetingStep::from(&*event.event.step);
        let effect = match (life.state.after(&step), &step) {
            (Some(state), _) => {
                life.state = state;
                if step == MeetingStep::Close {
                    life.closed_at = Some(event.effective_at());
                }
                Effect::Applied
            }
            (None, MeetingStep::Other(_)) => Effect::Without(WithoutEffect::UnknownStep),
            (None, _) => Effect::Without(WithoutEffect::DoesNotFollow),
        };
        life.timeline.push(TimelineEntry { event, effect });
    }
    life
}

/// What a meeting resolved about a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// What was resolved.
    pub text: String,
    /// Who takes it on.
    pub party: Option<Party>,
    /// Which department, if it is one and somebody said so.
    pub department: String,
    /// By which day.
    pub until: Option<Date>,
    /// Who wrote it down.
    pub by: AccountId,
    /// When.
    pub at: UnixMillis,
    /// It was written after the minutes were closed.
    pub amends: bool,
}

/// What a meeting resolved about a need with these steps, oldest first; `closed_at` is when its
/// minutes were closed. A step that changed nothing on the need was still resolved.
#[must_use]
pub fn resolutions<'e>(
    meeting: MeetingId,
    closed_at: Option<UnixMillis>,
    events: impl IntoIterator<Item = &'e StoredEvent>,
) -> Vec<Resolution> {
    let of = |event: &StoredEvent| {
        let fields = Fields(&event.event.fields);
        (fields.parse(NeedStep::MEETING) == Some(meeting)).then(|| Resolution {
            text: fields.string("note"),
            party: fields.word(NeedStep::PARTY),
            department: fields.string(NeedStep::DEPARTMENT),
            until: fields.date(NeedStep::UNTIL),
            by: event.author,
            at: event.stamp.wall(),
            amends: closed_at.is_some_and(|closed| event.effective_at() > closed),
        })
    };
    events.into_iter().filter_map(of).collect()
}

#[cfg(test)]
#[path = "meeting_tests.rs"]
mod tests;

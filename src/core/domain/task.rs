use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    AreaId, Effect, Event, Fields, FieldsBuilder, Kind, NeedId, NeedLife, NeedStep, Party,
    StoredEvent, TaskId, Urgency, Whereabouts,
};
use crate::merge::{FieldName, Record, Value};

/// A need as the party in whose hands it is is told of it (任务). The hub alone writes it, out of
/// the need and its life; never more of a resident than stands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Which.
    pub id: TaskId,
    /// The need behind it.
    pub need: NeedId,
    /// The grid that the need lies in.
    pub grid: AreaId,
    /// Whose task it is.
    pub party: Party,
    /// Code of its category.
    pub category: String,
    /// What is asked for.
    pub text: String,
    /// How pressing.
    pub urgency: Urgency,
    /// By when it should be resolved.
    pub due_on: Option<Date>,
    /// Where; the door, and whom to ask for if the dispatcher said that the party may know, only
    /// while the party has it in its hands.
    pub whereabouts: Whereabouts,
    /// Their telephone, digits only; empty unless the dispatcher said so.
    pub phone: String,
}

impl Task {
    /// Reads a task; none without the need behind it and whose it is.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            need: fields.parse("need")?,
            grid: fields.parse("grid")?,
            party: fields.word("party")?,
            category: fields.string("category"),
            text: fields.string("text"),
            urgency: fields.word("urgency").unwrap_or(Urgency::Normal),
            due_on: fields.date("due_on"),
            whereabouts: Whereabouts {
                resident: fields.string("contact"),
                compound: fields.string("compound"),
                building: fields.string("building"),
                unit: fields.string("unit"),
                room: fields.string("room"),
            },
            phone: fields.string("phone"),
        })
    }

    /// Its fields; what it has not is said too, so that what it had is gone.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let there = &self.whereabouts;
        FieldsBuilder::new()
            .set("need", self.need)
            .set("grid", self.grid)
            .set("party", self.party.as_str())
            .set("category", self.category.as_str())
            .set("text", self.text.as_str())
            .set("urgency", self.urgency.as_str())
            .or_null("due_on", self.due_on.map(|day| day.to_string()))
            .or_null("compound", some(&there.compound))
            .or_null("building", some(&there.building))
            .or_null("unit", some(&there.unit))
            .or_null("room", some(&there.room))
            .or_null("contact", some(&there.resident))
            .or_null("phone", some(&self.phone))
            .build()
    }
}

/// What a party has to do with a need, by its life so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// The steps that the party is told of, oldest first: those from when it got the need until
    /// the one with which it lost it, without what is none of its business.
    pub steps: Vec<StoredEvent>,
    /// Whether it has something to do about the need.
    pub in_hand: bool,
    /// Whether the dispatcher said that it may know whom to ask for.
    pub may_call: bool,
}

impl Errand {
    /// Of `party`, about a need with this life; none if it was never dispatched to them.
    #[must_use]
    pub fn of(life: &NeedLife, party: &Party) -> Option<Self> {
        let mut errand = Self {
            steps: Vec::new(),
            in_hand: life.state.is_in_hand() && life.holder.as_ref() == Some(party),
            may_call: false,
        };
        let mut theirs = false;
        let applied = life.timeline.iter();
        for entry in applied.filter(|entry| entry.effect == Effect::Applied) {
            let event = &entry.event;
            let fields = Fields(&event.event.fields);
            let step = NeedStep::from(&*event.event.step);
            let before = theirs;
            match step {
                NeedStep::Dispatch => {
                    theirs = fields.word::<Party>("party").as_ref() == Some(party);
                    errand.may_call = theirs && fields.flag(NeedStep::CONTACT);
                }
                NeedStep::Return | NeedStep::Reopen | NeedStep::Merge | NeedStep::Withdraw => {
                    theirs = false;
                }
                _ => {}
            }
            // What was theirs and went away stands again: without that, what follows would not follow.
            let back = fields.flag(NeedStep::TAKES_BACK) && !errand.steps.is_empty();
            if before || theirs || back {
                errand.steps.push(told(event, &step, theirs));
            }
        }
        errand.may_call &= errand.in_hand;
        (!errand.steps.is_empty()).then_some(errand)
    }
}

/// A step as a party is told of it: what others do with the need when it is no longer theirs, and
/// what the resident said of it, is told without the words.
fn told(event: &StoredEvent, step: &NeedStep, theirs: bool) -> StoredEvent {
    let said: &[&str] = match step {
        NeedStep::Dispatch if theirs => &["party", NeedStep::DEPARTMENT, "note"],
        NeedStep::Dispatch => &["party"],
        NeedStep::Confirm => &["satisfaction"],
        NeedStep::Reopen => &[NeedStep::TAKES_BACK],
        NeedStep::Merge | NeedStep::Withdraw => &[],
        _ => &["note"],
    };
    let fields = event.event.fields.iter();
    let fields = fields.filter(|(name, _)| said.contains(&name.as_str()));
    StoredEvent {
        event: Event {
            kind: Kind::Task,
            fields: fields
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            ..event.event.clone()
        },
        ..event.clone()
    }
}

#[cfg(test)]
#[path = "task_tests.rs"]
mod tests;

use chuanmen_core::domain::{Event, FieldsBuilder, Kind, NeedStep, TaskId};
use chuanmen_core::merge::EventId;

use super::desk::Desk;
use super::typed::{required, text};
use crate::api::{Outcome, ReplicaError, Summary};
use crate::queries::tasks::story;
use crate::storage::Save;

/// Answers what was dispatched to one's party: the step stands in one's own scope, and the hub
/// takes it into the need's life in the order in which it hears of it.
pub(super) fn take_step(
    desk: &mut Desk<'_>,
    task: TaskId,
    step: &NeedStep,
    note: &str,
) -> Result<Outcome, ReplicaError> {
    let (scope, record) = desk.find(&Kind::Task, task.into())?;
    let story = story(desk.store.connection(), task)?.ok_or(ReplicaError::NotFound)?;
    if !story.next().contains(step) {
        return Err(ReplicaError::StepNotPossible);
    }
    // What was done, and why it is not ours, is said.
    let note = match step {
        NeedStep::Start => text("note", note)?,
        _ => required("note", note)?,
    };
    let event = Event {
        id: EventId(desk.fresh_id()),
        kind: Kind::Task,
        subject: record.id,
        step: step.as_str().into(),
        fields: FieldsBuilder::new()
            .set(NeedStep::PARTY, story.task.party.as_str())
            .text("note", &note)
            .build(),
    };
    desk.save(Save {
        scope,
        patches: Vec::new(),
        events: vec![event],
        summary: Summary {
            place: story.place(),
            subject: story.task.text,
            need_steps: vec![step.as_str().to_owned()],
            ..Summary::default()
        },
        draft: None,
    })
}

//! What was dispatched to the party that whoever uses this device answers for: as the hub told it,
//! and what they did that it has not heard of.

use chuanmen_core::domain::{
    Effect, Kind, NeedLife, NeedState, NeedStep, Role, Task, TaskId, TimelineEntry, Urgency,
    fold_need,
};

use super::lives::{Lives, steps};
use super::people::People;
use super::{Catalogue, Reading};
use crate::api::{ReplicaError, TaskRow, TaskView};
use crate::storage::StorageError;

/// A task with what the party knows of its life.
pub(crate) struct TaskStory {
    pub(crate) task: Task,
    pub(crate) life: NeedLife,
    pending: bool,
}

/// Every task: what is in hand first, the soonest due before the others; then what is over, the
/// newest first.
pub(super) fn answer(reading: Reading<'_>) -> Result<Vec<TaskRow>, StorageError> {
    let catalogue = Catalogue::load(reading.connection())?;
    let mut stories = stories(reading.connection(), Lives::All)?;
    let last = |story: &TaskStory| story.life.timeline.last().map(|entry| entry.event.stamp);
    stories.sort_by_cached_key(|story| {
        let urgent = story.task.urgency == Urgency::Urgent;
        let due = story.task.due_on.filter(|_| story.in_hand());
        (
            !story.in_hand(),
            due.is_none(),
            due,
            !urgent,
            std::cmp::Reverse(last(story)),
            story.task.id,
        )
    });
    let rows = stories.iter().map(|story| story.row(reading, &catalogue));
    Ok(rows.collect())
}

/// One task.
pub(super) fn one(reading: Reading<'_>, id: TaskId) -> Result<TaskView, ReplicaError> {
    let story = story(reading.connection(), id)?.ok_or(ReplicaError::NotFound)?;
    let people = People::load(reading.store)?;
    let catalogue = Catalogue::load(reading.connection())?;
    Ok(TaskView {
        row: story.row(reading, &catalogue),
        contact: story.task.whereabouts.resident.clone(),
        phone: story.task.phone.clone(),
        timeline: steps(&story.life.timeline, &people).collect(),
        next: story.next(),
    })
}

/// One task with its life; none if it is not on this device (any more).
pub(crate) fn story(
    connection: &rusqlite::Connection,
    id: TaskId,
) -> Result<Option<TaskStory>, StorageError> {
    Ok(stories(connection, Lives::One(id.into()))?.pop())
}

fn stories(
    connection: &rusqlite::Connection,
    which: Lives,
) -> Result<Vec<TaskStory>, StorageError> {
    let lives = which.read(connection, &Kind::Task)?.into_iter();
    let story = |life: super::lives::Life| {
        Some(TaskStory {
            task: Task::read(&life.record)?,
            life: fold_need(life.events),
            pending: life.pending,
        })
    };
    Ok(lives.filter_map(story).collect())
}

impl TaskStory {
    /// Whether the party has something to do about it.
    fn in_hand(&self) -> bool {
        self.life.state.is_in_hand() && self.life.holder.as_ref() == Some(&self.task.party)
    }

    /// What somebody of the party may do next: nothing once it is in other hands.
    pub(crate) fn next(&self) -> Vec<NeedStep> {
        match self.in_hand() {
            true => self.life.state.next_steps(&Role::Party),
            false => Vec::new(),
        }
    }

    /// `花卉园小区 3 栋 2 单元 502`
    pub(crate) fn place(&self) -> String {
        let there = &self.task.whereabouts;
        let unit = (!there.unit.is_empty()).then(|| format!("{} 单元", there.unit));
        let parts = [&there.compound, &there.building]
            .into_iter()
            .chain(&unit)
            .chain([&there.room]);
        let parts = parts.filter(|part| !part.is_empty()).map(String::as_str);
        parts.collect::<Vec<_>>().join(" ")
    }

    fn row(&self, reading: Reading<'_>, catalogue: &Catalogue) -> TaskRow {
        let task = &self.task;
        let in_hand = self.in_hand();
        let due_on = task.due_on.filter(|_| in_hand);
        TaskRow {
            id: task.id,
            text: task.text.clone(),
            category: catalogue.category_name(&task.category),
            urgency: task.urgency.clone(),
            party: task.party.clone(),
            state: match (&self.life.state, &self.life.holder) {
                // Others have it: what they do is not told.
                (NeedState::Dispatched, Some(holder)) if *holder != task.party => {
                    NeedState::Returned
                }
                (state, _) => state.clone(),
            },
            in_hand,
            place: self.place(),
            due_on: task.due_on,
            days_left: due_on.map(|due| i64::from((due - reading.today).get_days())),
            reminded: self.reminded(),
            pending: self.pending,
        }
    }

    /// How often the party was reminded since it last got it.
    fn reminded(&self) -> u32 {
        let applied = |entry: &&TimelineEntry| entry.effect == Effect::Applied;
        let step = |entry: &TimelineEntry| NeedStep::from(&*entry.event.event.step);
        let steps = self.life.timeline.iter().rev().filter(applied).map(step);
        let since = steps.take_while(|step| *step != NeedStep::Dispatch);
        let reminders = since.filter(|step| *step == NeedStep::Remind);
        u32::try_from(reminders.count()).unwrap_or(u32::MAX)
    }
}

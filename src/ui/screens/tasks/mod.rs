//! 任务: what was dispatched to the party that one answers for: to begin, under way, answered.

use chuanmen_replica::api::{TaskRow, TasksQuery};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, DaysLeft, Empty, Failure, IconName, LongList, Row, Seal, SealLook, Section, Skeleton,
    SyncChip, Tag, TagTone,
};
use crate::ui::hooks::{Shown, use_ask, use_sync};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{need_state, party_name, party_seal, t};

/// Tasks by what the party has done about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Todo,
    Working,
    Answered,
}

impl Group {
    const ALL: [Self; 3] = [Self::Todo, Self::Working, Self::Answered];

    fn of(row: &TaskRow) -> Self {
        match (row.in_hand, row.state.as_str()) {
            (true, "in_progress") => Self::Working,
            (true, _) => Self::Todo,
            (false, _) => Self::Answered,
        }
    }

    fn title(self) -> String {
        match self {
            Self::Todo => t!("tasks-todo"),
            Self::Working => t!("tasks-working"),
            Self::Answered => t!("tasks-answered"),
        }
    }
}

/// The screen.
#[component]
pub(crate) fn Tasks() -> Element {
    let sync = use_sync();
    let tasks = use_ask(TasksQuery {});
    rsx! {
        Screen { title: t!("tasks-title"), keep: "tasks",
            head: rsx! { Bar { root: true, title: t!("tasks-title"), SyncChip { sync: sync.clone() } } },
            match tasks.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(rows) => rsx! { Body { rows } },
            }
        }
    }
}

#[component]
fn Body(rows: Vec<TaskRow>) -> Element {
    if rows.is_empty() {
        return rsx! {
            Empty { so: t!("tasks-empty"), advice: t!("tasks-empty-next") }
        };
    }
    let of = |group: Group| -> Vec<TaskRow> {
        let rows = rows.iter().filter(|row| Group::of(row) == group);
        rows.cloned().collect()
    };
    let groups = Group::ALL.map(|group| (group, of(group)));
    rsx! {
        for (group, rows) in groups.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            Section { title: group.title(), aside: t!("needs-count", count = rows.len()),
                Card { label: group.title(),
                    LongList { keep: format!("tasks/{}", group.title()), count: rows.len(),
                        row: move |index: usize| rsx! { Line { task: rows[index].clone() } },
                    }
                }
            }
        }
    }
}

#[component]
fn Line(task: TaskRow) -> Element {
    let look = if task.in_hand {
        SealLook::On
    } else {
        SealLook::Outline
    };
    let lead =
        rsx! { Seal { text: party_seal(&task.party), label: party_name(&task.party), look } };
    let reminded = (task.reminded > 0).then(|| t!("task-reminded", count = task.reminded));
    // The heading says where those in hand stand.
    let stands = (!task.in_hand).then(|| stands(&task));
    let second: Vec<_> = [stands, reminded, Some(task.place.clone())]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let trail = if task.pending {
        Some(
            rsx! { Tag { tone: TagTone::Pending, icon: IconName::CloudWaiting, text: t!("waiting") } },
        )
    } else {
        task.days_left.map(|days| rsx! { DaysLeft { days } })
    };
    rsx! {
        Row { to: Route::Task { id: task.id }, lead, title: task.text.clone(), strong: true,
            second: second.join(" · "), trail }
    }
}

/// Where a task stands, in a word.
pub(super) fn stands(task: &TaskRow) -> String {
    match (task.in_hand, task.state.as_str()) {
        (true, "dispatched") => t!("tasks-todo"),
        // Given back, or taken away: others have it now.
        (false, "returned" | "reopened" | "merged" | "withdrawn") => t!("task-elsewhere"),
        _ => need_state(&task.state),
    }
}

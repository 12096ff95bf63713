//! Which questions are asked at a door, and which of them show as the answers stand.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::ChecklistItem;
use super::asks::Asks;

/// A question shows only after certain answers to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownIf {
    /// Code of the other question.
    pub item: String,
    /// Its stored answers after which this one shows; at least one.
    pub answers: BTreeSet<String>,
}

impl ShownIf {
    /// Whether `answer` to `item` is one of those.
    fn holds(&self, item: &ChecklistItem, answer: &str) -> bool {
        match item.asks {
            Asks::Several(_) => answer
                .split_whitespace()
                .any(|one| self.answers.contains(one)),
            _ => self.answers.contains(answer),
        }
    }
}

/// The questions for a household with these tags, in the order of `all`, without the retired.
///
/// A question whose condition can never be judged (about a question that is unknown, retired, or
/// waits for this one itself) is asked without it: better once too often than never. One about a
/// question that is not for this household is not asked.
#[must_use]
pub fn asked(all: &[ChecklistItem], tags: &[String]) -> Vec<ChecklistItem> {
    let live = all.iter().filter(|item| !item.retired);
    let live: BTreeMap<_, _> = live.map(|item| (item.code.as_str(), item)).collect();
    let mut items: Vec<ChecklistItem> = Vec::new();
    for item in all.iter().filter(|item| !item.retired && item.is_for(tags)) {
        if items.iter().all(|other| other.code != item.code) {
            let shown_if = item.shown_if.clone().filter(|_| can_be_judged(item, &live));
            items.push(ChecklistItem {
                shown_if,
                ..item.clone()
            });
        }
    }
    loop {
        let codes: BTreeSet<_> = items.iter().map(|item| item.code.clone()).collect();
        let before = items.len();
        items.retain(|item| {
            let condition = item.shown_if.as_ref();
            condition.is_none_or(|condition| codes.contains(&condition.item))
        });
        if items.len() == before {
            return items;
        }
    }
}

/// Whether the question that `item` waits for is there, and does not wait for `item`.
fn can_be_judged(item: &ChecklistItem, live: &BTreeMap<&str, &ChecklistItem>) -> bool {
    let mut at = item;
    let mut seen = BTreeSet::from([item.code.as_str()]);
    let mut first = true;
    while let Some(condition) = &at.shown_if {
        let Some(next) = live.get(condition.item.as_str()) else {
            // Further up, the chain simply ends: that question is shown.
            return !first;
        };
        if !seen.insert(next.code.as_str()) {
            return false;
        }
        (at, first) = (next, false);
    }
    true
}

/// The codes of those of `items`, as [`asked`] gave them, that show while `answer` says what is
/// answered to each. What is answered to a question that does not show counts as nothing.
#[must_use]
pub fn shown<'i, 'a>(
    items: impl IntoIterator<Item = &'i ChecklistItem>,
    answer: impl Fn(&ChecklistItem) -> &'a str,
) -> BTreeSet<String> {
    let items: BTreeMap<_, _> = items
        .into_iter()
        .map(|item| (item.code.as_str(), item))
        .collect();
    let shows = |item: &ChecklistItem| {
        let mut at = item;
        // Bounded: a list that is not from `asked` may run in a circle.
        for _ in 0..=items.len() {
            let Some(condition) = &at.shown_if else {
                return true;
            };
            let Some(other) = items.get(condition.item.as_str()) else {
                return true;
            };
            if !condition.holds(other, answer(other)) {
                return false;
            }
            at = other;
        }
        true
    };
    let shown = items.values().filter(|item| shows(item));
    shown.map(|item| item.code.clone()).collect()
}

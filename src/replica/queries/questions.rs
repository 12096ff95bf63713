use std::collections::BTreeSet;

use chuanmen_core::domain::{Campaign, ChecklistItem, Outcome, Visit, asked, shown};

use super::Catalogue;
use crate::api::FormItem;

/// What the checklist at a door starts from.
#[derive(Clone, Copy)]
pub(crate) enum Start<'v> {
    /// The last visit that met somebody, if there was one; the usual answers where it has none.
    Last(Option<&'v Visit>),
    /// A visit that is put right: its own answers and no others, and no question that it was not
    /// asked has to be answered now.
    As(&'v Visit),
}

impl<'v> Start<'v> {
    /// Where the form begins that puts `visit` right; `last` is as for a new one.
    pub(crate) fn correcting(visit: &'v Visit, last: Option<&'v Visit>) -> Self {
        if visit.outcome == Outcome::Met {
            Self::As(visit)
        } else {
            Self::Last(last)
        }
    }
}

/// The questions for a household with these tags and of a campaign, if the visit is for one, each with the answer that it starts from. An
/// answer that the question would not take any more is none.
pub(crate) fn prefilled(
    catalogue: &Catalogue,
    tags: &[String],
    campaign: Option<&Campaign>,
    start: Start<'_>,
) -> Vec<FormItem> {
    let visit = match start {
        Start::Last(visit) => visit,
        Start::As(visit) => Some(visit),
    };
    let answered = |item: &ChecklistItem| {
        let answer = item.take(visit?.answers.get(&item.code)?).ok()?;
        (!answer.is_empty()).then_some(answer)
    };
    let item = |mut item: ChecklistItem| {
        let answer = answered(&item);
        let last = match start {
            Start::Last(_) => answer.or_else(|| item.usual().map(str::to_owned)),
            Start::As(_) => {
                item.required &= answer.is_some();
                answer
            }
        };
        FormItem {
            last: last.unwrap_or_default(),
            item,
        }
    };
    let items = questions(catalogue, tags, campaign);
    items.into_iter().map(item).collect()
}

/// What is asked at a door: the usual, then what a campaign asks whoever lives there.
fn questions(
    catalogue: &Catalogue,
    tags: &[String],
    campaign: Option<&Campaign>,
) -> Vec<ChecklistItem> {
    let usual = asked(&catalogue.items, tags);
    let Some(campaign) = campaign else {
        return usual;
    };
    let of_everybody = |item: &ChecklistItem| ChecklistItem {
        tags: BTreeSet::new(),
        ..item.clone()
    };
    let all = catalogue.items.iter().map(|item| {
        if campaign.items.contains(&item.code) {
            of_everybody(item)
        } else {
            item.clone()
        }
    });
    let mut items = asked(&all.collect::<Vec<_>>(), tags);
    items.sort_by_key(|item| usual.iter().all(|other| other.code != item.code));
    items
}

/// The first question that cannot be left as it starts: it must be answered and never was.
pub(crate) fn asked_first(items: &[FormItem]) -> Option<&ChecklistItem> {
    let last = |item: &ChecklistItem| {
        let start = items.iter().find(|one| one.item.code == item.code);
        start.map_or("", |one| one.last.as_str())
    };
    let shown = shown(items.iter().map(|one| &one.item), last);
    let open = items
        .iter()
        .find(|one| one.item.required && one.last.is_empty() && shown.contains(&one.item.code));
    open.map(|one| &one.item)
}

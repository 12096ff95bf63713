use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::AreaId;
use chuanmen_replica::api::{CampaignForm, KnownCampaign};
use jiff::civil::Date;

/// The form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) text: String,
    /// As the browser's date field says it.
    pub(super) from: String,
    pub(super) to: String,
    pub(super) buildings: BTreeSet<AreaId>,
    pub(super) items: BTreeSet<String>,
    pub(super) tags: BTreeSet<String>,
    pub(super) ended: bool,
}

impl Typed {
    /// What is known.
    pub(super) fn of(known: &KnownCampaign) -> Self {
        Self {
            name: known.name.clone(),
            text: known.text.clone(),
            from: known.from.to_string(),
            to: known.to.to_string(),
            buildings: known.buildings.clone(),
            items: known.items.clone(),
            tags: known.tags.clone(),
            ended: known.ended,
        }
    }

    /// Chooses or leaves one.
    pub(super) fn toggle<T: Ord + Clone>(set: &mut BTreeSet<T>, one: &T) {
        if !set.remove(one) {
            set.insert(one.clone());
        }
    }

    /// Only what was changed: another person's change to another field is not overwritten.
    pub(super) fn changes_from(&self, first: &Self) -> CampaignForm {
        let text = |now: &String, before: &String| (now != before).then(|| now.clone());
        let day = |now: &String, before: &String| -> Option<Date> {
            now.parse().ok().filter(|_| now != before)
        };
        CampaignForm {
            name: text(&self.name, &first.name),
            text: text(&self.text, &first.text),
            from: day(&self.from, &first.from),
            to: day(&self.to, &first.to),
            buildings: changed(&self.buildings, &first.buildings),
            items: changed(&self.items, &first.items),
            tags: changed(&self.tags, &first.tags),
            ended: (self.ended != first.ended).then_some(self.ended),
        }
    }
}

/// What was chosen, and what is not any more.
fn changed<T: Ord + Clone>(now: &BTreeSet<T>, before: &BTreeSet<T>) -> BTreeMap<T, bool> {
    let chosen = now.difference(before).map(|one| (one.clone(), true));
    let left = before.difference(now).map(|one| (one.clone(), false));
    chosen.chain(left).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_changed_is_sent() {
        let first = Typed {
            name: "消防安全大排查".into(),
            from: "2026-11-10".into(),
            items: BTreeSet::from(["fire_exit".into(), "wiring".into()]),
            ..Typed::default()
        };
        let mut typed = Typed {
            to: "2026-11-30".into(),
            from: "nonsense".into(),
            ended: true,
            ..first.clone()
        };
        Typed::toggle(&mut typed.items, &"wiring".to_owned());
        Typed::toggle(&mut typed.items, &"stairs".to_owned());
        let form = CampaignForm {
            to: Some(Date::constant(2026, 11, 30)),
            items: BTreeMap::from([("stairs".to_owned(), true), ("wiring".to_owned(), false)]),
            ended: Some(true),
            ..CampaignForm::default()
        };
        assert_eq!(typed.changes_from(&first), form);
        assert_eq!(first.changes_from(&first), CampaignForm::default());
    }
}

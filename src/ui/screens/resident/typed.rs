use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{CareGround, CitizenId, Relation, ResidentId, Sex};
use chuanmen_replica::api::{EditResident, ResidentDraft, ResidentForm, ResidentView};
use jiff::civil::Date;

/// Since when somebody has a care tag, and why, as it stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ground {
    /// As the browser's date field says it.
    pub(super) since: String,
    pub(super) reason: String,
}

impl Ground {
    fn of(known: &CareGround) -> Self {
        Self {
            since: known.since.map(|day| day.to_string()).unwrap_or_default(),
            reason: known.reason.clone(),
        }
    }

    fn ground(&self) -> CareGround {
        CareGround {
            since: self.since.parse().ok(),
            reason: self.reason.trim().to_owned(),
        }
    }
}

fn grounds(known: &BTreeMap<String, CareGround>) -> BTreeMap<String, Ground> {
    let known = known.iter();
    known
        .map(|(code, ground)| (code.clone(), Ground::of(ground)))
        .collect()
}

/// The form. Numbers of somebody who is known start empty, and empty means unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) relation: Option<Relation>,
    pub(super) phone: String,
    pub(super) citizen_id: String,
    /// As the browser's date field says it.
    pub(super) born: String,
    pub(super) sex: Option<Sex>,
    pub(super) ethnicity: String,
    pub(super) party_member: bool,
    pub(super) family_doctor: bool,
    /// By code.
    pub(super) tags: BTreeSet<String>,
    /// Of the tags that are set, by code.
    pub(super) grounds: BTreeMap<String, Ground>,
    pub(super) note: String,
}

impl Typed {
    /// What is known.
    pub(super) fn of(known: &ResidentView) -> Self {
        Self {
            name: known.name.clone(),
            relation: known.relation.clone(),
            phone: String::new(),
            citizen_id: String::new(),
            born: known.born.map(|day| day.to_string()).unwrap_or_default(),
            sex: known.sex.clone(),
            ethnicity: known.ethnicity.clone(),
            party_member: known.party_member,
            family_doctor: known.family_doctor,
            tags: known.tags.iter().map(|(code, _)| code.clone()).collect(),
            grounds: grounds(&known.grounds),
            note: known.note.clone(),
        }
    }

    /// The form as it was left, laid on what is known by now.
    pub(super) fn left(form: ResidentForm, first: &Self) -> Self {
        match form {
            ResidentForm::New(form) => Self::new(form),
            ResidentForm::Edit(edit) => first.with(edit),
        }
    }

    fn new(form: ResidentDraft) -> Self {
        Self {
            name: form.name,
            relation: form.relation,
            phone: form.phone,
            citizen_id: form.citizen_id,
            born: form.born.map(|day| day.to_string()).unwrap_or_default(),
            sex: form.sex,
            ethnicity: form.ethnicity,
            party_member: form.party_member,
            family_doctor: form.family_doctor,
            tags: form.care_tags,
            grounds: grounds(&form.care_grounds),
            note: form.note,
        }
    }

    fn with(&self, edit: EditResident) -> Self {
        let mut tags = self.tags.clone();
        let mut known = self.grounds.clone();
        known.extend(grounds(&edit.care_grounds));
        for (code, set) in edit.care_tags {
            if set {
                tags.insert(code);
            } else {
                tags.remove(&code);
            }
        }
        known.retain(|code, _| tags.contains(code));
        let born = edit.born.map(|day| day.to_string());
        Self {
            grounds: known,
            name: edit.name.unwrap_or_else(|| self.name.clone()),
            relation: edit.relation.or_else(|| self.relation.clone()),
            phone: edit.phone.unwrap_or_default(),
            citizen_id: edit.citizen_id.unwrap_or_default(),
            born: born.unwrap_or_else(|| self.born.clone()),
            sex: edit.sex.or_else(|| self.sex.clone()),
            ethnicity: edit.ethnicity.unwrap_or_else(|| self.ethnicity.clone()),
            party_member: edit.party_member.unwrap_or(self.party_member),
            family_doctor: edit.family_doctor.unwrap_or(self.family_doctor),
            tags,
            note: edit.note.unwrap_or_else(|| self.note.clone()),
        }
    }

    /// What to keep of the form; none when nothing was typed.
    pub(super) fn form(&self, first: &Self, resident: Option<ResidentId>) -> Option<ResidentForm> {
        (self != first).then(|| match resident {
            Some(resident) => ResidentForm::Edit(self.changes_from(first, resident)),
            None => ResidentForm::New(self.draft()),
        })
    }

    /// Clears a tag, or sets it: since today, unless it was set in `first`.
    pub(super) fn toggle(&mut self, code: &str, first: &Self, today: Date) {
        if self.tags.remove(code) {
            self.grounds.remove(code);
            return;
        }
        self.tags.insert(code.to_owned());
        let ground = if first.tags.contains(code) {
            first.grounds.get(code).cloned()
        } else {
            Some(Ground {
                since: today.to_string(),
                reason: String::new(),
            })
        };
        self.grounds
            .extend(ground.map(|ground| (code.to_owned(), ground)));
    }

    /// What is known of a tag.
    pub(super) fn ground(&self, code: &str) -> Ground {
        self.grounds.get(code).cloned().unwrap_or_default()
    }

    /// Grounds of set tags that are others than in `first`.
    fn new_grounds(&self, first: &Self) -> BTreeMap<String, CareGround> {
        let codes = self.tags.iter();
        let new = codes.filter(|code| self.ground(code) != first.ground(code));
        new.map(|code| (code.clone(), self.ground(code).ground()))
            .collect()
    }

    /// The number that was typed, if it is one.
    pub(super) fn number(&self) -> Option<CitizenId> {
        CitizenId::parse(&self.citizen_id).ok()
    }

    /// The form of somebody new.
    pub(super) fn draft(&self) -> ResidentDraft {
        ResidentDraft {
            name: self.name.clone(),
            phone: self.phone.clone(),
            citizen_id: self.citizen_id.clone(),
            born: self.day(),
            sex: self.sex.clone(),
            relation: self.relation.clone(),
            ethnicity: self.ethnicity.clone(),
            party_member: self.party_member,
            note: self.note.clone(),
            family_doctor: self.family_doctor,
            care_tags: self.tags.clone(),
            care_grounds: self.new_grounds(&Self::default()),
        }
    }

    /// Only what was changed: another person's change to another field is not overwritten.
    pub(super) fn changes_from(&self, first: &Self, resident: ResidentId) -> EditResident {
        let text = |now: &str, before: &str| (now != before).then(|| now.trim().to_owned());
        let flag = |now: bool, before: bool| (now != before).then_some(now);
        let set = self
            .tags
            .difference(&first.tags)
            .map(|code| (code.clone(), true));
        let cleared = first
            .tags
            .difference(&self.tags)
            .map(|code| (code.clone(), false));
        EditResident {
            resident,
            name: text(&self.name, &first.name),
            phone: text(&self.phone, &first.phone),
            citizen_id: text(&self.citizen_id, &first.citizen_id),
            born: self.day().filter(|_| self.born != first.born),
            sex: self.sex.clone().filter(|_| self.sex != first.sex),
            relation: self
                .relation
                .clone()
                .filter(|_| self.relation != first.relation),
            ethnicity: text(&self.ethnicity, &first.ethnicity),
            party_member: flag(self.party_member, first.party_member),
            note: text(&self.note, &first.note),
            family_doctor: flag(self.family_doctor, first.family_doctor),
            care_tags: set.chain(cleared).collect::<BTreeMap<_, _>>(),
            care_grounds: self.new_grounds(first),
        }
    }

    fn day(&self) -> Option<Date> {
        self.born.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 25);

    fn first() -> Typed {
        Typed {
            name: "李国华".into(),
            tags: BTreeSet::from(["disabled".into()]),
            ..Typed::default()
        }
    }

    #[test]
    fn only_what_was_changed_is_sent() {
        let mut typed = first();
        typed.phone = " 13800002907 ".into();
        typed.relation = Some(Relation::Head);
        typed.toggle("disabled", &first(), TODAY);
        typed.toggle("living_alone", &first(), TODAY);
        let since = CareGround {
            since: Some(TODAY),
            reason: String::new(),
        };
        let resident = ResidentId(Default::default());
        let edit = EditResident {
            phone: Some("13800002907".into()),
            relation: Some(Relation::Head),
            care_tags: BTreeMap::from([
                ("disabled".to_owned(), false),
                ("living_alone".to_owned(), true),
            ]),
            care_grounds: BTreeMap::from([("living_alone".to_owned(), since)]),
            ..EditResident::of(resident)
        };
        assert_eq!(typed.changes_from(&first(), resident), edit);
    }

    #[test]
    fn a_form_that_was_left_takes_back_nothing_that_others_changed_since() {
        let resident = ResidentId(Default::default());
        let typed = Typed {
            name: "李国花".into(),
            tags: BTreeSet::from(["living_alone".into()]),
            ..first()
        };
        let left = typed.form(&first(), Some(resident)).unwrap();
        let since = Typed {
            note: "爱下棋".into(),
            tags: BTreeSet::from(["disabled".into(), "low_income".into()]),
            ..first()
        };
        let again = Typed {
            name: "李国花".into(),
            note: "爱下棋".into(),
            tags: BTreeSet::from(["living_alone".into(), "low_income".into()]),
            ..first()
        };
        assert_eq!(Typed::left(left, &since), again);
        assert_eq!(first().form(&first(), Some(resident)), None);
    }

    #[test]
    fn a_form_of_somebody_new_comes_back_as_it_was_left() {
        let typed = Typed {
            born: "1950-03-04".into(),
            phone: "138".into(),
            ..first()
        };
        let nothing = Typed::default();
        let left = typed.form(&nothing, None).unwrap();
        assert_eq!(Typed::left(left, &nothing), typed);
    }

    #[test]
    fn a_tag_set_and_cleared_again_is_no_change() {
        let mut typed = first();
        typed.toggle("living_alone", &first(), TODAY);
        typed.toggle("living_alone", &first(), TODAY);
        typed.toggle("disabled", &first(), TODAY);
        typed.toggle("disabled", &first(), TODAY);
        assert_eq!(typed, first());
    }
}

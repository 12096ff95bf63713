use std::collections::BTreeMap;

use chuanmen_core::domain::{
    CareGround, Fields, Host, HouseholdId, Kind, Need, OrganisationId, Resident, ResidentId, Sex,
    Visit, Wish,
};
use chuanmen_core::merge::{FieldName, Patch, Record, Scalar, TransactionId, Value};
use chuanmen_core::protocol::Transaction;

use super::desk::Desk;
use super::typed::invalid;
use crate::api::{
    CallDraft, DraftForm, EditResident, NeedDraft, Outcome, ReplicaError, ResidentDraft,
    ResidentForm, VisitDraft, WishDraft,
};
use crate::queries::visits;
use crate::storage::{StorageError, Store};

/// What a refused save was typed into.
enum Typed {
    Visit(DraftForm, Box<VisitDraft>),
    Resident(DraftForm, Box<ResidentForm>),
    Call(DraftForm, Box<CallDraft>),
}

/// Makes a form of a refused save again. What another form there holds is not written over.
pub(super) fn amend(
    desk: &mut Desk<'_>,
    transaction: TransactionId,
) -> Result<Outcome, ReplicaError> {
    let refused = desk.store.refused(transaction)?;
    let refused = refused.ok_or(ReplicaError::NotFound)?;
    let typed = typed(desk.store, &refused)?.ok_or(ReplicaError::StepNotPossible)?;
    let form = match &typed {
        Typed::Visit(form, _) | Typed::Resident(form, _) | Typed::Call(form, _) => *form,
    };
    let key = form.into();
    if desk.store.has_draft(key)? {
        return Err(invalid("draft", "open"));
    }
    let done = match &typed {
        Typed::Visit(_, draft) => desk.store.amend(transaction, key, draft, desk.wall)?,
        Typed::Resident(_, draft) => desk.store.amend(transaction, key, draft, desk.wall)?,
        Typed::Call(_, draft) => desk.store.amend(transaction, key, draft, desk.wall)?,
    };
    if done {
        Ok(Outcome::Form(form))
    } else {
        Err(ReplicaError::NotFound)
    }
}

/// Whether [`amend`] makes a form of it.
pub(crate) fn is_amendable(store: &Store, refused: &Transaction) -> Result<bool, StorageError> {
    Ok(typed(store, refused)?.is_some())
}

fn typed(store: &Store, refused: &Transaction) -> Result<Option<Typed>, StorageError> {
    // A step is taken again where it was taken.
    if !refused.events.is_empty() {
        return Ok(None);
    }
    let of = |kind: Kind| refused.patches.iter().filter(move |it| it.kind == kind);
    if let Some(patch) = of(Kind::Visit).next() {
        let read = |patch: &Patch| Record::from_patch(patch, refused.stamp);
        let Some(visit) = Visit::read(&read(patch)) else {
            return Ok(None);
        };
        let needs = of(Kind::Need).filter_map(|patch| Need::read(&read(patch)));
        let household = match visit.host {
            Host::Household(household) => household,
            Host::Organisation(organisation) => {
                return Ok(Some(call_form(organisation, visit, needs.collect())));
            }
        };
        // The same call at other doors of the floor.
        let others = of(Kind::Visit).skip(1);
        let others = others.filter_map(|patch| Visit::read(&read(patch))?.host.household());
        let wishes = of(Kind::Wish).filter_map(|patch| Wish::read(&read(patch)));
        let (form, draft) = visit_form(household, visit, needs.collect(), wishes.collect());
        let draft = VisitDraft {
            also: others.collect(),
            ..draft
        };
        return Ok(Some(Typed::Visit(form, Box::new(draft))));
    }
    let [patch] = refused.patches.as_slice() else {
        return Ok(None);
    };
    // Somebody who moves is no form of theirs.
    if patch.kind != Kind::Resident || patch.set.contains_key(&FieldName::known(Record::DELETED)) {
        return Ok(None);
    }
    let id = ResidentId::from(patch.id);
    let known = store.find(patch.id)?;
    let known = known.and_then(|(_, record)| Resident::read(&record));
    Ok(match (known, Fields(&patch.set).parse("household")) {
        (Some(known), None) => Some(edited(id, known.household, &patch.set)),
        (None, Some(household)) => Some(newcomer(household, &patch.set)),
        _ => None,
    })
}

fn visit_form(
    household: HouseholdId,
    visit: Visit,
    needs: Vec<Need>,
    wishes: Vec<Wish>,
) -> (DraftForm, VisitDraft) {
    let form = match visit.corrects {
        Some(visit) => DraftForm::Correction { household, visit },
        None => DraftForm::Visit { household },
    };
    let mut answers = visit.answers;
    let retry = answers.remove(visits::RETRY);
    let draft = VisitDraft {
        started_at: Some(visit.started_at),
        outcome: Some(visit.outcome),
        purpose: Some(visit.purpose),
        unchanged: visit.unchanged,
        retry: retry.and_then(|word| serde_json::from_value(word.into()).ok()),
        answers,
        note: visit.note,
        needs: needs.into_iter().map(need).collect(),
        wishes: wishes.into_iter().map(wish).collect(),
        corrects: visit.corrects,
        campaign: visit.campaign,
        photos: visit.photos,
        signature: visit.signature,
        ..VisitDraft::default()
    };
    (form, draft)
}

fn call_form(organisation: OrganisationId, visit: Visit, needs: Vec<Need>) -> Typed {
    let draft = CallDraft {
        started_at: Some(visit.started_at),
        outcome: Some(visit.outcome),
        note: visit.note,
        needs: needs.into_iter().map(need).collect(),
    };
    Typed::Call(DraftForm::Call { organisation }, Box::new(draft))
}

fn need(need: Need) -> NeedDraft {
    NeedDraft {
        category: need.category,
        text: need.text,
        urgency: need.urgency,
    }
}

fn wish(wish: Wish) -> WishDraft {
    WishDraft {
        resident: wish.resident,
        kind: wish.kind,
        text: wish.text,
        needed_by: wish.needed_by,
    }
}

/// The form of somebody who is known, with what was new.
fn edited(id: ResidentId, household: HouseholdId, set: &BTreeMap<FieldName, Value>) -> Typed {
    let fields = Fields(set);
    let text = |name: &'static str| {
        let value = set.get(&FieldName::known(name));
        value.and_then(Value::as_text).map(str::to_owned)
    };
    let flag = |name: &'static str| {
        let value = set.get(&FieldName::known(name));
        value.map(Value::is_true)
    };
    let tags = set.iter().filter_map(|(name, value)| {
        let code = name.member_of(Resident::CARE_TAG)?;
        Some((code.to_owned(), value.is_true()))
    });
    let edit = EditResident {
        resident: id,
        name: text("name"),
        phone: text("phone"),
        citizen_id: identity(&fields, "citizen_id"),
        born: identity(&fields, "born").and_then(|day| day.parse().ok()),
        sex: fields.word::<Sex>("sex"),
        relation: fields.word("relation"),
        ethnicity: text("ethnicity"),
        party_member: flag("party_member"),
        note: text("note"),
        family_doctor: flag("family_doctor"),
        care_tags: tags.collect(),
        care_grounds: CareGround::written(set),
    };
    let form = DraftForm::Resident {
        household,
        resident: id,
    };
    Typed::Resident(form, Box::new(ResidentForm::Edit(edit)))
}

/// The form of somebody new.
fn newcomer(household: HouseholdId, set: &BTreeMap<FieldName, Value>) -> Typed {
    let fields = Fields(set);
    let tags = fields.members(Resident::CARE_TAG).map(str::to_owned);
    let draft = ResidentDraft {
        name: fields.string("name"),
        phone: fields.string("phone"),
        citizen_id: identity(&fields, "citizen_id").unwrap_or_default(),
        born: identity(&fields, "born").and_then(|day| day.parse().ok()),
        sex: fields.word("sex"),
        relation: fields.word("relation"),
        ethnicity: fields.string("ethnicity"),
        party_member: fields.flag("party_member"),
        note: fields.string("note"),
        family_doctor: fields.flag("family_doctor"),
        care_tags: tags.collect(),
        care_grounds: CareGround::written(set),
    };
    let form = DraftForm::Newcomer { household };
    Typed::Resident(form, Box::new(ResidentForm::New(draft)))
}

fn identity(fields: &Fields<'_>, member: &str) -> Option<String> {
    match fields.within("identity", member) {
        Some(Scalar::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

use chuanmen_core::domain::{
    Event, Fields, FieldsBuilder, HouseholdId, Kind, Resident, ResidentId, Wish, WishId, WishKind,
    WishStep, fold_wish,
};
use chuanmen_core::merge::{EventId, Patch};

use super::desk::{Desk, Home};
use super::typed::{invalid, required, satisfaction, text};
use crate::api::{Outcome, ReplicaError, Summary, TakeWishStep, WishDraft};
use crate::queries::{LAST_NUMBER, Merged, is_anothers_number, next_number};
use crate::storage::Save;

/// Records a wish outside a visit.
pub(super) fn raise(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    draft: &WishDraft,
) -> Result<Outcome, ReplicaError> {
    let home = desk.home(household)?;
    let patch = patch(desk, &home, draft, "")?;
    desk.save(Save {
        scope: home.scope,
        summary: Summary {
            place: home.title,
            subject: Fields(&patch.set).string("text"),
            wishes: 1,
            ..Summary::default()
        },
        patches: vec![patch],
        events: Vec::new(),
        draft: None,
    })
}

/// A new wish; `form` stands before the names of its fields when something is wrong.
pub(super) fn patch(
    desk: &Desk<'_>,
    home: &Home,
    draft: &WishDraft,
    form: &str,
) -> Result<Patch, ReplicaError> {
    let field = |name: &str| format!("{form}{name}");
    let text = required(&field("text"), &draft.text)?;
    if !WishKind::KNOWN.contains(&draft.kind) {
        return Err(invalid(field("kind"), "form"));
    }
    if draft.needed_by.is_some_and(|day| day < desk.today()) {
        return Err(invalid(field("needed_by"), "past"));
    }
    if let Some(resident) = draft.resident
        && !lives_in(desk, resident, home)?
    {
        return Err(invalid(field("resident"), "form"));
    }
    let wish = Wish {
        id: WishId(desk.fresh_id()),
        resident: draft.resident,
        household: home.id,
        kind: draft.kind.clone(),
        text,
        needed_by: draft.needed_by,
        raised_by: Some(desk.account()?),
        raised_at: desk.now(),
    };
    Ok(Patch::create(Kind::Wish, wish.id.into(), wish.fields()))
}

fn lives_in(desk: &Desk<'_>, resident: ResidentId, home: &Home) -> Result<bool, ReplicaError> {
    let found = desk.store.find(resident.into())?;
    let resident = found.and_then(|(_, record)| Resident::read(&record));
    let merged = Merged::load(desk.store.connection())?;
    Ok(resident.is_some_and(|resident| merged.kept(resident.household) == home.id))
}

/// Takes a step about a wish.
pub(super) fn take_step(desk: &mut Desk<'_>, take: TakeWishStep) -> Result<Outcome, ReplicaError> {
    let (scope, record) = desk.find(&Kind::Wish, take.wish.into())?;
    let wish = Wish::read(&record).filter(|_| !record.is_deleted());
    let wish = wish.ok_or(ReplicaError::NotFound)?;
    let life = fold_wish(desk.store.events(record.id)?, desk.now());
    if !take.step.is_allowed_to(&desk.role()?) || life.state.after(&take.step).is_none() {
        return Err(ReplicaError::StepNotPossible);
    }
    let event = Event {
        id: EventId(desk.fresh_id()),
        kind: Kind::Wish,
        subject: record.id,
        step: take.step.as_str().into(),
        fields: said(desk, &take, &wish)?.build(),
    };
    let place = desk.title(Some(wish.household))?;
    desk.save(Save {
        scope,
        patches: Vec::new(),
        events: vec![event],
        summary: Summary {
            place,
            subject: wish.text,
            wish_steps: vec![take.step.as_str().to_owned()],
            ..Summary::default()
        },
        draft: None,
    })
}

/// What goes with a step, and nothing that belongs to another.
fn said(desk: &Desk<'_>, take: &TakeWishStep, wish: &Wish) -> Result<FieldsBuilder, ReplicaError> {
    let fields = FieldsBuilder::new().text("note", &text("note", &take.note)?);
    Ok(match take.step {
        WishStep::Confirm => fields.set("satisfaction", satisfaction(take.satisfaction)?),
        // Always told, so that a later change of the wish publishes nothing unseen.
        WishStep::Publish => {
            let text = text("text", &take.text)?;
            fields.set("text", if text.is_empty() { &*wish.text } else { &*text })
        }
        WishStep::Verify => fields.set("number", number(desk, take)?),
        _ => fields,
    })
}

/// The number of a verified wish: as given, if no other has it, or the next after those on this
/// device.
fn number(desk: &Desk<'_>, take: &TakeWishStep) -> Result<i64, ReplicaError> {
    let connection = desk.store.connection();
    match take.number {
        Some(number @ 1..=LAST_NUMBER) if is_anothers_number(connection, number, take.wish)? => {
            Err(invalid("number", "taken"))
        }
        Some(number @ 1..=LAST_NUMBER) => Ok(number),
        Some(_) => Err(invalid("number", "form")),
        None => Ok(next_number(connection)?),
    }
}

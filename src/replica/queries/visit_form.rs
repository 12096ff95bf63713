use chuanmen_core::domain::{ChecklistItem, HouseholdId, NeedCategory};

use super::doors;
use super::{Catalogue, Reading, residents, visits};
use crate::api::{CategoryChoice, FormItem, ReplicaError, VisitFormView};

/// The form for a visit, prefilled.
pub(super) fn answer(
    reading: Reading<'_>,
    household: HouseholdId,
) -> Result<VisitFormView, ReplicaError> {
    let connection = reading.connection();
    let catalogue = Catalogue::load(connection)?;
    let door = doors::one(connection, household, &catalogue, reading.today)?;
    let door = door.ok_or(ReplicaError::NotFound)?;
    let last = visits::last_met(connection, household)?;
    let residents = residents::of(connection, household)?;
    let draft = reading.store.draft(household)?;
    let answered = |item: &ChecklistItem| {
        let answer = last.as_ref()?.answers.get(&item.code)?;
        Some(answer.clone())
    };
    let item = |item: &ChecklistItem| FormItem {
        last: answered(item).unwrap_or_else(|| ChecklistItem::NORMAL.to_owned()),
        code: item.code.clone(),
        name: item.name.clone(),
        normal: item.normal.clone(),
        attention: item.attention.clone(),
    };
    let category = |category: &NeedCategory| CategoryChoice {
        code: category.code.clone(),
        name: category.name.clone(),
        days: category.days,
    };
    Ok(VisitFormView {
        household,
        room: door.room,
        name: residents
            .first()
            .map(|head| head.name.clone())
            .unwrap_or_default(),
        items: catalogue.items_for(&door.tags).map(item).collect(),
        met_at: door.met_at,
        draft: draft.map(|draft| draft.visit),
        categories: catalogue.categories().into_iter().map(category).collect(),
        residents: residents
            .into_iter()
            .map(|who| (who.id, who.name))
            .collect(),
    })
}

use std::cmp::Reverse;
use std::collections::HashMap;

use chuanmen_core::domain::{
    CareTag, Guide, GuideId, Interval, Kind, NeedCategory, VisitRule, VisitRules,
};
use chuanmen_core::merge::{Record, Value};
use jiff::civil::Date;

use super::catalogue::records;
use super::{Reading, checklist};
use crate::api::{
    CareTagRow, CatalogueView, GuideEntryRow, GuideForm, NeedCategoryRow, ReplicaError,
};
use crate::storage::StorageError;

/// What the community has set beside its checklist, the retired too.
pub(super) fn answer(reading: Reading<'_>) -> Result<CatalogueView, StorageError> {
    let rules = records(reading.connection(), &Kind::VisitRule)?;
    let (everybody, everybody_rules) = rule_of(&rules, None);
    Ok(CatalogueView {
        tags: tags(reading, &rules)?,
        everybody: everybody.unwrap_or(VisitRules::QUARTERLY),
        everybody_rules,
        categories: categories(reading)?,
        guides: guides(reading)?,
        may_change: checklist::may_change(reading)?,
    })
}

/// An entry of the service handbook as it is typed.
pub(super) fn guide_form(reading: Reading<'_>, id: GuideId) -> Result<GuideForm, ReplicaError> {
    let found = reading.store.find(id.into())?;
    let record = found.map(|(_, record)| record);
    let record = record.filter(|record| record.kind == Kind::Guide && !record.is_deleted());
    let guide = record.as_ref().and_then(Guide::read);
    Ok(GuideForm::of(guide.ok_or(ReplicaError::NotFound)?))
}

fn tags(reading: Reading<'_>, rules: &[(Record, bool)]) -> Result<Vec<CareTagRow>, StorageError> {
    let mut rows = Vec::new();
    for (record, pending) in records(reading.connection(), &Kind::CareTag)? {
        let Some(tag) = CareTag::read(&record) else {
            continue;
        };
        let (every, ids) = rule_of(rules, Some(&tag.code));
        let waits = |(rule, pending): &(Record, bool)| *pending && ids.contains(&rule.id);
        let pending = pending || rules.iter().any(waits);
        let row = CareTagRow {
            id: record.id.into(),
            name: tag.name,
            weight: tag.weight,
            restricted: tag.restricted,
            every,
            rules: ids,
            retired: tag.retired,
            pending,
        };
        rows.push((tag.order, row));
    }
    Ok(in_order(rows))
}

fn categories(reading: Reading<'_>) -> Result<Vec<NeedCategoryRow>, StorageError> {
    let mut rows = Vec::new();
    for (record, pending) in records(reading.connection(), &Kind::NeedCategory)? {
        rows.extend(NeedCategory::read(&record).map(|category| {
            let row = NeedCategoryRow {
                id: record.id.into(),
                name: category.name,
                within: category.within,
                party: category.party,
                retired: category.retired,
                pending,
            };
            (category.order, row)
        }));
    }
    Ok(in_order(rows))
}

/// A heading stands where its first entry does.
fn guides(reading: Reading<'_>) -> Result<Vec<GuideEntryRow>, StorageError> {
    let mut first: HashMap<String, i64> = HashMap::new();
    let mut rows = Vec::new();
    for (record, pending) in records(reading.connection(), &Kind::Guide)? {
        let Some(guide) = Guide::read(&record) else {
            continue;
        };
        let order = first.entry(guide.category.clone()).or_insert(guide.order);
        *order = guide.order.min(*order);
        let row = GuideEntryRow {
            id: record.id.into(),
            title: guide.title,
            category: guide.category,
            retired: guide.retired,
            pending,
        };
        rows.push((guide.order, row));
    }
    rows.sort_by_cached_key(|(order, row)| {
        let heading = first.get(&row.category).copied();
        (heading, row.category.clone(), *order, row.id)
    });
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// How often a tag, or everybody, is visited, and the records that say so. The most frequent
/// holds.
fn rule_of(
    rules: &[(Record, bool)],
    tag: Option<&str>,
) -> (Option<Interval>, Vec<chuanmen_core::merge::RecordId>) {
    let named = |record: &Record| {
        let named = record.fields.get("tag").and_then(Value::as_text);
        named.filter(|named| !named.is_empty()).map(str::to_owned)
    };
    let of = rules.iter().map(|(record, _)| record);
    let of: Vec<_> = of.filter(|one| named(one).as_deref() == tag).collect();
    let anchor = Date::constant(2025, 1, 1);
    let every = of.iter().filter_map(|record| VisitRule::read(record));
    let every = every.map(|rule| rule.every);
    let soonest = every.max_by_key(|every| Reverse(every.after(anchor)));
    (soonest, of.iter().map(|record| record.id).collect())
}

fn in_order<Row>(mut rows: Vec<(i64, Row)>) -> Vec<Row> {
    rows.sort_by_key(|(order, _)| *order);
    rows.into_iter().map(|(_, row)| row).collect()
}

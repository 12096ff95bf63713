use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    CareTag, ChecklistItem, Kind, NeedCategory, Role, VisitRule, VisitRules,
};
use chuanmen_core::merge::Record;
use rusqlite::Connection;

use crate::api::CategoryChoice;
use crate::storage::{StorageError, record_of, role_of};

/// What a community has set: care tags, categories of needs, visit rules, the checklist.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    /// By code.
    pub(crate) tags: BTreeMap<String, CareTag>,
    /// By code.
    pub(crate) categories: BTreeMap<String, NeedCategory>,
    /// In the order of the form, the retired too.
    pub(crate) items: Vec<ChecklistItem>,
    /// How often whom.
    pub(crate) rules: VisitRules,
    /// Codes of the care tags that this person is not shown.
    hidden: BTreeSet<String>,
}

/// Every record of a kind that is there, and whether something of it is not delivered yet.
pub(crate) fn records(
    connection: &Connection,
    kind: &Kind,
) -> Result<Vec<(Record, bool)>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, fields, clocks, pending FROM record
         WHERE kind = ?1 AND NOT deleted ORDER BY key",
    )?;
    let mut rows = statement.query([kind.as_str()])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let pending = row.get::<_, i64>("pending")? > 0;
        records.push((record_of(row)?, pending));
    }
    Ok(records)
}

impl Catalogue {
    /// Reads all of it: some fifty records.
    pub(crate) fn load(connection: &Connection) -> Result<Self, StorageError> {
        let mut catalogue = Self::default();
        let mut rules = Vec::new();
        let mut statement =
            connection.prepare_cached("SELECT id, kind, fields, clocks FROM catalogue")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let record = record_of(row)?;
            match record.kind {
                Kind::VisitRule => rules.extend(VisitRule::read(&record)),
                _ => catalogue.add(&record),
            }
        }
        let by_order = |item: &ChecklistItem| (item.order, item.code.clone());
        catalogue.items.sort_by_key(by_order);
        catalogue.rules = VisitRules::new(rules, catalogue.tags.values().cloned());
        let restricted = catalogue.tags.values().filter(|tag| tag.restricted);
        let restricted: BTreeSet<_> = restricted.map(|tag| tag.code.clone()).collect();
        if !restricted.is_empty() && !sees_restricted(role_of(connection)?.as_ref()) {
            catalogue.hidden = restricted;
        }
        Ok(catalogue)
    }

    fn add(&mut self, record: &Record) {
        match record.kind {
            Kind::CareTag => {
                let tag = CareTag::read(record).map(|tag| (tag.code.clone(), tag));
                self.tags.extend(tag);
            }
            Kind::NeedCategory => {
                let category = NeedCategory::read(record);
                self.categories
                    .extend(category.map(|c| (c.code.clone(), c)));
            }
            Kind::ChecklistItem => self.items.extend(ChecklistItem::read(record)),
            _ => {}
        }
    }

    /// The categories to choose from, in the order of lists.
    pub(super) fn category_choices(&self) -> Vec<CategoryChoice> {
        let used = |category: &&NeedCategory| !category.retired;
        let mut categories: Vec<_> = self.categories.values().filter(used).collect();
        categories.sort_by_key(|category| category.order);
        let choice = |category: &NeedCategory| CategoryChoice {
            code: category.code.clone(),
            name: category.name.clone(),
            within: category.within,
        };
        categories.into_iter().map(choice).collect()
    }

    /// A category's name; its code if it is not known here.
    pub(super) fn category_name(&self, code: &str) -> String {
        let name = self
            .categories
            .get(code)
            .map(|category| category.name.clone());
        name.unwrap_or_else(|| code.to_owned())
    }

    /// Whether this person is shown a care tag.
    pub(super) fn shows(&self, code: &str) -> bool {
        !self.hidden.contains(code)
    }

    /// The care tags to choose from, code and name, in the order of lists. The retired are offered
    /// only where somebody has them, to be taken away.
    pub(super) fn tag_choices(&self, had: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        let offered = self.tags.values();
        let offered = offered.filter(|tag| !tag.retired || had(&tag.code));
        let codes = offered.map(|tag| tag.code.as_str());
        let shown = codes.filter(|code| self.shows(code));
        let codes = self.sorted(shown).into_iter();
        codes
            .map(|code| (code.to_owned(), self.tag_name(code)))
            .collect()
    }

    /// A care tag's name; its code if it is not known here.
    pub(super) fn tag_name(&self, code: &str) -> String {
        let name = self.tags.get(code).map(|tag| tag.name.clone());
        name.unwrap_or_else(|| code.to_owned())
    }

    /// Tags in the order of lists, those unknown here last.
    pub(super) fn sorted<'t>(&self, codes: impl IntoIterator<Item = &'t str>) -> Vec<&'t str> {
        let mut codes: Vec<_> = codes.into_iter().collect();
        codes.sort_by_key(|code| {
            let order = self.tags.get(*code).map_or(i64::MAX, |tag| tag.order);
            (order, *code)
        });
        codes.dedup();
        codes
    }

    /// The names of the tags that this person is shown, in the order of lists.
    pub(super) fn tag_names<'t>(&self, codes: impl IntoIterator<Item = &'t str>) -> Vec<String> {
        let shown = codes.into_iter().filter(|code| self.shows(code));
        let codes = self.sorted(shown);
        codes.into_iter().map(|code| self.tag_name(code)).collect()
    }

    /// The question with this code, retired or not.
    pub(super) fn item(&self, code: &str) -> Option<&ChecklistItem> {
        self.items.iter().find(|item| item.code == code)
    }

    /// How many of a visit's answers want attention. One to a question that is not known here
    /// does if it says so.
    pub(super) fn attention(&self, answers: &BTreeMap<String, String>) -> u32 {
        let wants = |(code, answer): &(&String, &String)| {
            self.item(code)
                .map_or(*answer == ChecklistItem::ATTENTION, |item| {
                    item.wants_attention(answer)
                })
        };
        let count = answers.iter().filter(wants).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// Control tags are for supervisors and for whoever answers for the grid.
const fn sees_restricted(role: Option<&Role>) -> bool {
    matches!(
        role,
        Some(Role::GridMember | Role::CommunitySupervisor | Role::SubdistrictSupervisor)
    )
}

//! Who changed what.

use chuanmen_core::domain::Relation;

use super::{edited, every, row, supervisor};
use crate::api::ChangesQuery;
use crate::queries::tests::town::THREE;

#[test]
fn who_changed_a_rule_and_what_stood_there_is_told() {
    let mut town = supervisor();
    let alone = row(&town, "独居老人");
    for count in ["14", "7"] {
        let alone = row(&town, "独居老人");
        town.wall = town.wall.plus(60_000);
        town.act(edited(&alone, |form| form.every = every(count, true)));
        town.deliver();
    }
    let told = town.ask(ChangesQuery {
        records: alone.rules,
    });
    let days = |row: &&crate::api::ChangeRow| {
        row.field
            .as_ref()
            .is_some_and(|field| field.as_str() == "days")
    };
    let said: Vec<_> = told.iter().filter(days).collect();
    let said: Vec<_> = said
        .iter()
        .map(|row| (row.before.as_deref(), row.after.as_str(), row.by.as_str()))
        .collect();
    assert_eq!(
        said,
        [(Some("14"), "7", "周丽萍"), (Some(""), "14", "周丽萍")]
    );
}

#[test]
fn changes_of_what_the_community_does_not_set_are_not_told() {
    let mut town = supervisor();
    let home = town.household(THREE, "2", 5, "502");
    let resident = town.resident(home, "李国华", Relation::Head, &[]);
    let records = vec![resident.into(), home.into()];
    assert_eq!(town.ask(ChangesQuery { records }), []);
}

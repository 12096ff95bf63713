//! A household of which some become one of their own.

use std::collections::BTreeSet;

use chuanmen_core::domain::{Housing, Relation, ResidentId};

use super::{calls, door, made, names, undo, view, wishes};
use crate::api::{Command, HouseholdQuery, SplitHousehold, WishesQuery};
use crate::commands::tests::problem;
use crate::queries::tests::town::{THREE, Town};

#[test]
fn those_who_leave_form_a_household_and_their_wishes_follow_them_not_the_visits() {
    let mut town = Town::new();
    let old = town.household(THREE, "2", 5, "501");
    let father = town.resident(old, "李国华", Relation::Head, &[]);
    let son = town.resident(old, "李强", Relation::Child, &[]);
    let wife = town.resident(old, "玉罕", Relation::ChildInLaw, &["low_income"]);
    calls(&mut town, old);
    wishes(&mut town, old, son);
    wishes(&mut town, old, father);
    let split = SplitHousehold {
        household: old,
        residents: BTreeSet::from([son, wife]),
        head: son,
        door: door("2", "501-A"),
        housing: Housing::Own,
    };
    let outcome = town.act(Command::SplitHousehold(split.clone()));
    let new = made(outcome.clone());
    let there = view(&town, new);
    assert_eq!(there.title, "3-2-501-A");
    let relations: Vec<_> = there.residents.iter().map(|one| &one.relation).collect();
    assert_eq!(relations, [&Some(Relation::Head), &None]);
    assert_eq!((there.wishes.len(), there.visit_count), (1, 0));
    let here = view(&town, old);
    assert_eq!((here.wishes.len(), here.visit_count), (1, 1));
    assert_eq!(names(&town, old), ["李国华"]);
    let wish_homes: BTreeSet<_> = town
        .ask(WishesQuery {})
        .into_iter()
        .map(|wish| (wish.resident_name, wish.household))
        .collect();
    assert!(wish_homes.contains(&("李强".into(), new)));
    undo(&mut town, &outcome);
    assert_eq!(names(&town, old).len(), 3);
    assert!(town.try_ask(HouseholdQuery { household: new }).is_err());
    assert_eq!(view(&town, old).wishes.len(), 2);

    let with = |residents: &[ResidentId], head| {
        Command::SplitHousehold(SplitHousehold {
            residents: residents.iter().copied().collect(),
            head,
            ..split.clone()
        })
    };
    for (residents, head, wrong) in [
        (&[][..], son, "residents: empty"),
        (&[father, son, wife][..], son, "residents: all"),
        (&[son][..], wife, "head: form"),
    ] {
        assert_eq!(problem(town.attempt(with(residents, head))), wrong);
    }
}

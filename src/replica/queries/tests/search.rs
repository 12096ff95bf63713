use chuanmen_core::domain::{HouseholdId, Outcome, Relation};

use super::town::{FIVE, THREE, Town};
use crate::api::{Command, RecentQuery, SearchQuery, SearchSign};

fn titles(town: &Town, text: &str) -> Vec<String> {
    let found = town.ask(SearchQuery { text: text.into() });
    found.into_iter().map(|row| row.title).collect()
}

fn town() -> Town {
    let mut town = Town::new();
    for (building, unit, room, name) in [
        (THREE, "2", "501", "赵秀兰"),
        (THREE, "1", "501", "岩温龙"),
        (FIVE, "1", "502", "张秀兰"),
    ] {
        let household = town.household(building, unit, 5, room);
        town.resident(household, "小宝", Relation::Child, &[]);
        town.resident(household, name, Relation::Head, &[]);
    }
    town
}

#[test]
fn a_household_is_found_by_part_of_a_name() {
    let town = town();
    let mut found = titles(&town, "秀兰");
    found.sort();
    assert_eq!(found, ["3-2-501", "5-1-502"]);
    assert_eq!(titles(&town, " 岩温龙 "), ["3-1-501"]);
    let row = &town.ask(SearchQuery {
        text: "岩温龙".into(),
    })[0];
    assert_eq!(row.names, ["岩温龙", "小宝"]);
    assert_eq!(row.compound, "花卉园小区");
}

#[test]
fn a_household_is_found_by_its_room_however_it_is_typed() {
    let town = town();
    for text in ["3-2-501", "3栋2单元501", "３ 栋 2 单元 501 室"] {
        assert_eq!(titles(&town, text), ["3-2-501"], "{text}");
    }
    assert_eq!(titles(&town, "501").len(), 2);
    assert_eq!(titles(&town, "50").len(), 3);
    assert_eq!(titles(&town, "5-502"), ["5-1-502"]);
}

#[test]
fn a_household_is_found_by_pinyin_and_initials() {
    let town = town();
    for text in ["yanwenlong", "ywl", "YanWL", "岩wl"] {
        assert_eq!(titles(&town, text), ["3-1-501"], "{text}");
    }
    assert_eq!(titles(&town, "xiulan").len(), 2);
    assert_eq!(titles(&town, "zhangxl"), ["5-1-502"]);
}

#[test]
fn a_household_is_found_by_a_care_tag_of_somebody_in_it() {
    let mut town = town();
    let household = town.household(THREE, "2", 6, "601");
    town.resident(household, "刀志强", Relation::Head, &["living_alone"]);
    for text in ["独居", "dj", "duju"] {
        assert_eq!(titles(&town, text), ["3-2-601"], "{text}");
    }
}

#[test]
fn a_household_is_found_by_the_end_of_a_telephone() {
    let mut town = town();
    let household = town.household(THREE, "2", 6, "601");
    town.resident_at(household, "刀志强", "13800691234", Relation::Head, &[]);
    for text in ["1234", "691234", "13800691234", "１２３４"] {
        assert_eq!(titles(&town, text), ["3-2-601"], "{text}");
    }
    for text in ["234", "1235", "991234", "913800691234"] {
        assert!(titles(&town, text).is_empty(), "{text}");
    }
}

#[test]
fn a_row_says_what_fits_it() {
    let mut town = town();
    let household = town.household(THREE, "2", 6, "601");
    town.resident_at(
        household,
        "刀志强",
        "13800691234",
        Relation::Head,
        &["living_alone"],
    );
    let sign = |text: &str| {
        let found = town.ask(SearchQuery { text: text.into() });
        found[0].sign.clone()
    };
    let phone = SearchSign::Phone("刀志强".into(), "1234".into());
    assert_eq!(sign("691234"), Some(phone));
    assert_eq!(sign("duju"), Some(SearchSign::Tag("独居老人".into())));
    assert_eq!(sign("xb"), Some(SearchSign::Name("小宝".into())));
    assert_eq!(sign("3-2-601"), None);
}

#[test]
fn what_was_opened_here_stands_before_typing_and_first_of_what_fits_as_well() {
    let mut town = town();
    let found = town.ask(SearchQuery { text: "501".into() });
    let (first, second) = (found[0].household, found[1].household);
    assert!(town.ask(RecentQuery {}).is_empty());
    for household in [first, second, second] {
        town.act(Command::Opened { household });
    }
    let recent = town.ask(RecentQuery {});
    let recent: Vec<_> = recent.iter().map(|row| row.household).collect();
    assert_eq!(recent, [second, first]);
    let found = town.ask(SearchQuery { text: "501".into() });
    assert_eq!(found[0].household, second);
    let nobody = HouseholdId(uuid::Uuid::from_u128(0xFF));
    assert!(town.attempt(Command::Opened { household: nobody }).is_err());
}

#[test]
fn a_shop_a_villa_and_a_cellar_are_found_by_what_is_written_on_their_doors() {
    let mut town = Town::new();
    for (unit, floor, room) in [
        ("1", 1, "商铺3"),
        ("", 0, "12号"),
        ("1", -1, "B1-03"),
        ("2", 5, "501A"),
    ] {
        let household = town.household(THREE, unit, floor, room);
        town.resident(household, "小宝", Relation::Head, &[]);
    }
    for (text, title) in [
        ("商铺3", "3-1-商铺3"),
        ("3栋商铺3", "3-1-商铺3"),
        ("12号", "3-12号"),
        ("3-12", "3-12号"),
        ("b1-03", "3-1-B1-03"),
        ("501a", "3-2-501A"),
        ("3#2-501Ａ", "3-2-501A"),
    ] {
        assert_eq!(titles(&town, text), [title], "{text}");
    }
}

#[test]
fn nothing_typed_and_nobody_of_that_name_find_nothing() {
    let town = town();
    assert!(titles(&town, "  ").is_empty());
    assert!(titles(&town, "王%").is_empty());
}

#[test]
fn at_most_fifty_are_found_the_late_ones_first() {
    let mut town = Town::new();
    for room in 0..60 {
        let household = town.household(THREE, "1", 1, &format!("1{room:02}"));
        town.resident(household, "王芳", Relation::Head, &[]);
        town.visited(household, Outcome::Met, if room == 42 { 120 } else { 1 });
    }
    let found = titles(&town, "王芳");
    assert_eq!((found.len(), found[0].as_str()), (50, "3-1-142"));
}

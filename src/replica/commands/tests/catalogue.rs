//! Care tags, visit rules, categories of needs and the handbook, changed by the community.

use chuanmen_core::domain::{
    Deadline, Due, Interval, Kind, Outcome as Visited, Party, Relation, Role, Urgency,
};

use super::problem;
use crate::api::{
    CareTagForm, CareTagRow, CatalogueQuery, ChangesQuery, Command, EveryForm, GuideForm,
    GuideQuery, GuidesQuery, HouseholdQuery, NeedCategoryForm, NeedDraft, NeedsQuery, Outcome,
    ReplicaError,
};
use crate::queries::tests::town::{NOON, THREE, Town};

fn every(count: &str, days: bool) -> EveryForm {
    EveryForm {
        count: count.into(),
        days,
    }
}

fn tag(name: &str) -> CareTagForm {
    CareTagForm {
        name: name.into(),
        weight: "4".into(),
        ..CareTagForm::default()
    }
}

fn guide(title: &str) -> GuideForm {
    GuideForm {
        title: title.into(),
        category: "养老".into(),
        papers: " 身份证 \n\n户口簿".into(),
        ..GuideForm::default()
    }
}

fn category(name: &str, days: &str) -> NeedCategoryForm {
    NeedCategoryForm {
        name: name.into(),
        days: days.into(),
        working: false,
        party: Some(Party::PropertyCompany),
    }
}

fn supervisor() -> Town {
    Town::of(Role::CommunitySupervisor)
}

fn day(due: Due) -> jiff::civil::Date {
    match due {
        Due::By(day) => day,
        Due::Never => panic!("somebody lives there"),
    }
}

fn row(town: &Town, name: &str) -> CareTagRow {
    let mut tags = town.ask(CatalogueQuery {}).tags.into_iter();
    tags.find(|tag| tag.name == name).unwrap()
}

fn edited(row: &CareTagRow, change: impl FnOnce(&mut CareTagForm)) -> Command {
    let mut form = CareTagForm {
        name: row.name.clone(),
        weight: row.weight.to_string(),
        restricted: row.restricted,
        every: EveryForm::of(row.every),
    };
    change(&mut form);
    Command::SaveCareTag {
        tag: Some(row.id),
        form,
    }
}

#[test]
fn a_tag_visited_more_often_makes_those_who_have_it_due_earlier() {
    let mut town = supervisor();
    let home = town.household(THREE, "2", 5, "502");
    town.resident(home, "李国华", Relation::Head, &["living_alone"]);
    town.visited(home, Visited::Met, 10);
    let due = |town: &Town| town.ask(HouseholdQuery { household: home }).due;
    let before = due(&town);
    let alone = row(&town, "独居老人");
    assert_eq!(alone.every, Some(Interval::Months(1)));
    town.act(edited(&alone, |form| form.every = every("７", true)));
    assert!(day(due(&town)) < day(before));
    let alone = row(&town, "独居老人");
    assert_eq!(alone.every, Some(Interval::Days(7)));
    assert!(alone.pending && alone.rules.len() == 1);
    town.act(edited(&alone, |form| form.every = every("", false)));
    assert_eq!(row(&town, "独居老人").every, None);
}

#[test]
fn a_new_tag_and_its_rule_are_one_save_that_can_be_taken_back() {
    let mut town = supervisor();
    let form = CareTagForm {
        every: every("2", false),
        restricted: true,
        ..tag("社区矫正")
    };
    let Outcome::Saved { transaction } = town.act(Command::SaveCareTag { tag: None, form }) else {
        panic!("saved");
    };
    let new = row(&town, "社区矫正");
    assert!(new.restricted && new.every == Some(Interval::Months(2)));
    assert_eq!(town.ask(CatalogueQuery {}).tags.last(), Some(&new));
    town.act(Command::Undo { transaction });
    assert_eq!(town.ask(CatalogueQuery {}).tags.len(), 2);
}

#[test]
fn saving_what_stands_already_writes_nothing() {
    let mut town = supervisor();
    let alone = row(&town, "独居老人");
    assert_eq!(town.act(edited(&alone, |_| {})), Outcome::Done);
}

#[test]
fn what_cannot_be_is_refused_at_its_field_and_nothing_is_written() {
    let mut town = supervisor();
    let refused = |town: &mut Town, change: fn(&mut CareTagForm)| {
        let mut form = tag("重病");
        change(&mut form);
        problem(town.attempt(Command::SaveCareTag { tag: None, form }))
    };
    let long = |form: &mut CareTagForm| form.name = "长".repeat(21);
    for (change, said) in [
        (
            (|form| form.name = " \u{200b}".into()) as fn(&mut CareTagForm),
            "name: empty",
        ),
        (long, "name: too_long"),
        (|form| form.name = "独居 老人".into(), "name: twice"),
        (|form| form.weight = "11".into(), "weight: range"),
        (|form| form.weight = "重".into(), "weight: number"),
        (|form| form.weight.clear(), "weight: empty"),
        (|form| form.every = every("25", false), "every: range"),
        (|form| form.every = every("731", true), "every: range"),
        (|form| form.every = every("0", true), "every: range"),
        (|form| form.every = every("-1", true), "every: range"),
        (
            |form| form.every = every("9999999999999999999", true),
            "every: number",
        ),
    ] {
        assert_eq!(refused(&mut town, change), said);
    }
    for (days, said) in [
        ("0", "days: range"),
        ("366", "days: range"),
        ("", "days: empty"),
    ] {
        let form = category("噪声", days);
        let save = Command::SaveNeedCategory {
            category: None,
            form,
        };
        assert_eq!(problem(town.attempt(save)), said);
    }
    let nobody = NeedCategoryForm {
        party: Some("neighbours".into()),
        ..category("噪声", "3")
    };
    let save = Command::SaveNeedCategory {
        category: None,
        form: nobody,
    };
    assert_eq!(problem(town.attempt(save)), "party: form");
    let rule = Command::SaveVisitRule {
        every: every(" ", false),
    };
    assert_eq!(problem(town.attempt(rule)), "every: empty");
    assert_eq!(town.deliver(), 0);
}

#[test]
fn only_who_supervises_the_community_changes_what_it_sets() {
    for role in [
        Role::GridMember,
        Role::Informant,
        Role::SubdistrictSupervisor,
    ] {
        let mut town = Town::of(role);
        assert!(!town.ask(CatalogueQuery {}).may_change);
        let id = row(&town, "独居老人").id.into();
        let commands = [
            Command::SaveCareTag {
                tag: None,
                form: tag("重病"),
            },
            Command::SaveVisitRule {
                every: every("1", false),
            },
            Command::SaveNeedCategory {
                category: None,
                form: category("噪声", "3"),
            },
            Command::SaveGuide {
                guide: None,
                form: Box::new(guide("居住证")),
            },
            Command::SaveGuides {
                guides: vec![guide("居住证")],
            },
            Command::RetireEntry {
                kind: Kind::CareTag,
                id,
                retired: true,
            },
        ];
        for command in commands {
            assert_eq!(town.attempt(command), Err(ReplicaError::StepNotPossible));
        }
    }
}

#[test]
fn a_retired_tag_stays_with_who_has_it_is_not_offered_and_its_rule_rests() {
    let mut town = supervisor();
    let home = town.household(THREE, "2", 5, "502");
    let other = town.household(THREE, "2", 5, "503");
    town.resident(home, "李国华", Relation::Head, &["living_alone"]);
    town.visited(home, Visited::Met, 10);
    let before = town.ask(HouseholdQuery { household: home }).due;
    let alone = row(&town, "独居老人");
    let retire = |retired| Command::RetireEntry {
        kind: Kind::CareTag,
        id: alone.id.into(),
        retired,
    };
    town.act(retire(true));
    let view = town.ask(HouseholdQuery { household: home });
    assert_eq!(view.tags, ["独居老人"]);
    assert!(day(view.due) > day(before), "as everybody");
    let offered = |town: &Town, household| {
        let view = town.ask(HouseholdQuery { household });
        view.care_tags
            .iter()
            .any(|(code, _)| code == "living_alone")
    };
    assert!(offered(&town, home), "to be taken away");
    assert!(!offered(&town, other));
    town.act(retire(false));
    assert_eq!(town.ask(HouseholdQuery { household: home }).due, before);
}

#[test]
fn a_control_tag_shows_to_the_grid_member_and_not_to_an_informant() {
    for (role, shown) in [(Role::GridMember, 1), (Role::Informant, 0)] {
        let mut town = Town::of(role);
        town.control_tag("correction", "社区矫正");
        let home = town.household(THREE, "2", 5, "502");
        town.resident(home, "李国华", Relation::Head, &["correction"]);
        let view = town.ask(HouseholdQuery { household: home });
        assert_eq!(view.tags.len(), shown);
        assert_eq!(view.residents[0].tags.len(), shown);
        assert_eq!(view.care_tags.len(), 2 + shown);
    }
}

#[test]
fn a_category_goes_last_suggests_its_party_and_once_retired_is_not_offered() {
    let mut town = supervisor();
    let form = category("噪声", "3");
    town.act(Command::SaveNeedCategory {
        category: None,
        form,
    });
    let rows = town.ask(CatalogueQuery {}).categories;
    let last = rows.last().unwrap();
    assert_eq!(
        (last.name.as_str(), last.within),
        ("噪声", Deadline::Days(3))
    );
    assert_eq!(last.party, Some(Party::PropertyCompany));
    let home = town.household(THREE, "2", 5, "502");
    let names = |town: &Town| {
        let form = town.ask(crate::api::VisitFormQuery { household: home });
        form.categories
            .into_iter()
            .map(|one| one.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&town), ["公共设施", "噪声"]);
    let form = NeedCategoryForm {
        party: None,
        ..category("噪声", "4")
    };
    let id = Some(last.id);
    town.act(Command::SaveNeedCategory { category: id, form });
    let last = town.ask(CatalogueQuery {}).categories.pop().unwrap();
    assert_eq!((last.within, last.party), (Deadline::Days(4), None));
    let retire = Command::RetireEntry {
        kind: Kind::NeedCategory,
        id: last.id.into(),
        retired: true,
    };
    town.act(retire);
    assert_eq!(names(&town), ["公共设施"]);
}

#[test]
fn a_need_is_due_by_the_sort_of_days_that_its_category_counts_when_it_is_recorded() {
    let mut town = supervisor();
    let home = town.household(THREE, "2", 5, "502");
    let category = town.ask(CatalogueQuery {}).categories[0].id;
    let mut due = |working, text: &str| {
        town.act(Command::SaveNeedCategory {
            category: Some(category),
            form: NeedCategoryForm {
                name: "公共设施".into(),
                days: "10".into(),
                working,
                party: None,
            },
        });
        let need = NeedDraft {
            category: "public_facility".into(),
            text: text.into(),
            urgency: Urgency::Normal,
        };
        town.act(Command::RaiseNeed {
            household: home,
            need,
        });
        let needs = town.ask(NeedsQuery {});
        let due = |text: &str| needs.iter().find(|row| row.text == text)?.due_on;
        (due(text), due("灯"))
    };
    let today = chuanmen_core::china_date(NOON);
    let calendar = Some(Deadline::Days(10).after(today));
    let working = Some(Deadline::WorkingDays(10).after(today));
    assert!(working > calendar);
    assert_eq!(due(false, "灯"), (calendar, calendar));
    // What was recorded before keeps its day.
    assert_eq!(due(true, "门"), (working, calendar));
    assert_eq!(due(false, "窗"), (calendar, calendar));
}

#[test]
fn an_entry_of_the_handbook_is_found_at_once_and_once_retired_no_more() {
    let mut town = supervisor();
    let save = |guide, form| Command::SaveGuide {
        guide,
        form: Box::new(form),
    };
    town.act(save(None, guide("高龄津贴")));
    let found = |town: &Town| {
        town.ask(GuidesQuery {
            text: "gljt".into(),
        })
    };
    let id = found(&town)[0].id;
    assert_eq!(
        town.ask(GuideQuery { guide: id }).papers,
        ["身份证", "户口簿"]
    );
    assert_eq!(
        problem(town.attempt(save(None, guide("高龄津贴")))),
        "title: twice"
    );
    assert_eq!(
        problem(town.attempt(save(None, guide(" ")))),
        "title: empty"
    );
    let changed = GuideForm {
        papers: String::new(),
        ..guide("高龄津贴")
    };
    town.act(save(Some(id), changed));
    assert_eq!(
        town.ask(GuideQuery { guide: id }).papers,
        Vec::<String>::new()
    );
    town.act(Command::RetireEntry {
        kind: Kind::Guide,
        id: id.into(),
        retired: true,
    });
    assert_eq!(found(&town), []);
    assert!(town.ask(CatalogueQuery {}).guides[0].retired);
}

#[test]
fn entries_of_a_document_are_one_save_and_keep_what_it_does_not_say_of_those_that_are_there() {
    let mut town = supervisor();
    let phoned = GuideForm {
        phone: "0691-2120000".into(),
        ..guide("高龄津贴")
    };
    town.act(Command::SaveGuide {
        guide: None,
        form: Box::new(phoned),
    });
    let document = "类别：养老\n事项：高龄津贴\n材料：身份证；银行卡\n事项：老年证\n材料：照片";
    let guides = chuanmen_core::domain::guides_of(document).into_iter();
    let guides: Vec<_> = guides.map(GuideForm::of).collect();
    let save = Command::SaveGuides {
        guides: guides.clone(),
    };
    let Outcome::Saved { transaction } = town.act(save) else {
        panic!("saved");
    };
    let titles = |town: &Town| {
        let rows = town.ask(CatalogueQuery {}).guides.into_iter();
        rows.map(|row| row.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(&town), ["高龄津贴", "老年证"]);
    let allowance = town.ask(CatalogueQuery {}).guides[0].id;
    let view = town.ask(GuideQuery { guide: allowance });
    assert_eq!(view.papers, ["身份证", "银行卡"]);
    assert_eq!(view.phone, "0691-2120000");
    town.act(Command::Undo { transaction });
    assert_eq!(titles(&town), ["高龄津贴"]);

    let without = |change: fn(&mut GuideForm)| {
        let mut guides = guides.clone();
        change(&mut guides[1]);
        Command::SaveGuides { guides }
    };
    for (command, said) in [
        (
            without(|form| form.category.clear()),
            "guides/1/category: empty",
        ),
        (
            without(|form| form.title = "高龄津贴".into()),
            "guides/1/title: twice",
        ),
        (
            Command::SaveGuides {
                guides: vec![guide("居住证"); GuideForm::AT_ONCE + 1],
            },
            "guides: too_long",
        ),
    ] {
        assert_eq!(problem(town.attempt(command)), said);
    }
    assert_eq!(titles(&town), ["高龄津贴"]);
}

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

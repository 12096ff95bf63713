//! The community's checklist, changed by its supervisor.

use chuanmen_core::domain::{Asks, ChecklistItem, ChecklistItemId, Role, ShownIf};

use super::problem;
use crate::api::{
    ChangesQuery, ChecklistQuery, ChecklistRow, Command, OptionForm, Outcome, QuestionForm,
    ReplicaError, Sort,
};
use crate::queries::tests::town::Town;

fn words(name: &str) -> QuestionForm {
    QuestionForm {
        name: name.into(),
        normal: "好".into(),
        attention: "不好".into(),
        ..QuestionForm::default()
    }
}

fn one_of(labels: &[&str]) -> QuestionForm {
    let option = |label: &&str| OptionForm {
        label: (*label).into(),
        ..OptionForm::default()
    };
    QuestionForm {
        sort: Sort::One,
        options: labels.iter().map(option).collect(),
        ..words("烧什么")
    }
}

fn number(bounds: [&str; 4]) -> QuestionForm {
    let [min, max, low, high] = bounds.map(str::to_owned);
    QuestionForm {
        sort: Sort::Number,
        unit: "瓶".into(),
        min,
        max,
        low,
        high,
        ..words("几瓶气")
    }
}

fn save(item: Option<ChecklistItemId>, question: QuestionForm) -> Command {
    let question = Box::new(question);
    Command::SaveQuestion { item, question }
}

fn rows(town: &Town) -> Vec<ChecklistRow> {
    town.ask(ChecklistQuery {}).rows
}

fn names(town: &Town) -> Vec<String> {
    rows(town).into_iter().map(|row| row.item.name).collect()
}

fn find(town: &Town, name: &str) -> ChecklistRow {
    let mut rows = rows(town).into_iter();
    rows.find(|row| row.item.name == name).unwrap()
}

fn supervisor() -> Town {
    Town::of(Role::CommunitySupervisor)
}

#[test]
fn a_supervisor_adds_a_question_at_the_end_and_can_take_that_back() {
    let mut town = supervisor();
    let Outcome::Saved { transaction } = town.act(save(None, one_of(&["管道气", "煤气瓶"])))
    else {
        panic!("saved");
    };
    assert_eq!(names(&town).last().unwrap(), "烧什么");
    let row = find(&town, "烧什么");
    assert!(row.pending);
    let Asks::One(options) = &row.item.asks else {
        panic!("{:?}", row.item.asks);
    };
    let codes: std::collections::BTreeSet<_> = options.iter().map(|one| &one.code).collect();
    assert_eq!(codes.len(), 2);
    town.act(Command::Undo { transaction });
    assert!(!names(&town).contains(&"烧什么".to_owned()));
}

#[test]
fn an_edit_keeps_codes_and_clears_what_no_longer_holds() {
    let mut town = supervisor();
    let mut form = one_of(&["管道气", "煤气瓶"]);
    form.tags.insert("living_alone".into());
    form.required = true;
    form.shown_if = Some(ShownIf {
        item: "power_gas".into(),
        answers: [ChecklistItem::ATTENTION.to_owned()].into(),
    });
    town.act(save(None, form));
    let before = find(&town, "烧什么");
    let mut form = QuestionForm::of(&before.item);
    form.options[0].label = "天然气".into();
    form.tags = ["left_behind_child".to_owned()].into();
    form.required = false;
    form.shown_if = None;
    town.act(save(Some(before.id), form.clone()));
    let after = find(&town, "烧什么").item;
    assert_eq!(after.code, before.item.code);
    let (old, new) = (before.item.asks.options(), after.asks.options());
    let first = |options: Option<&chuanmen_core::domain::Options>| {
        options.unwrap().iter().next().unwrap().clone()
    };
    assert_eq!(first(old).code, first(new).code);
    assert_eq!(first(new).label, "天然气");
    assert_eq!(after.tags, form.tags);
    assert!(!after.required && after.shown_if.is_none());
    assert_eq!(
        town.act(save(Some(before.id), form)),
        Outcome::Done,
        "nothing new"
    );
}

#[test]
fn questions_move_by_one_place_past_the_retired() {
    let mut town = supervisor();
    for name in ["甲", "乙", "丙"] {
        town.act(save(None, words(name)));
    }
    let id = |town: &Town, name| find(town, name).id;
    let retire = |item, retired| Command::RetireQuestion { item, retired };
    let middle = id(&town, "乙");
    town.act(retire(middle, true));
    assert!(find(&town, "乙").item.retired);
    let shift = |item, up| Command::MoveQuestion { item, up };
    let last = id(&town, "丙");
    town.act(shift(last, true));
    let order = names(&town);
    let place = |name: &str| order.iter().position(|one| one == name);
    assert!(place("丙") < place("甲"), "{order:?}");
    town.act(retire(middle, false));
    assert!(!find(&town, "乙").item.retired);
    let first = rows(&town).remove(0).id;
    assert_eq!(
        town.act(shift(first, true)),
        Outcome::Done,
        "the first stays"
    );
}

#[test]
fn a_question_that_cannot_be_asked_says_where() {
    let mut town = supervisor();
    let circle = QuestionForm {
        shown_if: Some(ShownIf {
            item: "power_gas".into(),
            answers: ["normal".to_owned()].into(),
        }),
        ..words("甲")
    };
    town.act(save(None, circle));
    let behind = find(&town, "甲").item.code;
    let after = |item: &str, answer: &str| QuestionForm {
        shown_if: Some(ShownIf {
            item: item.into(),
            answers: [answer.to_owned()].into(),
        }),
        ..words("用电用气")
    };
    let gas = rows(&town).remove(0);
    let gas = Some(
        rows(&town)
            .into_iter()
            .find(|row| row.item.code == "power_gas")
            .unwrap_or(gas)
            .id,
    );
    for (item, form, wrong) in [
        (None, words("  "), "name: empty"),
        (None, words(&"问".repeat(41)), "name: too_long"),
        (
            None,
            QuestionForm {
                attention: String::new(),
                ..words("甲")
            },
            "attention: empty",
        ),
        (None, one_of(&["一样", ""]), "options: too_few"),
        (None, one_of(&["一样", "一样"]), "options/1: twice"),
        (None, number(["5", "2", "", ""]), "max: order"),
        (None, number(["两", "", "", ""]), "min: number"),
        (None, number(["0", "10", "", "11"]), "high: range"),
        (None, number(["0", "10", "5", "2"]), "high: order"),
        (None, after("nowhere", "normal"), "shown_if: empty"),
        (None, after("power_gas", "fine"), "shown_if: option"),
        (None, after("power_gas", ""), "shown_if: empty"),
        (gas, after(&behind, "normal"), "shown_if: circle"),
        (gas, after("power_gas", "normal"), "shown_if: circle"),
        (
            None,
            QuestionForm {
                sort: Sort::Unknown,
                ..words("甲")
            },
            "sort: form",
        ),
        (
            None,
            QuestionForm {
                tags: ["大".to_owned()].into(),
                ..words("甲")
            },
            "tags: form",
        ),
    ] {
        assert_eq!(problem(town.attempt(save(item, form))), wrong);
    }
}

#[test]
fn a_number_without_bounds_takes_any_and_reads_back_as_it_was_typed() {
    let mut town = supervisor();
    for bounds in [
        ["", "", "", ""],
        ["0", "", "", "2"],
        ["０", "１０", "1", ""],
    ] {
        town.act(save(None, number(bounds)));
        let row = rows(&town).pop().unwrap();
        let form = QuestionForm::of(&row.item);
        let typed = [form.min, form.max, form.low, form.high];
        let plain = bounds.map(|bound| bound.replace('０', "0").replace('１', "1"));
        assert_eq!(typed, plain);
        town.act(Command::RetireQuestion {
            item: row.id,
            retired: true,
        });
    }
}

#[test]
fn a_question_of_a_newer_sort_keeps_what_this_version_does_not_know() {
    let mut town = supervisor();
    let newer = ChecklistItem::asking("sign", "签名", Asks::Unknown("signature".into()));
    let id = town.question(&newer);
    let form = QuestionForm {
        name: "签个名".into(),
        ..QuestionForm::of(&find(&town, "签名").item)
    };
    assert_eq!(form.sort, Sort::Unknown);
    town.act(save(Some(id), form));
    let after = find(&town, "签个名");
    assert_eq!((after.id, after.item.asks), (id, newer.asks));
}

#[test]
fn whoever_does_not_set_the_checklist_only_reads_it() {
    let mut town = Town::new();
    let view = town.ask(ChecklistQuery {});
    assert!(!view.may_change);
    assert_eq!(view.tags.len(), 2);
    let item = view.rows[0].id;
    for command in [
        save(None, words("甲")),
        save(Some(item), words("甲")),
        Command::MoveQuestion { item, up: false },
        Command::RetireQuestion {
            item,
            retired: true,
        },
    ] {
        assert_eq!(town.attempt(command), Err(ReplicaError::StepNotPossible));
    }
}

#[test]
fn who_changed_a_question_and_what_is_told_in_words() {
    let mut town = Town::of(Role::CommunitySupervisor);
    town.act(save(None, one_of(&["煤气瓶", "柴火"])));
    let fuel = find(&town, "烧什么");
    town.act(save(None, words("瓶子")));
    let bottle = find(&town, "瓶子");
    town.deliver();
    town.wall = town.wall.plus(60_000);
    let mut form = QuestionForm::of(&fuel.item);
    form.options[1].label = "天然气".into();
    let first = form.options[0].code.clone();
    town.act(save(Some(fuel.id), form));
    let mut form = QuestionForm::of(&bottle.item);
    form.shown_if = Some(ShownIf {
        item: fuel.item.code.clone(),
        answers: [first].into(),
    });
    town.act(save(Some(bottle.id), form));
    town.deliver();
    let told = |id: ChecklistItemId| {
        let records = vec![id.into()];
        let rows = town.ask(ChangesQuery { records }).into_iter();
        let rows = rows.filter_map(|row| Some((row.field?.to_string(), row.before, row.after)));
        rows.collect::<Vec<_>>()
    };
    let asks = (
        "asks".to_owned(),
        Some("one 煤气瓶、柴火".to_owned()),
        "one 煤气瓶、天然气".to_owned(),
    );
    assert_eq!(told(fuel.id), [asks]);
    let shown_if = (
        "shown_if".to_owned(),
        Some(String::new()),
        "烧什么：煤气瓶".to_owned(),
    );
    assert_eq!(told(bottle.id), [shown_if]);
}

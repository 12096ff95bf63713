use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::UnixMillis;
use crate::domain::Kind;
use crate::merge::{Patch, RecordId, ReplicaId, Stamp};

fn record(fields: BTreeMap<FieldName, Value>) -> Record {
    let stamp = Stamp::new(UnixMillis(1_795_406_400_000), 0, ReplicaId::HUB);
    let id = RecordId(Uuid::from_u128(1));
    Record::from_patch(&Patch::create(Kind::ChecklistItem, id, fields), stamp)
}

fn option(code: &str, label: &str, attention: bool) -> AnswerOption {
    AnswerOption {
        code: code.into(),
        label: label.into(),
        attention,
    }
}

fn gas() -> Options {
    Options::new(vec![
        option("piped", "管道气", false),
        option("bottle", "煤气瓶", true),
        option("none", "不用气", false),
    ])
    .unwrap()
}

fn pressure() -> Asks {
    Asks::Number(Numbers {
        unit: "mmHg".into(),
        range: Span::new(60, 260).unwrap(),
        usual: Span::new(90, 150).unwrap(),
    })
}

fn after(code: &str, other: &str, answers: &[&str]) -> ChecklistItem {
    ChecklistItem {
        shown_if: Some(ShownIf {
            item: other.into(),
            answers: answers.iter().map(|one| (*one).to_owned()).collect(),
        }),
        ..ChecklistItem::asking(code, code, Asks::Text)
    }
}

fn codes(items: &[ChecklistItem]) -> Vec<&str> {
    items.iter().map(|item| item.code.as_str()).collect()
}

#[test]
fn every_sort_of_question_is_read_as_it_was_written() {
    let sorts = [
        Asks::Words {
            normal: "安全".into(),
            attention: "有隐患".into(),
        },
        Asks::One(gas()),
        Asks::Several(gas()),
        pressure(),
        Asks::Date,
        Asks::Text,
    ];
    for asks in sorts {
        let item = ChecklistItem {
            tags: BTreeSet::from(["living_alone".to_owned()]),
            required: true,
            order: 3,
            retired: true,
            asks,
            ..after("gas", "power_gas", &["attention", "normal"])
        };
        assert_eq!(ChecklistItem::read(&record(item.fields())), Some(item));
    }
}

#[test]
fn an_item_from_before_there_were_sorts_asks_in_two_words() {
    let fields = FieldsBuilder::new()
        .set("code", "power_gas")
        .set("name", "用电用气")
        .set("normal", "安全")
        .set("attention", "有隐患")
        .set("order", 2);
    let item = ChecklistItem::read(&record(fields.build())).unwrap();
    let words = ChecklistItem::words("power_gas", "用电用气", "安全", "有隐患");
    assert_eq!(item, ChecklistItem { order: 2, ..words });
}

#[test]
fn an_app_from_before_asks_the_other_sorts_in_two_plain_words_and_is_understood() {
    let item = ChecklistItem::asking("systolic", "收缩压", pressure());
    let fields = item.fields();
    assert_eq!(fields["normal"], "照常".into());
    assert_eq!(fields["attention"], "要留意".into());
    assert_eq!(item.say("attention"), "要留意");
    assert!(item.wants_attention("attention") && !item.wants_attention("normal"));
    assert_eq!(item.take("attention"), Err(AnswerProblem::NotANumber));
}

#[test]
fn a_sort_of_a_newer_version_is_asked_as_a_text_and_left_as_it_is_by_an_edit() {
    let group = Value::Group(BTreeMap::from([
        (FieldName::known("type"), "signature".into()),
        (FieldName::known("pen"), "blue".into()),
    ]));
    let fields = FieldsBuilder::new().set("code", "sign").set("asks", group);
    let item = ChecklistItem::read(&record(fields.build())).unwrap();
    assert_eq!(item.asks, Asks::Unknown("signature".into()));
    assert_eq!(item.take(" 张 ").unwrap(), " 张 ", "kept as it is");
    assert_eq!(item.say("张"), "张");
    assert!(!item.fields().contains_key("asks"));
}

#[test]
fn a_choice_that_is_none_is_asked_as_a_text() {
    for options in ["", "one 只有一个", "a 甲\na 乙", "A 甲\nB 乙", "a\nb"] {
        let group = Value::Group(BTreeMap::from([
            (FieldName::known("type"), "one".into()),
            (FieldName::known("options"), options.into()),
        ]));
        let fields = FieldsBuilder::new().set("code", "gas").set("asks", group);
        let item = ChecklistItem::read(&record(fields.build())).unwrap();
        assert_eq!(item.asks, Asks::Unknown("one".into()), "{options}");
    }
}

#[test]
fn answers_are_taken_as_they_are_typed_and_refused_with_the_reason() {
    let number = ChecklistItem::asking("systolic", "收缩压", pressure());
    assert_eq!(number.take(" １３０ ").unwrap(), "130");
    assert_eq!(number.take("1 30").unwrap(), "130");
    assert_eq!(number.take("").unwrap(), "");
    assert_eq!(number.take("高"), Err(AnswerProblem::NotANumber));
    assert_eq!(
        number.take("99999999999999999999"),
        Err(AnswerProblem::NotANumber)
    );
    assert_eq!(number.take("261"), Err(AnswerProblem::OutOfRange));
    assert_eq!(number.take("59"), Err(AnswerProblem::OutOfRange));
    let one = ChecklistItem::asking("gas", "用什么气", Asks::One(gas()));
    assert_eq!(one.take("bottle").unwrap(), "bottle");
    assert_eq!(one.take("wood"), Err(AnswerProblem::NotAnOption));
    let several = ChecklistItem::asking("gas", "用什么气", Asks::Several(gas()));
    assert_eq!(several.take("none piped none").unwrap(), "piped none");
    assert_eq!(several.take("none wood"), Err(AnswerProblem::NotAnOption));
    let text = ChecklistItem::asking("doctor", "哪位医生", Asks::Text);
    assert_eq!(text.take(" 刀医生 ").unwrap(), "刀医生");
    let long = "医".repeat(ChecklistItem::TEXT_CHARS + 1);
    assert_eq!(text.take(&long), Err(AnswerProblem::TooLong));
    let day = ChecklistItem::asking("checked", "体检", Asks::Date);
    assert_eq!(day.take("2026-11-03").unwrap(), "2026-11-03");
    assert_eq!(day.take("2026-02-30"), Err(AnswerProblem::NotADay));
}

#[test]
fn an_answer_is_said_in_words_and_judged() {
    let number = ChecklistItem::asking("systolic", "收缩压", pressure());
    assert_eq!(number.statement("182"), "收缩压：182 mmHg");
    assert!(number.wants_attention("182") && !number.wants_attention("130"));
    let several = ChecklistItem::asking("gas", "用什么气", Asks::Several(gas()));
    assert_eq!(several.say("piped bottle wood"), "管道气、煤气瓶、wood");
    assert!(several.wants_attention("piped bottle") && !several.wants_attention("piped"));
    let words = ChecklistItem::words("power_gas", "用电用气", "安全", "有隐患");
    assert_eq!(words.statement("attention"), "用电用气有隐患");
}

#[test]
fn only_two_words_have_a_usual_answer_and_not_where_one_must_answer() {
    let words = ChecklistItem::words("power_gas", "用电用气", "安全", "有隐患");
    assert_eq!(words.usual(), Some("normal"));
    let required = ChecklistItem {
        required: true,
        ..words
    };
    assert_eq!(required.usual(), None);
    let one = ChecklistItem::asking("gas", "用什么气", Asks::One(gas()));
    assert_eq!(one.usual(), None);
}

#[test]
fn a_question_shows_only_after_its_answers_and_what_hangs_below_it_too() {
    let items = asked(
        &[
            ChecklistItem::asking("gas", "用什么气", Asks::One(gas())),
            after("bottles", "gas", &["bottle"]),
            after("hose", "bottles", &["2"]),
        ],
        &[],
    );
    let shows = |given: &[(&str, &str)]| {
        let given: BTreeMap<_, _> = given.iter().copied().collect();
        let shown = shown(&items, |item| {
            given.get(item.code.as_str()).copied().unwrap_or("")
        });
        shown.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(shows(&[]), ["gas"]);
    assert_eq!(shows(&[("gas", "bottle")]), ["bottles", "gas"]);
    assert_eq!(
        shows(&[("gas", "bottle"), ("bottles", "2")]),
        ["bottles", "gas", "hose"]
    );
    assert_eq!(
        shows(&[("gas", "piped"), ("bottles", "2")]),
        ["gas"],
        "an answer to a question that does not show counts as nothing"
    );
}

#[test]
fn conditions_that_can_never_be_judged_are_left_out() {
    let retired = ChecklistItem {
        retired: true,
        ..ChecklistItem::asking("old", "旧题", Asks::Text)
    };
    let all = [
        retired,
        after("unknown", "nowhere", &["x"]),
        after("of_retired", "old", &["x"]),
        after("self", "self", &["x"]),
        after("a", "b", &["x"]),
        after("b", "a", &["x"]),
        after("hangs", "unknown", &["x"]),
    ];
    let items = asked(&all, &[]);
    assert_eq!(
        codes(&items),
        ["unknown", "of_retired", "self", "a", "b", "hangs"]
    );
    let shown = shown(&items, |_| "");
    assert_eq!(shown.len(), 5, "all but the one that waits: {shown:?}");
    assert!(!shown.contains("hangs"));
}

#[test]
fn a_question_about_one_that_is_not_for_this_household_is_not_asked() {
    let all = [
        ChecklistItem {
            tags: BTreeSet::from(["living_alone".to_owned()]),
            ..ChecklistItem::asking("gas", "用什么气", Asks::One(gas()))
        },
        after("bottles", "gas", &["bottle"]),
        after("hose", "bottles", &["2"]),
    ];
    assert_eq!(codes(&asked(&all, &[])), Vec::<&str>::new());
    let tags = ["living_alone".to_owned()];
    assert_eq!(codes(&asked(&all, &tags)), ["gas", "bottles", "hose"]);
}

proptest! {
    /// However conditions point at each other, a form comes to an end and asks each item once.
    #[test]
    fn any_tangle_of_conditions_gives_a_form(links in prop::collection::vec(0_usize..9, 0..9), answered in 0_u16..512) {
        let code = |index: usize| format!("q{index}");
        let items: Vec<_> = links.iter().enumerate().map(|(index, to)| after(&code(index), &code(*to), &["x"])).collect();
        let form = asked(&items, &[]);
        prop_assert_eq!(form.len(), items.len());
        let yes = |item: &ChecklistItem| {
            let index: usize = item.code[1..].parse().unwrap();
            if answered >> index & 1 == 1 { "x" } else { "" }
        };
        let shown = shown(&form, yes);
        // What shows only after another shows only while that one shows.
        for item in &form {
            if let Some(condition) = &item.shown_if && shown.contains(&item.code) {
                prop_assert!(shown.contains(&condition.item));
            }
        }
    }

    #[test]
    fn whatever_is_typed_is_taken_once_and_for_all_or_refused(typed in "\\PC{0,12}") {
        for asks in [Asks::One(gas()), Asks::Several(gas()), pressure(), Asks::Date, Asks::Text] {
            let item = ChecklistItem::asking("q", "问", asks);
            if let Ok(answer) = item.take(&typed) {
                prop_assert_eq!(item.take(&answer), Ok(answer.clone()));
                let _ = (item.say(&answer), item.wants_attention(&answer));
            }
        }
    }
}

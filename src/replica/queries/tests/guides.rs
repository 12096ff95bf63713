use chuanmen_core::domain::{Guide, GuideId};
use uuid::Uuid;

use super::town::{THREE, Town};
use crate::api::{GuideQuery, GuidesQuery, ReplicaError};

fn guide(order: i64, category: &str, title: &str) -> Guide {
    Guide {
        title: title.into(),
        category: category.into(),
        order,
        ..Guide::default()
    }
}

fn town() -> Town {
    let mut town = Town::new();
    town.guide(&guide(4, "社保", "社保卡补办"));
    town.guide(&guide(1, "养老", "高龄津贴"));
    town.guide(&guide(3, "户政", "居住证"));
    town.guide(&Guide {
        eligibility: "八十岁以上，有居住证也可以".into(),
        papers: vec!["身份证".into(), "一寸照片".into()],
        ..guide(5, "养老", "老年优待证")
    });
    town.guide(&Guide {
        retired: true,
        ..guide(2, "养老", "老年公交卡")
    });
    town
}

fn titles(town: &Town, text: &str) -> Vec<String> {
    let rows = town.ask(GuidesQuery { text: text.into() });
    rows.into_iter().map(|row| row.title).collect()
}

#[test]
fn the_whole_handbook_stands_by_category_without_what_no_longer_holds() {
    let all = ["高龄津贴", "老年优待证", "居住证", "社保卡补办"];
    assert_eq!(titles(&town(), "  "), all);
    assert_eq!(titles(&Town::new(), ""), Vec::<String>::new());
}

#[test]
fn an_entry_is_found_by_words_pinyin_and_initials_in_title_and_category() {
    let town = town();
    for text in ["津贴", "gljt", "gaoling", "高l", "jintie"] {
        assert_eq!(titles(&town, text), ["高龄津贴"], "{text}");
    }
    assert_eq!(titles(&town, "yanglao"), ["高龄津贴", "老年优待证"]);
    assert_eq!(titles(&town, "养老 优待"), ["老年优待证"]);
    assert_eq!(titles(&town, "qwx"), Vec::<String>::new());
}

#[test]
fn a_title_comes_before_a_text_that_holds_the_same_word() {
    let town = town();
    assert_eq!(titles(&town, "居住证"), ["居住证", "老年优待证"]);
    assert_eq!(titles(&town, "照片"), ["老年优待证"]);
}

#[test]
fn an_entry_is_shown_whole_and_a_retired_one_says_so() {
    let mut town = Town::new();
    let id = town.guide(&Guide {
        papers: vec!["身份证".into(), "银行卡".into()],
        phone: "0691-2120000".into(),
        retired: true,
        ..guide(1, "养老", "高龄津贴")
    });
    let view = town.ask(GuideQuery { guide: id });
    assert_eq!((view.title.as_str(), view.retired), ("高龄津贴", true));
    assert_eq!(view.papers, ["身份证", "银行卡"]);
}

#[test]
fn what_is_not_here_or_no_entry_is_not_found() {
    let town = Town::new();
    for id in [Uuid::from_u128(9), THREE.0] {
        let answer = town.try_ask(GuideQuery { guide: GuideId(id) });
        assert_eq!(answer, Err(ReplicaError::NotFound));
    }
}

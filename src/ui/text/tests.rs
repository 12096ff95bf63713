use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chuanmen_core::UnixMillis;
use chuanmen_replica::api::{DoorState, RetryAt};
use fluent_bundle::FluentResource;
use jiff::civil::{Date, date};

use super::*;

const TODAY: Date = date(2026, 11, 23);

/// 2026-11-23 in China at an hour and a minute.
fn at(hour: i64, minute: i64) -> UnixMillis {
    UnixMillis(1_795_363_200_000 + (hour * 60 + minute) * 60_000)
}

fn keys(source: &str) -> BTreeSet<String> {
    FluentResource::try_new(source.to_owned()).expect("a Fluent file without mistakes");
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
        .collect()
}

fn used(folder: &Path, keys: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            used(&path, keys);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.ends_with("text/mod.rs")
            && !path.ends_with("text/tests.rs")
        {
            let source = fs::read_to_string(&path).unwrap();
            for (at, _) in source.match_indices("t!(") {
                let (before, after) = (&source[..at], &source[at + 3..]);
                // `format!("…")` ends the same way.
                if before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
                    continue;
                }
                if let Some(rest) = after.trim_start().strip_prefix('"') {
                    keys.extend(rest.split('"').next().map(str::to_owned));
                }
            }
        }
    }
}

#[test]
fn both_languages_hold_the_same_sentences() {
    assert_eq!(keys(CHINESE), keys(ENGLISH));
}

#[test]
fn no_sentence_is_there_twice() {
    for source in [CHINESE, ENGLISH] {
        let lines = source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
        assert_eq!(
            lines.filter(|line| line.contains(" =")).count(),
            keys(source).len()
        );
    }
}

#[test]
fn every_sentence_is_said_and_every_one_said_exists() {
    let mut said = BTreeSet::new();
    used(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut said,
    );
    let known = keys(CHINESE);
    let missing: Vec<_> = said.difference(&known).collect();
    let idle: Vec<_> = known.difference(&said).collect();
    assert!(
        missing.is_empty() && idle.is_empty(),
        "missing {missing:?}, never said {idle:?}"
    );
}

#[test]
fn quantities_are_spaced_and_dates_are_not() {
    assert_eq!(t!("state-late", days = 3), "逾期 3 天");
    assert_eq!(day(TODAY, TODAY), "11月23日");
    assert_eq!(day(date(2025, 1, 2), TODAY), "2025年1月2日");
}

#[test]
fn english_knows_one_from_many() {
    speak(Language::English);
    assert_eq!(t!("state-late", days = 1), "1 day late");
    assert_eq!(t!("state-late", days = 2), "2 days late");
    assert_eq!(day(TODAY, TODAY), "23 Nov");
}

#[test]
fn a_moment_is_told_from_today() {
    assert_eq!(moment(at(9, 40), at(12, 0)), "今天 9:40");
    assert_eq!(moment(at(-6, 5), at(0, 1)), "昨天 18:05");
    assert_eq!(moment(at(-2 * 24 + 16, 5), at(12, 0)), "11月21日 16:05");
    assert_eq!(moment(UnixMillis(0), at(12, 0)), "1970年1月1日");
}

#[test]
fn a_due_day_is_a_weekday_while_it_is_near() {
    assert_eq!(day_by(TODAY, TODAY), "今天到期");
    assert_eq!(day_by(date(2026, 11, 24), TODAY), "明天前");
    assert_eq!(day_by(date(2026, 11, 25), TODAY), "周三前");
    assert_eq!(day_by(date(2026, 11, 30), TODAY), "30日前");
    assert_eq!(day_by(date(2026, 12, 3), TODAY), "12月3日前");
}

#[test]
fn late_is_urgent_and_due_today_is_pending() {
    use crate::ui::components::{Shape, TagTone};
    assert_eq!(
        door_tag(DoorState::Late { days: 3 }, TODAY),
        (TagTone::Urgent, Shape::Late, "逾期 3 天".to_owned())
    );
    assert_eq!(cell_words(DoorState::Late { days: 3 }, TODAY), "逾 3 天");
    assert_eq!(door_tag(DoorState::DueToday, TODAY).0, TagTone::Pending);
    assert_eq!(days_left_tag(2), (TagTone::Pending, "剩 2 天".to_owned()));
    assert_eq!(days_left_tag(-1), (TagTone::Urgent, "超期 1 天".to_owned()));
}

#[test]
fn the_hint_says_when_to_try_again() {
    assert_eq!(
        try_again(at(16, 10), Some(RetryAt::Evening)),
        "上次下午没人，18 点后再去"
    );
    assert_eq!(try_again(at(9, 0), None), "上次上午没人，换个时间再去");
}

#[test]
fn every_error_says_what_is_kept() {
    let full = error_words(&chuanmen_replica::api::ReplicaError::DiskFull);
    assert_eq!(full.what, "手机满了，这次没存上。");
    assert_eq!(full.kept, "已存的没丢，填的还在。");
    assert_eq!(full.code, "disk_full");
    let refused = error_words(&chuanmen_replica::api::ReplicaError::Hub {
        code: chuanmen_core::protocol::ErrorCode::NotGranted,
    });
    assert_eq!(refused.what, "这件事不归这个账号管。");
    assert_eq!(refused.kept, "已存的没丢。");
}

#[test]
fn what_is_wrong_with_a_file_is_said_without_its_code() {
    assert_eq!(file_fault("file.empty: 表格是空的。"), "表格是空的。");
    assert_eq!(file_fault("表格是空的。"), "表格是空的。");
}

use std::io::Cursor;

use chuanmen_core::domain::{Attendance, MeetingId, NeedId};
use jiff::civil::{date, time};
use quick_xml::Reader;
use quick_xml::events::Event;
use uuid::Uuid;

use super::*;

const MINISTER: AccountId = AccountId(Uuid::from_u128(7));
const HOSTILE: &str = "</w:t><script>&\u{0}\u{7}\u{202e}\u{ffff}]]>\"灯\n不亮";

fn mark() -> Mark {
    Mark {
        by: "刘敏 & 张".into(),
        at: UnixMillis(1_795_414_860_000),
    }
}

fn minutes(text: &str) -> Minutes {
    let resolution = |text: &str, amends| Resolution {
        text: text.into(),
        party: Some(Party::PropertyCompany),
        department: String::new(),
        until: Some(date(2026, 12, 5)),
        by: MINISTER,
        at: UnixMillis(1_795_414_860_000),
        amends,
    };
    let came = Attendance {
        presence: Presence::Excused,
        who: text.into(),
    };
    Minutes {
        meeting: Meeting {
            id: MeetingId(Uuid::from_u128(1)),
            on: date(2026, 11, 28),
            time: Some(time(14, 30, 0, 0)),
            venue: text.into(),
            chair: text.into(),
            agenda: vec![NeedId(Uuid::from_u128(2))],
            attendance: BTreeMap::from([(Party::PropertyCompany, came)]),
        },
        state: MeetingState::Closed,
        items: vec![
            Item {
                text: text.into(),
                resolutions: vec![resolution(text, false), resolution("再换一盏", true)],
            },
            Item {
                text: "漏水".into(),
                resolutions: Vec::new(),
            },
        ],
        amendments: vec![Amendment {
            text: text.into(),
            by: MINISTER,
            at: UnixMillis(1_795_414_860_001),
        }],
        names: BTreeMap::from([(MINISTER, "刘敏".into())]),
    }
}

/// Every part of the file as a reader of XML reads it: names of elements, and all text.
fn read_back(file: Vec<u8>) -> BTreeMap<String, (Vec<String>, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let names: Vec<_> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let mut parts = BTreeMap::new();
    for name in names {
        let part = std::io::read_to_string(archive.by_name(&name).unwrap()).unwrap();
        let mut reader = Reader::from_str(&part);
        reader.config_mut().check_end_names = true;
        let (mut elements, mut text) = (Vec::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(element) | Event::Empty(element) => {
                    elements.push(element.name().as_ref().to_owned());
                }
                Event::Text(words) => text.push_str(&words),
                Event::GeneralRef(reference) => {
                    text.push_str(match &*reference {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        other => panic!("&{other};"),
                    });
                }
                Event::Eof => break,
                _ => {}
            }
        }
        parts.insert(name, (elements, text));
    }
    parts
}

#[test]
fn minutes_open_again_and_say_who_came_what_was_resolved_and_who_took_them_away() {
    let parts = read_back(docx(&minutes("楼道灯不亮"), &mark()).unwrap());
    let (_, said) = &parts["word/document.xml"];
    for there in [
        "五方联席会议纪要",
        "时间：2026-11-28 14:30",
        "物业请假楼道灯不亮",
        "业委会没有记",
        "一、楼道灯不亮",
        "决议：楼道灯不亮（物业承办，2026-12-05 前办结）",
        "二、漏水没有形成决议。",
        "归档以后的更正和补充",
        "刘敏：“楼道灯不亮”再换一盏",
        "导出：刘敏 & 张，2026-11-23 14:21",
    ] {
        assert!(said.contains(there), "{there} in {said}");
    }
    assert!(parts["docProps/core.xml"].1.contains("导出：刘敏 & 张"));
    assert!(!said.contains("未归档"));
    assert_eq!(parts.len(), 6);
}

#[test]
fn hostile_text_is_text_in_minutes_and_nothing_else() {
    let harmless = read_back(docx(&minutes("灯\n不亮"), &mark()).unwrap());
    let hostile = read_back(docx(&minutes(HOSTILE), &mark()).unwrap());
    let (elements, said) = &hostile["word/document.xml"];
    assert_eq!(elements, &harmless["word/document.xml"].0);
    assert!(said.contains("</w:t><script>&]]>\"灯不亮"), "{said}");
}

#[test]
fn minutes_say_which_department_takes_it_on() {
    let mut minutes = minutes("路灯不亮");
    let one = &mut minutes.items[0].resolutions[0];
    one.party = Some(Party::Department);
    one.department = "供电所".into();
    let parts = read_back(docx(&minutes, &mark()).unwrap());
    let (_, said) = &parts["word/document.xml"];
    assert!(said.contains("外部部门（供电所）承办"), "{said}");
}

#[test]
fn minutes_that_are_not_closed_say_so() {
    let open = Minutes {
        state: MeetingState::Held,
        ..minutes("灯")
    };
    let parts = read_back(docx(&open, &mark()).unwrap());
    assert!(parts["word/document.xml"].1.contains("本纪要未归档"));
}

#[test]
fn items_are_counted_in_chinese() {
    let counted = [0, 8, 9, 10, 19, 20, 59].map(numeral);
    assert_eq!(
        counted,
        ["一", "九", "十", "十一", "二十", "二十一", "六十"]
    );
}

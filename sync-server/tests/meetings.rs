//! Who writes joint meetings, what closed minutes take, and how they come as a document.

use std::io::{Cursor, Read};

use chuanmen_core::domain::{Kind, Meeting, MeetingId, NeedId, Scope};
use chuanmen_core::merge::{Patch, RecordId};
use chuanmen_core::protocol::{AuditResponse, Transaction};
use http_body_util::BodyExt;

use super::town::{
    COMMUNITY, Phone, Town, accepted, area, community, fields, grid, id, new, refusal,
};

const NEED: u128 = 0xc00;
const MEETING: u128 = 0xc01;
const TEXT: &str = "楼道灯不亮，李国华家门口";

fn meeting(low: u128) -> Patch {
    let mut patch = new(
        Kind::Meeting,
        low,
        &[("on", "2026-11-28"), ("venue", "一楼")],
    );
    patch.set.insert(Meeting::item(NeedId(id(NEED))), 1.into());
    patch
}

async fn sent(town: &Town, phone: &Phone, transaction: Transaction) -> String {
    let response = town.sync(phone, vec![transaction]).await;
    refusal(&response.answers[0]).to_owned()
}

fn step(phone: &mut Phone, step: &str) -> Transaction {
    phone.takes(community(), Kind::Meeting, RecordId(id(MEETING)), step)
}

/// A town with a need in its first grid, and a meeting about it that was held.
async fn held() -> (Town, Phone) {
    let town = Town::new();
    let mut member = town.phone("member");
    let need = new(Kind::Need, NEED, &[("text", TEXT)]);
    let saved = member.saves(grid(1), vec![need]);
    accepted(&town.sync(&member, vec![saved]).await.answers[0]);
    let mut supervisor = town.phone("supervisor");
    let saved = supervisor.saves(community(), vec![meeting(MEETING)]);
    let begun = step(&mut supervisor, "hold");
    for answer in town.sync(&supervisor, vec![saved, begun]).await.answers {
        accepted(&answer);
    }
    (town, supervisor)
}

fn resolution(phone: &mut Phone) -> Transaction {
    let mut taken = phone.takes(grid(1), Kind::Need, RecordId(id(NEED)), "dispatch");
    let about = MeetingId(id(MEETING)).to_string();
    taken.events[0].fields = fields(&[
        ("party", "property_company"),
        ("note", "换声控灯"),
        ("meeting", &about),
        ("until", "2026-12-05"),
    ]);
    taken
}

#[tokio::test]
async fn only_the_communitys_supervisor_writes_a_meeting_and_only_in_the_communitys_scope() {
    let (town, mut supervisor) = held().await;
    let mut member = town.phone("member");
    let own = Scope::Account(member.account);
    for (scope, answer) in [
        (community(), "read_only"),
        (grid(1), "not_granted"),
        (own, "not_granted"),
    ] {
        let saved = member.saves(scope, vec![meeting(7)]);
        assert_eq!(sent(&town, &member, saved).await, answer, "{scope}");
    }
    for login in ["member", "volunteer", "company", "subdistrict"] {
        let mut phone = town.phone(login);
        let close = step(&mut phone, "close");
        assert_eq!(sent(&town, &phone, close).await, "read_only", "{login}");
    }
    let elsewhere = supervisor.saves(grid(1), vec![meeting(8)]);
    assert_eq!(sent(&town, &supervisor, elsewhere).await, "not_granted");
    let unknown = step(&mut supervisor, "postpone");
    assert_eq!(sent(&town, &supervisor, unknown).await, "step_not_allowed");
}

#[tokio::test]
async fn minutes_take_no_change_once_closed_in_the_same_push_neither_and_steps_still() {
    let (town, mut supervisor) = held().await;
    let edit = |phone: &mut Phone| {
        let change = new(Kind::Meeting, MEETING, &[("venue", "别处")]);
        phone.saves(community(), vec![change])
    };
    let before = edit(&mut supervisor);
    let close = step(&mut supervisor, "close");
    let after = edit(&mut supervisor);
    let push = vec![before, close, after];
    let answers = town.sync(&supervisor, push).await.answers;
    let said: Vec<_> = answers.iter().map(refusal).collect();
    assert_eq!(said, ["accepted", "accepted", "immutable"]);
    let later = edit(&mut supervisor);
    assert_eq!(sent(&town, &supervisor, later).await, "immutable");
    let amend = step(&mut supervisor, "amend");
    assert_eq!(sent(&town, &supervisor, amend).await, "accepted");
}

#[tokio::test]
async fn a_need_that_is_gone_keeps_its_number_in_the_document() {
    let (town, mut supervisor) = held().await;
    let mut other = meeting(MEETING + 1);
    other.set.clear();
    other.set.extend(fields(&[("on", "2026-11-28")]));
    for (at, need) in [(1, 0xdead), (2, NEED)] {
        let item = Meeting::item(NeedId(id(need)));
        other.set.insert(item, at.into());
    }
    let saved = supervisor.saves(community(), vec![other]);
    accepted(&town.sync(&supervisor, vec![saved]).await.answers[0]);
    let path = format!("/v1/meetings/{}/minutes", id(MEETING + 1));
    let response = town.call(supervisor.get(&path)).await;
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut document = String::new();
    let mut part = archive.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut document).unwrap();
    for there in ["一、（这件诉求已经不在记录里）", &format!("二、{TEXT}")] {
        assert!(document.contains(there), "{there} in {document}");
    }
}

#[tokio::test]
async fn minutes_come_as_a_document_and_it_is_noted_who_took_it_away() {
    let (town, mut supervisor) = held().await;
    let resolved = resolution(&mut supervisor);
    assert_eq!(sent(&town, &supervisor, resolved).await, "accepted");
    let path = format!("/v1/meetings/{}/minutes", id(MEETING));
    let response = town.call(supervisor.get(&path)).await;
    assert_eq!(response.headers()["cache-control"], "no-store");
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut document = String::new();
    let mut part = archive.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut document).unwrap();
    for there in [
        TEXT,
        "换声控灯（物业承办，2026-12-05 前办结）",
        "未归档",
        "导出：",
    ] {
        assert!(document.contains(there), "{there} in {document}");
    }
    let audit = supervisor.get("/v1/audit?deed=report_exported");
    let (_, audit): (_, AuditResponse) = town.json(audit).await;
    assert_eq!(audit.entries[0].about, "联席会议纪要 2026-11-28 · DOCX");
    let nowhere = format!("/v1/meetings/{}/minutes", id(9));
    assert_eq!(town.refused(supervisor.get(&nowhere)).await.0, 404);
    let path = format!("{path}?community={}", area(COMMUNITY));
    for login in ["member", "chief", "volunteer", "company", "foreign"] {
        let refused = town.refused(town.phone(login).get(&path)).await.0;
        assert_eq!(refused, 403, "{login}");
    }
}

#[tokio::test]
async fn those_who_read_the_communitys_scope_alone_learn_nothing_of_a_need_by_a_meeting() {
    let (town, mut supervisor) = held().await;
    let mut taken = resolution(&mut supervisor);
    taken.events[0]
        .fields
        .extend(fields(&[("party", "owners_committee")]));
    assert_eq!(sent(&town, &supervisor, taken).await, "accepted");
    for login in ["company", "volunteer", "chief"] {
        let mut phone = town.phone(login);
        let pages = town.drain(&mut phone, 1 << 20).await;
        let heard = serde_json::to_string(&pages).unwrap();
        for secret in [TEXT, "换声控灯"] {
            assert!(!heard.contains(secret), "{login} heard {secret}");
        }
    }
}

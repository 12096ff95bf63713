//! What a party is told of a need, and what of it is taken back.

use chuanmen_core::domain::{Kind, Scope};
use chuanmen_core::merge::RecordId;
use jiff::civil::date;

use super::super::moves::{HOME, LI, Who};
use super::super::town::{COMMUNITY, area, community, fields, grid, id, new};
use super::{NAME, NEED, PHONE, SECRETS, Yard};

#[tokio::test]
async fn a_party_is_told_the_place_and_the_words_and_nothing_else_of_a_resident() {
    let yard = Yard::dispatched(false).await;
    let task = yard.task();
    assert_eq!(task.text, "楼道灯不亮");
    assert_eq!(
        (&*task.whereabouts.building, &*task.whereabouts.room),
        ("3 栋", "502")
    );
    let heard = yard.hears(&yard.company).await;
    assert!(heard.contains("楼道灯不亮") && heard.contains("请今天去"));
    for secret in SECRETS.into_iter().chain([NAME, PHONE, "一副老花镜"]) {
        assert!(!heard.contains(secret), "{secret}");
    }
    let response = yard.street.town.sync(&yard.company, Vec::new()).await;
    let scopes: Vec<_> = response
        .granted
        .iter()
        .filter_map(|one| one.scope)
        .collect();
    let own = Scope::Account(yard.company.account);
    assert!(scopes.len() == 2 && scopes.contains(&community()) && scopes.contains(&own));
}

#[tokio::test]
async fn whom_to_ask_for_is_told_if_the_dispatcher_says_so_and_taken_back_with_the_answer() {
    let mut yard = Yard::dispatched(true).await;
    let task = yard.task();
    assert_eq!((&*task.whereabouts.resident, &*task.phone), (NAME, PHONE));
    let resolved = yard.answers("resolve", "换了灯泡");
    assert_eq!(yard.send(&yard.company, &resolved).await, "accepted");
    let task = yard.task();
    assert_eq!((&*task.whereabouts.room, &*task.phone), ("", ""));
    // Not even the log goes on telling it.
    let heard = yard.hears(&yard.company).await;
    for secret in SECRETS.into_iter().chain([NAME, PHONE, "\"502\""]) {
        assert!(!heard.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_phone_that_follows_the_log_hears_of_every_step_whatever_was_taken_back_since() {
    let mut yard = Yard::new().await;
    let mut behind = yard.company.clone();
    yard.street.town.drain(&mut behind, 1 << 20).await;
    let to = [("party", "property_company"), ("note", "请今天去")];
    yard.supervisor_takes("dispatch", &to, true).await;
    for (step, note) in [("start", "我去"), ("resolve", "换了灯泡")] {
        let answer = yard.answers(step, note);
        assert_eq!(yard.send(&yard.company, &answer).await, "accepted");
    }
    let pages = yard.street.town.drain(&mut behind, 1 << 20).await;
    let heard = serde_json::to_string(&pages).unwrap();
    for said in ["请今天去", "我去", "换了灯泡"] {
        assert!(heard.contains(said), "{said}");
    }
    assert!(!heard.contains(PHONE));
}

#[tokio::test]
async fn a_party_is_told_the_day_by_which_a_meeting_resolved_that_it_be_done() {
    let mut yard = Yard::dispatched(false).await;
    let need = RecordId(id(NEED));
    let supervisor = &mut yard.street.supervisor;
    let mut taken = supervisor.takes(grid(1), Kind::Need, need, "dispatch");
    let meeting = id(7).to_string();
    let resolved = [
        ("party", "property_company"),
        ("note", "换声控灯"),
        ("meeting", meeting.as_str()),
        ("until", "2026-12-05"),
    ];
    taken.events[0].fields = fields(&resolved);
    let due = new(Kind::Need, NEED, &[("due_on", "2026-12-05")]);
    taken.patches.push(due);
    yard.street.take(&taken, Who::Supervisor).await;
    assert_eq!(yard.task().due_on, Some(date(2026, 12, 5)));
}

#[tokio::test]
async fn what_is_erased_is_erased_from_the_party() {
    let yard = Yard::dispatched(true).await;
    let hub = &yard.street.town.hub;
    hub.erase(area(COMMUNITY), RecordId(id(LI))).unwrap();
    assert_eq!(yard.task().phone, "");
    assert!(!yard.hears(&yard.company).await.contains(PHONE));
    hub.erase(area(COMMUNITY), RecordId(id(HOME))).unwrap();
    assert_eq!(yard.tasks(&yard.company), []);
    assert!(!yard.hears(&yard.company).await.contains("楼道灯不亮"));
}

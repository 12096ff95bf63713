//! Edits that arrive after the household has moved, or before what they are about.

use chuanmen_core::domain::Kind;
use chuanmen_core::merge::{Patch, RecordId};
use chuanmen_core::protocol::Answer;

use super::super::town::{fields, grid, id, new, refusal, visit};
use super::{EAST, HOME, LI, Street, Who, entries, home, of_home};

#[tokio::test]
async fn an_edit_made_offline_follows_the_household_and_its_author_is_told() {
    let mut street = Street::new().await;
    let call = Patch {
        set: fields(&[("phone", "13800691111")]),
        ..new(Kind::Resident, LI, &[])
    };
    let mut call_at = visit(0x700);
    call_at.set.extend(of_home(Kind::Visit, 0x700, "x").set);
    let late = street.member.saves(grid(1), vec![call, call_at]);
    street.move_home().await;

    for duplicate in [false, true] {
        let answer = street.answer(&late, Who::Member).await;
        let told = matches!(answer, Answer::Accepted { elsewhere: true, duplicate: again, .. } if again == duplicate);
        assert!(told, "{answer:?}");
    }
    let there = street.town.stands(grid(2));
    let li = there.iter().find(|record| record.id.0 == id(LI)).unwrap();
    assert_eq!(li.fields["phone"].as_text(), Some("13800691111"));
    assert!(there.iter().any(|record| record.id.0 == id(0x700)));
    assert_eq!(street.stands(1), []);
    let told = entries(street.town.drain(&mut street.neighbour, 1 << 20).await);
    assert_eq!(told.last().unwrap().transaction.scope, grid(2));
}

#[tokio::test]
async fn a_save_about_a_moved_and_a_staying_household_is_refused_whole() {
    let mut street = Street::new().await;
    let stays = street.member.saves(grid(1), vec![home(0x600, EAST)]);
    street.take(&stays, Who::Member).await;
    street.move_home().await;
    let note = |low| Patch {
        set: fields(&[("note", "按两次门铃")]),
        ..new(Kind::Household, low, &[])
    };
    let both = street.member.saves(grid(1), vec![note(HOME), note(0x600)]);
    let answer = street.answer(&both, Who::Member).await;
    assert_eq!(refusal(&answer), "moved");
}

#[tokio::test]
async fn what_a_need_lacked_may_arrive_later() {
    let mut street = Street::new().await;
    let need = RecordId(id(0x800));
    let early = street.member.takes(grid(1), Kind::Need, need, "progress");
    let answer = street.answer(&early, Who::Member).await;
    assert_eq!(refusal(&answer), "unknown_subject");
    let raised = of_home(Kind::Need, 0x800, "灯不亮");
    let raised = street.supervisor.saves(grid(1), vec![raised]);
    street.take(&raised, Who::Supervisor).await;
    street.take(&early, Who::Member).await;
}

//! What is pushed beside a move, or long after it. Each of these was found by the simulator.

use chuanmen_core::domain::Kind;
use chuanmen_core::merge::{FieldName, Patch, RecordId};
use chuanmen_core::protocol::{Answer, Transaction};

use super::moves::{EAST, HOME, LI, Street, WEST, WISH, Who, entries, of_home, one, place};
use super::town::{fields, grid, id, new, refusal};

const NEED: u128 = 0x800;

impl Street {
    /// The member writes that Li's household lives elsewhere now.
    fn moves_to(&mut self, building: u128) -> Transaction {
        let stands = [1, 2].map(|number| self.town.stands(grid(number)));
        let mut stands = stands.iter().flatten();
        let record = stands.find(|record| record.id.0 == id(HOME)).unwrap();
        let patch = Patch::edit(record, one("place", place(building).value()));
        self.member.saves(grid(1), vec![patch])
    }

    /// Where the steps of a need or wish are: how many in each grid.
    fn steps(&self, low: u128) -> [usize; 2] {
        [1, 2].map(|number| {
            let read = self.town.hub.store().read().unwrap();
            let key = read.communities().unwrap()[0].0;
            let facts = read.facts(key, &[grid(number)].into()).unwrap();
            let steps = facts.events.iter();
            steps
                .filter(|(_, one)| one.event.subject.0 == id(low))
                .count()
        })
    }
}

fn is_elsewhere(answer: &Answer) -> bool {
    matches!(
        answer,
        Answer::Accepted {
            elsewhere: true,
            ..
        }
    )
}

#[tokio::test]
async fn steps_pushed_with_a_move_are_where_their_wish_is() {
    let mut street = Street::new().await;
    let wish = RecordId(id(WISH));
    let before = street.member.takes(grid(1), Kind::Wish, wish, "fulfil");
    let moves = street.moves_to(WEST);
    let after = street.member.takes(grid(1), Kind::Wish, wish, "confirm");
    let push = vec![before, moves, after];
    let response = street.town.sync(&street.member, push).await;
    let told: Vec<_> = response.answers.iter().map(is_elsewhere).collect();
    assert_eq!(told, [false, false, true]);
    assert_eq!(street.steps(WISH), [0, 5]);
}

#[tokio::test]
async fn an_edit_pushed_after_a_move_makes_no_second_record_in_the_scope_that_was_left() {
    let mut street = Street::new().await;
    let moves = street.moves_to(WEST);
    let edit = Patch {
        set: fields(&[("phone", "13800691111")]),
        ..new(Kind::Resident, LI, &[])
    };
    let edit = street.member.saves(grid(1), vec![edit]);
    street.town.sync(&street.member, vec![moves, edit]).await;
    let lies = |number| {
        let stands = street.town.stands(grid(number));
        stands.iter().any(|record| record.id.0 == id(LI))
    };
    assert_eq!([lies(1), lies(2)], [false, true]);
}

#[tokio::test]
async fn a_step_follows_a_need_that_followed_its_household() {
    let mut street = Street::new().await;
    street.move_home().await;
    let raised = of_home(Kind::Need, NEED, "灯不亮");
    let raised = street.member.saves(grid(1), vec![raised]);
    let step = |street: &mut Street, word| {
        let need = RecordId(id(NEED));
        street.member.takes(grid(1), Kind::Need, need, word)
    };
    let first = step(&mut street, "progress");
    let push = vec![raised, first];
    let response = street.town.sync(&street.member, push).await;
    assert!(response.answers.iter().all(is_elsewhere), "{response:?}");
    let second = step(&mut street, "resolve");
    let answer = street.answer(&second, Who::Member).await;
    assert!(is_elsewhere(&answer), "{answer:?}");
    assert_eq!(street.steps(NEED), [0, 2]);
}

#[tokio::test]
async fn a_step_taken_again_after_the_move_is_refused_and_the_hub_stays_up() {
    let mut street = Street::new().await;
    let wish = RecordId(id(WISH));
    let step = street.member.takes(grid(1), Kind::Wish, wish, "fulfil");
    street.take(&step, Who::Member).await;
    street.move_home().await;
    let mut again = street.member.saves(grid(1), Vec::new());
    again.events = step.events;
    let answer = street.answer(&again, Who::Member).await;
    assert_eq!(refusal(&answer), "id_reused");
}

#[tokio::test]
async fn what_left_since_is_elsewhere_when_it_is_answered_again() {
    let mut street = Street::new().await;
    let edit = Patch {
        set: fields(&[("phone", "13800691111")]),
        ..new(Kind::Resident, LI, &[])
    };
    let edit = street.member.saves(grid(1), vec![edit]);
    street.take(&edit, Who::Member).await;
    street.move_home().await;
    let answer = street.answer(&edit, Who::Member).await;
    assert!(is_elsewhere(&answer), "{answer:?}");
}

#[tokio::test]
async fn a_phone_is_told_its_own_edit_of_what_left_and_came_back_in_one_push() {
    let mut street = Street::new().await;
    let away = street.moves_to(WEST);
    let back = Patch {
        set: one("place", place(EAST).value()),
        base: [(FieldName::known("place"), vec![away.stamp])].into(),
        ..new(Kind::Household, HOME, &[])
    };
    let back = street.member.saves(grid(1), vec![back]);
    let edit = Patch {
        set: fields(&[("phone", "13800691111")]),
        ..new(Kind::Resident, LI, &[])
    };
    let edit = street.member.saves(grid(1), vec![edit]);
    let push = vec![away.clone(), back, edit.clone()];
    let response = street.town.sync(&street.member, push).await;
    let told: Vec<_> = entries(response.pages)
        .iter()
        .map(|one| one.transaction.id)
        .collect();
    assert!(!told.contains(&away.id), "it has that");
    assert!(told.contains(&edit.id), "it forgot that with what left");
}

use chuanmen_core::domain::{AccountId, PostSort, PostStep, Role};
use jiff::civil::{date, time};
use uuid::Uuid;

use super::problem;
use crate::api::{Command, Outcome, PostForm, PostQuery, PostRow, PostsQuery, ReplicaError};
use crate::queries::tests::town::Town;

fn form() -> PostForm {
    PostForm {
        title: Some(" 义务理发 ".into()),
        on: Some(date(2026, 11, 23)),
        from: Some(time(9, 0, 0, 0)),
        to: Some(time(11, 0, 0, 0)),
        seats: Some(2),
        ..PostForm::default()
    }
}

fn made(town: &mut Town) -> PostRow {
    town.act(Command::SavePost {
        post: None,
        form: form(),
    });
    town.ask(PostsQuery {}).rows.remove(0)
}

#[test]
fn a_supervisor_makes_a_post_changes_it_and_cancels_it() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let row = made(&mut town);
    assert_eq!((&*row.title, row.sort), ("义务理发", PostSort::Service));
    let post = Some(row.id);
    let same = town.act(Command::SavePost { post, form: form() });
    assert_eq!(same, Outcome::Done);
    let form = PostForm {
        seats: Some(5),
        cancelled: Some(true),
        ..PostForm::default()
    };
    town.act(Command::SavePost { post, form });
    let view = town.ask(PostQuery { post: row.id });
    assert!(view.row.cancelled && view.row.seats == 5 && view.next.is_empty());
}

#[test]
fn what_is_no_post_is_refused_at_its_field() {
    let mut town = Town::of(Role::CommunitySupervisor);
    for (wrong, field, word) in [
        (
            PostForm {
                title: None,
                ..form()
            },
            "title",
            "empty",
        ),
        (PostForm { on: None, ..form() }, "on", "empty"),
        (
            PostForm {
                to: form().from,
                ..form()
            },
            "to",
            "hour_early",
        ),
        (
            PostForm {
                seats: None,
                ..form()
            },
            "seats",
            "empty",
        ),
        (
            PostForm {
                seats: Some(0),
                ..form()
            },
            "seats",
            "form",
        ),
        (
            PostForm {
                seats: Some(501),
                ..form()
            },
            "seats",
            "form",
        ),
    ] {
        let command = Command::SavePost {
            post: None,
            form: wrong,
        };
        assert_eq!(problem(town.attempt(command)), format!("{field}: {word}"));
    }
    assert!(town.ask(PostsQuery {}).rows.is_empty());
}

#[test]
fn the_desk_marks_hours_of_a_day_and_signs_nobody_up() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let post = made(&mut town).id;
    let account = AccountId(Uuid::from_u128(0x77));
    let mark = |minutes| Command::MarkRota {
        post,
        account,
        minutes,
    };
    let wrong = problem(town.attempt(mark(Some(1441))));
    assert_eq!(wrong, "minutes: form");
    let volunteer = AccountId(Uuid::from_u128(0x78));
    town.account(volunteer, "陈立", Role::Volunteer);
    town.account(account, "玉罕", Role::GridMember);
    let others = |town: &Town| {
        let others = town.ask(PostQuery { post }).others.into_iter();
        others.map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(others(&town), ["玉罕", "陈立"]);
    town.act(mark(Some(90)));
    town.act(mark(Some(60)));
    let rota = town.ask(PostQuery { post }).rota.unwrap();
    assert_eq!((rota.len(), rota[0].minutes), (1, 60));
    assert_eq!(others(&town), ["陈立"]);
    let step = PostStep::SignUp;
    let refused = town.attempt(Command::TakePostStep { post, step });
    assert_eq!(refused.unwrap_err(), ReplicaError::StepNotPossible);
}

#[test]
fn nobody_else_makes_posts_or_marks_them() {
    for role in [Role::Volunteer, Role::GridMember, Role::Party] {
        let mut town = Town::of(role);
        let refused = town.attempt(Command::SavePost {
            post: None,
            form: form(),
        });
        assert_eq!(refused.unwrap_err(), ReplicaError::StepNotPossible);
    }
}

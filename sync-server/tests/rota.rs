//! Who signs up for the community's posts, who marks the rota, and who is told of it.

use chuanmen_core::domain::{Access, Kind, Post, Scope, SignUp, SignUpState};
use chuanmen_core::merge::{FieldName, Patch, RecordId, Value};

use super::town::{COMMUNITY, Phone, Town, accepted, area, community, grid, id, new, refusal};

const POST: u128 = 0xc00;

fn post(seats: i64) -> Patch {
    let mut patch = new(
        Kind::Post,
        POST,
        &[
            ("title", "义务理发"),
            ("sort", "service"),
            ("on", "2026-12-05"),
            ("from", "09:00"),
            ("to", "11:00"),
        ],
    );
    patch.set.insert(FieldName::known("seats"), seats.into());
    patch
}

fn desk() -> Scope {
    Scope::Desk(area(COMMUNITY))
}

/// A town with a post.
async fn posted(seats: i64) -> (Town, Phone) {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    let made = supervisor.saves(community(), vec![post(seats)]);
    accepted(&town.sync(&supervisor, vec![made]).await.answers[0]);
    (town, supervisor)
}

async fn asks(
    town: &Town,
    phone: &mut Phone,
    step: &str,
    said: &[(&'static str, Value)],
) -> String {
    let own = Scope::Account(phone.account);
    let mut asked = phone.takes(own, Kind::SignUp, RecordId(id(POST)), step);
    let fields = said.iter().cloned();
    asked.events[0].fields = fields.map(|(k, v)| (FieldName::known(k), v)).collect();
    refusal(&town.sync(phone, vec![asked]).await.answers[0]).to_owned()
}

fn told(town: &Town, phone: &Phone) -> SignUp {
    let records = town.stands(Scope::Account(phone.account));
    records.iter().find_map(SignUp::read).unwrap()
}

fn counted(town: &Town) -> i64 {
    let records = town.stands(community());
    records.iter().find_map(Post::read).unwrap().taken
}

#[tokio::test]
async fn only_a_supervisor_makes_posts_and_nobody_but_the_hub_counts_who_signed_up() {
    let town = Town::new();
    for (login, scope, answer) in [
        ("volunteer", community(), "read_only"),
        ("company", community(), "read_only"),
        ("subdistrict", community(), "read_only"),
        ("informant", grid(1), "not_granted"),
        ("supervisor", grid(1), "not_granted"),
        ("supervisor", desk(), "read_only"),
    ] {
        let mut phone = town.phone(login);
        let made = phone.saves(scope, vec![post(3)]);
        let response = town.sync(&phone, vec![made]).await;
        assert_eq!(refusal(&response.answers[0]), answer, "{login} in {scope}");
    }
    let mut supervisor = town.phone("supervisor");
    let mut patch = post(3);
    patch.set.insert(FieldName::known("taken"), 3.into());
    let made = supervisor.saves(community(), vec![patch]);
    let response = town.sync(&supervisor, vec![made]).await;
    assert_eq!(refusal(&response.answers[0]), "not_granted");
}

#[tokio::test]
async fn each_role_takes_the_steps_of_its_own_and_no_other() {
    let (town, _) = posted(9).await;
    for (login, signs, marks) in [
        ("volunteer", true, false),
        ("member", true, false),
        ("informant", true, false),
        ("chief", true, false),
        ("company", false, false),
        ("subdistrict", false, false),
        ("supervisor", false, true),
    ] {
        let mut phone = town.phone(login);
        let word = |may| if may { "accepted" } else { "step_not_allowed" };
        let answer = asks(&town, &mut phone, "sign_up", &[]).await;
        assert_eq!(answer, word(signs), "{login} signs up");
        let said = [
            ("account", phone.account.to_string().into()),
            ("minutes", 60.into()),
        ];
        let answer = asks(&town, &mut phone, "serve", &said).await;
        assert_eq!(answer, word(marks), "{login} marks");
    }
    // Another community's supervisor knows of no such post.
    let mut sister = town.phone("sister");
    let answer = asks(&town, &mut sister, "serve", &[]).await;
    assert_eq!(answer, "unknown_subject");
}

#[tokio::test]
async fn the_rota_is_the_supervisors_and_each_is_told_of_their_own_place_alone() {
    let (town, mut supervisor) = posted(1).await;
    let (mut volunteer, mut chief) = (town.phone("volunteer"), town.phone("chief"));
    asks(&town, &mut volunteer, "sign_up", &[]).await;
    asks(&town, &mut chief, "sign_up", &[]).await;
    assert_eq!(told(&town, &volunteer).state, SignUpState::Held);
    assert_eq!(told(&town, &chief).state, SignUpState::Waiting);
    assert_eq!(counted(&town), 2);

    let said = [
        ("account", volunteer.account.to_string().into()),
        ("minutes", 95.into()),
    ];
    assert_eq!(
        asks(&town, &mut supervisor, "serve", &said).await,
        "accepted"
    );
    assert_eq!(told(&town, &volunteer).minutes, 95);

    for login in ["chief", "member", "company", "subdistrict", "volunteer"] {
        let mut phone = town.phone(login);
        let granted = town.sync(&phone, Vec::new()).await.granted;
        assert!(
            granted.iter().all(|one| one.scope != Some(desk())),
            "{login}"
        );
        let heard = serde_json::to_string(&town.drain(&mut phone, 1 << 20).await).unwrap();
        let knows = heard.contains("\"minutes\":95");
        assert_eq!(knows, login == "volunteer", "{login} of the hours");
        assert!(
            !heard.contains("\"serve\""),
            "{login} of what the desk marked"
        );
    }
    let granted = town.sync(&supervisor, Vec::new()).await.granted;
    let held = granted.iter().find(|one| one.scope == Some(desk()));
    assert_eq!(held.map(|one| one.access), Some(Access::Read));
}

#[tokio::test]
async fn who_waits_has_the_seat_when_one_is_given_up_or_added() {
    let (town, mut supervisor) = posted(1).await;
    let mut phones = ["volunteer", "chief", "informant"].map(|login| town.phone(login));
    for phone in &mut phones {
        assert_eq!(asks(&town, phone, "sign_up", &[]).await, "accepted");
    }
    let [first, second, third] = &mut phones;
    assert_eq!(told(&town, third).ahead, 1);
    asks(&town, first, "withdraw", &[]).await;
    assert_eq!(told(&town, first).state, SignUpState::Withdrawn);
    assert_eq!(told(&town, second).state, SignUpState::Held);
    assert_eq!(
        (told(&town, third).state, counted(&town)),
        (SignUpState::Waiting, 2)
    );

    let stands = town.stands(community());
    let stands = stands.iter().find(|it| it.kind == Kind::Post).unwrap();
    let seats = [(FieldName::known("seats"), Value::from(2))].into();
    let wider = supervisor.saves(community(), vec![Patch::edit(stands, seats)]);
    accepted(&town.sync(&supervisor, vec![wider]).await.answers[0]);
    assert_eq!(told(&town, third).state, SignUpState::Held);
}

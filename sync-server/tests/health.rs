//! What is of residents' health: who may know of it, where it goes when they move, and that it goes
//! when they are erased.

use chuanmen_core::domain::{Access, HealthSession, Kind, Scope};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Value};
use chuanmen_core::protocol::Answer;

use super::moves::{HOME, LI, Street, Who, entries, one};
use super::town::{COMMUNITY, Phone, Town, accepted, area, community, grid, id, new, refusal};

const SESSION: u128 = 0xd00;
const PRESSURE: u128 = 0xd10;
const BOOKING: u128 = 0xd20;

fn health(number: u128) -> Scope {
    Scope::Health(area(COMMUNITY + number))
}

fn with(mut patch: Patch, fields: &[(&'static str, Value)]) -> Patch {
    let fields = fields.iter().cloned();
    patch
        .set
        .extend(fields.map(|(name, value)| (FieldName::known(name), value)));
    patch
}

fn of(kind: Kind, low: u128, resident: u128) -> Patch {
    let by = id(0x1).to_string();
    let fields = [
        ("resident", id(resident).to_string().into()),
        ("by", by.into()),
        ("at", 1_795_414_800_000_i64.into()),
    ];
    with(new(kind, low, &[]), &fields)
}

fn pressure(low: u128, systolic: i64, diastolic: i64) -> Patch {
    let fields = [
        ("systolic", systolic.into()),
        ("diastolic", diastolic.into()),
    ];
    with(of(Kind::Measurement, low, LI), &fields)
}

fn booking(low: u128, resident: u128) -> Patch {
    let session = id(SESSION).to_string();
    with(
        of(Kind::Booking, low, resident),
        &[("session", session.into())],
    )
}

fn session() -> Patch {
    let fields = [("on", "2026-12-05"), ("from", "09:00"), ("to", "11:00")];
    with(
        new(Kind::HealthSession, SESSION, &fields),
        &[("seats", 1.into())],
    )
}

async fn answer(town: &Town, phone: &mut Phone, scope: Scope, patch: Patch) -> String {
    let saved = phone.saves(scope, vec![patch]);
    refusal(&town.sync(phone, vec![saved]).await.answers[0]).to_owned()
}

fn stands(town: &Town, scope: Scope, low: u128) -> Option<Record> {
    let mut all = town.stands(scope).into_iter();
    all.find(|record| record.id.0 == id(low))
}

fn counted(town: &Town) -> i64 {
    let record = stands(town, community(), SESSION).unwrap();
    HealthSession::read(&record).unwrap().booked
}

#[tokio::test]
async fn only_the_grids_own_member_and_the_desk_hold_its_residents_health() {
    let town = Town::new();
    let mut member = town.phone("member");
    let measured = answer(&town, &mut member, health(1), pressure(PRESSURE, 165, 95)).await;
    assert_eq!(measured, "accepted");
    for (n, (login, may)) in (1..).zip([
        ("member", true),
        ("supervisor", true),
        ("informant", false),
        ("neighbour", false),
        ("chief", false),
        ("volunteer", false),
        ("company", false),
        ("subdistrict", false),
        ("sister", false),
    ]) {
        let mut phone = town.phone(login);
        let granted = town.sync(&phone, Vec::new()).await.granted;
        let held = granted.iter().find(|one| one.scope == Some(health(1)));
        let access = held.map(|one| one.access);
        assert_eq!(access, may.then_some(Access::Write), "{login}");
        let heard = serde_json::to_string(&town.drain(&mut phone, 1 << 20).await).unwrap();
        assert_eq!(heard.contains("systolic"), may, "{login}");
        let measured = answer(
            &town,
            &mut phone,
            health(1),
            pressure(PRESSURE + n, 120, 80),
        )
        .await;
        assert_eq!(
            measured,
            if may { "accepted" } else { "not_granted" },
            "{login}"
        );
    }
}

#[tokio::test]
async fn health_lies_with_health_and_nothing_else_does() {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    for (scope, patch, told) in [
        (grid(1), pressure(PRESSURE, 120, 80), "not_granted"),
        (community(), booking(BOOKING, LI), "not_granted"),
        (
            health(1),
            new(Kind::Need, 0x77, &[("text", "灯")]),
            "not_granted",
        ),
        (health(1), session(), "not_granted"),
        (grid(1), session(), "not_granted"),
        (
            community(),
            with(session(), &[("booked", 3.into())]),
            "not_granted",
        ),
        (community(), session(), "accepted"),
    ] {
        let what = format!("{} in {scope}", patch.kind);
        assert_eq!(
            answer(&town, &mut supervisor, scope, patch).await,
            told,
            "{what}"
        );
    }
    let mut member = town.phone("member");
    let other = with(session(), &[("place", "家".into())]);
    let told = answer(&town, &mut member, community(), other).await;
    assert_eq!(told, "read_only");
}

#[tokio::test]
async fn what_was_measured_never_changes_and_can_be_withdrawn() {
    let town = Town::new();
    let mut member = town.phone("member");
    for (patch, told) in [
        (pressure(PRESSURE, 95, 165), "bad_value"),
        (pressure(PRESSURE + 1, 301, 90), "bad_value"),
        (of(Kind::Measurement, PRESSURE + 2, LI), "bad_value"),
        (pressure(PRESSURE + 3, 165, 95), "accepted"),
    ] {
        assert_eq!(answer(&town, &mut member, health(1), patch).await, told);
    }
    let stored = stands(&town, health(1), PRESSURE + 3).unwrap();
    for (set, told) in [
        (one("systolic", 120), "immutable"),
        (one("deleted", true), "immutable"),
        (one("withdrawn", "量错了人"), "accepted"),
    ] {
        let patch = Patch::edit(&stored, set);
        assert_eq!(answer(&town, &mut member, health(1), patch).await, told);
    }
}

#[tokio::test]
async fn everybody_is_told_how_many_booked_and_nobody_whose_but_who_answers_for_them() {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    let made = supervisor.saves(community(), vec![session()]);
    accepted(&town.sync(&supervisor, vec![made]).await.answers[0]);
    let (mut member, mut neighbour) = (town.phone("member"), town.phone("neighbour"));
    assert_eq!(
        answer(&town, &mut member, health(1), booking(BOOKING, LI)).await,
        "accepted"
    );
    // More than there are seats: it stands all the same, and waits.
    let second = booking(BOOKING + 1, 0x600);
    assert_eq!(
        answer(&town, &mut neighbour, health(2), second).await,
        "accepted"
    );
    assert_eq!(counted(&town), 2);
    for (login, knows) in [
        ("volunteer", 0),
        ("informant", 0),
        ("member", 1),
        ("supervisor", 2),
    ] {
        let mut phone = town.phone(login);
        let pages = town.drain(&mut phone, 1 << 20).await;
        let records = pages.iter().flat_map(|page| &page.records);
        let told: Vec<_> = records.filter(|it| it.kind == Kind::Booking).collect();
        assert_eq!(told.len(), knows, "{login}");
        let heard = serde_json::to_string(&pages).unwrap();
        assert!(heard.contains("\"booked\":2"), "{login}");
    }
    let stored = stands(&town, health(1), BOOKING).unwrap();
    let back = Patch::edit(&stored, one("state", "withdrawn"));
    assert_eq!(
        answer(&town, &mut member, health(1), back).await,
        "accepted"
    );
    assert_eq!(counted(&town), 1);
}

/// A street with a session; Li was measured and booked.
async fn measured() -> Street {
    let mut street = Street::new().await;
    let made = street.supervisor.saves(community(), vec![session()]);
    street.take(&made, Who::Supervisor).await;
    let both = vec![pressure(PRESSURE, 165, 95), booking(BOOKING, LI)];
    let both = street.member.saves(health(1), both);
    street.take(&both, Who::Member).await;
    street.town.drain(&mut street.member, 1 << 20).await;
    street
}

#[tokio::test]
async fn whoever_moves_takes_their_health_along_and_what_is_measured_late_follows() {
    let mut street = measured().await;
    let late = street
        .member
        .saves(health(1), vec![pressure(PRESSURE + 1, 150, 90)]);
    street.move_home().await;
    assert!(street.town.stands(health(1)).is_empty());
    let moved = [PRESSURE, BOOKING].map(|low| stands(&street.town, health(2), low));
    assert!(moved.iter().all(Option::is_some), "{moved:?}");
    let told = entries(street.town.drain(&mut street.member, 1 << 20).await);
    let left = told.iter().flat_map(|entry| &entry.moves.left);
    assert!(left.into_iter().any(|one| *one == RecordId(id(PRESSURE))));

    let answer = street.answer(&late, Who::Member).await;
    let elsewhere = matches!(
        answer,
        Answer::Accepted {
            elsewhere: true,
            ..
        }
    );
    assert!(elsewhere, "{answer:?}");
    assert!(stands(&street.town, health(2), PRESSURE + 1).is_some());
    let mut neighbour = street.town.phone("neighbour");
    let heard = street.town.drain(&mut neighbour, 1 << 20).await;
    assert!(
        serde_json::to_string(&heard)
            .unwrap()
            .contains("\"systolic\":150")
    );
    assert_eq!(counted(&street.town), 1);
}

#[tokio::test]
async fn somebody_entered_late_takes_what_was_measured_of_them_to_where_their_household_went() {
    let mut street = measured().await;
    let mut child = new(Kind::Resident, 0x5ff, &[("name", "玉香")]);
    child.set.extend(one("household", id(HOME).to_string()));
    let entered = street.member.saves(grid(1), vec![child]);
    let mut figures = pressure(PRESSURE + 2, 118, 76);
    figures.set.extend(one("resident", id(0x5ff).to_string()));
    let figures = street.member.saves(health(1), vec![figures]);
    street.move_home().await;
    let response = street
        .town
        .sync(&street.member, vec![entered, figures])
        .await;
    for answer in &response.answers {
        assert_eq!(refusal(answer), "accepted");
    }
    assert!(stands(&street.town, health(2), PRESSURE + 2).is_some());
}

#[tokio::test]
async fn whoever_is_erased_is_erased_with_their_health() {
    let mut street = measured().await;
    let late = street
        .member
        .saves(health(1), vec![pressure(PRESSURE + 1, 150, 90)]);
    let erased = street.town.hub.erase(area(COMMUNITY), RecordId(id(HOME)));
    // The household, Li, the wish, the figures, the booking.
    assert_eq!(erased.unwrap(), 5);
    assert!(street.town.stands(health(1)).is_empty());
    assert_eq!(counted(&street.town), 0);
    let answer = street.answer(&late, Who::Member).await;
    assert_eq!(refusal(&answer), "erased");
    let told = entries(street.town.drain(&mut street.member, 1 << 20).await);
    let left = told.iter().flat_map(|entry| &entry.moves.left);
    assert!(left.into_iter().any(|one| *one == RecordId(id(PRESSURE))));
    let database = street.town.folder.path().join("hub.db");
    let bytes = std::fs::read(database).unwrap();
    let word = b"\"systolic\":165";
    assert!(!bytes.windows(word.len()).any(|found| found == word));
}

//! Grants given, changed and taken back at a supervisor's desk.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chuanmen_core::domain::{Account, AccountId, Kind, Role};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{
    Answer, AuditResponse, Deed, GrantsResponse, HeldArea, PeopleResponse, SyncResponse,
};
use serde_json::{Value, json};

use super::town::{COMMUNITY, Phone, SISTER, SUBDISTRICT, Town, area, community, grid, id, visit};

fn changing(phone: &Phone, account: AccountId, what: &Value) -> Request<Body> {
    Request::post(format!("/v1/people/{account}/grants"))
        .header(header::AUTHORIZATION, format!("Bearer {}", phone.token))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(what.to_string()))
        .unwrap()
}

fn giving(role: &str, place: u128) -> Value {
    json!({"v": 1, "give": {"role": role, "area": area(place)}})
}

fn taking(grant: RecordId) -> Value {
    json!({"v": 1, "take": grant})
}

async fn change(town: &Town, by: &Phone, of: &Phone, what: &Value) -> GrantsResponse {
    let (status, answer) = town.json(changing(by, of.account, what)).await;
    assert_eq!(status, StatusCode::OK, "{what}");
    answer
}

/// What somebody is, and holds, as a supervisor sees it.
async fn held(town: &Town, by: &Phone, of: &Phone) -> (Role, Vec<HeldArea>) {
    let (_, answer): (_, PeopleResponse) = town.json(by.get("/v1/people")).await;
    let found = answer
        .people
        .into_iter()
        .find(|one| one.account == of.account);
    let found = found.unwrap();
    (found.role, found.areas)
}

async fn only_grant(town: &Town, by: &Phone, of: &Phone) -> RecordId {
    let (_, areas) = held(town, by, of).await;
    assert_eq!(areas.len(), 1);
    areas[0].grant.unwrap()
}

#[tokio::test]
async fn each_role_changes_the_grants_of_those_it_manages_and_nobody_elses() {
    let town = Town::new();
    for login in [
        "member",
        "informant",
        "neighbour",
        "chief",
        "volunteer",
        "company",
        "supervisor",
        "subdistrict",
        "sister",
        "foreign",
    ] {
        let caller = town.phone(login);
        for owner in [
            "member",
            "volunteer",
            "supervisor",
            "subdistrict",
            "sister",
            "foreign",
        ] {
            let owned = town.phone(owner);
            let place = if login == "sister" { SISTER } else { COMMUNITY };
            let what = giving("informant", place + 2);
            let response = town.call(changing(&caller, owned.account, &what)).await;
            let may = match login {
                "supervisor" => ["member", "volunteer", "supervisor"].contains(&owner),
                "sister" => owner == "sister",
                _ => false,
            };
            let expected = if may { 200 } else { 403 };
            assert_eq!(response.status(), expected, "{login} for {owner}");
        }
    }
}

#[tokio::test]
async fn a_grant_given_brings_its_grid_to_the_phone_and_one_taken_back_takes_it_away() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let mut member = town.phone("member");
    let scopes = |answer: &SyncResponse| {
        let given = answer.granted.iter().filter_map(|given| given.scope);
        given.collect::<Vec<_>>()
    };
    let first = town.sync(&member, Vec::new()).await;
    assert!(!scopes(&first).contains(&grid(2)));
    let own = only_grant(&town, &supervisor, &member).await;
    let what = giving("grid_member", COMMUNITY + 2);
    let given = change(&town, &supervisor, &member, &what).await;
    assert_eq!(given.role, Role::GridMember);
    let second = town.sync(&member, Vec::new()).await;
    assert!(scopes(&second).contains(&grid(1)) && scopes(&second).contains(&grid(2)));
    change(&town, &supervisor, &member, &taking(own)).await;
    let third = town.sync(&member, Vec::new()).await;
    assert!(!scopes(&third).contains(&grid(1)) && scopes(&third).contains(&grid(2)));
    // What is saved there from now on is refused, what belongs to the other grid is taken.
    let refused = member.saves(grid(1), vec![visit(1)]);
    let taken = member.saves(grid(2), vec![visit(2)]);
    let answers = town.sync(&member, vec![refused, taken]).await.answers;
    assert!(matches!(answers[0], Answer::Refused { .. }), "{answers:?}");
    assert!(matches!(answers[1], Answer::Accepted { .. }), "{answers:?}");
}

#[tokio::test]
async fn a_grant_changed_is_another_role_in_another_area_and_everybody_is_told() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let informant = town.phone("informant");
    let own = only_grant(&town, &supervisor, &informant).await;
    let mut what = giving("grid_member", COMMUNITY + 2);
    what["take"] = json!(own);
    let changed = change(&town, &supervisor, &informant, &what).await;
    assert_eq!(changed.role, Role::GridMember);
    // Its answer was lost, and it is sent again.
    let again = change(&town, &supervisor, &informant, &what).await;
    assert_eq!(again, changed);
    let (role, areas) = held(&town, &supervisor, &informant).await;
    assert_eq!((role, areas.len()), (Role::GridMember, 1));
    assert_eq!(areas[0].area, area(COMMUNITY + 2));
    assert_eq!(areas[0].grant, changed.given);
    let records = town.stands(community());
    let account = records
        .iter()
        .find(|record| record.id == informant.account.into())
        .unwrap();
    assert_eq!(Account::read(account).unwrap().role, Role::GridMember);
    assert!(account.conflicts().next().is_none());
    let standing = records
        .iter()
        .filter(|record| record.kind == Kind::Grant && !record.is_deleted());
    assert!(!standing.clone().any(|grant| grant.id == own));
    assert!(
        standing
            .clone()
            .any(|grant| Some(grant.id) == changed.given)
    );
}

#[tokio::test]
async fn nobody_takes_from_themselves_what_they_supervise_by_and_somebody_else_does() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let member = town.phone("member");
    let own = only_grant(&town, &supervisor, &supervisor).await;
    let before = town.fingerprint();
    let mut instead = giving("grid_member", COMMUNITY + 1);
    instead["take"] = json!(own);
    for what in [taking(own), instead] {
        let refused = town
            .refused(changing(&supervisor, supervisor.account, &what))
            .await;
        assert_eq!(refused, (409, "own_grant".into()));
    }
    assert_eq!(town.fingerprint(), before);
    let what = giving("community_supervisor", COMMUNITY);
    let second = change(&town, &supervisor, &member, &what).await;
    assert_eq!(second.role, Role::CommunitySupervisor);
    // Each takes the other's: who comes second is no supervisor any more.
    change(&town, &member, &supervisor, &taking(own)).await;
    let late = changing(&supervisor, member.account, &taking(second.given.unwrap()));
    assert_eq!(town.refused(late).await, (403, "not_granted".into()));
    assert!(held(&town, &member, &supervisor).await.1.is_empty());
}

#[tokio::test]
async fn what_two_supervisors_take_back_at_once_is_gone_for_the_second_and_given_twice_is_one() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let neighbour = town.phone("neighbour");
    let own = only_grant(&town, &supervisor, &neighbour).await;
    change(&town, &supervisor, &neighbour, &taking(own)).await;
    let before = town.fingerprint();
    let again = changing(&supervisor, neighbour.account, &taking(own));
    assert_eq!(town.refused(again).await, (404, "not_found".into()));
    assert_eq!(town.fingerprint(), before);
    let what = giving("grid_member", COMMUNITY + 2);
    let first = change(&town, &supervisor, &neighbour, &what).await;
    let second = change(&town, &supervisor, &neighbour, &what).await;
    assert_eq!(first, second);
}

#[tokio::test]
async fn a_change_that_cannot_be_is_refused_and_changes_nothing() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let (member, sister) = (town.phone("member"), town.phone("sister"));
    let theirs = town.hub.grants_of("sister").unwrap()[0].id;
    let before = town.fingerprint();
    for (what, status, code) in [
        (json!({"v": 1}), 400, "bad_request"),
        (json!({"v": 2, "take": id(1)}), 426, "unsupported_version"),
        (json!({"v": 1, "take": "all"}), 400, "bad_request"),
        (
            giving("subdistrict_supervisor", SUBDISTRICT),
            403,
            "not_granted",
        ),
        (
            giving("subdistrict_supervisor", COMMUNITY),
            403,
            "not_granted",
        ),
        (giving("night_watch", COMMUNITY + 1), 400, "bad_request"),
        (giving("grid_member", COMMUNITY), 400, "bad_request"),
        (giving("grid_member", SISTER + 1), 400, "bad_request"),
        (giving("grid_member", 0xdead), 400, "bad_request"),
        (giving("community_supervisor", SISTER), 400, "bad_request"),
        (giving("building_chief", COMMUNITY + 1), 400, "bad_request"),
        (giving("party", COMMUNITY), 400, "bad_request"),
        (taking(RecordId(id(0xdead))), 404, "not_found"),
        (taking(theirs), 404, "not_found"),
    ] {
        let refused = town
            .refused(changing(&supervisor, member.account, &what))
            .await;
        assert_eq!(refused, (status, code.into()), "{what}");
    }
    for account in [AccountId(id(0xdead)), sister.account] {
        let what = giving("informant", COMMUNITY + 1);
        let refused = town.refused(changing(&supervisor, account, &what)).await;
        assert_eq!(refused, (403, "not_granted".into()));
    }
    assert_eq!(town.fingerprint(), before);
}

#[tokio::test]
async fn whoever_is_given_a_party_answers_for_it_until_it_is_taken_back() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let volunteer = town.phone("volunteer");
    let mut what = giving("party", COMMUNITY);
    what["give"]["party"] = json!("owners_committee");
    let given = change(&town, &supervisor, &volunteer, &what).await;
    // A volunteer has more to say than a party.
    assert_eq!(given.role, Role::Volunteer);
    let (_, areas) = held(&town, &supervisor, &volunteer).await;
    assert_eq!(areas.len(), 2);
    change(
        &town,
        &supervisor,
        &volunteer,
        &taking(given.given.unwrap()),
    )
    .await;
    let (_, areas) = held(&town, &supervisor, &volunteer).await;
    assert_eq!(areas.len(), 1);
}

#[tokio::test]
async fn a_change_stands_in_the_audit_with_who_what_and_where() {
    let town = Town::new();
    let supervisor = town.phone("supervisor");
    let member = town.phone("member");
    let what = giving("informant", COMMUNITY + 2);
    let given = change(&town, &supervisor, &member, &what).await;
    change(&town, &supervisor, &member, &taking(given.given.unwrap())).await;
    let (_, audit): (_, AuditResponse) = town.json(supervisor.get("/v1/audit")).await;
    let said = audit.entries.iter().take(2);
    let said: Vec<_> = said.map(|one| (&one.deed, one.about.as_str())).collect();
    let about = "member 的名字 · 网格信息员 · 第 2 网格";
    assert_eq!(
        said,
        [(&Deed::GrantTaken, about), (&Deed::GrantGiven, about)]
    );
    assert!(
        audit.entries[..2]
            .iter()
            .all(|one| one.account == Some(supervisor.account))
    );
}

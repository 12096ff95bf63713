//! Published wishes on the community's board, and people who claim them without holding the grid.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{ClaimState, Kind, OwnClaim, Posting, Scope, WishState};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId};
use chuanmen_core::protocol::{Answer, Page, Transaction};

use super::moves::{EAST, HOME, LI, Street, WISH, Who, of_home, one, place};
use super::points;
use super::town::{COMMUNITY, Phone, Town, area, community, fields, grid, id, new, refusal};

const NAME: &str = "李国华";
/// What nobody may read on the board: whose the wish is, where they live, what was noted.
const SECRETS: [&str; 5] = [NAME, "13800692907", "\"502\"", "怕生人", "household"];

fn board() -> Scope {
    Scope::Board(area(COMMUNITY))
}

/// A street with a published wish, and two people who would fulfil it.
struct Square {
    street: Street,
    volunteer: Phone,
    chief: Phone,
}

impl Square {
    async fn new() -> Self {
        let mut street = Street::published().await;
        let li = Patch {
            set: fields(&[("phone", "13800692907"), ("note", "怕生人")]),
            ..new(Kind::Resident, LI, &[])
        };
        let li = street.member.saves(grid(1), vec![li]);
        street.take(&li, Who::Member).await;
        Self {
            volunteer: street.town.phone("volunteer"),
            chief: street.town.phone("chief"),
            street,
        }
    }

    fn town(&self) -> &Town {
        &self.street.town
    }

    fn posting(&self) -> Option<Posting> {
        self.town().stands(board()).iter().find_map(Posting::read)
    }

    fn state(&self) -> WishState {
        self.posting().unwrap().state
    }

    /// What somebody was told of their claims, by the hub's records.
    fn told(&self, phone: &Phone) -> Vec<OwnClaim> {
        let records = self.town().stands(Scope::Account(phone.account));
        let mut told: Vec<_> = records.iter().filter_map(OwnClaim::read).collect();
        told.sort_by_key(|claim| (claim.at, claim.id));
        told
    }

    fn asks(&self, phone: &mut Phone, step: &str) -> Transaction {
        let posting = self.posting().unwrap().id;
        let own = Scope::Account(phone.account);
        phone.takes(own, Kind::Posting, posting.into(), step)
    }

    async fn send(&self, phone: &Phone, transaction: &Transaction) -> Answer {
        let response = self.town().sync(phone, vec![transaction.clone()]).await;
        response.answers[0].clone()
    }

    /// The volunteer asks, and is heard.
    async fn volunteer_asks(&mut self, step: &str) {
        let mut phone = self.volunteer.clone();
        let asked = self.asks(&mut phone, step);
        let answer = self.send(&phone, &asked).await;
        assert_eq!(refusal(&answer), "accepted", "{answer:?}");
        self.volunteer = phone;
    }

    /// The grid's own people take a step.
    async fn grid_takes(&mut self, step: &str) {
        let wish = RecordId(id(WISH));
        let step = self
            .street
            .supervisor
            .takes(grid(1), Kind::Wish, wish, step);
        self.street.take(&step, Who::Supervisor).await;
    }

    /// Everything that a phone gets, as text.
    async fn hears(&self, phone: &Phone) -> String {
        let mut phone = phone.clone();
        let pages: Vec<Page> = self.town().drain(&mut phone, 1 << 20).await;
        serde_json::to_string(&pages).unwrap()
    }
}

#[tokio::test]
async fn a_published_wish_stands_on_the_board_without_whose_it_is() {
    let mut square = Square::new().await;
    let posting = square.posting().unwrap();
    assert_eq!(posting.text, "一副老花镜");
    assert_eq!(
        (posting.grid, posting.state),
        (Some(1), WishState::Published)
    );
    let wish = id(WISH).to_string();
    for step in ["claim", "fulfil", "fall_short", "fulfil"] {
        square.grid_takes(step).await;
        for phone in [&square.volunteer, &square.chief] {
            let heard = square.hears(phone).await;
            assert!(heard.contains("一副老花镜"));
            for secret in SECRETS.into_iter().chain([&*wish]) {
                assert!(!heard.contains(secret), "{secret} after {step}");
            }
        }
        let stands = serde_json::to_string(&square.town().stands(board())).unwrap();
        assert!(!SECRETS.iter().any(|secret| stands.contains(secret)));
    }
}

#[tokio::test]
async fn its_verifier_publishes_it_in_words_of_their_own() {
    let mut street = Street::published().await;
    let told = of_home(Kind::Wish, 0x510, "李国华要一副老花镜");
    let told = street.member.saves(grid(1), vec![told]);
    street.take(&told, Who::Member).await;
    let wish = RecordId(id(0x510));
    let verify = street.supervisor.takes(grid(1), Kind::Wish, wish, "verify");
    street.take(&verify, Who::Supervisor).await;
    let mut publish = street
        .supervisor
        .takes(grid(1), Kind::Wish, wish, "publish");
    publish.events[0].fields = fields(&[("text", "独居老人想要一副老花镜")]);
    street.take(&publish, Who::Supervisor).await;
    let stands = serde_json::to_string(&street.town.stands(board())).unwrap();
    assert!(stands.contains("独居老人想要一副老花镜") && !stands.contains(NAME));
}

#[tokio::test]
async fn nobody_but_the_hub_writes_on_the_board_or_of_a_claim() {
    let square = Square::new().await;
    let posting = square.posting().unwrap();
    for login in ["volunteer", "chief", "member", "supervisor"] {
        let mut phone = square.town().phone(login);
        let edit = Patch::create(
            Kind::Posting,
            posting.id.into(),
            fields(&[("text", "我的")]),
        );
        let saved = phone.saves(board(), vec![edit.clone()]);
        assert_eq!(refusal(&square.send(&phone, &saved).await), "read_only");
        let own = Scope::Account(phone.account);
        for kind in [Kind::Posting, Kind::Claim] {
            let forged = phone.saves(own, vec![new(kind, 0x900, &[("text", "我的")])]);
            assert_eq!(refusal(&square.send(&phone, &forged).await), "read_only");
        }
    }
}

#[tokio::test]
async fn a_step_is_asked_for_in_ones_own_scope_and_only_where_there_is_a_wish() {
    let square = Square::new().await;
    let mut volunteer = square.volunteer.clone();
    let posting = RecordId::from(square.posting().unwrap().id);
    let own = Scope::Account(volunteer.account);
    let wish = RecordId(id(WISH));
    for (scope, kind, subject, step, code) in [
        (board(), Kind::Posting, posting, "claim", "read_only"),
        (grid(1), Kind::Posting, posting, "claim", "not_granted"),
        (own, Kind::Posting, posting, "confirm", "step_not_allowed"),
        (own, Kind::Posting, posting, "withdraw", "step_not_allowed"),
        (
            own,
            Kind::Posting,
            RecordId(id(77)),
            "claim",
            "unknown_subject",
        ),
        // Neither by the wish's own name nor by what it is of.
        (own, Kind::Posting, wish, "claim", "unknown_subject"),
        (
            own,
            Kind::Posting,
            RecordId(id(HOME)),
            "claim",
            "unknown_subject",
        ),
        (own, Kind::Wish, wish, "claim", "unknown_subject"),
    ] {
        let step = volunteer.takes(scope, kind, subject, step);
        assert_eq!(
            refusal(&square.send(&volunteer, &step).await),
            code,
            "{step:?}"
        );
    }
    let mut subdistrict = square.town().phone("subdistrict");
    let asked = square.asks(&mut subdistrict, "claim");
    let answer = square.send(&subdistrict, &asked).await;
    assert_eq!(refusal(&answer), "step_not_allowed");
    let mut member = square.town().phone("member");
    let asked = member.takes(grid(1), Kind::Posting, posting, "claim");
    assert_eq!(
        refusal(&square.send(&member, &asked).await),
        "unknown_subject"
    );
}

#[tokio::test]
async fn whoever_claims_learns_whose_it_is_and_nobody_else_does() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    assert_eq!(square.state(), WishState::Claimed);
    let told = square.told(&square.volunteer);
    assert_eq!(told[0].state, ClaimState::Live);
    let there = told[0].whereabouts.clone().unwrap();
    assert_eq!((&*there.resident, &*there.room), (NAME, "502"));
    assert_eq!((&*there.building, &*there.unit), ("3 栋", "2"));

    assert!(square.hears(&square.volunteer).await.contains(NAME));
    let chief = square.hears(&square.chief).await;
    assert!(!SECRETS.iter().any(|secret| chief.contains(secret)));
    let claimant = square.volunteer.account.to_string();
    let about: Vec<_> = square.town().stands(board());
    assert!(!serde_json::to_string(&about).unwrap().contains(&claimant));
    let grid = square
        .street
        .town
        .drain(&mut square.street.member, 1 << 20)
        .await;
    assert!(serde_json::to_string(&grid).unwrap().contains(&claimant));
}

#[tokio::test]
async fn of_two_who_claim_the_first_has_it_and_the_second_is_told_who() {
    let mut square = Square::new().await;
    let mut chief = square.chief.clone();
    let second = square.asks(&mut chief, "claim");
    square.volunteer_asks("claim").await;
    assert_eq!(refusal(&square.send(&chief, &second).await), "accepted");
    let late = square.told(&chief);
    assert_eq!(late[0].state, ClaimState::Late);
    assert_eq!(late[0].rival, Some(square.volunteer.account));
    assert_eq!(late[0].whereabouts, None);
    let told = square.told(&square.volunteer);
    assert_eq!(told[0].state, ClaimState::Live);
}

#[tokio::test]
async fn a_claim_of_the_grids_own_and_one_from_the_board_compete_for_the_same_wish() {
    for grid_first in [true, false] {
        let mut square = Square::new().await;
        let mut volunteer = square.volunteer.clone();
        let asked = square.asks(&mut volunteer, "claim");
        let wish = RecordId(id(WISH));
        let own = square
            .street
            .member
            .takes(grid(1), Kind::Wish, wish, "claim");
        if grid_first {
            square.street.take(&own, Who::Member).await;
            square.send(&volunteer, &asked).await;
        } else {
            square.send(&volunteer, &asked).await;
            square.street.take(&own, Who::Member).await;
        }
        let told = square.told(&volunteer);
        let expected = if grid_first {
            ClaimState::Late
        } else {
            ClaimState::Live
        };
        assert_eq!(told[0].state, expected);
        assert_eq!(square.state(), WishState::Claimed);
        let member = square.told(&square.street.member);
        assert!(member.is_empty(), "who holds the grid needs no word");
    }
}

#[tokio::test]
async fn a_claim_that_is_sent_again_is_one_claim() {
    let mut square = Square::new().await;
    let mut volunteer = square.volunteer.clone();
    let asked = square.asks(&mut volunteer, "claim");
    for duplicate in [false, true, true] {
        let answer = square.send(&volunteer, &asked).await;
        let told =
            matches!(answer, Answer::Accepted { duplicate: again, .. } if again == duplicate);
        assert!(told, "{answer:?}");
    }
    assert_eq!(square.told(&volunteer).len(), 1);
    let heard = square.hears(&square.street.member.clone()).await;
    assert_eq!(heard.matches(r#""step":"claim""#).count(), 1, "{heard}");
    square.volunteer = volunteer;
    let again = square.asks(&mut square.volunteer.clone(), "claim");
    let mut forged = again;
    forged.events[0].id = asked.events[0].id;
    let answer = square.send(&square.volunteer, &forged).await;
    assert_eq!(refusal(&answer), "id_reused");
}

#[tokio::test]
async fn nobody_gives_back_or_fulfils_what_another_claimed() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    let mut chief = square.chief.clone();
    for step in ["give_back", "fulfil"] {
        let asked = square.asks(&mut chief, step);
        assert_eq!(refusal(&square.send(&chief, &asked).await), "accepted");
        assert_eq!(
            square.state(),
            WishState::Claimed,
            "{step} is without effect"
        );
    }
    square.volunteer_asks("fulfil").await;
    assert_eq!(square.state(), WishState::Fulfilled);
}

#[tokio::test]
async fn what_ends_a_claim_ends_what_its_claimant_knows() {
    for (step, by_volunteer, state) in [
        ("give_back", true, ClaimState::GivenBack),
        ("give_back", false, ClaimState::GivenBack),
        ("withdraw", false, ClaimState::Withdrawn),
    ] {
        let mut square = Square::new().await;
        square.volunteer_asks("claim").await;
        let mut asleep = square.volunteer.clone();
        square.town().drain(&mut asleep, 1 << 20).await;
        if by_volunteer {
            square.volunteer_asks(step).await;
        } else {
            square.grid_takes(step).await;
        }
        let told = square.told(&square.volunteer);
        assert_eq!((&told[0].state, &told[0].whereabouts), (&state, &None));
        assert_eq!(square.posting().is_none(), step == "withdraw");
        // Neither a phone that wakes nor a new one hears it, nor is it left in the log.
        for phone in [&asleep, &square.town().phone("volunteer")] {
            let heard = square.hears(phone).await;
            assert!(!heard.contains(NAME), "{step}: {heard}");
            assert!(heard.contains(state.as_str()));
        }
    }
}

#[tokio::test]
async fn a_claim_runs_out_by_the_hubs_clock_whoever_asks_next() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    square.town().clock.pass(7 * UnixMillis::DAY - 1);
    square.hears(&square.chief).await;
    assert_eq!(square.state(), WishState::Claimed);
    square.town().clock.pass(1);
    let chief = square.hears(&square.chief).await;
    assert!(chief.contains("\"published\""));
    assert_eq!(square.state(), WishState::Published);
    let told = square.told(&square.volunteer);
    assert_eq!(
        (&told[0].state, &told[0].whereabouts),
        (&ClaimState::Expired, &None)
    );
    let before = square.town().fingerprint();
    square.hears(&square.chief).await;
    assert_eq!(square.town().fingerprint(), before, "it ends once");
    let mut chief = square.chief.clone();
    let asked = square.asks(&mut chief, "claim");
    square.send(&chief, &asked).await;
    assert_eq!(square.told(&chief)[0].state, ClaimState::Live);
}

#[tokio::test]
async fn a_wish_leaves_the_board_when_its_life_is_over() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    square.volunteer_asks("fulfil").await;
    let mut asleep = square.chief.clone();
    square.town().drain(&mut asleep, 1 << 20).await;
    let posting = square.posting().unwrap().id;
    let wish = RecordId(id(WISH));
    let mut confirm = square
        .street
        .member
        .takes(grid(1), Kind::Wish, wish, "confirm");
    confirm.events[0].fields = one("satisfaction", 5);
    square.street.take(&confirm, Who::Member).await;
    assert_eq!(square.posting(), None);
    let pages = square.street.town.drain(&mut asleep, 1 << 20).await;
    let mut entries = pages.iter().flat_map(|page| &page.log);
    assert!(entries.any(|entry| entry.moves.left == [RecordId::from(posting)]));
    let told = square.told(&square.volunteer);
    assert_eq!(told[0].state, ClaimState::Confirmed);
    assert_eq!(
        (told[0].satisfaction, &told[0].whereabouts),
        (Some(5), &None)
    );
}

#[tokio::test]
async fn a_wish_that_a_volunteer_fulfilled_earns_points_once_when_the_resident_confirms() {
    let mut square = Square::new().await;
    let mut supervisor = square.town().phone("supervisor");
    let made = supervisor.saves(community(), vec![points::rule(0xc10, "wish", 30)]);
    assert_eq!(refusal(&square.send(&supervisor, &made).await), "accepted");
    square.volunteer_asks("claim").await;
    square.volunteer_asks("fulfil").await;
    let (desk, of) = (Scope::Desk(area(COMMUNITY)), square.volunteer.account);
    assert!(points::entries(square.town(), desk, of).is_empty());
    square.grid_takes("confirm").await;
    square.grid_takes("confirm").await;
    let kept = points::entries(square.town(), desk, of);
    let wish = Some(RecordId(id(WISH)));
    let read: Vec<_> = kept.iter().map(|it| (it.points, it.about)).collect();
    assert_eq!(read, [(30, wish)]);
    let told = points::entries(square.town(), Scope::Account(of), of);
    assert_eq!(told.len(), 1);
}

#[tokio::test]
async fn a_claim_that_comes_after_the_wish_has_left_is_told_so() {
    let mut square = Square::new().await;
    let mut volunteer = square.volunteer.clone();
    let asked = square.asks(&mut volunteer, "claim");
    square.grid_takes("withdraw").await;
    assert_eq!(refusal(&square.send(&volunteer, &asked).await), "accepted");
    let told = square.told(&volunteer);
    assert_eq!((&told[0].state, told[0].rival), (&ClaimState::Late, None));
    assert_eq!(square.posting(), None);
}

#[tokio::test]
async fn a_claim_follows_a_household_to_another_grid() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    square.street.move_home().await;
    assert_eq!(square.posting().unwrap().grid, Some(2));
    assert_eq!(square.state(), WishState::Claimed);
    let told = square.told(&square.volunteer);
    assert_eq!(told[0].state, ClaimState::Live);
    square.volunteer_asks("fulfil").await;
    let events = square
        .street
        .town
        .drain(&mut square.street.neighbour, 1 << 20)
        .await;
    let events = serde_json::to_string(&events).unwrap();
    assert!(events.contains("\"fulfil\""));
}

#[tokio::test]
async fn an_address_that_is_put_right_is_put_right_for_the_claimant() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    let stands = square.town().stands(grid(1));
    let find = |low: u128| -> &Record {
        let found = stands.iter().find(|record| record.id.0 == id(low));
        found.unwrap()
    };
    let next_door = chuanmen_core::domain::Place {
        room: "503".into(),
        ..place(EAST)
    };
    let edits = vec![
        Patch::edit(find(HOME), one("place", next_door.value())),
        Patch::edit(find(LI), one("name", "李国花")),
    ];
    let edits = square.street.member.saves(grid(1), edits);
    square.street.take(&edits, Who::Member).await;
    let told = square.told(&square.volunteer);
    let there = told[0].whereabouts.clone().unwrap();
    assert_eq!((&*there.resident, &*there.room), ("李国花", "503"));
    let heard = square.hears(&square.town().phone("volunteer")).await;
    assert!(!heard.contains(NAME));
}

#[tokio::test]
async fn a_claimant_who_was_away_is_told_what_changed_whatever_else_was_written_since() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    let mut away = square.volunteer.clone();
    square.town().drain(&mut away, 1 << 20).await;
    let edits = [(LI, one("name", "李国花")), (HOME, one("note", "二楼"))];
    for (low, set) in edits {
        let stands = square.town().stands(grid(1));
        let record = stands.iter().find(|record| record.id.0 == id(low));
        let edit = Patch::edit(record.unwrap(), set);
        let edit = square.street.member.saves(grid(1), vec![edit]);
        square.street.take(&edit, Who::Member).await;
    }
    let pages = square.town().drain(&mut away, 1 << 20).await;
    let entries = pages.iter().flat_map(|page| &page.log);
    let told = entries.flat_map(|entry| &entry.moves.came);
    let told: Vec<_> = told.filter_map(OwnClaim::read).collect();
    assert_eq!(told, square.told(&square.volunteer));
}

#[tokio::test]
async fn what_is_erased_is_erased_from_the_board_and_from_its_claimant() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    let mut asleep = square.volunteer.clone();
    square.town().drain(&mut asleep, 1 << 20).await;
    let mut late = square.volunteer.clone();
    let late = (square.asks(&mut late, "give_back"), late);
    let hub = &square.street.town.hub;
    assert_eq!(hub.erase(area(COMMUNITY), RecordId(id(HOME))).unwrap(), 3);
    assert_eq!(square.posting(), None);
    assert_eq!(square.told(&square.volunteer), []);
    for file in ["hub.db", "hub.db-wal"] {
        let bytes = std::fs::read(square.town().folder.path().join(file)).unwrap();
        for word in [NAME, "一副老花镜"] {
            let found = bytes.windows(word.len()).any(|w| w == word.as_bytes());
            assert!(!found, "{word} in {file}");
        }
    }
    let pages = square.street.town.drain(&mut asleep, 1 << 20).await;
    let left: Vec<_> = pages.iter().flat_map(|page| &page.log).collect();
    assert_eq!(left.iter().filter(|e| !e.moves.left.is_empty()).count(), 2);
    let answer = square.send(&late.1, &late.0).await;
    assert_eq!(refusal(&answer), "erased");
}

#[tokio::test]
async fn a_claim_with_a_clock_that_runs_ahead_counts_from_the_hubs_time() {
    let mut square = Square::new().await;
    let mut volunteer = square.volunteer.clone();
    let mut asked = square.asks(&mut volunteer, "claim");
    let ahead = asked.stamp.wall().plus(30 * UnixMillis::DAY);
    asked.stamp = chuanmen_core::merge::Stamp::new(ahead, 0, volunteer.replica);
    let answer = square.send(&volunteer, &asked).await;
    let restamped = matches!(
        answer,
        Answer::Accepted {
            restamped: Some(_),
            ..
        }
    );
    assert!(restamped, "{answer:?}");
    square.town().clock.pass(7 * UnixMillis::DAY);
    square.hears(&square.chief).await;
    assert_eq!(square.state(), WishState::Published);
    square.volunteer = volunteer;
    assert_eq!(square.told(&square.volunteer)[0].state, ClaimState::Expired);
}

#[tokio::test]
async fn a_deleted_wish_leaves_and_a_restored_one_comes_back() {
    let mut square = Square::new().await;
    square.volunteer_asks("claim").await;
    for (deleted, stands) in [(true, false), (false, true)] {
        let records = square.town().stands(grid(1));
        let wish = records.iter().find(|one| one.id.0 == id(WISH)).unwrap();
        let set = [(FieldName::known(Record::DELETED), deleted.into())];
        let edit = Patch::edit(wish, set.into());
        let edit = square.street.member.saves(grid(1), vec![edit]);
        square.street.take(&edit, Who::Member).await;
        assert_eq!(square.posting().is_some(), stands);
        let told = square.told(&square.volunteer);
        assert_eq!(told[0].whereabouts.is_some(), stands);
    }
}

#[tokio::test]
async fn a_chief_is_granted_a_building_and_sees_the_board() {
    let square = Square::new().await;
    let grant = crate::hub::NewGrant {
        id: None,
        role: chuanmen_core::domain::Role::BuildingChief,
        area: area(EAST),
        party: None,
    };
    let hub = &square.street.town.hub;
    let old = hub.grants_of("chief").unwrap();
    hub.withdraw("chief", old[0].id).unwrap();
    hub.grant("chief", grant).unwrap();
    let heard = square.hears(&square.chief).await;
    assert!(heard.contains("一副老花镜") && !heard.contains(NAME));
    let told = square.town().sync(&square.chief, Vec::new()).await.granted;
    let scopes: Vec<_> = told.iter().filter_map(|one| one.scope).collect();
    assert!(scopes.contains(&community()) && !scopes.contains(&grid(1)));
}

/// The chief's phone, who answers for a building of the first grid.
async fn chief_of_east(square: &mut Square) {
    let grant = crate::hub::NewGrant {
        id: None,
        role: chuanmen_core::domain::Role::BuildingChief,
        area: area(EAST),
        party: None,
    };
    square.street.town.hub.grant("chief", grant).unwrap();
}

fn common_need(low: u128, building: u128, by: &Phone) -> Patch {
    let mut need = new(
        Kind::Need,
        low,
        &[("category", "facility"), ("text", "楼道灯不亮")],
    );
    need.set.extend(one("area", area(building).to_string()));
    need.set.extend(one("raised_by", by.account.to_string()));
    need
}

#[tokio::test]
async fn a_chief_raises_a_need_of_the_building_and_sees_what_is_done_about_it() {
    let mut square = Square::new().await;
    chief_of_east(&mut square).await;
    let mut chief = square.chief.clone();
    let own = Scope::Account(chief.account);
    let raised = chief.saves(own, vec![common_need(0x900, EAST, &chief)]);
    for _ in 0..2 {
        assert_eq!(refusal(&square.send(&chief, &raised).await), "accepted");
    }
    let need = RecordId(id(0x900));
    let stands = square.town().stands(grid(1));
    assert_eq!(stands.iter().filter(|one| one.id == need).count(), 1);
    for step in ["accept", "dispatch", "resolve"] {
        let step = square
            .street
            .supervisor
            .takes(grid(1), Kind::Need, need, step);
        square.street.take(&step, Who::Supervisor).await;
    }
    let pages = square.street.town.drain(&mut chief, 1 << 20).await;
    let steps: Vec<_> = pages.iter().flat_map(|page| &page.events).collect();
    let steps: Vec<_> = steps.iter().map(|one| &*one.event.step).collect();
    assert_eq!(steps, ["accept", "dispatch", "resolve"]);
    let heard = serde_json::to_string(&pages).unwrap();
    assert!(!SECRETS[..4].iter().any(|secret| heard.contains(secret)));
}

#[tokio::test]
async fn a_chief_raises_nothing_for_another_building_or_somebodys_household() {
    let mut square = Square::new().await;
    chief_of_east(&mut square).await;
    let mut chief = square.chief.clone();
    let own = Scope::Account(chief.account);
    let volunteer = square.volunteer.clone();
    let mut of_home = common_need(0x901, EAST, &chief);
    of_home.set.extend(one("household", id(HOME).to_string()));
    for need in [
        common_need(0x902, super::moves::WEST, &chief),
        common_need(0x903, EAST, &volunteer),
        of_home,
        new(Kind::Need, 0x904, &[("text", "哪里都不是")]),
    ] {
        let raised = chief.saves(own, vec![need]);
        assert_eq!(refusal(&square.send(&chief, &raised).await), "not_granted");
    }
    let raised = chief.saves(own, vec![common_need(0x905, EAST, &chief)]);
    assert_eq!(refusal(&square.send(&chief, &raised).await), "accepted");
    let edit = new(Kind::Need, 0x905, &[("text", "改一改")]);
    let edit = chief.saves(own, vec![edit]);
    assert_eq!(refusal(&square.send(&chief, &edit).await), "read_only");
    let step = chief.takes(own, Kind::Need, RecordId(id(0x905)), "resolve");
    assert_eq!(
        refusal(&square.send(&chief, &step).await),
        "step_not_allowed"
    );
    let mut other = volunteer;
    let raised = common_need(0x906, EAST, &other);
    let raised = other.saves(Scope::Account(other.account), vec![raised]);
    assert_eq!(refusal(&square.send(&other, &raised).await), "not_granted");
}

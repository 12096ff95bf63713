//! Two phones write about one resident while neither has a signal.

use chuanmen_core::domain::ResidentId;
use chuanmen_replica::api::{
    Choice, Command, ConflictRow, ConflictsQuery, EditResident, HouseholdQuery, Outcome,
    ResidentView,
};
use chuanmen_tests::harness::{Demo, Device, Door, TestServer};

/// Alice and bob with the same door in front of them and no signal.
struct Apart {
    _server: TestServer,
    alice: Device,
    bob: Device,
    door: Door,
}

impl Apart {
    async fn new() -> Self {
        let server = TestServer::start(Demo::SMALL).await;
        let alice = Device::alice(&server).await;
        let bob = Device::bob(&server).await;
        let door = alice.door().await;
        alice.line.cut();
        bob.line.cut();
        Self {
            _server: server,
            alice,
            bob,
            door,
        }
    }

    fn resident(&self) -> ResidentId {
        self.door.view.residents[0].id
    }

    fn edit(&self) -> EditResident {
        EditResident::of(self.resident())
    }

    async fn note(&self, device: &Device, note: &str) {
        let edit = EditResident {
            note: Some(note.to_owned()),
            ..self.edit()
        };
        device.send(Command::EditResident(edit)).await;
    }

    /// Both have a signal again, and each hears of the other.
    async fn meet(&self) {
        self.alice.line.mend();
        self.bob.line.mend();
        self.alice.sync().await;
        self.bob.sync().await;
        self.alice.sync().await;
    }

    async fn seen_by(&self, device: &Device) -> ResidentView {
        let household = self.door.household;
        let view = device.ask(HouseholdQuery { household }).await;
        let mut residents = view.residents.into_iter();
        residents.find(|it| it.id == self.resident()).unwrap()
    }

    async fn both_see(&self, note: &str) {
        for device in [&self.alice, &self.bob] {
            assert_eq!(self.seen_by(device).await.note, note);
        }
    }

    /// Both type a note about one resident. Which of them shows afterwards is up to two clocks
    /// that agree to a few milliseconds; it is the first that is returned.
    async fn disagree(&self) -> [&'static str; 2] {
        let notes = ["有狗", "狗送走了"];
        self.note(&self.alice, notes[0]).await;
        self.note(&self.bob, notes[1]).await;
        self.meet().await;
        let shown = self.seen_by(&self.alice).await.note;
        let [mut first, mut second] = notes;
        if shown == second {
            std::mem::swap(&mut first, &mut second);
        }
        [first, second]
    }

    async fn conflicts(&self) -> [Vec<ConflictRow>; 2] {
        [
            self.alice.ask(ConflictsQuery {}).await,
            self.bob.ask(ConflictsQuery {}).await,
        ]
    }
}

async fn phone(device: &Device, resident: ResidentId) -> String {
    match device.send(Command::Reveal { resident }).await {
        Outcome::Revealed { phone, .. } => phone,
        other => panic!("not revealed: {other:?}"),
    }
}

#[tokio::test]
async fn edits_of_different_fields_of_one_resident_both_survive() {
    let apart = Apart::new().await;
    let new_phone = EditResident {
        phone: Some("13800000001".to_owned()),
        ..apart.edit()
    };
    apart.alice.send(Command::EditResident(new_phone)).await;
    apart.note(&apart.bob, "下午在家").await;
    apart.meet().await;
    apart.both_see("下午在家").await;
    for device in [&apart.alice, &apart.bob] {
        assert_eq!(phone(device, apart.resident()).await, "13800000001");
    }
    assert_eq!(apart.conflicts().await, [Vec::new(), Vec::new()]);
}

#[tokio::test]
async fn of_two_edits_of_one_field_one_shows_and_the_conflict_holds_the_other() {
    let apart = Apart::new().await;
    let [shown, kept] = apart.disagree().await;
    apart.both_see(shown).await;
    for rows in apart.conflicts().await {
        let [row] = rows.try_into().unwrap();
        assert_eq!(row.field.as_str(), "note");
        assert_eq!(row.shown.value, shown);
        let [other] = row.others.try_into().unwrap();
        assert_eq!(other.value, kept);
        assert_ne!(other.by, row.shown.by);
        assert!(!other.by.is_empty() && !row.shown.by.is_empty());
    }
}

#[tokio::test]
async fn a_conflict_is_settled_once_for_both_by_taking_the_other_or_by_typing_a_third() {
    for choice in ["take", "keep", "type"] {
        let apart = Apart::new().await;
        let [shown, kept] = apart.disagree().await;
        let [row] = apart.conflicts().await[0].clone().try_into().unwrap();
        let (choice, expected) = match choice {
            "take" => (Choice::Take(row.others[0].stamp), kept),
            "keep" => (Choice::Keep, shown),
            _ => (Choice::Type("两只狗".to_owned()), "两只狗"),
        };
        let settle = Command::SettleConflict {
            kind: row.kind,
            id: row.id,
            field: row.field,
            choice,
        };
        apart.alice.send(settle).await;
        apart.alice.sync().await;
        apart.bob.sync().await;
        apart.both_see(expected).await;
        assert_eq!(apart.conflicts().await, [Vec::new(), Vec::new()]);
    }
}

#[tokio::test]
async fn the_same_value_typed_twice_is_no_conflict() {
    let apart = Apart::new().await;
    apart.note(&apart.alice, "有狗").await;
    apart.note(&apart.bob, "有狗").await;
    apart.meet().await;
    apart.both_see("有狗").await;
    assert_eq!(apart.conflicts().await, [Vec::new(), Vec::new()]);
}

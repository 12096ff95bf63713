use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{
    Credential, EnrolRequest, EnrolResponse, SyncRequest, UnlockRequest, UnlockResponse,
};
use chuanmen_seal::TokenDigest;
use tempfile::TempDir;

use crate::actor::{Clock, ReplicaConfig, SystemClock};
use crate::api::{
    Command, LockQuery, LockView, Outcome, Pin, ReplicaError, SessionQuery, SessionView, Tries,
};
use crate::client::Replica;
use crate::sync::{Exchange, Hub, ReportSubject, Transport, TransportError};

const MINUTE: i64 = 60_000;

/// A hub that enrols and unlocks, and does not synchronise.
struct Owner;

impl Transport for Owner {
    async fn sync(&self, _: &Hub, _: &SyncRequest) -> Result<Exchange, TransportError> {
        Err(TransportError::Offline("no line".to_owned()))
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        Ok(crate::storage::enrolled(0xa, 7))
    }

    async fn unlock(
        &self,
        address: &str,
        request: &UnlockRequest,
    ) -> Result<UnlockResponse, TransportError> {
        let enrolled = crate::storage::enrolled(0xa, 7);
        assert_eq!((address, request.device), (HUB, enrolled.device));
        let shared = TokenDigest::of(&enrolled.token).key_for("unlock");
        Ok(UnlockResponse {
            key: STANDARD.encode(shared.reveal()),
        })
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        Err(TransportError::Offline("no line".to_owned()))
    }
}

const HUB: &str = "https://hub.example";

/// The system's clock but for its hands.
struct Hands(SystemClock, Arc<AtomicI64>);

impl Clock for Hands {
    fn wall(&self) -> UnixMillis {
        UnixMillis(self.1.load(Ordering::SeqCst))
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    async fn sleep(&self, pause: Duration) {
        self.0.sleep(pause).await;
    }
}

struct Phone {
    directory: TempDir,
    hands: Arc<AtomicI64>,
    replica: Replica,
}

fn pin(digits: &str) -> Pin {
    Pin::parse(digits).unwrap()
}

fn start(directory: &TempDir, hands: &Arc<AtomicI64>) -> Result<Replica, ReplicaError> {
    let config = ReplicaConfig {
        directory: directory.path().to_owned(),
    };
    let hands = hands.clone();
    Replica::start_with(config, move || {
        Ok((Owner, Hands(SystemClock::default(), hands)))
    })
}

impl Phone {
    /// Enrolled, with a PIN.
    async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let hands = Arc::new(AtomicI64::new(1_800_000_000_000));
        let replica = start(&directory, &hands).unwrap();
        let phone = Self {
            directory,
            hands,
            replica,
        };
        let enrol = Command::Enrol {
            hub: HUB.to_owned(),
            credential: Credential::Code("123456".to_owned()),
            device_name: "华为 畅享 60".to_owned(),
        };
        phone.replica.send(enrol).await.unwrap();
        phone.sets(None, "135790").await.unwrap();
        phone
    }

    /// The battery dies and is charged.
    async fn restart(self) -> Self {
        self.replica.close().await;
        let replica = start(&self.directory, &self.hands).unwrap();
        Self { replica, ..self }
    }

    async fn sets(&self, old: Option<&str>, new: &str) -> Result<Outcome, ReplicaError> {
        let (old, new) = (old.map(pin), pin(new));
        self.replica.send(Command::SetPin { old, new }).await
    }

    async fn tries(&self, digits: &str) -> Result<Outcome, ReplicaError> {
        let pin = pin(digits);
        self.replica.send(Command::Unlock { pin }).await
    }

    async fn view(&self) -> LockView {
        self.replica.ask(LockQuery {}).await.unwrap()
    }

    async fn is_open(&self) -> bool {
        matches!(
            self.replica.ask(SessionQuery {}).await,
            Ok(SessionView::Enrolled(_))
        )
    }

    fn pass(&self, millis: i64) {
        self.hands.fetch_add(millis, Ordering::SeqCst);
    }

    /// So many wrong tries, each as soon as it may be made.
    async fn errs(&self, times: u8) -> Tries {
        let mut last = None;
        for _ in 0..times {
            if let Some(until) = self.view().await.locked.and_then(|tries| tries.wait_until) {
                self.hands.store(until.0, Ordering::SeqCst);
            }
            match self.tries("975310").await.unwrap_err() {
                ReplicaError::PinWrong { tries } => last = Some(tries),
                other => panic!("{other}"),
            }
        }
        last.unwrap()
    }
}

#[tokio::test]
async fn a_pin_closes_the_device_and_opens_it_without_a_line() {
    let phone = Phone::new().await;
    assert!(phone.is_open().await);
    phone.replica.send(Command::Lock).await.unwrap();
    assert!(!phone.is_open().await);
    assert_eq!(
        phone.replica.send(Command::SyncNow).await,
        Err(ReplicaError::Locked {
            tries: Tries {
                left: 10,
                wait_until: None
            }
        })
    );
    phone.tries("135790").await.unwrap();
    assert!(phone.is_open().await);
    let phone = phone.restart().await;
    assert!(!phone.is_open().await);
    phone.tries("135790").await.unwrap();
    assert!(phone.is_open().await);
}

#[tokio::test]
async fn the_key_is_nowhere_in_the_clear_once_a_pin_is_set() {
    let directory = tempfile::tempdir().unwrap();
    let hands = Arc::new(AtomicI64::new(0));
    start(&directory, &hands).unwrap().close().await;
    let key = std::fs::read(directory.path().join("key")).unwrap();
    drop(directory);
    let phone = Phone::new().await;
    let kept = std::fs::read(phone.directory.path().join("key")).unwrap();
    assert_eq!(key.len(), 32);
    assert!(kept.len() > 32 && kept.starts_with(b"{"));
    assert!(!phone.directory.path().join("key.new").exists());
}

#[tokio::test]
async fn the_fifth_wrong_try_and_each_after_it_cost_a_growing_wait() {
    let phone = Phone::new().await.restart().await;
    assert_eq!(phone.errs(4).await.wait_until, None);
    for (minutes, left) in [(1, 5), (5, 4), (15, 3), (30, 2), (60, 1)] {
        let tries = phone.errs(1).await;
        let now = phone.hands.load(Ordering::SeqCst);
        assert_eq!(tries.left, left);
        assert_eq!(tries.wait_until, Some(UnixMillis(now + minutes * MINUTE)));
        // Nor does the right one open before that.
        let early = phone.tries("135790").await;
        assert_eq!(early, Err(ReplicaError::Locked { tries }));
    }
}

#[tokio::test]
async fn a_right_pin_after_the_wait_forgives_what_was_wrong() {
    let phone = Phone::new().await.restart().await;
    phone.errs(5).await;
    let phone = phone.restart().await;
    assert!(phone.tries("135790").await.is_err(), "still to be waited");
    phone.pass(MINUTE);
    phone.tries("135790").await.unwrap();
    phone.replica.send(Command::Lock).await.unwrap();
    assert_eq!(phone.view().await.locked.unwrap().left, 10);
}

#[tokio::test]
async fn a_clock_that_is_set_back_starts_the_wait_anew() {
    let phone = Phone::new().await.restart().await;
    phone.errs(5).await;
    phone.pass(-30 * MINUTE);
    let now = phone.hands.load(Ordering::SeqCst);
    let until = phone.view().await.locked.unwrap().wait_until;
    assert_eq!(until, Some(UnixMillis(now + MINUTE)));
    phone.pass(MINUTE - 1);
    assert!(phone.tries("135790").await.is_err());
    phone.pass(1);
    phone.tries("135790").await.unwrap();
}

#[tokio::test]
async fn after_ten_wrong_tries_only_the_hub_opens_and_a_new_pin_is_chosen() {
    let phone = Phone::new().await.restart().await;
    assert_eq!(phone.errs(10).await.left, 0);
    phone.pass(100 * 60 * MINUTE);
    assert!(phone.tries("135790").await.is_err());
    let credential = Credential::Code("7KQ4".to_owned());
    let online = Command::UnlockOnline { credential };
    phone.replica.send(online.clone()).await.unwrap();
    assert!(phone.is_open().await && phone.view().await.choose);
    // Who leaves it at that has to come back to the hub.
    let phone = phone.restart().await;
    assert_eq!(phone.view().await.locked.unwrap().left, 0);
    phone.replica.send(online).await.unwrap();
    phone.sets(None, "246801").await.unwrap();
    assert!(!phone.view().await.choose);
    let phone = phone.restart().await;
    phone.tries("246801").await.unwrap();
}

#[tokio::test]
async fn changing_and_removing_the_pin_ask_for_the_present_one() {
    let phone = Phone::new().await;
    assert!(matches!(
        phone.sets(None, "246801").await,
        Err(ReplicaError::Invalid { .. })
    ));
    assert!(matches!(
        phone.sets(Some("111222"), "246801").await,
        Err(ReplicaError::PinWrong { tries }) if tries.left == 9
    ));
    assert!(matches!(
        phone.sets(Some("135790"), "123456").await,
        Err(ReplicaError::Invalid { problem, .. }) if problem == "easy"
    ));
    phone.sets(Some("135790"), "246801").await.unwrap();
    let pin = Some(pin("246801"));
    let phone = phone.restart().await;
    phone.tries("246801").await.unwrap();
    phone
        .replica
        .send(Command::RemovePin { pin })
        .await
        .unwrap();
    let phone = phone.restart().await;
    assert!(phone.is_open().await);
    assert_eq!(phone.view().await, LockView::default());
}

#[tokio::test]
async fn a_lock_that_was_changed_opens_nothing_and_is_not_replaced() {
    let phone = Phone::new().await;
    let Phone {
        directory,
        hands,
        replica,
    } = phone;
    replica.close().await;
    let path = directory.path().join("key");
    let whole = std::fs::read(&path).unwrap();
    for (broken, text) in [
        (whole[..whole.len() / 2].to_vec(), "cut"),
        (b"{}".to_vec(), "empty"),
    ] {
        std::fs::write(&path, &broken).unwrap();
        let error = start(&directory, &hands).unwrap_err();
        assert!(matches!(error, ReplicaError::Storage { .. }), "{text}");
        assert_eq!(std::fs::read(&path).unwrap(), broken);
    }
    // Another device's secret makes the right PIN wrong.
    std::fs::write(&path, &whole).unwrap();
    std::fs::write(directory.path().join("device-secret"), [1; 32]).unwrap();
    let replica = start(&directory, &hands).unwrap();
    let pin = pin("135790");
    let error = replica.send(Command::Unlock { pin }).await.unwrap_err();
    assert!(matches!(error, ReplicaError::PinWrong { .. }));
}

#[tokio::test]
async fn a_crash_while_the_lock_is_written_leaves_the_old_one() {
    let phone = Phone::new().await;
    // What a crash before the renaming leaves behind.
    std::fs::write(phone.directory.path().join("key.new"), b"half").unwrap();
    let phone = phone.restart().await;
    phone.tries("135790").await.unwrap();
    assert!(phone.is_open().await);
}

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::DeviceId;
use chuanmen_seal::{Hardness, PinSalt, SealError, SealingKey, TokenDigest};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{DatabaseKey, Session, StorageError};
use crate::api::{Pin, Tries};

/// What stands where the key lay: the key itself, or what opens by a PIN.
#[derive(Clone)]
pub(crate) enum Kept {
    /// No PIN is set.
    Bare(DatabaseKey),
    /// One is.
    Locked(Box<Lock>),
}

/// The database's key, sealed twice: by the PIN and by the secret shared with the hub.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lock {
    v: u16,
    salt: [u8; PinSalt::BYTES],
    memory: u32,
    passes: u32,
    by_pin: String,
    by_hub: String,
    /// Whom the hub knows.
    pub(crate) device: DeviceId,
    /// Where the hub is.
    pub(crate) hub: String,
    wrong: u8,
    wrong_at: Option<UnixMillis>,
}

/// Wrong tries after which only the hub opens.
const MOST: u8 = 10;
/// Minutes to wait after the fifth wrong try, the sixth, and so on.
const WAITS: [i64; 5] = [1, 5, 15, 30, 60];
/// The first of them.
const FIRST_WAIT: u8 = 5;
/// What no version of the app asks of a phone, so that a changed lock cannot take all its memory.
const HARDEST: Hardness = Hardness {
    memory: 262_144,
    passes: 16,
};
const VERSION: u16 = 1;
const BY_PIN: &[u8] = b"database key, by PIN";
const BY_HUB: &[u8] = b"database key, by hub";

impl Kept {
    /// Reads what was kept: 32 bytes are a key, anything else a lock.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, StorageError> {
        if let Ok(key) = <[u8; DatabaseKey::BYTES]>::try_from(bytes) {
            return Ok(Self::Bare(DatabaseKey::new(key)));
        }
        let bad = |why: &dyn std::fmt::Display| StorageError::corrupt("a lock", why);
        let lock: Lock = serde_json::from_slice(bytes).map_err(|why| bad(&why))?;
        match lock.v {
            VERSION if lock.memory <= HARDEST.memory && lock.passes <= HARDEST.passes => {
                Ok(Self::Locked(Box::new(lock)))
            }
            VERSION => Err(bad(&"it is too hard to open")),
            found => Err(StorageError::FromNewerVersion {
                found: found.into(),
                known: VERSION.into(),
            }),
        }
    }

    /// As it is kept.
    pub(crate) fn bytes(&self) -> Result<Zeroizing<Vec<u8>>, StorageError> {
        let bytes = match self {
            Self::Bare(key) => key.reveal().to_vec(),
            Self::Locked(lock) => {
                serde_json::to_vec(lock).map_err(|why| StorageError::corrupt("a lock", why))?
            }
        };
        Ok(Zeroizing::new(bytes))
    }
}

impl Lock {
    /// Locks `key` by `pin` and the device's `secret`, and for the hub of `session`.
    pub(crate) fn new(
        key: &DatabaseKey,
        pin: &Pin,
        secret: &[u8],
        session: &Session,
        hardness: Hardness,
    ) -> Result<Self, StorageError> {
        let salt = PinSalt::random().map_err(failed)?;
        let by_pin = hardness
            .key_of(pin.reveal(), salt, secret)
            .and_then(|by_pin| by_pin.seal(key.reveal(), BY_PIN))
            .map_err(failed)?;
        let mut lock = Self {
            v: VERSION,
            salt: salt.0,
            memory: hardness.memory,
            passes: hardness.passes,
            by_pin: STANDARD.encode(by_pin),
            by_hub: String::new(),
            device: session.device,
            hub: session.hub.clone(),
            wrong: 0,
            wrong_at: None,
        };
        lock.follow(key, session)?;
        Ok(lock)
    }

    /// Seals the key for the hub that `session` speaks to now.
    pub(crate) fn follow(
        &mut self,
        key: &DatabaseKey,
        session: &Session,
    ) -> Result<(), StorageError> {
        let shared = TokenDigest::of(&session.token).key_for("unlock");
        let by_hub = shared.seal(key.reveal(), BY_HUB).map_err(failed)?;
        self.by_hub = STANDARD.encode(by_hub);
        self.device = session.device;
        self.hub.clone_from(&session.hub);
        Ok(())
    }

    /// The database's key, if this is the PIN.
    pub(crate) fn open_by_pin(
        &self,
        pin: &Pin,
        secret: &[u8],
    ) -> Result<Option<DatabaseKey>, StorageError> {
        let hardness = Hardness {
            memory: self.memory,
            passes: self.passes,
        };
        let key = hardness.key_of(pin.reveal(), PinSalt(self.salt), secret);
        Ok(opened(&key.map_err(failed)?, &self.by_pin, BY_PIN))
    }

    /// The database's key, if this is what the hub shares with the device.
    pub(crate) fn open_by_hub(&self, shared: &SealingKey) -> Option<DatabaseKey> {
        opened(shared, &self.by_hub, BY_HUB)
    }

    /// What may still be tried at `now`.
    pub(crate) fn tries(&self, now: UnixMillis) -> Tries {
        let left = MOST.saturating_sub(self.wrong);
        let wait_until = self
            .wrong_at
            .map(|at| UnixMillis(at.0.saturating_add(wait_after(self.wrong))))
            .filter(|until| left > 0 && now < *until);
        Tries { left, wait_until }
    }

    /// A clock that was set back starts the wait anew: whether it was.
    pub(crate) fn set_back(&mut self, now: UnixMillis) -> bool {
        let back = self.wrong_at.is_some_and(|at| now < at);
        if back {
            self.wrong_at = Some(now);
        }
        back
    }

    /// Counts a try as wrong, before it is known whether it is; false if none may be made.
    pub(crate) fn count(&mut self, now: UnixMillis) -> bool {
        let tries = self.tries(now);
        let may = tries.left > 0 && tries.wait_until.is_none();
        if may {
            self.wrong += 1;
            self.wrong_at = Some(now);
        }
        may
    }

    /// The PIN was right.
    pub(crate) fn forgive(&mut self) {
        self.wrong = 0;
        self.wrong_at = None;
    }
}

/// Milliseconds to wait after so many wrong tries.
fn wait_after(wrong: u8) -> i64 {
    let place = wrong.checked_sub(FIRST_WAIT).map(usize::from);
    let minutes = place.and_then(|place| WAITS.get(place)).copied();
    minutes.unwrap_or_default() * 60_000
}

fn opened(key: &SealingKey, sealed: &str, about: &[u8]) -> Option<DatabaseKey> {
    let sealed = STANDARD.decode(sealed).ok()?;
    let bytes = key.open(&sealed, about)?;
    <[u8; DatabaseKey::BYTES]>::try_from(bytes.as_slice())
        .ok()
        .map(DatabaseKey::new)
}

fn failed(why: SealError) -> StorageError {
    StorageError::file("the lock", std::io::Error::other(why))
}

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{self, Credential, UnlockRequest};
use chuanmen_seal::{Hardness, SealingKey};

use super::enrol::{complete, invalid};
use crate::api::{LockView, Pin, ReplicaError, Tries};
use crate::storage::{DatabaseKey, Kept, Lock, Safe, Session, Store};
use crate::sync::Transport;

/// Without optimizations, today's hardness would take tests seconds at each try.
#[cfg(test)]
const HARDNESS: Hardness = Hardness {
    memory: 64,
    passes: 1,
};
#[cfg(not(test))]
const HARDNESS: Hardness = Hardness::TODAY;

/// Opens and locks the database, and counts who tries. While it is locked the key is nowhere.
pub(super) struct Lockbox<S> {
    safe: S,
    kept: Kept,
    /// While the database is open.
    key: Option<DatabaseKey>,
    /// It was opened by the hub.
    choose: bool,
    hardness: Hardness,
}

impl<S: Safe> Lockbox<S> {
    /// Reads what is kept; opens the database if no PIN is set.
    pub(super) async fn new(safe: S) -> Result<(Self, Option<Store>), ReplicaError> {
        let kept = Kept::read(&safe.kept().await?)?;
        let mut lockbox = Self {
            safe,
            kept,
            key: None,
            choose: false,
            hardness: HARDNESS,
        };
        let store = match &lockbox.kept {
            Kept::Bare(key) => Some(lockbox.open_with(key.clone(), false)?),
            Kept::Locked(_) => None,
        };
        Ok((lockbox, store))
    }

    /// Whether a PIN is set.
    pub(super) const fn has_pin(&self) -> bool {
        matches!(self.kept, Kept::Locked(_))
    }

    /// How it stands. A clock that was set back is noticed here.
    pub(super) async fn view(&mut self, now: UnixMillis) -> LockView {
        let Some(lock) = self.watched(now).await else {
            return LockView::default();
        };
        LockView {
            pin: true,
            locked: self.key.is_none().then(|| lock.tries(now)),
            choose: self.choose,
        }
    }

    /// What everybody is told while it is locked.
    pub(super) fn refusal(&self, now: UnixMillis) -> ReplicaError {
        ReplicaError::Locked {
            tries: self.tries(now),
        }
    }

    /// Opens the database by its PIN.
    pub(super) async fn unlock(
        &mut self,
        pin: &Pin,
        now: UnixMillis,
    ) -> Result<Store, ReplicaError> {
        let key = self.try_pin(pin, now).await?;
        self.open_with(key, false)
    }

    /// Opens the database by what only the hub can give back.
    pub(super) async fn unlock_online(
        &mut self,
        transport: &impl Transport,
        credential: Credential,
    ) -> Result<Store, ReplicaError> {
        let Kept::Locked(lock) = &self.kept else {
            return Err(invalid("pin", "none"));
        };
        let request = UnlockRequest {
            v: protocol::VERSION,
            device: lock.device,
            credential: complete(credential)?,
        };
        let response = transport.unlock(&lock.hub, &request).await?;
        let shared = STANDARD.decode(response.key).ok();
        let shared = shared.and_then(|bytes| <[u8; SealingKey::BYTES]>::try_from(bytes).ok());
        let key = shared.and_then(|shared| lock.open_by_hub(&SealingKey::new(shared)));
        let key = key.ok_or_else(|| ReplicaError::Storage {
            detail: "what the hub gave does not open the lock".to_owned(),
        })?;
        // The wrong tries stay counted until a new PIN is chosen.
        self.open_with(key, true)
    }

    /// Sets the PIN of an open database, or changes it.
    pub(super) async fn set_pin(
        &mut self,
        old: Option<Pin>,
        new: &Pin,
        session: Option<Session>,
        now: UnixMillis,
    ) -> Result<(), ReplicaError> {
        let session = session.ok_or(ReplicaError::NotEnrolled)?;
        if new.is_easy() {
            return Err(invalid("new", "easy"));
        }
        let key = self.prove(old, now).await?;
        let secret = self.safe.secret(!self.has_pin())?;
        let lock = Lock::new(&key, new, &secret, &session, self.hardness)?;
        self.keep(Kept::Locked(Box::new(lock))).await?;
        self.choose = false;
        Ok(())
    }

    /// Has nobody asked for a PIN any more.
    pub(super) async fn remove_pin(
        &mut self,
        pin: Option<Pin>,
        now: UnixMillis,
    ) -> Result<(), ReplicaError> {
        let key = self.prove(pin, now).await?;
        self.keep(Kept::Bare(key)).await?;
        self.choose = false;
        Ok(())
    }

    /// Nobody's PIN keeps a database shut that belongs to nobody.
    pub(super) async fn release(&mut self) -> Result<(), ReplicaError> {
        match &self.key {
            Some(key) if self.has_pin() => {
                let key = key.clone();
                self.choose = false;
                self.keep(Kept::Bare(key)).await
            }
            _ => Ok(()),
        }
    }

    /// The device may have been enrolled anew: the hub must be able to open it.
    pub(super) async fn follow(&mut self, session: &Session) -> Result<(), ReplicaError> {
        let (Kept::Locked(lock), Some(key)) = (&self.kept, &self.key) else {
            return Ok(());
        };
        if lock.device == session.device && lock.hub == session.hub {
            return Ok(());
        }
        let mut lock = lock.clone();
        lock.follow(key, session)?;
        self.keep(Kept::Locked(lock)).await
    }

    /// Forgets the key; the database must be closed.
    pub(super) fn lock(&mut self) {
        self.key = None;
        self.choose = false;
    }

    /// The key, for whoever may change the lock: who knows the PIN, or whom the hub let in.
    async fn prove(
        &mut self,
        pin: Option<Pin>,
        now: UnixMillis,
    ) -> Result<DatabaseKey, ReplicaError> {
        match pin {
            _ if !self.has_pin() || self.choose => self.key.clone(),
            Some(pin) => Some(self.try_pin(&pin, now).await?),
            None => return Err(invalid("old", "empty")),
        }
        .ok_or_else(|| self.refusal(now))
    }

    /// Tries a PIN. The try is counted, durably, before it is known whether it is right.
    async fn try_pin(&mut self, pin: &Pin, now: UnixMillis) -> Result<DatabaseKey, ReplicaError> {
        let Some(mut lock) = self.watched(now).await else {
            return Err(invalid("pin", "none"));
        };
        let secret = self.safe.secret(false)?;
        if !lock.count(now) {
            return Err(self.refusal(now));
        }
        self.keep(Kept::Locked(lock.clone())).await?;
        let Some(key) = lock.open_by_pin(pin, &secret)? else {
            let tries = lock.tries(now);
            return Err(ReplicaError::PinWrong { tries });
        };
        lock.forgive();
        self.keep(Kept::Locked(lock)).await?;
        Ok(key)
    }

    /// The lock, if there is one, its wait begun anew if the clock was set back.
    async fn watched(&mut self, now: UnixMillis) -> Option<Box<Lock>> {
        let Kept::Locked(lock) = &self.kept else {
            return None;
        };
        let mut lock = lock.clone();
        if lock.set_back(now) {
            // If it cannot be written, it is noticed again next time.
            let _ = self.keep(Kept::Locked(lock.clone())).await;
        }
        Some(lock)
    }

    fn tries(&self, now: UnixMillis) -> Tries {
        match &self.kept {
            Kept::Locked(lock) => lock.tries(now),
            Kept::Bare(_) => Tries {
                left: 0,
                wait_until: None,
            },
        }
    }

    async fn keep(&mut self, kept: Kept) -> Result<(), ReplicaError> {
        self.safe.keep(&kept.bytes()?).await?;
        self.kept = kept;
        Ok(())
    }

    fn open_with(&mut self, key: DatabaseKey, choose: bool) -> Result<Store, ReplicaError> {
        let store = self.safe.open(&key)?;
        self.key = Some(key);
        self.choose = choose;
        Ok(store)
    }
}

use std::cell::RefCell;
use std::time::Duration;

use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{self, ErrorCode, SyncRequest};

use super::{Exchange, Hub, Pace, Transport, TransportError};
use crate::actor::Clock;
use crate::api::{Phase, ReplicaError, Standing};
use crate::storage::{Applied, Outgoing, Session, StorageError, Store};

/// Why a run stopped before it was done. What it had applied until then stays.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The hub was not reached, or said no.
    #[error(transparent)]
    Transport(#[from] TransportError),
}

impl From<SyncError> for ReplicaError {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Storage(error) => error.into(),
            SyncError::Transport(error) => error.into(),
        }
    }
}

/// One run of synchronisation: round trips until nothing is left on either side.
///
/// The store is borrowed for moments only, never while the network is waited for: commands and
/// queries go on meanwhile.
#[derive(Debug)]
pub struct Run<'e, T, C> {
    /// This device's data.
    pub store: &'e RefCell<Store>,
    /// The way to the hub.
    pub transport: &'e T,
    /// What time it is.
    pub clock: &'e C,
    /// How much to say at once; learned from run to run.
    pub pace: &'e RefCell<Pace>,
    /// Whether fresh saves, which could still be undone, go as well.
    pub all: bool,
}

/// What one round trip carries.
struct Letter {
    hub: Hub,
    request: SyncRequest,
    outgoing: Vec<Outgoing>,
}

/// What came back, and when.
struct Reply {
    exchange: Exchange,
    /// What the wall clock said halfway between question and answer.
    wall: UnixMillis,
}

impl<T: Transport, C: Clock> Run<'_, T, C> {
    /// Synchronises, and calls `told` after each step that was applied.
    ///
    /// # Errors
    /// The first thing that failed. The next run goes on where this one stopped.
    pub async fn to_the_end(&self, told: impl Fn(&Applied)) -> Result<(), SyncError> {
        let mut received = 0;
        self.show(Phase::Syncing {
            received,
            remaining: 0,
        });
        let mut idle = 0;
        loop {
            let letter = self.gather()?;
            let reply = match self.exchange(&letter).await {
                Err(error) if letter.may_be_at_fault(&error) => {
                    self.look_for_the_unreadable(letter, error, &told).await?;
                    continue;
                }
                reply => reply?,
            };
            let applied = self.apply(&letter, &reply)?;
            received += applied.received;
            self.show(Phase::Syncing {
                received,
                remaining: applied.remaining,
            });
            told(&applied);
            if !applied.more && !self.has_more_to_send()? {
                return Ok(());
            }
            // A hub that says "more" and gives nothing would keep us here for ever.
            idle = if applied.progressed() { 0 } else { idle + 1 };
            if idle > 2 {
                let message = "the hub promises more and gives nothing".to_owned();
                return Err(TransportError::Hub {
                    code: ErrorCode::Internal,
                    message,
                }
                .into());
            }
        }
    }

    /// How far this device has got, and the oldest of what it has saved since.
    fn gather(&self) -> Result<Letter, StorageError> {
        let pace = self.pace.borrow();
        let mut store = self.store.borrow_mut();
        let outgoing = store.outgoing(pace.push(), self.all, self.clock.wall())?;
        let session = store.session().ok_or(StorageError::NotEnrolled)?;
        let push = outgoing.iter().map(|one| one.transaction.clone());
        Ok(Letter {
            hub: Hub::of(session),
            request: SyncRequest {
                v: protocol::VERSION,
                app: env!("CARGO_PKG_VERSION").to_owned(),
                replica: session.replica,
                epoch: store.epoch(),
                cursors: store.cursors()?,
                push: push.collect(),
                take: pace.take(),
            },
            outgoing,
        })
    }

    async fn exchange(&self, letter: &Letter) -> Result<Reply, SyncError> {
        let (began, wall) = (self.clock.elapsed(), self.clock.wall());
        let answer = self.transport.sync(&letter.hub, &letter.request).await;
        let took = self.clock.elapsed().saturating_sub(began);
        self.learn(&answer, took)?;
        Ok(Reply {
            exchange: answer?,
            wall: wall.plus(i64::try_from(took.as_millis() / 2).unwrap_or_default()),
        })
    }

    /// What an answer says of the line, and of whether the hub still takes what we send.
    fn learn(
        &self,
        answer: &Result<Exchange, TransportError>,
        took: Duration,
    ) -> Result<(), StorageError> {
        let standing = match answer {
            Ok(exchange) => {
                self.pace.borrow_mut().went_well(exchange.sent, took);
                Standing::Good
            }
            Err(TransportError::Hub { code, .. }) => match code {
                ErrorCode::DeviceRevoked | ErrorCode::Unauthorized => Standing::Revoked,
                ErrorCode::UnsupportedVersion => Standing::UpgradeNeeded,
                _ => return Ok(()),
            },
            Err(_) => {
                self.pace.borrow_mut().went_badly();
                return Ok(());
            }
        };
        self.store.borrow_mut().set_standing(standing)
    }

    fn apply(&self, letter: &Letter, reply: &Reply) -> Result<Applied, SyncError> {
        let mut store = self.store.borrow_mut();
        // Somebody else may have enrolled meanwhile: what is the last person's is not theirs.
        let same = |session: &Session| session.token == letter.hub.token;
        if !store.session().is_some_and(same) {
            let why = "answered to a session that has ended".to_owned();
            return Err(TransportError::Offline(why).into());
        }
        Ok(store.apply(&letter.outgoing, &reply.exchange.response, reply.wall)?)
    }

    fn has_more_to_send(&self) -> Result<bool, StorageError> {
        self.store
            .borrow()
            .has_outgoing(self.all, self.clock.wall())
    }

    /// The hub cannot read a request: find the transaction that makes it so, by halves, and set
    /// that one aside once the same request without it is seen to work.
    async fn look_for_the_unreadable(
        &self,
        mut letter: Letter,
        error: SyncError,
        told: &impl Fn(&Applied),
    ) -> Result<(), SyncError> {
        if letter.outgoing.len() > 1 {
            self.pace.borrow_mut().narrow(letter.outgoing.len());
            return Ok(());
        }
        let suspects = std::mem::take(&mut letter.outgoing);
        letter.request.push.clear();
        let reply = match self.exchange(&letter).await {
            Err(SyncError::Transport(TransportError::Hub { .. })) => return Err(error),
            reply => reply?,
        };
        let mut applied = self.apply(&letter, &reply)?;
        if let SyncError::Transport(TransportError::Hub { code, .. }) = &error {
            for suspect in &suspects {
                let wall = self.clock.wall();
                self.store.borrow_mut().set_aside(suspect, code, wall)?;
                applied.answered += 1;
            }
        }
        told(&applied);
        Ok(())
    }

    fn show(&self, phase: Phase) {
        self.store.borrow_mut().set_phase(phase);
    }
}

impl Letter {
    /// Whether what failed may be one of the transactions rather than the rest of the request.
    fn may_be_at_fault(&self, error: &SyncError) -> bool {
        let unreadable = matches!(
            error,
            SyncError::Transport(TransportError::Hub {
                code: ErrorCode::BadRequest | ErrorCode::TooLarge,
                ..
            })
        );
        unreadable && !self.outgoing.is_empty()
    }
}

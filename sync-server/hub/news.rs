//! What reports are made of has changed: said within the hub, to whoever keeps a report open.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chuanmen_core::domain::{DeviceId, Role};
use tokio::sync::watch;

use super::{Hub, HubError, Session};
use crate::auth::oversees;
use crate::store::CommunityKey;

/// Listeners in all: each costs a connection and a look every few seconds.
const LISTENERS: usize = 256;

/// Listeners of one device: the one that is open, and some whose end was not noticed yet.
const OF_A_DEVICE: usize = 4;

/// How often each community changed since the hub started. Nothing of what.
pub(super) type Counts = BTreeMap<CommunityKey, u64>;

/// Passes on that something was committed.
#[derive(Debug, Default)]
pub(super) struct News {
    counts: watch::Sender<Counts>,
    listening: Arc<Mutex<BTreeMap<DeviceId, usize>>>,
}

impl News {
    /// Follows what is committed, anywhere.
    pub(super) fn watch(&self) -> watch::Receiver<Counts> {
        self.counts.subscribe()
    }

    /// Something of a community was committed.
    pub(super) fn tell(&self, community: CommunityKey) {
        self.counts.send_modify(|counts| {
            let count = counts.entry(community).or_default();
            *count = count.wrapping_add(1);
        });
    }
}

/// Somebody who waits for changes of what they may see; their place is free again when dropped.
#[derive(Debug)]
pub struct Listener {
    session: Session,
    counts: watch::Receiver<Counts>,
    /// What was seen of the communities watched.
    seen: Counts,
    _place: Place,
}

impl Listener {
    /// Resolves when something was committed anywhere; false if the hub is gone.
    pub(crate) async fn wakes(&mut self) -> bool {
        self.counts.changed().await.is_ok()
    }

    /// Whether one of these communities changed since it was last asked.
    pub(crate) fn is_news(&mut self, communities: &BTreeSet<CommunityKey>) -> bool {
        let counts = self.counts.borrow_and_update();
        let count = |community| (community, counts.get(&community).copied().unwrap_or(0));
        let now: Counts = communities.iter().copied().map(count).collect();
        let news = now
            .iter()
            .any(|(community, count)| self.seen.get(community).copied().unwrap_or(0) != *count);
        drop(counts);
        self.seen = now;
        news
    }

    /// Who listens.
    pub(crate) const fn session(&self) -> Session {
        self.session
    }
}

/// One of the places for listeners.
#[derive(Debug)]
struct Place {
    device: DeviceId,
    of: Arc<Mutex<BTreeMap<DeviceId, usize>>>,
}

impl Place {
    fn take(of: &Arc<Mutex<BTreeMap<DeviceId, usize>>>, device: DeviceId) -> Option<Self> {
        let mut listening = lock(of);
        let own = listening.get(&device).copied().unwrap_or(0);
        if own >= OF_A_DEVICE || listening.values().sum::<usize>() >= LISTENERS {
            return None;
        }
        listening.insert(device, own + 1);
        drop(listening);
        let of = Arc::clone(of);
        Some(Self { device, of })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut listening = lock(&self.of);
        match listening.get_mut(&self.device) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(listening.remove(&self.device)),
        }
    }
}

/// A count is right whoever panicked beside it.
fn lock(of: &Mutex<BTreeMap<DeviceId, usize>>) -> MutexGuard<'_, BTreeMap<DeviceId, usize>> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    /// Has a supervisor's device listen; none if there are too many listeners already.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for whoever supervises nothing; or the store's.
    pub fn listen(&self, session: &Session) -> Result<Option<Listener>, HubError> {
        // Before the look: a change in between is told once too often rather than not at all.
        let counts = self.news.watch();
        let communities = self.supervised(session)?;
        let place = Place::take(&self.news.listening, session.device);
        Ok(place.map(|place| {
            let mut listener = Listener {
                session: *session,
                counts,
                seen: Counts::new(),
                _place: place,
            };
            let _ = listener.is_news(&communities);
            listener
        }))
    }

    /// The communities whose reports a device may read, as things stand.
    ///
    /// # Errors
    /// [`HubError::DeviceRevoked`]; [`HubError::NotGranted`] if there are none; or the store's.
    pub fn supervised(&self, session: &Session) -> Result<BTreeSet<CommunityKey>, HubError> {
        let read = self.store.read()?;
        let devices = read.devices(session.community)?;
        let mut own = devices.iter().filter(|row| row.id == session.device);
        if own.next().is_none_or(|row| row.revoked_at.is_some()) {
            return Err(HubError::DeviceRevoked);
        }
        let grants = read.grants(session.community, session.account)?;
        let mut supervised = BTreeSet::new();
        for (community, area) in read.communities()? {
            for grant in &grants {
                let home = community == session.community
                    && grant.role == Role::CommunitySupervisor
                    && grant.area == area;
                if home || oversees(&*read, grant, community, area)? {
                    supervised.insert(community);
                }
            }
        }
        if supervised.is_empty() {
            return Err(HubError::NotGranted);
        }
        Ok(supervised)
    }

    /// How many listen.
    pub(crate) fn listeners(&self) -> usize {
        lock(&self.news.listening).values().sum()
    }
}

//! What a revoked device had saved and not sent: it delivers it once more, here, and a supervisor
//! says what is to become of it.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{Access, BlobHash, DeviceId, blobs_named};
use chuanmen_core::merge::{RecordId, TransactionId};
use chuanmen_core::protocol::{
    Answer, BlobHeld, BlobPart, BundleHeader, DecisionRequest, DecisionResponse, Deed, Leavings,
    LeftBehind, QuarantineResponse, RefusalCode, Transaction, VERSION, limits,
};

use super::audit::{catalogues, note, note_catalogues};
use super::blobs::{held, take_part};
use super::bundle::opened;
use super::oversight::oversight;
use super::push::{Arrival, Sender, push};
use super::session::session_of;
use super::{BlobFault, BundleFault, Hub, HubError, Session};
use crate::auth::Token;
use crate::store::{
    CommunityKey, Decision, DeviceRow, Outcome, QuarantineRow, ReadTxn, StoreError, Verdict,
    WriteTxn,
};

/// How many saves of one device are kept: what a phone saves in years.
const MOST: u64 = 50_000;

/// A revoked device, which may do nothing but leave what it has.
#[derive(Debug, Clone)]
pub struct Leaver(DeviceRow);

impl Leaver {
    /// Which device.
    #[must_use]
    pub const fn device(&self) -> DeviceId {
        self.0.id
    }
}

impl Hub {
    /// Whose token this is, of a revoked device.
    ///
    /// # Errors
    /// [`HubError::Unauthorized`], [`HubError::NotGranted`] to a device that may sync, or the
    /// store's.
    pub fn leaver(&self, token: &Token) -> Result<Leaver, HubError> {
        let device = self.store.read()?.device_by_token(token.digest())?;
        let device = device.ok_or(HubError::Unauthorized)?;
        match device.revoked_at {
            Some(_) => Ok(Leaver(device)),
            None => Err(HubError::NotGranted),
        }
    }

    /// Keeps what a revoked device delivers, sealed as a bundle is. The same again changes nothing.
    ///
    /// # Errors
    /// [`HubError::Bundle`], [`HubError::TooLarge`], or the store's.
    pub fn leave_behind(&self, leaver: &Leaver, file: &[u8]) -> Result<LeftBehind, HubError> {
        let device = &leaver.0;
        let (header, sealed) = BundleHeader::read(file).map_err(BundleFault::from)?;
        if header.device != device.id {
            return Err(BundleFault::Unknown.into());
        }
        let saves = opened(device, header, sealed)?.push;
        if saves.len() > limits::TRANSACTIONS {
            return Err(BundleFault::TooLarge.into());
        }
        let now = self.now();
        let mut txn = self.store.write()?;
        let there = txn
            .as_read()
            .count_quarantined(device.community, device.id)?;
        if there.saturating_add(saves.len() as u64) > MOST {
            return Err(HubError::TooLarge("saves of one device"));
        }
        let ids = saves.iter().map(|save| save.id).collect();
        let known = txn.as_read().answers(device.community, &ids)?;
        let known = known
            .into_iter()
            .filter(|row| matches!(row.outcome, Outcome::Accepted { .. }));
        let known: BTreeSet<_> = known.map(|row| row.id).collect();
        let mut left = LeftBehind {
            kept: 0,
            already: 0,
        };
        for save in saves {
            if known.contains(&save.id) {
                left.already += 1;
                continue;
            }
            left.kept += 1;
            let body = serde_json::to_string(&save);
            let body = body.map_err(|why| StoreError::unreadable("a save", why))?;
            let named = save
                .patches
                .iter()
                .flat_map(|patch| blobs_named(&patch.set));
            let row = QuarantineRow {
                id: save.id,
                device: device.id,
                arrived_at: now,
                body,
                blobs: named.collect(),
            };
            txn.put_quarantined(device.community, &row)?;
        }
        txn.commit()?;
        let (kept, already) = (left.kept, left.already);
        tracing::info!(device = %device.id, kept, already, "a revoked device left its unsent work");
        Ok(left)
    }

    /// Takes a part of a photo that a save in quarantine or a record names, as [`Hub::put_blob_part`] does.
    ///
    /// # Errors
    /// [`BlobFault::Unknown`], [`BlobFault::Broken`], or the store's.
    pub fn leave_blob_part(
        &self,
        leaver: &Leaver,
        hash: BlobHash,
        part: BlobPart,
        bytes: &[u8],
    ) -> Result<BlobHeld, HubError> {
        self.left_blob(leaver, hash)?;
        let mut txn = self.store.write()?;
        let whose = (leaver.0.community, leaver.0.id);
        let taken = take_part(&mut *txn, whose, hash, (part, bytes), self.now())?;
        txn.commit()?;
        Ok(taken?)
    }

    /// How much of such a photo is here.
    ///
    /// # Errors
    /// [`BlobFault::Unknown`], or the store's.
    pub fn left_blob(&self, leaver: &Leaver, hash: BlobHash) -> Result<BlobHeld, HubError> {
        let read = self.store.read()?;
        let (community, device) = (leaver.0.community, leaver.0.id);
        // A visit that it sent in time may still wait for its photos. The hash says which bytes
        // they are: nobody can leave others.
        let named = read.is_left_behind(community, device, hash)?
            || !read.blob_scopes(community, hash)?.is_empty();
        if !named {
            return Err(BlobFault::Unknown.into());
        }
        held(&*read, (community, device), hash)
    }

    /// What revoked devices of the supervisor's own community left behind.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] to everybody else, or the store's.
    pub fn quarantine(&self, session: &Session) -> Result<QuarantineResponse, HubError> {
        let read = self.store.read()?;
        supervises(&*read, session)?;
        let mut saves: BTreeMap<DeviceId, Vec<QuarantineRow>> = BTreeMap::new();
        for row in read.quarantine(session.community)? {
            saves.entry(row.device).or_default().push(row);
        }
        let names = read.accounts(session.community)?;
        let names: BTreeMap<_, _> = names.into_iter().map(|row| (row.id, row.name)).collect();
        let mut left = Vec::new();
        for device in read.devices(session.community)? {
            if let (Some(rows), Some(revoked_at)) = (saves.remove(&device.id), device.revoked_at) {
                left.push(Leavings {
                    name: names.get(&device.account).cloned().unwrap_or_default(),
                    device: device.id,
                    device_name: device.name,
                    account: device.account,
                    revoked_at,
                    arrived_at: rows
                        .iter()
                        .map(|row| row.arrived_at)
                        .max()
                        .unwrap_or_default(),
                    saves: rows.iter().map(read_save).collect::<Result<_, _>>()?,
                });
            }
        }
        left.sort_by_key(|of| (std::cmp::Reverse(of.arrived_at), of.device));
        Ok(QuarantineResponse {
            time: self.now(),
            left,
        })
    }

    /// Takes saves out of quarantine as if the device had sent them in time, or throws them away.
    /// What was decided on before is passed over.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] to who does not supervise the community,
    /// [`HubError::UnsupportedVersion`], [`HubError::TooLarge`], or the store's.
    pub fn decide(
        &self,
        session: &Session,
        request: DecisionRequest,
    ) -> Result<DecisionResponse, HubError> {
        if request.v != VERSION {
            return Err(HubError::UnsupportedVersion(request.v.into()));
        }
        if request.transactions.len() > limits::TRANSACTIONS {
            return Err(HubError::TooLarge("transactions"));
        }
        let now = self.now();
        let mut txn = self.store.write()?;
        supervises(txn.as_read(), session)?;
        let community = session.community;
        let devices = txn.as_read().devices(community)?;
        let device = devices.into_iter().find(|row| row.id == request.device);
        let device = device.ok_or(HubError::NotGranted)?;
        let asked: BTreeSet<_> = request.transactions.into_iter().collect();
        let rows = txn.as_read().quarantine(community)?.into_iter();
        let rows = rows.filter(|row| row.device == device.id && asked.contains(&row.id));
        let saves = rows
            .map(|row| read_save(&row))
            .collect::<Result<Vec<_>, _>>()?;
        let mut done = DecisionResponse {
            taken: 0,
            dropped: 0,
            refused: Vec::new(),
        };
        let mut settled = Vec::new();
        if request.take {
            for (id, refused) in self.take_left(&mut *txn, session, &device, saves)? {
                match refused {
                    None => settled.push(id),
                    Some(code) => done.refused.push((id, code)),
                }
            }
            done.taken = count(&settled);
        } else {
            settled = saves.into_iter().map(|save| save.id).collect();
            done.dropped = count(&settled);
        }
        let decision = Decision {
            verdict: if request.take {
                Verdict::Taken
            } else {
                Verdict::Dropped
            },
            by: session.account,
            at: now,
        };
        for id in &settled {
            txn.decide(community, (device.id, *id), decision)?;
        }
        note_decision(&mut *txn, session, &device, decision, settled.len())?;
        txn.commit()?;
        self.news.tell(community);
        let (taken, dropped, refused) = (done.taken, done.dropped, done.refused.len());
        tracing::info!(by = %session.account, device = %device.id, taken, dropped, refused, "quarantine decided");
        Ok(done)
    }

    /// What the hub answers to saves as if their device sent them now; a code for those that it
    /// will not have.
    fn take_left(
        &self,
        txn: &mut dyn WriteTxn,
        decider: &Session,
        device: &DeviceRow,
        saves: Vec<Transaction>,
    ) -> Result<Vec<(TransactionId, Option<RefusalCode>)>, HubError> {
        let now = self.now();
        let theirs = session_of(txn.as_read(), device)?;
        let mut holdings = theirs.holdings(txn.as_read())?;
        if holdings.is_empty() {
            // Who left may hold nothing any more: then whoever takes it answers for it, and takes
            // no more than calls at doors bring.
            holdings = decider.holdings(txn.as_read())?.as_of_a_grid_member();
        }
        let sender = Sender::Device {
            account: theirs.account,
            replica: theirs.replica,
            holdings,
        };
        let ids: Vec<_> = saves.iter().map(|save| save.id).collect();
        let catalogues = catalogues(&saves);
        let arrivals = saves.into_iter().map(|transaction| Arrival {
            at: now,
            transaction,
        });
        let answered = push(txn, device.community, &sender, arrivals.collect(), now)?;
        note_catalogues(txn, &theirs, now, &catalogues, &answered)?;
        let codes = answered.into_iter().map(|answered| match answered.answer {
            Answer::Accepted { .. } => None,
            Answer::Refused { code, .. } => Some(code),
        });
        Ok(ids.into_iter().zip(codes).collect())
    }
}

/// Notes a supervisor's word on some of what a device left, if there was any to be said.
fn note_decision(
    txn: &mut dyn WriteTxn,
    session: &Session,
    device: &DeviceRow,
    decision: Decision,
    saves: usize,
) -> Result<(), StoreError> {
    let deed = match decision.verdict {
        Verdict::Taken => Deed::LeavingsTaken,
        Verdict::Dropped => Deed::LeavingsDropped,
        Verdict::Erased => return Ok(()),
    };
    if saves == 0 {
        return Ok(());
    }
    let owner = txn.as_read().account(device.community, device.account)?;
    let owner = owner.map(|owner| owner.name).unwrap_or_default();
    let about = format!("{owner} · {} · {saves} 条记录", device.name);
    let doer = (session.into(), decision.at);
    let subject = Some(device.account.into());
    note(txn, session.community, doer, deed, about, subject)
}

fn count<T>(of: &[T]) -> u32 {
    u32::try_from(of.len()).unwrap_or(u32::MAX)
}

fn read_save(row: &QuarantineRow) -> Result<Transaction, StoreError> {
    serde_json::from_str(&row.body).map_err(|why| StoreError::unreadable("body", why))
}

fn supervises(read: &dyn ReadTxn, session: &Session) -> Result<(), HubError> {
    let access = oversight(read, session, session.community, session.area)?;
    if access == Some(Access::Write) {
        Ok(())
    } else {
        Err(HubError::NotGranted)
    }
}

/// Forgets what in quarantine is about records that were erased.
pub(super) fn erase(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    erased: &BTreeSet<RecordId>,
    decision: Decision,
) -> Result<(), StoreError> {
    for row in txn.as_read().quarantine(community)? {
        if erased.iter().any(|id| row.body.contains(&id.to_string())) {
            txn.decide(community, (row.device, row.id), decision)?;
        }
    }
    Ok(())
}

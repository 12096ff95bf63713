use std::pin::pin;
use std::time::Duration;

use chuanmen_core::domain::{BlobHash, VisitId};
use chuanmen_core::protocol::{BlobPart, ErrorCode, limits};
use futures_util::future::select;

use super::{Clock, Engine};
use crate::api::{Notice, Outcome, PhotoLine, ReplicaError};
use crate::storage::NextBlob;
use crate::sync::{Hub, LineKind, SyncError, Transport, TransportError};

impl<T: Transport, C: Clock> Engine<T, C> {
    /// Sends photos when it is time to; never ends. Apart from the synchronisation, which it never
    /// holds up: one small part at a time, and none while text is on its way.
    pub(super) async fn keep_photos_moving(&self) {
        loop {
            let pause = self.errands.borrow().pause(self.clock.elapsed());
            match pause {
                Some(pause) if pause.is_zero() => {
                    let done = self.send_photos().await;
                    let (now, luck) = (self.clock.elapsed(), super::engine::luck());
                    let mut errands = self.errands.borrow_mut();
                    match done {
                        Ok(()) => errands.rest(),
                        Err(_) => errands.failed(now, true, luck),
                    }
                }
                Some(pause) => {
                    let sleep = pin!(self.clock.sleep(pause));
                    let rings = pin!(self.photo_bell.rings());
                    let _ = select(sleep, rings).await;
                }
                None => self.photo_bell.rings().await,
            }
        }
    }

    /// There may be photos to send.
    pub(super) fn wake_photos(&self) {
        self.errands.borrow_mut().woken(self.clock.elapsed());
        self.photo_bell.ring();
    }

    /// Sends the photos whose visits the hub has, part by part, as far as the line and its owner
    /// let it; and forgets those that need not be here any more.
    ///
    /// # Errors
    /// Why it stopped before it was done; it goes on there.
    pub async fn send_photos(&self) -> Result<(), SyncError> {
        self.store.borrow_mut().prune_blobs(self.clock.wall())?;
        let mut stride = Stride::default();
        loop {
            // Text in flight goes first.
            drop(self.running.lock().await);
            let (hub, next) = {
                let store = self.store.borrow();
                (store.session().map(Hub::of), store.next_blob()?)
            };
            let (Some(hub), Some(next), true) = (hub, next, self.may_send_photos()?) else {
                return Ok(());
            };
            self.send_part(&hub, next, &mut stride).await?;
        }
    }

    fn may_send_photos(&self) -> Result<bool, SyncError> {
        let line = self.store.borrow().preference()?.photos;
        Ok(match line {
            PhotoLine::Any => true,
            PhotoLine::WifiOnly => self.transport.line() != LineKind::Metered,
        })
    }

    async fn send_part(
        &self,
        hub: &Hub,
        next: NextBlob,
        stride: &mut Stride,
    ) -> Result<(), SyncError> {
        let NextBlob { hash, sent, length } = next;
        let part = BlobPart::of(sent, stride.bytes, length);
        let part = part.or_else(|| BlobPart::of(0, stride.bytes, length));
        let bytes = self.store.borrow().blob(hash)?.unwrap_or_default();
        let bytes = part.and_then(|part| Some((part, part.cut(&bytes)?.to_vec())));
        let Some((part, bytes)) = bytes else {
            // Too large for this protocol, though nothing here makes such.
            self.store
                .borrow_mut()
                .blob_refused(hash, &ErrorCode::TooLarge)?;
            return Ok(());
        };
        let began = self.clock.elapsed();
        let answer = self.transport.put_blob(hub, hash, part, bytes).await;
        stride.went(answer.is_ok(), self.clock.elapsed().saturating_sub(began));
        let mut store = self.store.borrow_mut();
        match answer {
            Ok(held) if held.complete => store.blob_held(hash, held, self.clock.wall())?,
            Ok(held) if held.held != part.start() && held.held < length => {
                store.blob_held(hash, held, self.clock.wall())?;
                return Ok(());
            }
            Ok(_) => {
                let why = "it takes a part and does not have it".to_owned();
                return Err(TransportError::NoHub(why).into());
            }
            Err(TransportError::Hub {
                code: ErrorCode::BlobBroken,
                ..
            }) => store.blob_broken(hash)?,
            Err(TransportError::Hub { code, .. }) if is_final(&code) => {
                store.blob_refused(hash, &code)?;
            }
            Err(error) => return Err(error.into()),
        }
        drop(store);
        self.tell(&Notice::Changed);
        Ok(())
    }

    /// Has what the hub refused try once more.
    pub(super) fn send_photos_again(&self) -> Result<Outcome, ReplicaError> {
        self.store.borrow_mut().blobs_again()?;
        self.wake_photos();
        self.tell(&Notice::Changed);
        Ok(Outcome::Done)
    }

    /// Gets a picture of a visit from the hub, unless it is here.
    pub(super) async fn fetch_picture(
        &self,
        visit: VisitId,
        hash: BlobHash,
        small: bool,
    ) -> Result<Outcome, ReplicaError> {
        if self.store.borrow().blob(hash)?.is_some() {
            return Ok(Outcome::Done);
        }
        let hub = self.hub()?;
        let (mut bytes, mut stride) = (Vec::new(), Stride::default());
        loop {
            let began = self.clock.elapsed();
            let got = self
                .transport
                .blob(&hub, hash, bytes.len(), stride.bytes)
                .await;
            stride.went(got.is_ok(), self.clock.elapsed().saturating_sub(began));
            let got = got?;
            if got.bytes.is_empty() {
                break;
            }
            bytes.extend_from_slice(&got.bytes);
            if bytes.len() >= got.total || bytes.len() > limits::BLOB_BYTES {
                break;
            }
        }
        // A café's login page is no photo.
        if BlobHash::of(&bytes) != hash {
            return Err(ReplicaError::Offline);
        }
        let wall = self.clock.wall();
        self.store
            .borrow_mut()
            .keep_fetched(visit.into(), &bytes, small, wall)?;
        Ok(Outcome::Done)
    }
}

/// How much of a photo to send or ask for at once: as much as takes a few seconds.
#[derive(Debug)]
struct Stride {
    bytes: usize,
}

impl Default for Stride {
    fn default() -> Self {
        Self { bytes: Self::LEAST }
    }
}

impl Stride {
    /// 16 KiB take 6.5 s at 20 kbit/s: as long as a text may have to wait for one.
    const LEAST: usize = 16 * 1024;
    const MOST: usize = limits::BLOB_PART_BYTES;
    const SHORT: Duration = Duration::from_secs(2);

    fn went(&mut self, well: bool, took: Duration) {
        self.bytes = if well && took < Self::SHORT {
            (self.bytes * 2).min(Self::MOST)
        } else {
            Self::LEAST
        };
    }
}

/// Whether trying again by itself would give the same answer. An elder hub that knows no photos
/// (`not_found`) may be a newer one tomorrow.
const fn is_final(code: &ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::BadRequest
            | ErrorCode::TooLarge
            | ErrorCode::NotGranted
            | ErrorCode::BlobUnknown
            | ErrorCode::UnsupportedMedia
    )
}

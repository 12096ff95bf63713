//! Unsent work as a file: made here for somebody to carry, or somebody else's to be carried.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::protocol::{BundleContent, BundleError, BundleHeader, BundleId, limits};
use chuanmen_seal::{SealingKey, TokenDigest};
use chuanmen_wire::{Codec, Effort};

use super::desk::Desk;
use crate::api::{FileBytes, Outcome, ReplicaError};
use crate::storage::{Outgoing, Session};

/// JSON to try first; what does not pack well enough is halved.
const MOST: usize = limits::DECODED_BYTES - 1024 * 1024;

/// Makes a file of what waits, the oldest first, as much as fits. From now on it counts as sent:
/// it may reach the hub, so it can neither be undone nor changed.
pub(super) fn export(desk: &mut Desk<'_>) -> Result<Outcome, ReplicaError> {
    let waiting = desk.store.unsent()?;
    let made = made(desk)?;
    let (bytes, saves) = made.ok_or_else(|| invalid("nothing"))?;
    let saves = u32::try_from(saves.len()).unwrap_or(u32::MAX);
    let date = desk.today().strftime("%Y-%m-%d");
    let name = session(desk)?.name.chars();
    let name: String = name.filter(|c| c.is_alphanumeric()).collect();
    Ok(Outcome::Bundle {
        file: FileBytes {
            name: format!("串门-未上传-{name}-{date}.cmb"),
            media_type: "application/octet-stream".to_owned(),
            base64: BASE64_STANDARD.encode(bytes),
        },
        saves,
        left: waiting.saturating_sub(saves),
    })
}

/// A file, and the saves in it.
pub(crate) type Made = (Vec<u8>, Vec<Outgoing>);

/// A bundle of what waits, and which saves are in it; none if nothing waits.
pub(super) fn made(desk: &mut Desk<'_>) -> Result<Option<Made>, ReplicaError> {
    let header = BundleHeader {
        codec: Codec::newest().number(),
        id: BundleId(desk.fresh_id()),
        device: session(desk)?.device,
        made_at: desk.now(),
    };
    let mut room = MOST;
    loop {
        let most = (room, limits::TRANSACTIONS);
        let outgoing = desk.store.outgoing(most, true, desk.wall)?;
        if outgoing.is_empty() {
            return Ok(None);
        }
        let bytes = sealed(session(desk)?, header, &outgoing)?;
        if bytes.len() <= limits::BODY_BYTES {
            return Ok(Some((bytes, outgoing)));
        }
        if outgoing.len() == 1 {
            return Err(invalid("too_large"));
        }
        room /= 2;
    }
}

fn session<'d>(desk: &'d Desk<'_>) -> Result<&'d Session, ReplicaError> {
    desk.store.session().ok_or(ReplicaError::NotEnrolled)
}

fn sealed(
    session: &Session,
    header: BundleHeader,
    outgoing: &[Outgoing],
) -> Result<Vec<u8>, ReplicaError> {
    let content = BundleContent {
        app: env!("CARGO_PKG_VERSION").to_owned(),
        push: outgoing.iter().map(|one| one.transaction.clone()).collect(),
    };
    let failed = |why: &dyn ToString| ReplicaError::Storage {
        detail: why.to_string(),
    };
    let json = serde_json::to_vec(&content).map_err(|why| failed(&why))?;
    let packed = Codec::newest().pack(&json, Effort::of(json.len(), false));
    let packed = packed.map_err(|why| failed(&why))?;
    let about = header.to_bytes();
    let sealed = key(session).seal(&packed, &about);
    Ok([&about[..], &sealed.map_err(|why| failed(&why))?].concat())
}

fn key(session: &Session) -> SealingKey {
    TokenDigest::of(&session.token).key_for(BundleHeader::PURPOSE)
}

/// Keeps somebody else's file until the hub has it.
pub(super) fn take_in(
    desk: &mut Desk<'_>,
    name: &str,
    base64: &str,
) -> Result<Outcome, ReplicaError> {
    let own = session(desk)?.device;
    if base64.is_empty() {
        return Err(invalid("form"));
    }
    if base64.len() / 4 > limits::BODY_BYTES / 3 + 1 {
        return Err(invalid("too_large"));
    }
    let file = BASE64_STANDARD.decode(base64);
    let file = file.map_err(|_| invalid("form"))?;
    let (header, _) = BundleHeader::read(&file).map_err(|error| match error {
        BundleError::NoBundle => invalid("form"),
        BundleError::Cut => invalid("cut"),
        BundleError::Newer(_) => invalid("newer"),
        BundleError::TooLarge => invalid("too_large"),
    })?;
    if header.device == own {
        return Err(invalid("own"));
    }
    desk.store.carry(header.id, name, &file, desk.wall)?;
    Ok(Outcome::Done)
}

/// Forgets somebody else's file.
pub(super) fn drop(desk: &mut Desk<'_>, id: BundleId) -> Result<Outcome, ReplicaError> {
    if desk.store.drop_carried(id)? {
        Ok(Outcome::Done)
    } else {
        Err(ReplicaError::NotFound)
    }
}

fn invalid(problem: &str) -> ReplicaError {
    ReplicaError::Invalid {
        field: "bundle".to_owned(),
        problem: problem.to_owned(),
    }
}

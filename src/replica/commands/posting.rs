use chuanmen_core::domain::{Event, FieldsBuilder, Kind, PostingId, Scope, WishStep};
use chuanmen_core::merge::EventId;

use super::desk::Desk;
use super::typed::text;
use crate::api::{Outcome, ReplicaError, Summary};
use crate::queries::postings::offers;
use crate::storage::Save;

/// Asks for a step about a published wish: it stands in one's own scope, and the hub takes it into
/// the wish's life in the order in which it hears of it.
pub(super) fn take_step(
    desk: &mut Desk<'_>,
    posting: PostingId,
    step: &WishStep,
    note: &str,
) -> Result<Outcome, ReplicaError> {
    let account = desk.account()?;
    let offer = offers(desk.store)?.remove(&posting);
    let offer = offer.ok_or(ReplicaError::NotFound)?;
    if !offer.next(desk.store, desk.now()).contains(step) {
        return Err(ReplicaError::StepNotPossible);
    }
    let event = Event {
        id: EventId(desk.fresh_id()),
        kind: Kind::Posting,
        subject: posting.into(),
        step: step.as_str().into(),
        fields: FieldsBuilder::new()
            .text("note", &text("note", note)?)
            .build(),
    };
    desk.save(Save {
        scope: Scope::Account(account),
        patches: Vec::new(),
        events: vec![event],
        summary: Summary {
            subject: offer.text().unwrap_or_default().to_owned(),
            wish_steps: vec![step.as_str().to_owned()],
            ..Summary::default()
        },
        draft: None,
    })
}

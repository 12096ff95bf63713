use chuanmen_core::domain::{
    Booking, BookingId, BookingState, FieldsBuilder, HealthSession, HealthSessionId, Kind,
    ResidentId,
};
use chuanmen_core::merge::Patch;

use super::{save, whose};
use crate::api::{Outcome, ReplicaError};
use crate::commands::desk::Desk;
use crate::commands::typed::invalid;
use crate::queries::health_of;

/// Books a place. More may book than there are seats: the first have them, the others wait.
pub(in crate::commands) fn book(
    desk: &mut Desk<'_>,
    session: HealthSessionId,
    resident: ResidentId,
) -> Result<Outcome, ReplicaError> {
    let (scope, who) = whose(desk, resident)?;
    let found = desk.store.find(session.into())?;
    let found = found.filter(|(_, record)| record.kind == Kind::HealthSession);
    let known = found.and_then(|(_, record)| HealthSession::read(&record));
    let known = known.ok_or(ReplicaError::NotFound)?;
    let own = health_of(desk.store, resident)?;
    let mut own = own
        .iter()
        .filter(|(record, _)| record.kind == Kind::Booking);
    let again = own.any(|(record, _)| {
        let standing = Booking::read(record);
        standing.is_some_and(|it| it.session == session && it.state != BookingState::Withdrawn)
    });
    if again || !known.is_ahead(desk.today()) {
        return Err(ReplicaError::StepNotPossible);
    }
    let booking = Booking {
        id: BookingId(desk.fresh_id()),
        resident,
        session,
        by: desk.account()?,
        at: desk.now(),
        state: BookingState::Booked,
    };
    let patch = Patch::create(Kind::Booking, booking.id.into(), booking.fields());
    save(desk, (scope, &who), patch, None)
}

/// Says what became of a booking: nobody came or missed before its day.
pub(in crate::commands) fn mark(
    desk: &mut Desk<'_>,
    id: BookingId,
    state: &BookingState,
) -> Result<Outcome, ReplicaError> {
    if !BookingState::KNOWN.contains(state) {
        return Err(invalid("state", "form"));
    }
    let (_, record) = desk.find(&Kind::Booking, id.into())?;
    let booking = Booking::read(&record).ok_or(ReplicaError::NotFound)?;
    let (scope, who) = whose(desk, booking.resident)?;
    let found = desk.store.find(booking.session.into())?;
    let session = found.and_then(|(_, record)| HealthSession::read(&record));
    let begun = session.is_some_and(|it| it.on <= desk.today());
    if matches!(state, BookingState::Came | BookingState::Missed) && !begun {
        return Err(ReplicaError::StepNotPossible);
    }
    let set = FieldsBuilder::new().set("state", state.as_str()).build();
    let patch = Patch::edit(&record, set);
    if patch.is_empty() {
        return Ok(Outcome::Done);
    }
    save(desk, (scope, &who), patch, None)
}

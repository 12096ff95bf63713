//! The community's health station, and what is known of residents' health where this device holds
//! it.

use std::collections::HashMap;

use chuanmen_core::domain::{
    Booking, BookingState, HealthSession, HealthSessionId, HouseholdId, Kind, Measurement,
    Resident, ResidentId, Role, Scope, Signing, Stand, booked, stands,
};
use chuanmen_core::merge::{Record, RecordId};

use super::homes::Homes;
use super::people::People;
use super::{Areas, Reading};
use crate::api::{
    BookingRow, HealthSessionRow, HealthSessionView, HealthSessionsView, MeasurementRow,
    ReplicaError, ResidentHealthView, SigningRow,
};
use crate::storage::{DraftKey, StorageError, Store, record_of};

/// All sessions.
pub(super) fn sessions(reading: Reading<'_>) -> Result<HealthSessionsView, StorageError> {
    let (mut ahead, mut over): (Vec<_>, Vec<_>) = rows(reading)?
        .into_iter()
        .partition(|row| !row.cancelled && row.on >= reading.today);
    ahead.sort_by_key(|row| (row.on, row.from, row.id));
    over.sort_by_key(|row| std::cmp::Reverse((row.on, row.from, row.id)));
    Ok(HealthSessionsView {
        ahead: ahead.len(),
        rows: ahead.into_iter().chain(over).collect(),
        lapsing: lapsing(reading)?.len(),
    })
}

/// One session.
pub(super) fn session(
    reading: Reading<'_>,
    id: HealthSessionId,
) -> Result<HealthSessionView, ReplicaError> {
    let row = rows(reading)?.into_iter().find(|row| row.id == id);
    let row = row.ok_or(ReplicaError::NotFound)?;
    let found = booked_of(reading.store, id)?;
    let pending: HashMap<_, _> = found
        .iter()
        .map(|(it, pending)| (it.id, *pending))
        .collect();
    let bookings = found.into_iter().map(|(booking, _)| booking).collect();
    let whole = holds_all(reading.store);
    let whose = Whose::load(reading)?;
    let stood = stands(row.seats, bookings).into_iter();
    let bookings = stood.map(|(booking, stand)| {
        let waits = pending.get(&booking.id) == Some(&true);
        whose.booking(reading, booking, waits, whole.then_some(stand), Some(&row))
    });
    Ok(HealthSessionView {
        bookings: bookings.collect::<Result<_, StorageError>>()?,
        begun: row.on <= reading.today,
        editable: holds_all(reading.store),
        row,
    })
}

/// A resident's health.
///
/// # Errors
/// [`ReplicaError::NotFound`] for who is not on this device, and where it does not hold their
/// health.
pub(super) fn of_resident(
    reading: Reading<'_>,
    id: ResidentId,
) -> Result<ResidentHealthView, ReplicaError> {
    let found = reading.store.find(id.into())?;
    let (scope, record) = found.ok_or(ReplicaError::NotFound)?;
    let resident = Resident::read(&record).filter(|_| !record.is_deleted());
    let resident = resident.ok_or(ReplicaError::NotFound)?;
    let held = reading.store.scopes()?;
    let health = scope.health();
    if !held.iter().any(|held| Some(held.scope) == health) {
        return Err(ReplicaError::NotFound);
    }
    let people = People::load(reading.store)?;
    let whose = Whose::load(reading)?;
    let known = rows(reading)?;
    let (mut measurements, mut bookings, mut signings) = (Vec::new(), Vec::new(), Vec::new());
    for (record, pending) in of(reading.store, id)? {
        if let Some(it) = Measurement::read(&record).filter(|_| record.kind == Kind::Measurement) {
            measurements.push(measurement(it, &people, pending));
        } else if let Some(it) = Booking::read(&record).filter(|_| record.kind == Kind::Booking) {
            let of = known.iter().find(|row| row.id == it.session);
            bookings.push(whose.booking(reading, it, pending, None, of)?);
        } else if let Some(it) = Signing::read(&record) {
            signings.push(whose.signing(reading, it, pending)?);
        }
    }
    measurements.sort_by_key(|it| std::cmp::Reverse((it.at, it.id)));
    bookings.sort_by_key(|it| std::cmp::Reverse((it.on, it.from, it.id)));
    signings.sort_by_key(|it| std::cmp::Reverse((it.until, it.id)));
    let has = |row: &HealthSessionRow| {
        let mut own = bookings.iter();
        own.any(|it| it.session == row.id && it.state != BookingState::Withdrawn)
    };
    let mut sessions: Vec<_> = known
        .into_iter()
        .filter(|row| !row.cancelled && row.on >= reading.today && !has(row))
        .collect();
    sessions.sort_by_key(|row| (row.on, row.from, row.id));
    Ok(ResidentHealthView {
        id,
        place: whose.place(reading, resident.household)?,
        name: resident.name,
        household: resident.household,
        measurements,
        bookings,
        signings,
        sessions,
        draft: reading.store.draft(DraftKey::Measurement(id))?,
        today: reading.today,
    })
}

/// Contracts that lapse soon; of each resident the last one alone.
pub(super) fn lapsing(reading: Reading<'_>) -> Result<Vec<SigningRow>, StorageError> {
    let mut last: HashMap<ResidentId, (Signing, bool)> = HashMap::new();
    let mut select = reading.connection().prepare_cached(
        "SELECT id, kind, fields, clocks, pending FROM record
         WHERE kind = 'signing' AND NOT deleted",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let pending = row.get::<_, i64>("pending")? > 0;
        let signing = Signing::read(&record_of(row)?);
        let Some(signing) = signing.filter(|it| it.withdrawn.is_none()) else {
            continue;
        };
        let known = last.get(&signing.resident);
        if known.is_none_or(|(known, _)| known.until < signing.until) {
            last.insert(signing.resident, (signing, pending));
        }
    }
    let whose = Whose::load(reading)?;
    let soon = last.into_values();
    let soon = soon.filter(|(it, _)| it.lapses_soon(reading.today));
    let rows = soon.map(|(it, pending)| whose.signing(reading, it, pending));
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    // Whoever is no longer here is nobody's to remind.
    rows.retain(|row| !row.name.is_empty());
    rows.sort_by_key(|row| (row.until, row.id));
    Ok(rows)
}

/// Whether this device holds every booking of the community.
fn holds_all(store: &Store) -> bool {
    let role = store.session().map(|me| &me.role);
    role == Some(&Role::CommunitySupervisor)
}

/// Every session.
fn rows(reading: Reading<'_>) -> Result<Vec<HealthSessionRow>, StorageError> {
    let whole = holds_all(reading.store);
    let mut here: HashMap<HealthSessionId, Vec<Booking>> = HashMap::new();
    let mut unheard: HashMap<HealthSessionId, i64> = HashMap::new();
    let mut select = reading.connection().prepare_cached(
        "SELECT id, kind, fields, clocks, pending > 0 AND NOT EXISTS
             (SELECT 1 FROM mirror WHERE mirror.record = record.key) AS unheard
         FROM record WHERE kind = 'booking' AND NOT deleted",
    )?;
    let mut found = select.query([])?;
    while let Some(row) = found.next()? {
        if let Some(booking) = Booking::read(&record_of(row)?) {
            if row.get("unheard")? && booking.state != BookingState::Withdrawn {
                *unheard.entry(booking.session).or_default() += 1;
            }
            here.entry(booking.session).or_default().push(booking);
        }
    }
    let mut select = reading.connection().prepare_cached(
        "SELECT id, kind, fields, clocks, pending FROM record
         WHERE kind = 'health_session' AND NOT deleted",
    )?;
    let mut found = select.query([])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let pending = row.get::<_, i64>("pending")? > 0;
        let Some(it) = HealthSession::read(&record_of(row)?) else {
            continue;
        };
        let own = here.get(&it.id).into_iter().flatten();
        rows.push(HealthSessionRow {
            booked: if whole {
                booked(own)
            } else {
                it.booked + unheard.get(&it.id).copied().unwrap_or(0)
            },
            id: it.id,
            on: it.on,
            from: it.from,
            to: it.to,
            place: it.place,
            doctors: it.doctors,
            services: it.services.into_iter().collect(),
            seats: it.seats,
            cancelled: it.cancelled,
            pending,
        });
    }
    Ok(rows)
}

/// Who booked a session, and whether that waits.
fn booked_of(
    store: &Store,
    session: HealthSessionId,
) -> Result<Vec<(Booking, bool)>, StorageError> {
    let mut select = store.connection().prepare_cached(
        "SELECT id, kind, fields, clocks, pending FROM record
         WHERE kind = 'booking' AND fields ->> '$.session' = ?1 AND NOT deleted",
    )?;
    let mut rows = select.query([session.to_string()])?;
    let mut bookings = Vec::new();
    while let Some(row) = rows.next()? {
        let pending = row.get::<_, i64>("pending")? > 0;
        bookings.extend(Booking::read(&record_of(row)?).map(|it| (it, pending)));
    }
    Ok(bookings)
}

/// What is of somebody's health, and whether it waits.
pub(crate) fn of(store: &Store, id: ResidentId) -> Result<Vec<(Record, bool)>, StorageError> {
    let mut select = store.connection().prepare_cached(
        "SELECT id, kind, fields, clocks, pending FROM record
         WHERE kind IN ('booking', 'measurement', 'signing')
             AND fields ->> '$.resident' = ?1 AND NOT deleted",
    )?;
    let mut rows = select.query([id.to_string()])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let pending = row.get::<_, i64>("pending")? > 0;
        records.push((record_of(row)?, pending));
    }
    Ok(records)
}

/// The health scope that a resident's record lies beside, and who they are.
pub(crate) fn scope_of(
    store: &Store,
    id: ResidentId,
) -> Result<Option<(Scope, Resident)>, StorageError> {
    let found = store.find(RecordId::from(id))?;
    Ok(found.and_then(|(scope, record)| {
        let resident = Resident::read(&record).filter(|_| !record.is_deleted())?;
        Some((scope.health()?, resident))
    }))
}

fn measurement(it: Measurement, people: &People, pending: bool) -> MeasurementRow {
    MeasurementRow {
        id: it.id,
        at: it.at,
        site: it.site,
        advice: it.reading.advice(),
        reading: it.reading,
        note: it.note,
        by: people.name(it.by),
        withdrawn: it.withdrawn,
        pending,
    }
}

/// Names and doors.
struct Whose {
    areas: Areas,
}

impl Whose {
    fn load(reading: Reading<'_>) -> Result<Self, StorageError> {
        let areas = Areas::load(reading.connection())?;
        Ok(Self { areas })
    }

    fn place(&self, reading: Reading<'_>, home: HouseholdId) -> Result<String, StorageError> {
        Ok(Homes::load(reading.connection(), [home])?.spot(&self.areas, home))
    }

    /// Their name, and the door; empty for who is no longer here.
    fn of(&self, reading: Reading<'_>, id: ResidentId) -> Result<(String, String), StorageError> {
        let found = reading.store.find(RecordId::from(id))?;
        let found = found.filter(|(_, record)| !record.is_deleted());
        let Some(resident) = found.and_then(|(_, record)| Resident::read(&record)) else {
            return Ok(Default::default());
        };
        let place = self.place(reading, resident.household)?;
        Ok((resident.name, place))
    }

    fn booking(
        &self,
        reading: Reading<'_>,
        it: Booking,
        pending: bool,
        stand: Option<Stand>,
        of: Option<&HealthSessionRow>,
    ) -> Result<BookingRow, StorageError> {
        let (name, place) = self.of(reading, it.resident)?;
        Ok(BookingRow {
            id: it.id,
            resident: it.resident,
            name,
            place,
            state: it.state,
            stand,
            session: it.session,
            on: of.map(|row| row.on),
            from: of.map(|row| row.from),
            cancelled: of.is_some_and(|row| row.cancelled),
            pending,
        })
    }

    fn signing(
        &self,
        reading: Reading<'_>,
        it: Signing,
        pending: bool,
    ) -> Result<SigningRow, StorageError> {
        let (name, place) = self.of(reading, it.resident)?;
        Ok(SigningRow {
            holds: it.holds(reading.today),
            soon: it.lapses_soon(reading.today),
            id: it.id,
            resident: it.resident,
            name,
            place,
            doctor: it.doctor,
            on: it.on,
            until: it.until,
            withdrawn: it.withdrawn,
            pending,
        })
    }
}

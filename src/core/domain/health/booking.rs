use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::UnixMillis;
use crate::domain::{AccountId, BookingId, Fields, FieldsBuilder, HealthSessionId, ResidentId};
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// What became of a booking.
    pub enum BookingState {
        /// 已约
        Booked => "booked",
        /// 已到
        Came => "came",
        /// 没来
        Missed => "missed",
        /// 已取消
        Withdrawn => "withdrawn",
    }
}

/// A resident's place at a health session, booked for them at the door or at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// Which.
    pub id: BookingId,
    /// For whom.
    pub resident: ResidentId,
    /// Of which session.
    pub session: HealthSessionId,
    /// Who booked it.
    pub by: AccountId,
    /// When, by the clock of the phone that did, put right by the hub's.
    pub at: UnixMillis,
    /// What became of it.
    pub state: BookingState,
}

impl Booking {
    /// Reads a booking; none without resident and session.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            resident: fields.parse("resident")?,
            session: fields.parse("session")?,
            by: fields.parse("by")?,
            at: fields.millis("at")?,
            state: fields.word("state").unwrap_or(BookingState::Booked),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("resident", self.resident)
            .set("session", self.session)
            .set("by", self.by)
            .set("at", self.at.0)
            .set("state", self.state.as_str())
            .build()
    }
}

/// How a booking stands to the session's seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// It has a seat.
    Seat,
    /// All seats are taken; how many wait before it.
    Waiting(i64),
    /// It was taken back.
    Withdrawn,
}

/// How the bookings of one session stand to its seats, in the order in which they were made: the
/// first have the seats, the others wait; when one is taken back, the next one has its seat.
#[must_use]
pub fn stands(seats: Option<i64>, mut bookings: Vec<Booking>) -> Vec<(Booking, Stand)> {
    bookings.sort_by_key(|one| (one.at, one.id));
    let (mut left, mut ahead) = (seats.unwrap_or(i64::MAX), 0);
    let stood = bookings.into_iter().map(|one| {
        let stand = if one.state == BookingState::Withdrawn {
            Stand::Withdrawn
        } else if left > 0 {
            left -= 1;
            Stand::Seat
        } else {
            ahead += 1;
            Stand::Waiting(ahead - 1)
        };
        (one, stand)
    });
    stood.collect()
}

/// How many bookings stand, those who wait for a seat too.
#[must_use]
pub fn booked<'b>(bookings: impl IntoIterator<Item = &'b Booking>) -> i64 {
    let standing = bookings.into_iter();
    let standing = standing.filter(|one| one.state != BookingState::Withdrawn);
    i64::try_from(standing.count()).unwrap_or(i64::MAX)
}

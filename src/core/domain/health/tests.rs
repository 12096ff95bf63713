use jiff::civil::{date, time};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::UnixMillis;
use crate::domain::SigningId;
use crate::domain::{AccountId, BookingId, HealthSessionId, Kind, MeasurementId, ResidentId};
use crate::merge::{FieldName, Patch, Record, RecordId, ReplicaId, Stamp, Value};

fn record(kind: Kind, fields: std::collections::BTreeMap<FieldName, Value>) -> Record {
    let stamp = Stamp::new(UnixMillis(1_795_406_400_000), 0, ReplicaId::HUB);
    Record::from_patch(
        &Patch::create(kind, RecordId(Uuid::from_u128(1)), fields),
        stamp,
    )
}

fn pressure(systolic: i64, diastolic: i64) -> Pressure {
    Pressure {
        systolic,
        diastolic,
        pulse: None,
    }
}

fn glucose(tenths: i64, sampled: Sampled) -> Glucose {
    Glucose { tenths, sampled }
}

fn booking(n: u128, state: BookingState) -> Booking {
    Booking {
        id: BookingId(Uuid::from_u128(n)),
        resident: ResidentId(Uuid::from_u128(100 + n)),
        session: HealthSessionId(Uuid::from_u128(7)),
        by: AccountId(Uuid::from_u128(8)),
        at: UnixMillis(1_000),
        state,
    }
}

fn measurement(reading: Reading) -> Measurement {
    Measurement {
        id: MeasurementId(Uuid::from_u128(1)),
        resident: ResidentId(Uuid::from_u128(2)),
        by: AccountId(Uuid::from_u128(3)),
        at: UnixMillis(1_795_406_400_000),
        site: Site::Home,
        reading,
        note: "右臂".into(),
        withdrawn: None,
    }
}

#[test]
fn pressure_is_judged_at_the_thresholds_of_the_guidelines() {
    for (systolic, diastolic, advice) in [
        (139, 89, Advice::Fine),
        (140, 80, Advice::SeeDoctor),
        (120, 90, Advice::SeeDoctor),
        (179, 109, Advice::SeeDoctor),
        (180, 80, Advice::SeeDoctorNow),
        (150, 110, Advice::SeeDoctorNow),
        (90, 60, Advice::Fine),
        (89, 60, Advice::Recheck),
        (100, 59, Advice::Recheck),
    ] {
        let told = pressure(systolic, diastolic).advice();
        assert_eq!(told, advice, "{systolic}/{diastolic}");
    }
}

#[test]
fn glucose_is_judged_by_when_it_was_taken() {
    for (tenths, sampled, advice) in [
        (38, Sampled::Random, Advice::SeeDoctorNow),
        (39, Sampled::Fasting, Advice::Fine),
        (60, Sampled::Fasting, Advice::Fine),
        (61, Sampled::Fasting, Advice::Recheck),
        (69, Sampled::Fasting, Advice::Recheck),
        (70, Sampled::Fasting, Advice::SeeDoctor),
        (70, Sampled::AfterMeal, Advice::Fine),
        (78, Sampled::AfterMeal, Advice::Recheck),
        (110, Sampled::Random, Advice::Fine),
        (111, Sampled::Random, Advice::SeeDoctor),
        (111, Sampled::AfterMeal, Advice::SeeDoctor),
        (167, Sampled::Random, Advice::SeeDoctorNow),
    ] {
        let told = glucose(tenths, sampled.clone()).advice();
        assert_eq!(told, advice, "{tenths} {sampled}");
    }
}

#[test]
fn what_cannot_be_is_named_and_what_is_unusual_is_only_asked_about() {
    assert_eq!(pressure(49, 40).fault(), Some("systolic"));
    assert_eq!(pressure(301, 90).fault(), Some("systolic"));
    assert_eq!(pressure(120, 19).fault(), Some("diastolic"));
    assert_eq!(pressure(120, 120).fault(), Some("diastolic"));
    let racing = Pressure {
        pulse: Some(251),
        ..pressure(120, 80)
    };
    assert_eq!(racing.fault(), Some("pulse"));
    assert_eq!(glucose(4, Sampled::Random).fault(), Some("glucose"));
    assert_eq!(glucose(501, Sampled::Random).fault(), Some("glucose"));
    let unknown = glucose(60, Sampled::Other("asleep".into()));
    assert_eq!(unknown.fault(), Some("sampled"));
    let high = pressure(230, 120);
    assert!(high.fault().is_none() && high.is_unusual());
    assert!(!pressure(165, 95).is_unusual());
    assert!(glucose(251, Sampled::Random).is_unusual());
}

#[test]
fn each_is_read_as_it_was_written_and_not_at_all_if_it_cannot_be() {
    for reading in [
        Reading::Pressure(Pressure {
            pulse: Some(72),
            ..pressure(165, 95)
        }),
        Reading::Glucose(glucose(72, Sampled::Fasting)),
    ] {
        let written = measurement(reading);
        let read = Measurement::read(&record(Kind::Measurement, written.fields()));
        assert_eq!(read, Some(written));
    }
    let wrong = measurement(Reading::Pressure(pressure(95, 165)));
    assert_eq!(
        Measurement::read(&record(Kind::Measurement, wrong.fields())),
        None
    );

    let booked = booking(1, BookingState::Came);
    assert_eq!(
        Booking::read(&record(Kind::Booking, booked.fields())),
        Some(booked)
    );

    let session = HealthSession {
        id: HealthSessionId(Uuid::from_u128(1)),
        on: date(2026, 12, 5),
        from: time(9, 0, 0, 0),
        to: time(11, 30, 0, 0),
        place: "健康加油站".into(),
        doctors: vec!["岩温".into(), "玉香".into()],
        services: [HealthService::Measuring, HealthService::FamilyDoctor].into(),
        seats: None,
        cancelled: false,
        booked: 0,
    };
    let read = HealthSession::read(&record(Kind::HealthSession, session.fields()));
    assert_eq!(read, Some(session));
}

#[test]
fn a_signing_holds_through_its_last_day_and_is_named_a_month_before() {
    let on = date(2026, 1, 10);
    let until = Signing::year_from(on);
    assert_eq!(until, date(2027, 1, 9));
    let mut signing = Signing {
        id: SigningId(Uuid::from_u128(1)),
        resident: ResidentId(Uuid::from_u128(2)),
        doctor: "岩温".into(),
        on,
        until,
        by: AccountId(Uuid::from_u128(3)),
        withdrawn: None,
    };
    assert_eq!(
        Signing::read(&record(Kind::Signing, signing.fields())),
        Some(signing.clone())
    );
    assert!(signing.holds(until) && !signing.holds(date(2027, 1, 10)));
    assert!(!signing.holds(date(2026, 1, 9)));
    assert!(signing.lapses_soon(date(2026, 12, 10)));
    assert!(!signing.lapses_soon(date(2026, 12, 9)));
    signing.withdrawn = Some("搬走".into());
    assert!(!signing.holds(on));
}

proptest! {
    #[test]
    fn the_first_have_the_seats_in_whatever_order_the_bookings_are_known(
        seats in 1_i64..6,
        withdrawn in proptest::collection::vec(any::<bool>(), 0..12),
        turn in 0_usize..12,
    ) {
        let state = |gone: bool| if gone { BookingState::Withdrawn } else { BookingState::Booked };
        let made = withdrawn.iter().zip(1_u128..);
        let mut all: Vec<_> = made.map(|(gone, n)| booking(n, state(*gone))).collect();
        let count = booked(&all);
        let inside = stands(Some(seats), all.clone());
        let seated = inside.iter().filter(|(_, stand)| *stand == Stand::Seat).count();
        prop_assert_eq!(i64::try_from(seated).unwrap(), count.min(seats));
        let waiting = inside.iter().filter_map(|(_, stand)| match stand {
            Stand::Waiting(ahead) => Some(*ahead),
            _ => None,
        });
        prop_assert_eq!(waiting.collect::<Vec<_>>(), (0..(count - seats).max(0)).collect::<Vec<_>>());
        if !all.is_empty() {
            let turn = turn % all.len();
            all.rotate_left(turn);
        }
        prop_assert_eq!(stands(Some(seats), all.clone()), inside);
        let open = stands(None, all);
        prop_assert!(open.iter().all(|(_, stand)| !matches!(stand, Stand::Waiting(_))));
    }
}

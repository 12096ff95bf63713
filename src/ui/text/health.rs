//! Words about the health station and what is measured there.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Advice, BookingState, Glucose, HealthService, MeasuringSite, Post, Reading, Sampled, Stand,
};
use chuanmen_replica::api::{BookingRow, HealthSessionRow};
use jiff::civil::Date;

use super::{day, t, weekday};
use crate::ui::components::{Shape, TagTone};

/// `高血压患者健康管理`
pub(crate) fn health_service(service: &HealthService) -> String {
    match service {
        HealthService::Records => t!("service-records"),
        HealthService::Education => t!("service-education"),
        HealthService::Vaccination => t!("service-vaccination"),
        HealthService::Children => t!("service-children"),
        HealthService::Maternal => t!("service-maternal"),
        HealthService::Elderly => t!("service-elderly"),
        HealthService::Hypertension => t!("service-hypertension"),
        HealthService::Diabetes => t!("service-diabetes"),
        HealthService::MentalIllness => t!("service-mental-illness"),
        HealthService::Tuberculosis => t!("service-tuberculosis"),
        HealthService::ChineseMedicine => t!("service-chinese-medicine"),
        HealthService::Epidemics => t!("service-epidemics"),
        HealthService::Supervision => t!("service-supervision"),
        HealthService::FreeClinic => t!("service-free-clinic"),
        HealthService::FamilyDoctor => t!("service-family-doctor"),
        HealthService::Measuring => t!("service-measuring"),
        HealthService::Other(word) => word.to_string(),
    }
}

/// `12月5日 周六 09:00–11:30`
pub(crate) fn session_when(session: &HealthSessionRow, today: Date) -> String {
    t!(
        "post-when",
        day = day(session.on, today),
        weekday = weekday(session.on),
        from = Post::hour(session.from),
        to = Post::hour(session.to)
    )
}

/// `已约 3 / 12 位`, `已约 13 / 12 位，1 位候补`, `已约 3 位，不限人数`
pub(crate) fn session_seats(session: &HealthSessionRow) -> String {
    let booked = session.booked;
    match session.seats {
        None => t!("session-open", count = booked),
        Some(seats) if booked > seats => t!(
            "session-over",
            count = booked,
            seats = seats,
            waiting = booked - seats
        ),
        Some(seats) => t!("session-seats", count = booked, seats = seats),
    }
}

/// How a booking stands: its tag's tone, shape and word.
pub(crate) fn booking_stand(booking: &BookingRow) -> (TagTone, Shape, String) {
    match (&booking.state, booking.stand) {
        (BookingState::Came, _) => (TagTone::Done, Shape::Done, t!("booking-came")),
        (BookingState::Missed, _) => (TagTone::Plain, Shape::Nobody, t!("booking-missed")),
        (BookingState::Withdrawn, _) => (TagTone::Plain, Shape::Vacant, t!("booking-withdrawn")),
        _ if booking.cancelled => (TagTone::Pending, Shape::Vacant, t!("booking-off")),
        (BookingState::Booked | BookingState::Other(_), Some(Stand::Waiting(ahead))) => (
            TagTone::Pending,
            Shape::Due,
            t!("booking-waiting", place = ahead + 1),
        ),
        (BookingState::Booked | BookingState::Other(_), _) => {
            (TagTone::Plain, Shape::Due, t!("booking-booked"))
        }
    }
}

/// `165/95 mmHg · 脉搏 72`, `空腹 6.1 mmol/L`
pub(crate) fn reading(reading: &Reading) -> String {
    match reading {
        Reading::Pressure(it) => {
            let figures = format!("{}/{} mmHg", it.systolic, it.diastolic);
            match it.pulse {
                Some(pulse) => {
                    let pulse = t!("reading-pulse", pulse = pulse);
                    format!("{figures} · {pulse}")
                }
                None => figures,
            }
        }
        Reading::Glucose(it) => format!("{} {} mmol/L", sampled(&it.sampled), level(it)),
    }
}

/// `6.1`
pub(crate) fn level(glucose: &Glucose) -> String {
    format!("{}.{}", glucose.tenths / 10, glucose.tenths % 10)
}

/// `空腹`
pub(crate) fn sampled(sampled: &Sampled) -> String {
    match sampled {
        Sampled::Fasting => t!("sampled-fasting"),
        Sampled::AfterMeal => t!("sampled-after-meal"),
        Sampled::Random => t!("sampled-random"),
        Sampled::Other(word) => word.to_string(),
    }
}

/// `加油站`
pub(crate) fn measuring_site(site: &MeasuringSite) -> String {
    match site {
        MeasuringSite::Home => t!("site-home"),
        MeasuringSite::Station | MeasuringSite::Other(_) => t!("site-station"),
    }
}

/// What a figure suggests, in two words with a tone and a shape; none where nothing stands out.
pub(crate) fn advice(advice: Advice) -> Option<(TagTone, Shape, String)> {
    match advice {
        Advice::Fine => None,
        Advice::Recheck => Some((TagTone::Pending, Shape::Due, t!("advice-recheck"))),
        Advice::SeeDoctor => Some((TagTone::Pending, Shape::Half, t!("advice-doctor"))),
        Advice::SeeDoctorNow => Some((TagTone::Pending, Shape::Late, t!("advice-doctor-now"))),
    }
}

/// The same in a sentence.
pub(crate) fn advice_about(advice: Advice) -> String {
    match advice {
        Advice::Fine => t!("advice-fine-about"),
        Advice::Recheck => t!("advice-recheck-about"),
        Advice::SeeDoctor => t!("advice-doctor-about"),
        Advice::SeeDoctorNow => t!("advice-doctor-now-about"),
    }
}

/// `11/23`
pub(crate) fn short_day(at: UnixMillis) -> String {
    let day = chuanmen_core::china_date(at);
    format!("{}/{}", day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuanmen_core::domain::Pressure;

    #[test]
    fn figures_are_said_with_their_unit() {
        let pressure = Pressure {
            systolic: 165,
            diastolic: 95,
            pulse: None,
        };
        assert_eq!(reading(&Reading::Pressure(pressure)), "165/95 mmHg");
        let glucose = Glucose {
            tenths: 61,
            sampled: Sampled::Fasting,
        };
        assert_eq!(reading(&Reading::Glucose(glucose)), "空腹 6.1 mmol/L");
    }
}

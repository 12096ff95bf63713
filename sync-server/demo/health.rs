//! The health station: doctors three days a week, two each time; who booked, what was measured of
//! two of the eldest of the first grid, and who signed with a family doctor.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, Booking, BookingId, BookingState, Glucose, HealthService, HealthSession,
    HealthSessionId, Kind, Measurement, MeasurementId, MeasuringSite, Pressure, Reading, Resident,
    ResidentId, Sampled, Scope, Signing, SigningId,
};
use jiff::ToSpan;
use jiff::civil::{Time, Weekday};

use super::Lived;
use super::calendar::Calendar;
use super::chance::Chance;
use super::ledger::{Ledger, made};
use super::staff::Staff;
use super::territory::Territory;

/// A chance of its own, so that the people of a seed stay who they are.
const OWN: u64 = 0x4845_414c;
/// Days from last Monday on that doctors come, this week and next.
const DAYS: [i64; 6] = [0, 2, 4, 7, 9, 11];
/// How many are measured.
const MEASURED: usize = 2;
/// How many book the next session.
const BOOKED: usize = 3;
/// Measurements of each, and the days between them.
const TIMES: i64 = 10;
const EVERY: i64 = 9;

/// Tells of it.
pub(super) fn tell(
    (map, staff, calendar): (&Territory, &Staff, &Calendar),
    seed: u64,
    lived: &[Lived],
    ledger: &mut Ledger,
) {
    let mut chance = Chance::new(seed ^ OWN);
    let sessions = sessions(calendar, &mut chance);
    let rota = sessions.iter();
    let rota = rota.map(|one| made(Kind::HealthSession, one.id, one.fields()));
    let scope = Scope::Community(map.community);
    let desk = staff.chief_supervisor();
    ledger.records(calendar.load_moment(), scope, desk, rota.collect());
    let (Some(grid), Some(first)) = (map.grids.first(), lived.first()) else {
        return;
    };
    let (scope, by) = (Scope::Health(grid.id), staff.member(0));
    let mut eldest: Vec<_> = first
        .homes
        .iter()
        .flat_map(|home| &home.residents)
        .collect();
    eldest.sort_by_key(|who| (who.born.unwrap_or(calendar.today), who.id));
    for (n, who) in (0..).zip(eldest.iter().take(MEASURED)) {
        for figures in measured((who.id, by), n, calendar, &mut chance) {
            let saved = made(Kind::Measurement, figures.id, figures.fields());
            ledger.records(figures.at, scope, by, vec![saved]);
        }
        // The second one's lapses in three weeks.
        let on = calendar.today.saturating_sub((60 + n * 284).days());
        let signing = Signing {
            id: SigningId(chance.id(calendar.now)),
            resident: who.id,
            doctor: "景洪市第一社区卫生服务中心 岩温团队".to_owned(),
            on,
            until: Signing::year_from(on),
            by,
            withdrawn: None,
        };
        let saved = made(Kind::Signing, signing.id, signing.fields());
        ledger.records(calendar.now, scope, by, vec![saved]);
    }
    let next = sessions.iter().find(|one| one.on > calendar.today);
    let book = |who: &&Resident| {
        next.map(|next| Booking {
            id: BookingId(chance.id(calendar.now)),
            resident: who.id,
            session: next.id,
            by,
            at: calendar.now,
            state: BookingState::Booked,
        })
    };
    let bookings: Vec<_> = eldest.iter().take(BOOKED).filter_map(book).collect();
    for booking in bookings {
        let saved = made(Kind::Booking, booking.id, booking.fields());
        ledger.records(calendar.now, scope, by, vec![saved]);
    }
}

fn sessions(calendar: &Calendar, chance: &mut Chance) -> Vec<HealthSession> {
    let since = i64::from(calendar.today.weekday().since(Weekday::Monday));
    let monday = calendar.today.saturating_sub(since.days());
    let doctors = [["岩温", "玉香"], ["李慧", "岩温"], ["玉香", "陈国栋"]];
    let services = [
        HealthService::Measuring,
        HealthService::Hypertension,
        HealthService::Diabetes,
        HealthService::Elderly,
        HealthService::FamilyDoctor,
    ];
    let days = DAYS.iter().zip(doctors.iter().cycle());
    days.map(|(day, doctors)| HealthSession {
        id: HealthSessionId(chance.id(calendar.load_moment())),
        on: monday.saturating_add(day.days()),
        from: Time::constant(9, 0, 0, 0),
        to: Time::constant(11, 30, 0, 0),
        place: "健康加油站（社区服务中心一楼）".to_owned(),
        doctors: doctors.map(str::to_owned).into(),
        services: services.clone().into(),
        seats: Some(12),
        cancelled: false,
        booked: 0,
    })
    .collect()
}

/// What was measured of somebody: of the first blood pressure that comes down, of the second
/// glucose in the mornings.
fn measured(
    (resident, by): (ResidentId, AccountId),
    nth: i64,
    calendar: &Calendar,
    chance: &mut Chance,
) -> Vec<Measurement> {
    let of = |n: i64| {
        let at = calendar.now.plus(-(TIMES - n) * EVERY * UnixMillis::DAY);
        let reading = if nth == 0 {
            Reading::Pressure(Pressure {
                systolic: 172 - n * 4 + chance.between(-3, 3),
                diastolic: 98 - n * 2 + chance.between(-2, 2),
                pulse: Some(chance.between(68, 84)),
            })
        } else {
            Reading::Glucose(Glucose {
                tenths: 66 + chance.between(-6, 9),
                sampled: Sampled::Fasting,
            })
        };
        let site = if n % 3 == 0 {
            MeasuringSite::Home
        } else {
            MeasuringSite::Station
        };
        Measurement {
            id: MeasurementId(chance.id(at)),
            resident,
            by,
            at,
            site,
            reading,
            note: String::new(),
            withdrawn: None,
        }
    };
    (0..TIMES).map(of).collect()
}

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Advice, BookingState, HealthService, HealthSessionId, HouseholdId, Relation, ResidentId, Role,
    Signing, Stand,
};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::Sight;
use jiff::ToSpan;
use jiff::civil::{Date, date, time};

use super::problem;
use crate::api::{
    Command, DraftForm, HealthSessionForm, HealthSessionQuery, HealthSessionsQuery, HouseholdQuery,
    LapsingSigningsQuery, MeasurementForm, Outcome, ReceiptQuery, ReplicaError,
    ResidentHealthQuery, ResidentHealthView, SigningForm,
};
use crate::queries::tests::town::{FIVE, Town};

const TODAY: Date = date(2026, 11, 23);

fn town(role: Role) -> (Town, HouseholdId, [ResidentId; 2]) {
    let mut town = Town::of(role);
    let household = town.household(FIVE, "2", 5, "502");
    let both = [("李国华", Relation::Head), ("王秀英", Relation::Spouse)];
    let both = both.map(|(name, relation)| town.resident(household, name, relation, &[]));
    (town, household, both)
}

fn session() -> HealthSessionForm {
    HealthSessionForm {
        on: Some(TODAY),
        from: Some(time(9, 0, 0, 0)),
        to: Some(time(11, 0, 0, 0)),
        place: Some("健康加油站".into()),
        doctors: Some("岩温，玉香".into()),
        services: [(HealthService::Measuring, true)].into(),
        seats: Some(Some(1)),
        ..HealthSessionForm::default()
    }
}

fn made(town: &mut Town) -> HealthSessionId {
    let form = session();
    town.act(Command::SaveHealthSession {
        session: None,
        form,
    });
    town.ask(HealthSessionsQuery {}).rows[0].id
}

fn pressure(systolic: &str, diastolic: &str) -> MeasurementForm {
    MeasurementForm {
        systolic: systolic.into(),
        diastolic: diastolic.into(),
        ..MeasurementForm::default()
    }
}

fn glucose(level: &str) -> MeasurementForm {
    MeasurementForm {
        glucose: true,
        level: level.into(),
        ..MeasurementForm::default()
    }
}

fn health(town: &Town, resident: ResidentId) -> ResidentHealthView {
    town.ask(ResidentHealthQuery { resident })
}

fn measure(town: &mut Town, resident: ResidentId, form: MeasurementForm) {
    town.act(Command::Measure { resident, form });
}

#[test]
fn the_desk_plans_sessions_for_weeks_and_changes_one() {
    let (mut town, ..) = town(Role::CommunitySupervisor);
    let form = HealthSessionForm {
        weeks: 2,
        ..session()
    };
    town.act(Command::SaveHealthSession {
        session: None,
        form,
    });
    let rows = town.ask(HealthSessionsQuery {}).rows;
    let days: Vec<_> = rows.iter().map(|row| row.on).collect();
    assert_eq!(days, [0, 1, 2].map(|weeks| TODAY + weeks.weeks()));
    assert_eq!(rows[0].doctors, ["岩温", "玉香"]);
    let session = Some(rows[1].id);
    let same = HealthSessionForm::default();
    let same = town.act(Command::SaveHealthSession {
        session,
        form: same,
    });
    assert_eq!(same, Outcome::Done);
    let form = HealthSessionForm {
        seats: Some(None),
        services: [
            (HealthService::Measuring, false),
            (HealthService::FreeClinic, true),
        ]
        .into(),
        cancelled: Some(true),
        ..HealthSessionForm::default()
    };
    town.act(Command::SaveHealthSession { session, form });
    let row = town
        .ask(HealthSessionQuery {
            session: rows[1].id,
        })
        .row;
    assert!(row.cancelled && row.seats.is_none());
    assert_eq!(row.services, [HealthService::FreeClinic]);
}

#[test]
fn what_is_no_session_is_refused_at_its_field() {
    let (mut town, ..) = town(Role::CommunitySupervisor);
    let wrong = |change: fn(&mut HealthSessionForm)| {
        let mut form = session();
        change(&mut form);
        form
    };
    for (form, told) in [
        (wrong(|it| it.on = None), "on: empty"),
        (wrong(|it| it.to = it.from), "to: hour_early"),
        (wrong(|it| it.seats = Some(Some(0))), "seats: form"),
        (wrong(|it| it.weeks = 27), "weeks: form"),
        (
            wrong(|it| it.doctors = Some("甲、乙、丙、丁、戊".into())),
            "doctors: too_long",
        ),
    ] {
        let refused = town.attempt(Command::SaveHealthSession {
            session: None,
            form,
        });
        assert_eq!(problem(refused), told);
    }
    let (mut town, ..) = self::town(Role::GridMember);
    let refused = town.attempt(Command::SaveHealthSession {
        session: None,
        form: session(),
    });
    assert_eq!(refused, Err(ReplicaError::StepNotPossible));
}

#[test]
fn more_may_book_than_there_are_seats_and_the_next_one_has_the_seat_that_is_given_back() {
    let (mut town, _, both) = town(Role::CommunitySupervisor);
    let session = made(&mut town);
    for resident in both {
        town.act(Command::Book { session, resident });
        town.wall = town.wall.plus(1_000);
    }
    let again = town.attempt(Command::Book {
        session,
        resident: both[0],
    });
    assert_eq!(again, Err(ReplicaError::StepNotPossible));
    let view = town.ask(HealthSessionQuery { session });
    let stands: Vec<_> = view.bookings.iter().map(|it| it.stand).collect();
    assert_eq!(stands, [Some(Stand::Seat), Some(Stand::Waiting(0))]);
    assert_eq!((view.row.booked, &*view.bookings[0].place), (2, "5-2-502"));

    let booking = view.bookings[0].id;
    let state = BookingState::Withdrawn;
    town.act(Command::MarkBooking { booking, state });
    let booking = view.bookings[1].id;
    let state = BookingState::Came;
    town.act(Command::MarkBooking { booking, state });
    let view = town.ask(HealthSessionQuery { session });
    assert_eq!(view.bookings[1].stand, Some(Stand::Seat));
    assert_eq!(view.row.booked, 1);
    assert_eq!(health(&town, both[1]).bookings[0].state, BookingState::Came);
    assert_eq!(health(&town, both[0]).sessions.len(), 1);
}

#[test]
fn a_booking_says_that_its_session_was_cancelled_whoever_looks_at_it() {
    let (mut town, _, [resident, _]) = town(Role::CommunitySupervisor);
    let session = made(&mut town);
    town.act(Command::Book { session, resident });
    assert!(!health(&town, resident).bookings[0].cancelled);
    let form = HealthSessionForm {
        cancelled: Some(true),
        ..HealthSessionForm::default()
    };
    let session = Some(session);
    town.act(Command::SaveHealthSession { session, form });
    assert!(health(&town, resident).bookings[0].cancelled);
}

#[test]
fn a_half_typed_measurement_is_listed_among_the_drafts_until_it_is_saved() {
    let (mut town, household, [resident, _]) = town(Role::GridMember);
    let form = Some(pressure("165", ""));
    town.act(Command::KeepMeasurement { resident, form });
    let drafts = town.ask(ReceiptQuery {}).drafts;
    let listed: Vec<_> = drafts
        .iter()
        .map(|it| (it.form, it.place.as_str(), it.who.as_str()))
        .collect();
    let form = DraftForm::Measurement {
        household,
        resident,
    };
    assert_eq!(listed, [(form, "5-2-502", "李国华")]);
    town.act(Command::DiscardDraft { form });
    assert_eq!(town.ask(ReceiptQuery {}).drafts, []);
    town.act(Command::RestoreDraft { form });
    assert_eq!(health(&town, resident).draft, Some(pressure("165", "")));
    measure(&mut town, resident, pressure("165", "95"));
    assert_eq!(town.ask(ReceiptQuery {}).drafts, []);
}

#[test]
fn figures_are_kept_with_what_they_suggest_and_the_form_goes_with_them() {
    let (mut town, _, [who, _]) = town(Role::GridMember);
    let form = Some(pressure("165", "9"));
    town.act(Command::KeepMeasurement {
        resident: who,
        form: form.clone(),
    });
    assert_eq!(health(&town, who).draft, form);
    measure(&mut town, who, pressure("１６５", "95"));
    town.wall = town.wall.plus(60_000);
    measure(&mut town, who, glucose("6.1"));
    let view = health(&town, who);
    assert_eq!(view.draft, None);
    let advice: Vec<_> = view.measurements.iter().map(|it| it.advice).collect();
    assert_eq!(advice, [Advice::Fine, Advice::SeeDoctor]);
    assert!(view.measurements.iter().all(|it| it.pending));

    let measurement = view.measurements[1].id;
    let withdraw = |reason: &str| Command::WithdrawMeasurement {
        measurement,
        reason: reason.into(),
    };
    assert_eq!(problem(town.attempt(withdraw(" "))), "reason: empty");
    town.act(withdraw("袖带太松"));
    assert_eq!(
        town.attempt(withdraw("又一次")),
        Err(ReplicaError::StepNotPossible)
    );
    let kept = &health(&town, who).measurements[1];
    assert_eq!(kept.withdrawn.as_deref(), Some("袖带太松"));
}

#[test]
fn what_cannot_be_is_refused_at_its_field_and_what_is_unusual_once_more_asked_about() {
    let (mut town, _, [who, _]) = town(Role::GridMember);
    for (form, told) in [
        (pressure("", "95"), "systolic: empty"),
        (pressure("高", "95"), "systolic: form"),
        (pressure("16", "9"), "systolic: range"),
        (pressure("95", "165"), "diastolic: range"),
        (pressure("230", "120"), "systolic: unusual"),
        (glucose("6.15"), "glucose: form"),
        (glucose(".5"), "glucose: empty"),
        (glucose("61"), "glucose: range"),
        (glucose("28"), "glucose: unusual"),
        (glucose("-6"), "glucose: form"),
    ] {
        let attempt = town.attempt(Command::Measure {
            resident: who,
            form: form.clone(),
        });
        assert_eq!(problem(attempt), told, "{form:?}");
    }
    let sure = MeasurementForm {
        sure: true,
        ..pressure("230", "120")
    };
    measure(&mut town, who, sure);
    assert_eq!(
        health(&town, who).measurements[0].advice,
        Advice::SeeDoctorNow
    );
}

#[test]
fn a_contract_says_that_somebody_has_a_family_doctor_until_it_is_ended() {
    let (mut town, household, [who, _]) = town(Role::GridMember);
    let signed = |town: &Town| town.ask(HouseholdQuery { household }).residents[0].family_doctor;
    let on = TODAY - 340.days();
    let form = SigningForm {
        doctor: "岩温团队".into(),
        on: Some(on),
        until: None,
    };
    town.act(Command::SignFamilyDoctor {
        resident: who,
        form,
    });
    assert!(signed(&town));
    let early = SigningForm {
        doctor: "岩温团队".into(),
        on: Some(TODAY + 1.days()),
        until: None,
    };
    let refused = town.attempt(Command::SignFamilyDoctor {
        resident: who,
        form: early,
    });
    assert_eq!(problem(refused), "on: future");
    let lapsing = town.ask(LapsingSigningsQuery {});
    assert_eq!(lapsing.len(), 1);
    assert_eq!(lapsing[0].until, Signing::year_from(on));
    let form = SigningForm {
        doctor: "岩温团队".into(),
        ..SigningForm::default()
    };
    town.act(Command::SignFamilyDoctor {
        resident: who,
        form,
    });
    assert!(town.ask(LapsingSigningsQuery {}).is_empty());
    for signing in health(&town, who).signings {
        town.act(Command::EndSigning {
            signing: signing.id,
            reason: "搬走了".into(),
        });
    }
    assert!(!signed(&town));
}

#[test]
fn whoever_does_not_hold_it_neither_sees_nor_writes_of_anybodys_health() {
    let (mut town, household, [who, _]) = town(Role::Informant);
    assert!(!town.ask(HouseholdQuery { household }).health);
    let asked = town.try_ask(ResidentHealthQuery { resident: who });
    assert_eq!(asked, Err(ReplicaError::NotFound));
    let attempt = town.attempt(Command::Measure {
        resident: who,
        form: pressure("120", "80"),
    });
    assert_eq!(attempt, Err(ReplicaError::StepNotPossible));
}

#[test]
fn somebody_entered_twice_is_one_with_what_was_measured_of_both() {
    let (mut town, _, [kept, twin]) = town(Role::GridMember);
    measure(&mut town, kept, pressure("120", "80"));
    measure(&mut town, twin, pressure("150", "90"));
    town.act(Command::MergeResidents {
        resident: kept,
        twin,
    });
    assert_eq!(health(&town, kept).measurements.len(), 2);
}

/// What waits to be told to the hub, the first first.
fn looks(town: &Town) -> Vec<(RecordId, Sight)> {
    let untold = town.store.reveals_untold().unwrap().into_iter();
    untold.map(|it| (it.subject, it.what)).collect()
}

#[test]
fn each_look_at_somebodys_health_is_noted_and_a_second_one_soon_after_is_the_same_look() {
    let (mut town, _, [who, other]) = town(Role::GridMember);
    let look = |town: &mut Town, resident| town.act(Command::LookAtHealth { resident });
    for resident in [who, who, other, who] {
        assert_eq!(look(&mut town, resident), Outcome::Done);
    }
    let health = |who: ResidentId| (RecordId::from(who), Sight::Health);
    assert_eq!(looks(&town).len(), 2);
    town.wall = town.wall.plus(10 * UnixMillis::MINUTE);
    look(&mut town, who);
    let noted = looks(&town);
    assert_eq!(noted.iter().filter(|it| **it == health(who)).count(), 2);
    assert_eq!(noted.iter().filter(|it| **it == health(other)).count(), 1);
}

#[test]
fn a_number_shown_beside_a_look_at_health_is_noted_for_itself() {
    let (mut town, _, [who, _]) = town(Role::GridMember);
    town.act(Command::LookAtHealth { resident: who });
    town.act(Command::Reveal { resident: who });
    town.act(Command::Reveal { resident: who });
    let noted = looks(&town).into_iter();
    let numbers = noted.filter(|(_, what)| *what == Sight::Numbers);
    assert_eq!(numbers.count(), 2);
}

#[test]
fn a_look_that_shows_nothing_is_not_noted() {
    let (mut town, _, [who, _]) = town(Role::Informant);
    let nobody = ResidentId(uuid::Uuid::from_u128(7));
    for resident in [who, nobody] {
        let looked = town.attempt(Command::LookAtHealth { resident });
        assert_eq!(looked, Err(ReplicaError::NotFound));
    }
    assert_eq!(looks(&town), []);
}

use std::collections::BTreeMap;

use chuanmen_core::domain::{
    Attendance, MeetingId, MeetingState, MeetingStep, NeedId, NeedState, Party, Presence, Role,
    Urgency,
};
use jiff::civil::date;
use uuid::Uuid;

use super::problem;
use crate::api::{
    Command, MeetingForm, MeetingQuery, MeetingView, MeetingsQuery, NeedDraft, NeedQuery,
    NeedsQuery, Outcome, ReplicaError, ResolutionForm,
};
use crate::queries::tests::town::{THREE, Town};

/// A supervisor's town with two open needs.
fn town() -> (Town, [NeedId; 2]) {
    let mut town = Town::of(Role::CommunitySupervisor);
    let household = town.household(THREE, "2", 5, "502");
    for text in ["楼道灯不亮", "楼梯没扶手"] {
        let need = NeedDraft {
            category: "public_facility".into(),
            text: text.into(),
            urgency: Urgency::Normal,
        };
        town.act(Command::RaiseNeed { household, need });
    }
    let rows = town.ask(NeedsQuery {});
    let id = |text: &str| rows.iter().find(|row| row.text == text).unwrap().id;
    let needs = [id("楼道灯不亮"), id("楼梯没扶手")];
    (town, needs)
}

fn save(meeting: Option<MeetingId>, form: MeetingForm) -> Command {
    Command::SaveMeeting { meeting, form }
}

fn form() -> MeetingForm {
    MeetingForm {
        on: Some(date(2026, 11, 28)),
        time: Some("9：05".into()),
        venue: Some(" 一楼会议室 ".into()),
        chair: Some("刘敏".into()),
        ..MeetingForm::default()
    }
}

fn agenda(needs: &[NeedId]) -> MeetingForm {
    MeetingForm {
        agenda: Some(needs.to_vec()),
        ..MeetingForm::default()
    }
}

fn step(meeting: MeetingId, step: MeetingStep, note: &str) -> Command {
    Command::TakeMeetingStep {
        meeting,
        step,
        note: note.into(),
    }
}

fn pass(meeting: MeetingId, need: NeedId, text: &str, party: Option<Party>) -> Command {
    let form = ResolutionForm {
        need,
        text: text.into(),
        party,
        department: String::new(),
        until: Some(date(2026, 12, 5)),
    };
    Command::PassResolution { meeting, form }
}

fn view(town: &Town, meeting: MeetingId) -> MeetingView {
    town.ask(MeetingQuery { meeting })
}

fn planned(town: &mut Town, needs: &[NeedId]) -> MeetingId {
    let first = MeetingForm {
        agenda: Some(needs.to_vec()),
        ..form()
    };
    town.act(save(None, first));
    town.ask(MeetingsQuery {})[0].id
}

#[test]
fn a_meeting_takes_needs_in_an_order_that_can_be_changed() {
    let (mut town, [lamp, rail]) = town();
    town.act(save(None, form()));
    let id = town.ask(MeetingsQuery {})[0].id;
    let before = view(&town, id);
    let said = (before.row.venue.as_str(), before.offered.len());
    assert_eq!(said, ("一楼会议室", 2));
    assert_eq!(before.row.time, Some(jiff::civil::time(9, 5, 0, 0)));
    for order in [vec![lamp], vec![lamp, rail], vec![rail, lamp], vec![rail]] {
        town.act(save(Some(id), agenda(&order)));
        let now = view(&town, id);
        let needs: Vec<_> = now.agenda.iter().map(|item| item.need).collect();
        assert_eq!((needs, now.offered.len()), (order.clone(), 2 - order.len()));
    }
    assert_eq!(town.act(save(Some(id), agenda(&[rail]))), Outcome::Done);
}

#[test]
fn a_resolution_that_names_a_party_dispatches_the_need_to_it() {
    let (mut town, [lamp, rail]) = town();
    let id = planned(&mut town, &[lamp, rail]);
    let early = town.attempt(pass(id, lamp, "换灯", None));
    assert_eq!(early, Err(ReplicaError::StepNotPossible));
    town.act(step(id, MeetingStep::Hold, ""));
    town.act(pass(id, lamp, "换灯", Some(Party::PropertyCompany)));
    town.act(pass(id, rail, "先量尺寸", None));
    let lit = town.ask(NeedQuery { need: lamp });
    assert_eq!(lit.row.state, NeedState::Dispatched);
    assert_eq!(lit.row.holder, Some(Party::PropertyCompany));
    let told = &lit.timeline[0];
    assert_eq!(
        (told.meeting, told.until),
        (Some(id), Some(date(2026, 12, 5)))
    );
    assert_eq!(told.note, "换灯");
    let railed = town.ask(NeedQuery { need: rail });
    assert_eq!(railed.row.state, NeedState::Recorded);
    assert_eq!(railed.timeline[0].meeting, Some(id));
    let item = &view(&town, id).agenda[1];
    assert_eq!(item.resolutions[0].text, "先量尺寸");
    assert!(item.open && !item.resolutions[0].amends);
}

#[test]
fn a_resolution_says_which_department_takes_it_on() {
    let (mut town, [lamp, rail]) = town();
    let id = planned(&mut town, &[lamp, rail]);
    town.act(step(id, MeetingStep::Hold, ""));
    for (need, party) in [(lamp, Party::Department), (rail, Party::GridUnit)] {
        let form = ResolutionForm {
            need,
            text: "换灯".into(),
            party: Some(party),
            department: "供电所".into(),
            until: None,
        };
        town.act(Command::PassResolution { meeting: id, form });
    }
    assert_eq!(town.ask(NeedQuery { need: lamp }).row.department, "供电所");
    let said = view(&town, id).agenda;
    let said = said.iter().map(|item| &*item.resolutions[0].department);
    assert_eq!(said.collect::<Vec<_>>(), ["供电所", ""]);
}

#[test]
fn a_need_is_due_by_the_day_that_a_meeting_resolves_last_and_stays_as_it_was_where_it_says_none() {
    let (mut town, [lamp, rail]) = town();
    let id = planned(&mut town, &[lamp, rail]);
    town.act(step(id, MeetingStep::Hold, ""));
    let due = |town: &Town, need| town.ask(NeedQuery { need }).row.due_on;
    let before = due(&town, rail);
    let mut pass = |need, until| {
        let form = ResolutionForm {
            need,
            text: "换灯".into(),
            party: None,
            department: String::new(),
            until,
        };
        town.act(Command::PassResolution { meeting: id, form });
        due(&town, need)
    };
    let days = [date(2026, 12, 20), date(2026, 12, 5), date(2026, 12, 5)];
    assert_eq!(days.map(|day| pass(lamp, Some(day))), days.map(Some));
    assert_eq!(pass(lamp, None), Some(date(2026, 12, 5)));
    assert_eq!(pass(rail, None), before);
}

#[test]
fn a_resolution_that_is_taken_back_takes_its_day_along() {
    let (mut town, [lamp, _]) = town();
    let id = planned(&mut town, &[lamp]);
    town.act(step(id, MeetingStep::Hold, ""));
    let before = town.ask(NeedQuery { need: lamp });
    let Outcome::Saved { transaction } = town.act(pass(id, lamp, "换灯", None)) else {
        panic!("nothing was saved");
    };
    let resolved = town.ask(NeedQuery { need: lamp });
    assert_ne!(resolved.row.due_on, before.row.due_on);
    town.act(Command::Undo { transaction });
    assert_eq!(town.ask(NeedQuery { need: lamp }), before);
}

#[test]
fn closed_minutes_do_not_change_and_what_is_said_of_them_stands_beside() {
    let (mut town, [lamp, rail]) = town();
    let id = planned(&mut town, &[lamp, rail]);
    let not_yet = town.attempt(step(id, MeetingStep::Close, ""));
    assert_eq!(not_yet, Err(ReplicaError::StepNotPossible));
    town.act(step(id, MeetingStep::Hold, ""));
    town.act(pass(id, lamp, "换灯", None));
    town.wall = town.wall.plus(1000);
    town.act(step(id, MeetingStep::Close, ""));
    let changed = town.attempt(save(Some(id), agenda(&[rail])));
    assert_eq!(changed, Err(ReplicaError::StepNotPossible));
    let silent = town.attempt(step(id, MeetingStep::Amend, " "));
    assert_eq!(problem(silent), "note: empty");
    town.wall = town.wall.plus(1000);
    town.act(step(id, MeetingStep::Amend, "业委会到会的是王姐"));
    town.act(pass(id, rail, "装扶手", None));
    let now = view(&town, id);
    assert_eq!(now.row.state, MeetingState::Closed);
    assert_eq!(now.amendments[0].note, "业委会到会的是王姐");
    let amends = |item: usize| now.agenda[item].resolutions[0].amends;
    assert_eq!((amends(0), amends(1)), (false, true));
}

#[test]
fn who_came_is_noted_by_party_and_only_of_the_five() {
    let (mut town, needs) = town();
    let id = planned(&mut town, &needs);
    let said = |party: Party| {
        let came = Attendance {
            presence: Presence::Absent,
            who: " 罗志刚 ".into(),
        };
        let form = MeetingForm {
            attendance: BTreeMap::from([(party, came)]),
            ..MeetingForm::default()
        };
        save(Some(id), form)
    };
    town.act(said(Party::OwnersCommittee));
    let now = view(&town, id);
    assert_eq!(now.attendance[&Party::OwnersCommittee].who, "罗志刚");
    let sixth = town.attempt(said(Party::Department));
    assert_eq!(problem(sixth), "attendance: form");
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_saved() {
    let (mut town, [lamp, rail]) = town();
    let time = |time: &str| MeetingForm {
        time: Some(time.into()),
        ..form()
    };
    let dayless = MeetingForm { on: None, ..form() };
    let stranger = NeedId(Uuid::from_u128(0xdead));
    for (form, why) in [
        (dayless, "on: empty"),
        (time("下午"), "time: form"),
        (time("25:00"), "time: form"),
        (time("+1:00"), "time: form"),
        (agenda_of(&[stranger]), "agenda: form"),
        (agenda_of(&[lamp, lamp]), "agenda: form"),
        (agenda_of(&vec![lamp; 61]), "agenda: too_many"),
    ] {
        assert_eq!(problem(town.attempt(save(None, form))), why);
    }
    assert_eq!(town.ask(MeetingsQuery {}), Vec::new());
    let id = planned(&mut town, &[lamp]);
    town.act(step(id, MeetingStep::Hold, ""));
    let elsewhere = town.attempt(pass(id, rail, "装扶手", None));
    assert_eq!(elsewhere, Err(ReplicaError::StepNotPossible));
    assert_eq!(
        problem(town.attempt(pass(id, lamp, " ", None))),
        "resolution: empty"
    );
    let unknown = Some(Party::from("neighbour"));
    assert_eq!(
        problem(town.attempt(pass(id, lamp, "换灯", unknown))),
        "party: form"
    );
}

fn agenda_of(needs: &[NeedId]) -> MeetingForm {
    MeetingForm {
        agenda: Some(needs.to_vec()),
        ..form()
    }
}

#[test]
fn a_grid_member_neither_makes_meetings_nor_sees_them() {
    let mut town = Town::new();
    let made = town.attempt(save(None, form()));
    assert_eq!(made, Err(ReplicaError::StepNotPossible));
    assert_eq!(town.ask(MeetingsQuery {}), Vec::new());
    let meeting = MeetingId(Uuid::from_u128(1));
    let seen = town.try_ask(MeetingQuery { meeting });
    assert_eq!(seen.unwrap_err(), ReplicaError::NotFound);
}

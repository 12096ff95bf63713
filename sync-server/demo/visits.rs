use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, ChecklistItem, Outcome, Purpose, Visit, VisitId};
use jiff::ToSpan;
use jiff::civil::Date;

use super::agenda::{Agenda, Meetings};
use super::calendar::Calendar;
use super::chance::Chance;
use super::checklist::{CHECKLIST, further_answers};
use super::families::Home;
use super::texts;

/// Of a hundred meetings, how many had a call before at which nobody was home, or nobody opened.
const NOBODY_BEFORE: u32 = 24;
const REFUSED_BEFORE: u32 = 5;
/// Of a hundred homes that are late, how many were tried since the last meeting.
const TRIED_SINCE: u32 = 45;
/// Of a hundred vacant flats, how many were found so on a call.
const FOUND_VACANT: u32 = 60;

/// When a visitor thinks somebody is more likely home, as the app writes it.
const RETRY: [(u32, &str); 4] = [
    (30, "evening"),
    (25, "weekend"),
    (25, "morning"),
    (20, "afternoon"),
];

/// A call at a door, on a day but not yet at an hour.
struct Call {
    day: Date,
    caller: AccountId,
    home: usize,
    outcome: Outcome,
}

/// Every visit of a grid in three months, in the order of time, with the index of its home.
pub(super) fn of_grid(
    homes: &[Home],
    callers: &[AccountId],
    agenda: &Agenda,
    calendar: &Calendar,
    chance: &mut Chance,
) -> Vec<(usize, Visit)> {
    let mut calls = Vec::new();
    for meetings in agenda.meetings(homes, chance) {
        calls_at(
            &meetings, homes, callers, agenda, calendar, chance, &mut calls,
        );
    }
    for (index, home) in homes.iter().enumerate() {
        if home.is_vacant() && chance.percent(FOUND_VACANT) {
            let day = agenda.call_day_between(calendar.load_day, calendar.last_calls, chance);
            let caller = caller_of(home, callers, chance);
            calls.extend(day.map(|day| Call {
                day,
                caller,
                home: index,
                outcome: Outcome::MovedAway,
            }));
        }
    }
    let mut timed = at_hours(calls, calendar, chance);
    timed.sort_by_key(|(start, call)| (*start, call.home));
    let mut answers = BTreeMap::new();
    let visits = timed.into_iter().filter_map(|(start, call)| {
        let home = homes.get(call.home)?;
        let last = answers.entry(call.home).or_insert(None);
        Some((call.home, written(start, call, home, last, chance)))
    });
    visits.collect()
}

/// The meetings at a home, and the calls at which nobody was met.
fn calls_at(
    meetings: &Meetings,
    homes: &[Home],
    callers: &[AccountId],
    agenda: &Agenda,
    calendar: &Calendar,
    chance: &mut Chance,
    calls: &mut Vec<Call>,
) {
    let Some(home) = homes.get(meetings.home) else {
        return;
    };
    let mut add = |day: Option<Date>, outcome: Outcome, chance: &mut Chance| {
        let caller = caller_of(home, callers, chance);
        calls.extend(day.map(|day| Call {
            day,
            caller,
            home: meetings.home,
            outcome,
        }));
    };
    for day in &meetings.days {
        add(Some(*day), Outcome::Met, chance);
        for (cases, outcome) in [
            (NOBODY_BEFORE, Outcome::NobodyHome),
            (REFUSED_BEFORE, Outcome::Refused),
        ] {
            if chance.percent(cases) {
                let (from, to) = (day.saturating_sub(5.days()), day.saturating_sub(1.day()));
                add(agenda.call_day_between(from, to, chance), outcome, chance);
            }
        }
    }
    if let Some(last) = meetings.days.last()
        && meetings.late
        && chance.percent(TRIED_SINCE)
    {
        let from = calendar
            .today
            .saturating_sub(5.days())
            .max(last.saturating_add(1.day()));
        let day = agenda.call_day_between(from, calendar.last_calls, chance);
        add(day, Outcome::NobodyHome, chance);
    }
}

/// Each building has its informant; the grid member calls everywhere.
fn caller_of(home: &Home, callers: &[AccountId], chance: &mut Chance) -> AccountId {
    let informants = callers.get(1..).unwrap_or_default();
    let turn = usize::try_from(home.building_number).unwrap_or(0) % informants.len().max(1);
    let informant = informants.get(turn).filter(|_| chance.percent(52));
    let one = informant.or_else(|| callers.first()).copied();
    one.unwrap_or(AccountId(uuid::Uuid::max()))
}

/// Gives the calls of each visitor and day their hours: building by building, in one go each.
fn at_hours(
    mut calls: Vec<Call>,
    calendar: &Calendar,
    chance: &mut Chance,
) -> Vec<(UnixMillis, Call)> {
    calls.sort_by_key(|call| (call.day, call.caller, call.home));
    let mut days: BTreeMap<(Date, AccountId), Vec<Call>> = BTreeMap::new();
    for call in calls {
        days.entry((call.day, call.caller)).or_default().push(call);
    }
    let mut timed = Vec::new();
    for ((day, _), calls) in days {
        let mut starts = calendar.call_starts(day);
        chance.shuffle(&mut starts);
        starts.truncate(calls.len().max(1));
        starts.sort_unstable();
        for (index, call) in calls.into_iter().enumerate() {
            // More calls than a day has beginnings: one more at the same, a few minutes on.
            let Some(start) = starts.get(index % starts.len().max(1)) else {
                continue;
            };
            let minutes = chance.between(0, 5);
            timed.push((start.plus(minutes * UnixMillis::MINUTE), call));
        }
    }
    timed
}

/// The visit as its visitor saves it. `last` are the answers of the last meeting.
fn written(
    start: UnixMillis,
    call: Call,
    home: &Home,
    last: &mut Option<BTreeMap<String, String>>,
    chance: &mut Chance,
) -> Visit {
    let met = call.outcome == Outcome::Met;
    let seconds = if met {
        chance.between(180, 900)
    } else {
        chance.between(20, 90)
    };
    let ended_at = start.plus(seconds * 1000);
    let mut visit = Visit {
        id: VisitId(chance.id(ended_at)),
        host: home.household.id.into(),
        visitor: call.caller,
        started_at: start,
        ended_at,
        purpose: purpose(home, chance),
        outcome: call.outcome,
        unchanged: false,
        answers: BTreeMap::new(),
        note: String::new(),
        corrects: None,
        campaign: None,
        photos: Vec::new(),
        signature: None,
    };
    match visit.outcome {
        Outcome::Met => answer(&mut visit, home, last, chance),
        Outcome::NobodyHome => {
            if chance.percent(60) {
                let when = chance.weighted(&RETRY, "evening");
                visit.answers.insert("retry".to_owned(), when.to_owned());
            }
            note(&mut visit, 35, texts::NOBODY_NOTES, chance);
        }
        Outcome::Refused => note(&mut visit, 80, texts::REFUSED_NOTES, chance),
        _ => note(&mut visit, 90, texts::MOVED_NOTES, chance),
    }
    visit
}

fn purpose(home: &Home, chance: &mut Chance) -> Purpose {
    let usual = if home.tags().is_empty() {
        Purpose::Routine
    } else {
        Purpose::Care
    };
    match chance.between(0, 99) {
        0..6 => Purpose::FollowUp,
        6..10 => Purpose::Policy,
        10..14 => Purpose::Safety,
        14..17 => Purpose::Health,
        _ => usual,
    }
}

/// The checklist: mostly as last time; now and then something needs attention, and is noted; what
/// needed attention is mostly put right by the next time.
fn answer(
    visit: &mut Visit,
    home: &Home,
    last: &mut Option<BTreeMap<String, String>>,
    chance: &mut Chance,
) {
    let tags = home.tags();
    let asked = CHECKLIST
        .iter()
        .filter(|(_, _, _, _, tag)| tag.is_none_or(|tag| tags.contains(tag)));
    for (item, ..) in asked {
        let before = last.as_ref().and_then(|answers| answers.get(*item));
        let troubled = before.is_some_and(|answer| answer == ChecklistItem::ATTENTION);
        let attention = chance.percent(if troubled { 35 } else { 5 });
        if attention && !troubled {
            visit.note = chance.line(texts::attention_notes(item)).to_owned();
        }
        let answer = if attention {
            ChecklistItem::ATTENTION
        } else {
            ChecklistItem::NORMAL
        };
        visit.answers.insert((*item).to_owned(), answer.to_owned());
    }
    let as_last = |last: &BTreeMap<String, String>| {
        let same = |(item, answer): (&String, &String)| last.get(item) == Some(answer);
        visit.answers.iter().all(same)
    };
    visit.unchanged = last.as_ref().is_some_and(as_last);
    let further = match last.take().filter(|_| visit.unchanged) {
        Some(last) => last,
        None => further_answers(home, visit.ended_at),
    };
    visit.answers.extend(further);
    *last = Some(visit.answers.clone());
    if visit.note.is_empty() {
        note(visit, 22, texts::MET_NOTES, chance);
    }
}

fn note(visit: &mut Visit, cases: u32, notes: &'static str, chance: &mut Chance) {
    if chance.percent(cases) {
        visit.note = chance.line(notes).to_owned();
    }
}

//! What happened to a need or a wish, newest first.

use chuanmen_core::domain::{NeedStep, Role, WishStep, WithoutEffect};
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::TimelineRow;
use dioxus::prelude::*;
use jiff::civil::Date;

use super::steps::satisfaction_words;
use crate::ui::components::{Seal, SealLook, Timeline, TimelineItem};
use crate::ui::text::{
    day, held_by, moment, need_step, party_name, party_seal, role, t, wish_step,
};

/// Whose steps they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    /// A need's.
    Need,
    /// A wish's.
    Wish,
}

#[component]
pub(super) fn Happened(rows: Vec<TimelineRow>, life: Life, now: UnixMillis) -> Element {
    rsx! {
        Timeline {
            for row in rows {
                TimelineItem {
                    mark: rsx! { Mark { row: row.clone() } },
                    title: title(&row, life),
                    time: moment(row.at, now),
                    note: note(&row, china_date(now)),
                    pending: row.delivered_at.is_none(),
                    struck: row.without_effect.is_some(),
                }
            }
        }
    }
}

/// One character for who acted: the grid, the community, a volunteer.
#[component]
fn Mark(row: TimelineRow) -> Element {
    let text = match &row.role {
        Some(Role::CommunitySupervisor) => t!("seal-community"),
        Some(Role::SubdistrictSupervisor) => t!("seal-subdistrict"),
        Some(Role::Volunteer) => t!("seal-volunteer"),
        Some(Role::Party) => row
            .party
            .as_ref()
            .map_or_else(|| t!("seal-other"), party_seal),
        Some(Role::BuildingChief) => t!("seal-chief"),
        _ => t!("seal-grid"),
    };
    let returned = row.step == NeedStep::Return.as_str();
    let label = row.role.as_ref().map_or_else(|| text.clone(), role);
    rsx! {
        Seal { text, label, look: if returned { SealLook::Back } else { SealLook::Outline } }
    }
}

fn title(row: &TimelineRow, life: Life) -> String {
    match (row.step.as_str(), &row.party, life) {
        (_, Some(party), _) if row.meeting.is_some() => {
            t!("resolved-dispatched", party = party_name(party))
        }
        _ if row.meeting.is_some() => t!("resolved-at-meeting"),
        ("record", ..) => t!("recorded"),
        ("merge", ..) if !row.into.is_empty() => t!("merged-into", need = row.into.clone()),
        ("reopen", ..) if row.takes_back => t!("need-taken-back"),
        ("dispatch", Some(party), _) => {
            t!("dispatched-to", party = held_by(party, &row.department))
        }
        (step, _, Life::Need) => need_step(&NeedStep::from(step)),
        (step, _, Life::Wish) => wish_step(&WishStep::from(step)),
    }
}

/// `周丽萍：很满意，明天到货`; why it changed nothing, if it did not.
fn note(row: &TimelineRow, today: Date) -> String {
    let grade = row.satisfaction.and_then(|grade| {
        satisfaction_words()
            .into_iter()
            .find(|(known, _)| *known == grade)
            .map(|(_, word)| word)
    });
    let void = row
        .without_effect
        .as_ref()
        .map(|why| without_effect(why, &row.rival));
    let until = row
        .until
        .map(|until| t!("resolution-until", day = day(until, today)));
    let said = [void, grade, Some(row.note.clone()), until];
    let said: Vec<_> = said
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    if said.is_empty() {
        row.by.clone()
    } else {
        t!("said", by = row.by.clone(), what = said.join("，"))
    }
}

/// Why a step changed nothing.
fn without_effect(why: &WithoutEffect, rival: &str) -> String {
    match why {
        WithoutEffect::AlreadyClaimed { .. } => t!("void-claimed", by = rival.to_owned()),
        WithoutEffect::AlreadyWith { party, department } => {
            t!("void-with", party = held_by(party, department))
        }
        WithoutEffect::DoesNotFollow => t!("void-does-not-follow"),
        WithoutEffect::UnknownStep => t!("void-unknown"),
    }
}

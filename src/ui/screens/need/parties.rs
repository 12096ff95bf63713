use chuanmen_core::domain::{NeedStep, Party};
use chuanmen_replica::api::{NeedRow, TimelineRow};
use dioxus::prelude::*;

use crate::ui::components::{Seal, SealLook, Section};
use crate::ui::text::{held_by, need_state, party_name, party_seal, t};

const FIVE: [Party; 5] = [
    Party::PartyBranch,
    Party::PropertyCompany,
    Party::OwnersCommittee,
    Party::GridUnit,
    Party::Community,
];

/// What a party had to do with a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It is theirs now.
    Holds,
    /// They gave it back.
    Returned,
    /// They had it, or the community passed it on.
    Took,
    /// Nothing.
    None,
}

/// The five parties, and what each had to do with it.
#[component]
pub(super) fn FiveParties(row: NeedRow, timeline: Vec<TimelineRow>) -> Element {
    let holder = match &row.holder {
        Some(party) if row.state.is_open() => {
            t!("held-by", party = held_by(party, &row.department))
        }
        _ => String::new(),
    };
    rsx! {
        Section { title: t!("five-parties"), aside: holder,
        section { class: "card five", "aria-label": t!("five-parties"),
            for party in FIVE {
                FiveParty { name: party_name(&party), seal: party_seal(&party), part: part(&party, &row, &timeline), state: need_state(&row.state) }
            }
        }
        }
    }
}

#[component]
fn FiveParty(name: String, seal: String, part: Part, state: String) -> Element {
    let (look, word) = match part {
        Part::Holds => (SealLook::On, state),
        Part::Returned => (SealLook::Back, t!("part-returned")),
        Part::Took => (SealLook::Outline, t!("part-took")),
        Part::None => (SealLook::Off, t!("part-none")),
    };
    rsx! {
        div {
            Seal { text: seal, label: word.clone(), look }
            if part == Part::Holds { b { {name} } } else { span { {name} } }
            span { class: "cap", {word} }
        }
    }
}

/// Reads a party's part from the timeline, which is newest first.
fn part(party: &Party, row: &NeedRow, timeline: &[TimelineRow]) -> Part {
    if row.holder.as_ref() == Some(party) && row.state.is_open() {
        return Part::Holds;
    }
    let mut part = Part::None;
    let mut holder: Option<&Party> = None;
    for entry in timeline
        .iter()
        .rev()
        .filter(|entry| entry.without_effect.is_none())
    {
        match NeedStep::from(entry.step.as_str()) {
            NeedStep::Dispatch => {
                holder = entry.party.as_ref();
                let passed_on = *party == Party::Community && part == Part::None;
                if holder == Some(party) || passed_on {
                    part = Part::Took;
                }
            }
            NeedStep::Return if holder == Some(party) => part = Part::Returned,
            NeedStep::Accept if *party == Party::Community => part = Part::Took,
            _ => {}
        }
    }
    part
}

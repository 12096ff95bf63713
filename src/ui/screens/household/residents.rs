use chuanmen_core::china_date;
use chuanmen_core::domain::{HouseholdId, Relation, ResidentId};
use chuanmen_replica::api::{Command, Outcome, ResidentView};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::device;
use crate::ui::components::{Card, Empty, Failure, Go, Icon, IconName, Masked, Rich, Section};
use crate::ui::hooks::{Sender, use_now, use_send};
use crate::ui::route::Route;
use crate::ui::text::{day, relation, sex_and_age, t};

/// How long a number shows in full.
const REVEALED_MS: u32 = 10_000;

/// Who lives there, head first; numbers masked until the eye is tapped.
#[component]
pub(super) fn Residents(
    household: HouseholdId,
    residents: Vec<ResidentView>,
    /// Whether this device holds their health.
    health: bool,
) -> Element {
    rsx! {
        Section { title: t!("residents"), aside: t!("residents-aside"),
            if residents.is_empty() {
                Empty { so: t!("residents-empty"), advice: t!("residents-empty-next") }
            } else {
                Card {
                    for (depth , resident) in tree(residents) {
                        Resident { key: "{resident.id}", depth, resident, health }
                    }
                }
            }
            Go { to: Route::AddResident { id: household }, class: "btn add-one",
                Icon { name: IconName::Plus }
                {t!("resident-add")}
            }
        }
    }
}

/// A number in full, and whether it still shows.
#[derive(Clone, PartialEq)]
struct InFull {
    citizen_id: Option<String>,
    phone: String,
}

#[component]
fn Resident(depth: u8, resident: ResidentView, health: bool) -> Element {
    let sender = use_send();
    let mut in_full = use_signal(|| None::<InFull>);
    let id = resident.id;
    let name = resident.name.clone();
    let masks = resident.citizen_id.is_some() || resident.phone.is_some();
    let revealed = in_full();
    rsx! {
        div { class: if depth == 0 { "res".to_owned() } else { format!("res deep deep-{depth}") },
            div {
                div { class: "nm",
                    b { {resident.name.clone()} }
                    span { class: "sub", Rich { text: who(&resident) } }
                }
                div { class: "id", "aria-live": "polite",
                    if let Some(InFull { citizen_id , phone }) = revealed.clone() {
                        if let Some(citizen_id) = citizen_id {
                            span { class: "nowrap", {citizen_id} }
                        }
                        if !phone.is_empty() {
                            span { class: "nowrap", {phone} }
                        }
                    } else {
                        if let Some((head , tail)) = resident.citizen_id.clone() {
                            Masked { head, tail, dots: 6 }
                        }
                        if let Some((head , tail)) = resident.phone.clone() {
                            Masked { head, tail }
                        }
                    }
                    for ground in grounds(&resident, china_date(use_now())) {
                        span { {ground} }
                    }
                    if !resident.note.is_empty() {
                        span { {resident.note.clone()} }
                    }
                }
                if let Some(error) = sender.error() {
                    Failure { error }
                }
            }
            div { class: "res-tools",
                if health {
                    Go { to: Route::ResidentHealth { id }, class: "ib", label: t!("health-of", name = name.clone()),
                        Icon { name: IconName::Doctor }
                    }
                }
                if masks {
                    button {
                        r#type: "button",
                        class: "ib",
                        "aria-pressed": revealed.is_some().to_string(),
                        "aria-label": t!("reveal", name = name.clone()),
                        onclick: move |_| {
                            if in_full.peek().is_some() {
                                in_full.set(None);
                            } else {
                                reveal(sender, id, in_full, false);
                            }
                        },
                        Icon { name: IconName::Eye }
                    }
                }
                if resident.phone.is_some() {
                    button {
                        r#type: "button",
                        class: "ib line",
                        "aria-label": t!("call", name = name),
                        onclick: move |_| reveal(sender, id, in_full, true),
                        Icon { name: IconName::Phone }
                    }
                }
            }
        }
    }
}

/// Asks for the numbers, which is logged; dials, or shows them for ten seconds. Where nothing can
/// dial, the number is shown instead.
fn reveal(sender: Sender, resident: ResidentId, mut in_full: Signal<Option<InFull>>, dial: bool) {
    sender.send(Command::Reveal { resident }, move |outcome| {
        let Outcome::Revealed { citizen_id, phone } = outcome else {
            return;
        };
        if dial && device::call(&phone) {
            return;
        }
        let citizen_id = if dial { None } else { citizen_id };
        in_full.set(Some(InFull { citizen_id, phone }));
        spawn(async move {
            device::sleep(REVEALED_MS).await;
            in_full.set(None);
        });
    });
}

/// Generations from the head's: -1 for parents, 1 for children, none for who belongs to none.
fn generation(resident: &ResidentView) -> Option<i8> {
    match resident.relation.as_ref()? {
        Relation::Parent => Some(-1),
        Relation::Head | Relation::Spouse | Relation::Sibling => Some(0),
        Relation::Child | Relation::ChildInLaw => Some(1),
        Relation::Grandchild => Some(2),
        Relation::Tenant | Relation::Other(_) => None,
    }
}

/// Each with how deep they stand: where three generations live together, children below the head
/// and grandchildren below them; a plain list else.
fn tree(residents: Vec<ResidentView>) -> Vec<(u8, ResidentView)> {
    let mut generations: Vec<_> = residents.iter().filter_map(generation).collect();
    generations.sort_unstable();
    generations.dedup();
    let deep = generations.len() >= 3;
    let depth = |resident: &ResidentView| match generation(resident) {
        Some(1) if deep => 1,
        Some(2) if deep => 2,
        _ => 0,
    };
    residents
        .into_iter()
        .map(|resident| (depth(&resident), resident))
        .collect()
}

/// `失能：2024年3月12日起，中风`, for each tag of which that is known.
fn grounds(resident: &ResidentView, today: Date) -> Vec<String> {
    let known = resident.tags.iter().filter_map(|(code, name)| {
        let ground = resident.grounds.get(code)?;
        let since = ground
            .since
            .map(|since| t!("care-from", day = day(since, today)));
        let said: Vec<_> = since
            .into_iter()
            .chain((!ground.reason.is_empty()).then(|| ground.reason.clone()))
            .collect();
        let said = said.join(&t!("clause-separator"));
        (!said.is_empty()).then(|| t!("care-ground", tag = name.as_str(), said = said))
    });
    known.collect()
}

/// `户主 · 男 71 · 傣族 · 失能`.
fn who(resident: &ResidentView) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(resident.relation.as_ref().map(relation));
    parts.extend(sex_and_age(resident.sex.as_ref(), resident.age));
    // The majority's name tells nobody apart; the others' is how people speak of themselves.
    if !matches!(resident.ethnicity.as_str(), "" | "汉族") {
        parts.push(resident.ethnicity.clone());
    }
    if resident.party_member {
        parts.push(t!("party-member"));
    }
    parts.extend(resident.tags.iter().map(|(_, name)| name.clone()));
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depths(relations: &[Relation]) -> Vec<u8> {
        let one = |relation: &Relation| ResidentView {
            relation: Some(relation.clone()),
            ..crate::ui::fixture::somebody()
        };
        let drawn = tree(relations.iter().map(one).collect());
        drawn.into_iter().map(|(depth, _)| depth).collect()
    }

    #[test]
    fn three_generations_are_a_tree_and_two_a_list() {
        use Relation::{Child, ChildInLaw, Grandchild, Head, Parent, Spouse, Tenant};
        let three = [Head, Spouse, Child, ChildInLaw, Grandchild, Tenant];
        assert_eq!(depths(&three), [0, 0, 1, 1, 2, 0]);
        assert_eq!(depths(&[Head, Child, Parent]), [0, 1, 0]);
        assert_eq!(depths(&[Head, Spouse, Child]), [0, 0, 0]);
        assert_eq!(depths(&[Head, Parent, Tenant]), [0, 0, 0]);
    }
}

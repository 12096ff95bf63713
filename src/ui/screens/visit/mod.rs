mod anchors;
mod answers;
mod checklist;
mod draft;
mod extras;
mod floor;
mod form;
mod outcome;
mod people;
mod photos;
mod same;
mod signature;

use chuanmen_core::china_date;
use chuanmen_core::domain::{CampaignId, HouseholdId, Outcome, VisitId};
use chuanmen_replica::api::{
    CampaignVisitFormQuery, Command, CorrectionFormQuery, ReplicaError, RetryAt, VisitDraft,
    VisitFormQuery, VisitFormView,
};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Failure, Icon, IconName, IconSize, Section, Segment, SegmentRole, Skeleton,
    TextArea,
};
use crate::ui::hooks::{
    Asked, Sender, Shown, use_ask, use_leave, use_now, use_opened, use_send, use_snack,
};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, retry, t};

use anchors::{Anchor, Anchors, use_anchors};
use checklist::Checklist;
use draft::{Draft, use_draft};
use extras::Extras;
use floor::Floor;
pub(crate) use outcome::Outcomes;
use people::People;
use photos::Photos;
use same::SameAsLast;
use signature::Signature;

/// When to come again, in the order of the form.
const RETRIES: [RetryAt; 4] = [
    RetryAt::Morning,
    RetryAt::Afternoon,
    RetryAt::Evening,
    RetryAt::Weekend,
];

/// A call at a door. Three taps for the commonest: go, no change, save.
#[component]
pub(crate) fn Visit(id: HouseholdId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

/// Another word on a saved visit, which stays as it is: what shows and counts is the new one.
#[component]
pub(crate) fn Correct(id: HouseholdId, visit: VisitId) -> Element {
    let _ = id;
    rsx! {
        LoadedCorrection { key: "{visit}", visit }
    }
}

/// A call that is made for a campaign: what it asks beside the usual.
#[component]
pub(crate) fn CampaignVisit(id: CampaignId, household: HouseholdId) -> Element {
    rsx! {
        LoadedForCampaign { key: "{household}", id, household }
    }
}

#[component]
fn LoadedForCampaign(id: CampaignId, household: HouseholdId) -> Element {
    draw(use_ask(CampaignVisitFormQuery {
        campaign: id,
        household,
    }))
}

#[component]
fn LoadedCorrection(visit: VisitId) -> Element {
    draw(use_ask(CorrectionFormQuery { visit }))
}

#[component]
fn Loaded(id: HouseholdId) -> Element {
    use_opened(id);
    draw(use_ask(VisitFormQuery { household: id }))
}

fn draw(asked: Asked<VisitFormView>) -> Element {
    // The form starts from the newest answer only: one kept from before may hold an older draft.
    match asked.shown() {
        Shown::Here(view) if asked.fresh() => rsx! { Form { view } },
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title: t!("visit"), head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: t!("visit"), head: rsx! { Bar { task: true, title: t!("visit") } },
                Failure { error }
            }
        },
    }
}

#[component]
fn Form(view: VisitFormView) -> Element {
    let today = china_date(use_now());
    let draft = use_draft(view.household, view.draft.clone());
    let form = draft.form();
    let (sender, snack) = (use_send(), use_snack());
    let anchors = use_anchors(view.draft.as_ref().and_then(|left| left.touched.clone()));
    let complaining = use_signal(|| false);
    use_drop(move || snack.form_closed());
    use_effect(move || {
        if let Some(ReplicaError::Invalid { field, .. }) = sender.error() {
            anchors.go(&field);
        }
    });
    let met_on = view.met_at.map(|at| day(china_date(at), today));
    let correcting = form.corrects.is_some();
    let title = if correcting {
        t!("correct-whose", room = view.room.clone())
    } else {
        t!(
            "visit-whose",
            room = view.room.clone(),
            name = view.name.clone()
        )
    };
    let head = rsx! {
        Bar { title, sub: view.campaign.clone(), task: true, back_label: t!("visit-leave"),
            span { class: "sub kept", role: "status",
                if draft.kept() {
                    Icon { name: IconName::Check, size: IconSize::Small }
                    {t!("draft-kept")}
                }
            }
        }
    };
    let note = |label: String, example: String, hide_label: bool| {
        rsx! {
            Anchor { field: "note",
              TextArea {
                id: "note",
                label,
                hide_label,
                placeholder: example,
                value: form.note.clone(),
                problem: sender.problem("note"),
                oninput: move |text| {
                    let mut next = draft.form();
                    next.note = text;
                    draft.set_at("note", next);
                },
              }
            }
        }
    };
    rsx! {
        Screen {
            title: t!("visit"),
            head,
            dock: rsx! { Save { draft, view: view.clone(), sender, complaining } },
            last: true,
            Outcomes {
                chosen: form.outcome.clone(),
                onchoose: move |outcome| draft.set(form::set_outcome(&draft.form(), outcome)),
            }
            match form.outcome.clone() {
                None | Some(Outcome::Met) => rsx! {
                    SameAsLast {
                        same: form::same(&form, &view.items),
                        items: answers::changed(&form, &view.items).1,
                        met_on: met_on.clone(),
                        onpress: {
                            let items = view.items.clone();
                            move |()| draft.set(form::set_unchanged(&draft.form(), &items))
                        },
                    }
                    if form.outcome.is_some() {
                        Checklist { draft, items: view.items.clone(), met_before: view.met_at.is_some(), complaining: complaining() }
                        if !correcting {
                            Extras { draft, view: view.clone(), sender }
                        }
                        People { draft, household: view.household, residents: view.residents.clone() }
                        {note(t!("visit-note"), t!("visit-note-example"), true)}
                    }
                },
                Some(Outcome::NobodyHome) => rsx! {
                    Section { title: t!("visit-when-again"),
                        Segment {
                            label: t!("visit-when-again"),
                            class: "retry",
                            role: SegmentRole::Radio,
                            choices: RETRIES.map(retry).to_vec(),
                            chosen: form.retry.and_then(|at| RETRIES.iter().position(|one| *one == at)),
                            onchoose: move |index: usize| {
                                if let Some(at) = RETRIES.get(index) {
                                    draft.set(form::set_retry(&draft.form(), *at));
                                }
                            },
                        }
                    }
                },
                Some(Outcome::MovedAway) => note(t!("visit-moved-where"), t!("visit-moved-example"), false),
                Some(_) => note(t!("visit-refused-why"), t!("visit-refused-example"), false),
            }
            if form::together(&form) {
                Floor { draft, doors: view.neighbours.clone(), sender }
            }
            if form.outcome.is_some() {
                Photos { draft }
            }
            if form.outcome == Some(Outcome::Met) {
                Signature { draft }
            }
        }
    }
}

/// Saves the visit and goes back to where one came from. When it cannot be saved the form stays.
#[component]
fn Save(
    draft: Draft,
    view: VisitFormView,
    sender: Sender,
    mut complaining: Signal<bool>,
) -> Element {
    let (snack, leave) = (use_snack(), use_leave(view.household));
    let anchors = use_context::<Anchors>();
    let form = draft.form();
    let ready = form.outcome.is_some();
    let missing = answers::problems(&form, &view.items).len();
    let doors = 1 + form::others(&form, &view.neighbours).len();
    let household = view.household;
    rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        if complaining() && missing > 0 {
            p { class: "docked problem", role: "status", {t!("checklist-missing", count = missing)} }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            icon: if ready { Some(IconName::Check) } else { None },
            disabled: !ready || sender.busy(),
            onclick: move |_| {
                let form = draft.form();
                if let Some(first) = answers::problems(&form, &view.items).first() {
                    complaining.set(true);
                    anchors.go(first);
                    return;
                }
                let visit = VisitDraft {
                    also: form::others(&form, &view.neighbours),
                    ..form::to_save(&form, &view.items)
                };
                draft.keep_now();
                sender.send(Command::RecordVisit { household, visit }, move |outcome| {
                    draft.saved();
                    let said = if doors > 1 { t!("saved-doors", count = doors) } else { t!("saved") };
                    snack.saved(said, &outcome);
                    leave.call(());
                });
            },
            if !ready {
                {t!("visit-choose-first")}
            } else if draft.form().corrects.is_some() {
                {t!("correct-save")}
            } else if doors > 1 {
                {t!("visit-save-doors", count = doors)}
            } else {
                {t!("visit-save")}
            }
        }
    }
}

use chuanmen_core::domain::{MeasuringSite, ResidentId, Sampled};
use chuanmen_replica::api::{
    Command, MeasurementForm, ReplicaError, ResidentHealthQuery, ResidentHealthView,
};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Failure, Field, FieldKind, Notice, NoticeTone, Segment, Skeleton, TextArea,
};
use crate::ui::hooks::{
    Keeping, Sender, Shown, supervises, use_ask, use_keeping, use_leave_to, use_me, use_send,
    use_snack,
};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{measuring_site, sampled, t};

/// What is measured, to be typed: two large numbers.
#[component]
pub(crate) fn Measure(id: ResidentId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: ResidentId) -> Element {
    let title = t!("measure-long");
    let asked = use_ask(ResidentHealthQuery { resident: id });
    match asked.shown() {
        // One read before may hold an older draft.
        Shown::Here(view) if asked.fresh() => rsx! { Form { view } },
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 4 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
    }
}

#[component]
fn Form(view: ResidentHealthView) -> Element {
    let resident = view.id;
    let sender = use_send();
    // Who looks after the community measures where the doctors are, whoever calls at doors at home.
    let usual = match use_me().is_some_and(|me| supervises(&me.role)) {
        true => MeasuringSite::Station,
        false => MeasuringSite::Home,
    };
    let measured_at = usual.clone();
    let mut draft = use_signal(|| view.draft.clone().unwrap_or_default());
    let keeping = use_keeping(draft, move |now: &MeasurementForm| {
        Command::KeepMeasurement {
            resident,
            form: (*now != MeasurementForm::default()).then(|| now.clone()),
        }
    });
    let snack = use_snack();
    let leave = use_leave_to(Route::ResidentHealth { id: resident });
    let save = use_callback(move |sure: bool| {
        keeping.now();
        let mut form = draft.cloned();
        form.sure = sure;
        form.site.get_or_insert_with(|| measured_at.clone());
        sender.send(Command::Measure { resident, form }, move |outcome| {
            Keeping::saved(keeping);
            snack.saved(t!("saved"), &outcome);
            leave.call(());
        });
    });
    let now = draft.cloned();
    let ready = if now.glucose {
        !now.level.trim().is_empty()
    } else {
        !now.systolic.trim().is_empty() && !now.diastolic.trim().is_empty()
    };
    let label = if ready {
        t!("measure-save")
    } else {
        t!("measure-fill")
    };
    let title = t!("measure-long");
    rsx! {
        Screen {
            title: title.clone(),
            head: rsx! { Bar { title: view.name.clone(), sub: view.place.clone(), task: true, back_label: t!("edit-leave") } },
            dock: rsx! { SaveDock { sender, ready, label, onsave: move |()| save.call(false) } },
            last: true,
            Segment {
                label: title,
                choices: vec![t!("pressure"), t!("glucose")],
                chosen: usize::from(now.glucose),
                onchoose: move |index| {
                    sender.clear();
                    draft.write().glucose = index == 1;
                },
            }
            if now.glucose {
                OfGlucose { draft, sender }
            } else {
                OfPressure { draft, sender }
            }
            if unusual(&sender) {
                Notice { tone: NoticeTone::Pending,
                    p { {t!("health-unusual")} }
                    Button { look: ButtonLook::Soft, onclick: move |_| save.call(true), {t!("measure-sure")} }
                }
            }
            Segment {
                label: t!("site"),
                choices: MeasuringSite::KNOWN.iter().map(measuring_site).collect::<Vec<_>>(),
                chosen: MeasuringSite::KNOWN.iter().position(|it| it == now.site.as_ref().unwrap_or(&usual)),
                onchoose: move |index: usize| draft.write().site = MeasuringSite::KNOWN.get(index).cloned(),
            }
            TextArea {
                id: "note",
                label: t!("visit-note"),
                value: now.note.clone(),
                problem: sender.problem("note"),
                oninput: move |text| draft.write().note = text,
            }
        }
    }
}

/// Whether the last save waits for somebody to say that the figures are right.
fn unusual(sender: &Sender) -> bool {
    let error = sender.error();
    matches!(error, Some(ReplicaError::Invalid { problem, .. }) if problem == "unusual")
}

#[component]
fn OfPressure(mut draft: Signal<MeasurementForm>, sender: Sender) -> Element {
    let now = draft.cloned();
    let mut set = move |change: &dyn Fn(&mut MeasurementForm)| {
        sender.clear();
        change(&mut draft.write());
    };
    rsx! {
        div { class: "figures",
            Field {
                id: "systolic",
                label: t!("systolic-mmhg"),
                kind: FieldKind::Count,
                value: now.systolic.clone(),
                problem: sender.problem("systolic"),
                oninput: move |text: String| set(&|it| it.systolic.clone_from(&text)),
            }
            Field {
                id: "diastolic",
                label: t!("diastolic-mmhg"),
                kind: FieldKind::Count,
                value: now.diastolic.clone(),
                problem: sender.problem("diastolic"),
                oninput: move |text: String| set(&|it| it.diastolic.clone_from(&text)),
            }
        }
        Field {
            id: "pulse",
            label: t!("pulse-optional"),
            kind: FieldKind::Count,
            value: now.pulse.clone(),
            problem: sender.problem("pulse"),
            oninput: move |text: String| set(&|it| it.pulse.clone_from(&text)),
        }
    }
}

#[component]
fn OfGlucose(mut draft: Signal<MeasurementForm>, sender: Sender) -> Element {
    let now = draft.cloned();
    let chosen = now.sampled.clone().unwrap_or(Sampled::Random);
    rsx! {
        div { class: "figures",
            Field {
                id: "glucose",
                label: t!("glucose-unit"),
                kind: FieldKind::Figure,
                value: now.level.clone(),
                problem: sender.problem("glucose"),
                oninput: move |text| {
                    sender.clear();
                    draft.write().level = text;
                },
            }
        }
        Segment {
            label: t!("sampled"),
            choices: Sampled::KNOWN.iter().map(sampled).collect::<Vec<_>>(),
            chosen: Sampled::KNOWN.iter().position(|it| *it == chosen),
            onchoose: move |index: usize| {
                sender.clear();
                draft.write().sampled = Sampled::KNOWN.get(index).cloned();
            },
        }
    }
}

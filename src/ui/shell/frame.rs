use chuanmen_replica::api::{SessionView, Standing};
use dioxus::prelude::*;

use super::choose::Choose;
use super::elsewhere::Elsewhere;
use super::locked::Locked;
use super::practising::Practising;
use super::tabs::{Rail, TabBar};
use crate::device;
use crate::ui::components::{Button, ButtonLook, Failure, Icon, IconName, Skeleton};
use crate::ui::hooks::{supervises, use_live};
use crate::ui::route::Route;
use crate::ui::text::t;

/// The frame: bars around the screen of the address. Who has not enrolled is led to do so; a
/// window without the database says where it is.
#[component]
pub(crate) fn Shell() -> Element {
    let live = use_live();
    let route = use_route::<Route>();
    live.remember_place(route.place());
    use_navigation(&route);
    use_enrolment(&route);
    if let Some(held) = live.held.cloned() {
        return rsx! { Elsewhere { held } };
    }
    let lock = live.lock.cloned();
    if let Some(tries) = lock.locked {
        return rsx! { Locked { tries } };
    }
    if lock.choose {
        return rsx! { Choose {} };
    }
    let session = live.session.cloned();
    let role = match &session {
        Some(SessionView::Enrolled(me)) => Some(me.role.clone()),
        Some(SessionView::NotEnrolled { .. }) => None,
        None => return rsx! { Opening {} },
    };
    let desk = role.clone().filter(supervises);
    let elsewhere = role.as_ref().and_then(|role| route.instead(role));
    if role.is_none() && !route.needs_nobody() || elsewhere.is_some() {
        return rsx! { Opening {} };
    }
    let bars = role.filter(|_| !route.is_task());
    rsx! {
        div { class: if desk.is_some() { "app super" } else { "app" },
            if live.practice {
                Practising {}
            }
            if let Some(role) = desk.clone() {
                Rail { here: route.beside(&role), role }
            }
            div { class: "stage",
                if *live.update.read() && bars.is_some() {
                    UpdateOffer {}
                }
                Outlet::<Route> {}
            }
            if let Some(role) = bars {
                TabBar { here: route.place(), role }
            }
        }
    }
}

/// From the second address on, headings take the focus.
fn use_navigation(route: &Route) {
    let mut seen = use_hook(|| CopyValue::new(None::<Route>));
    let new = seen.peek().as_ref() != Some(route);
    if new {
        if seen.peek().is_some() {
            device::set_navigated();
        }
        seen.set(Some(route.clone()));
    }
}

/// Not enrolled leads to enrolment, enrolled away from it, and to what one's role has.
fn use_enrolment(route: &Route) {
    let session = use_live().session;
    let navigator = use_navigator();
    use_effect(use_reactive((route,), move |(route,)| {
        let enrolling = route == Route::Enrol {};
        match &*session.read() {
            Some(SessionView::NotEnrolled { .. }) if !route.needs_nobody() => {
                navigator.replace(Route::Enrol {});
            }
            // Who was revoked comes here with a new code.
            Some(SessionView::Enrolled(me)) if enrolling && me.standing != Standing::Revoked => {
                navigator.replace(Route::Today {});
            }
            Some(SessionView::Enrolled(me)) => {
                if let Some(instead) = route.instead(&me.role) {
                    navigator.replace(instead);
                }
            }
            _ => {}
        }
    }));
}

/// Before it is known who uses this device; an instant, unless the database does not open.
#[component]
fn Opening() -> Element {
    let live = use_live();
    let trouble = live.trouble.cloned();
    let again = live.clone();
    rsx! {
        div { class: "app",
            if live.practice {
                Practising {}
            }
            main { class: "main opening",
                if let Some(error) = trouble {
                    h1 { {t!("app-name")} }
                    Failure { error, retry: move |()| again.changed() }
                } else {
                    h1 { class: "vh", {t!("app-name")} }
                    Skeleton { rows: 5 }
                }
            }
        }
    }
}

/// A newer app is here; nothing happens until it is tapped, and it is never offered in a form.
#[component]
fn UpdateOffer() -> Element {
    rsx! {
        div { class: "offer", role: "status",
            Icon { name: IconName::Sync }
            span { class: "grow", {t!("update-ready")} }
            Button { look: ButtonLook::Bare, onclick: move |_| device::activate_update(), {t!("update-now")} }
        }
    }
}

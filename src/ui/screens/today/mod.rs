mod again;
mod first_run;
mod kind_days;
mod round;
mod trips;

use chuanmen_replica::api::{CareList, Phase, Standing, SyncView, TodayQuery, TodayView};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Empty, Failure, Go, Heading, Icon, IconName, LongList, Meter, NearlyFull, NeedLine,
    NextDoor, Notice, NoticeTone, Rich, Section, Skeleton, SyncChip, WishLine,
};
use crate::ui::hooks::{Shown, supervises, use_ask, use_live, use_me, use_room, use_sync};
use crate::ui::route::Route;
use crate::ui::screens::campaigns::RunningCampaigns;
use crate::ui::shell::Screen;
use crate::ui::text::{day, t, weekday};

use again::Again;
use first_run::FirstRun;
use kind_days::KindDays;
use round::{LeftOver, RoundCard};
use trips::Trips;
pub(super) use trips::{TripLine, title};

/// How many needs and wishes show before one asks for the rest.
const FEW: usize = 8;

/// What to do today: climbs, needs to follow up, wishes to ask about. A supervisor's first page
/// is the overview, above the communities that of all of them.
#[component]
pub(crate) fn Today() -> Element {
    let navigator = use_navigator();
    let me = use_me();
    let supervisor = me.as_ref().is_some_and(|me| supervises(&me.role));
    let role = me.as_ref().map(|me| me.role.clone());
    let elsewhere = role.filter(supervises).as_ref().map(Route::home);
    use_effect(use_reactive((&elsewhere,), move |(elsewhere,)| {
        if let Some(home) = elsewhere {
            navigator.replace(home);
        }
    }));
    let newcomer = me.is_some() && !supervisor && !use_live().preference.read().toured;
    let room = use_room();
    let sync = use_sync();
    let asked = use_ask(TodayQuery {});
    let standing = me.as_ref().map_or(Standing::Good, |me| me.standing);
    let place = me.map(|me| {
        let grids = me.grids.iter().map(|grid| grid.name.clone());
        std::iter::once(me.community.name.clone())
            .chain(grids)
            .collect::<Vec<_>>()
            .join(" · ")
    });
    let head = rsx! {
        header { class: "head",
            div { class: "top",
                span { class: "sub", Rich { text: place.unwrap_or_default() } }
                SyncChip { sync: sync.clone() }
            }
        }
    };
    let shown = asked.shown();
    let dock = match &shown {
        Shown::Here(view) => view.next.clone().map(|door| rsx! { NextDoor { door } }),
        _ => None,
    };
    rsx! {
        Screen { title: t!("tab-today"), head, dock, keep: "today",
            NotTaken { standing }
            NearlyFull { room: room() }
            if newcomer {
                FirstRun {}
            }
            match shown {
                Shown::Waiting => rsx! {
                    h1 { class: "vh", {t!("tab-today")} }
                    Skeleton { rows: 6 }
                },
                Shown::Failed(error) => rsx! {
                    h1 { {t!("tab-today")} }
                    Failure { error }
                },
                Shown::Here(view) => rsx! { Day { view, sync } },
            }
        }
    }
}

#[component]
fn Day(view: TodayView, sync: Option<SyncView>) -> Element {
    let date = view.date;
    let doors: u32 = view.trips.iter().map(|trip| trip.doors).sum();
    let climbs = view.trips.len();
    let (needs, wishes) = (view.needs.len(), view.wishes.len());
    let receiving = sync.filter(|sync| !sync.bootstrapped);
    let next = view.next.map(|door| door.household);
    let planned = view.round.is_some();
    let quiet = view.trips.is_empty() && next.is_none() && receiving.is_none();
    // Nothing is granted yet, or the role has no doors.
    let nowhere = use_me().is_some_and(|me| me.grids.is_empty());
    let seen = view.coverage.seen;
    let total = view.coverage.total;
    let left = total.saturating_sub(seen);
    rsx! {
        div { class: "day",
            Heading { {t!("today-date", day = day(date, date), weekday = weekday(date))} }
            if doors > 0 {
                span { class: "sub", Rich { text: t!("today-load", doors = doors, climbs = climbs) } }
            }
        }
        if let Some(sync) = receiving {
            FirstSync { sync }
        }
        if total > 0 {
            p { class: "cover",
                span { Rich { text: t!("today-coverage", seen = seen, total = total) } }
                if left > 0 {
                    Go { to: Route::Care { list: CareList::Unseen.word().to_owned() }, class: "link",
                        {t!("today-coverage-left", left = left)}
                    }
                }
            }
            Meter {
                done: u64::from(seen),
                total: u64::from(total),
                label: t!("today-coverage-label", seen = seen, total = total),
            }
        }
        if quiet && nowhere {
            Empty { so: t!("today-nowhere"), advice: t!("today-nowhere-next"),
                Go { to: Route::Wishes {}, class: "btn", {t!("tab-wishes")} }
            }
        } else if quiet {
            Empty {
                so: t!("today-done"),
                advice: if needs > 0 { t!("today-done-needs", count = needs) } else { t!("today-done-places") },
                Go { to: Route::Places {}, class: "btn", {t!("today-to-places")} }
            }
        }
        if let Some(left) = view.left {
            LeftOver { left, today: date }
        }
        if let Some(line) = view.round {
            RoundCard { line }
        }
        if view.evening {
            Again { trips: view.again.clone(), today: date, evening: true, next }
        }
        Trips { trips: view.trips, today: date, next }
        if !planned && !quiet {
            Go { to: Route::PlanRound {}, class: "btn plan",
                Icon { name: IconName::Lists }
                {t!("round-plan")}
            }
        }
        RunningCampaigns {}
        if !view.evening {
            Again { trips: view.again, today: date, evening: false, next }
        }
        KindDays { birthdays: view.birthdays, festivals: view.festivals, today: date }
        if needs > 0 {
            Section { title: t!("today-needs"), aside: t!("count-needs", count = needs),
                Card {
                    LongList { keep: "today/needs", count: needs, few: FEW,
                        row: move |index: usize| rsx! { NeedLine { need: view.needs[index].clone() } },
                    }
                }
            }
        }
        if wishes > 0 {
            Section { title: t!("today-wishes"), aside: t!("count-wishes", count = wishes),
                Card {
                    LongList { keep: "today/wishes", count: wishes, few: FEW,
                        row: move |index: usize| rsx! { WishLine { wish: view.wishes[index].clone() } },
                    }
                }
            }
        }
    }
}

/// While the device's data arrive for the first time: how far, and that work can begin.
#[component]
fn FirstSync(sync: SyncView) -> Element {
    let (words, progress) = match sync.phase {
        Phase::Syncing {
            received,
            remaining,
        } => (
            t!("first-sync-moving"),
            Some((received, received.saturating_add(remaining))),
        ),
        Phase::Idle => (t!("first-sync-starting"), None),
        Phase::Offline => (t!("first-sync-offline"), None),
        Phase::Failing { .. } => (t!("first-sync-failing"), None),
    };
    rsx! {
        Notice { icon: IconName::Sync,
            p { {words} }
            if let Some((received, total)) = progress {
                p { class: "sub", {t!("first-sync-progress", received = received, total = total)} }
                Meter {
                    done: received,
                    total,
                    label: t!("first-sync-progress", received = received, total = total),
                }
            }
        }
    }
}

/// Why the hub takes nothing from this device any more; recording goes on.
#[component]
fn NotTaken(standing: Standing) -> Element {
    match standing {
        Standing::Good => rsx! {},
        Standing::Revoked => rsx! {
            Notice { tone: NoticeTone::Urgent, icon: IconName::Return,
                p { {t!("revoked")} }
                Go { to: Route::Enrol {}, class: "btn", {t!("revoked-enrol")} }
            }
        },
        Standing::UpgradeNeeded => rsx! {
            Notice { tone: NoticeTone::Urgent, icon: IconName::Return,
                p { {t!("upgrade-needed")} }
            }
        },
    }
}

use chuanmen_replica::api::{Phase, SyncView};
use dioxus::prelude::*;

use super::{Go, Icon, IconName, IconSize, Rich};
use crate::ui::route::Route;
use crate::ui::text::t;

/// How far synchronisation is: `47 已送达 · 2 待传`. Opens the receipt.
#[component]
pub(crate) fn SyncChip(sync: Option<SyncView>) -> Element {
    let Some(sync) = sync else {
        return rsx! {};
    };
    let (icon, class, parts) = words(&sync);
    rsx! {
        Go { to: Route::Me {}, class: "sync {class}",
            Icon { name: icon, size: IconSize::Small }
            span { role: "status",
                for (index , (class , text)) in parts.into_iter().enumerate() {
                    if index > 0 {
                        i { class: "d", "aria-hidden": "true" }
                    }
                    span { class, Rich { text } }
                }
            }
        }
    }
}

type Words = Vec<(&'static str, String)>;

/// Its shape, the class of its colour, and its words. What waits and what came back stand apart.
fn words(sync: &SyncView) -> (IconName, &'static str, Words) {
    let offline = matches!(sync.phase, Phase::Offline);
    let moving = matches!(sync.phase, Phase::Syncing { .. });
    let icon = match () {
        () if sync.refused > 0 => IconName::Return,
        () if offline => IconName::CloudOffline,
        () if moving && sync.waiting == 0 => IconName::Sync,
        () if sync.waiting > 0 => IconName::CloudWaiting,
        () => IconName::CloudDone,
    };
    let mut parts = Vec::new();
    match sync.phase {
        Phase::Syncing {
            received,
            remaining,
        } if !sync.bootstrapped => {
            parts.push((
                "",
                t!(
                    "sync-receiving",
                    received = received,
                    total = received + remaining
                ),
            ));
        }
        _ if offline && sync.waiting == 0 && sync.refused == 0 => {
            parts.push(("", t!("sync-offline")));
        }
        _ if offline => parts.push(("", t!("sync-no-network"))),
        _ if sync.delivered > 0 || (sync.waiting == 0 && sync.refused == 0) => {
            parts.push(("", t!("sync-delivered", count = sync.delivered)));
        }
        _ => {}
    }
    if sync.waiting > 0 {
        parts.push(("wait", t!("sync-waiting", count = sync.waiting)));
    }
    if sync.refused > 0 {
        parts.push(("back", t!("sync-refused", count = sync.refused)));
    }
    let class = match () {
        () if sync.refused > 0 => "refused",
        () if moving => "moving",
        () => "",
    };
    (icon, class, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sync(waiting: u32, refused: u32, phase: Phase) -> SyncView {
        SyncView {
            delivered: 47,
            waiting,
            refused,
            phase,
            complete_at: None,
            bootstrapped: true,
        }
    }

    fn said(view: &SyncView) -> (IconName, String) {
        let (icon, _, parts) = words(view);
        let said: Vec<String> = parts
            .into_iter()
            .map(|(_, text)| text.replace("**", ""))
            .collect();
        (icon, said.join(" · "))
    }

    #[test]
    fn the_chip_counts_what_waits_and_sets_refused_ones_apart() {
        assert_eq!(
            said(&sync(2, 0, Phase::Idle)),
            (IconName::CloudWaiting, "47 已送达 · 2 待传".into())
        );
        assert_eq!(
            said(&sync(2, 1, Phase::Idle)),
            (IconName::Return, "47 已送达 · 2 待传 · 1 退回".into())
        );
        assert_eq!(
            said(&sync(0, 0, Phase::Idle)),
            (IconName::CloudDone, "47 已送达".into())
        );
    }

    #[test]
    fn without_a_network_it_says_that_things_are_kept() {
        assert_eq!(
            said(&sync(0, 0, Phase::Offline)),
            (IconName::CloudOffline, "没网，先存着".into())
        );
        assert_eq!(
            said(&sync(3, 0, Phase::Offline)),
            (IconName::CloudOffline, "没网 · 3 待传".into())
        );
    }
}

use chuanmen_replica::api::{Command, RoundLeft, RoundLine, RoundStep};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{
    Button, ButtonLook, Card, Failure, Go, Icon, IconName, IconSize, Meter, Notice,
};
use crate::ui::hooks::use_send;
use crate::ui::route::Route;
use crate::ui::text::{building_unit, day, t};

/// How far the round of the day is; leads to it.
#[component]
pub(super) fn RoundCard(line: RoundLine) -> Element {
    let (walked, total) = (line.walked, line.total);
    let place = line.place.map(|(name, unit)| building_unit(&name, &unit));
    rsx! {
        Card { label: t!("round"),
            Go { to: Route::Round {}, class: "trip",
                Icon { name: IconName::Lists }
                span { class: "meta",
                    b { {t!("round")} }
                    span { class: "sub", {t!("round-progress", walked = walked, total = total)} }
                }
                Icon { name: IconName::Chevron, size: IconSize::Small }
            }
            div { class: "inset",
                Meter {
                    done: u64::from(walked),
                    total: u64::from(total),
                    label: t!("round-progress-label", walked = walked, total = total),
                }
                p { class: "sub",
                    match place {
                        Some(place) => t!("round-next-at", place = place),
                        None => t!("round-done"),
                    }
                }
            }
        }
    }
}

/// What an earlier day's round has left: go on with it, or leave it at that.
#[component]
pub(super) fn LeftOver(left: RoundLeft, today: Date) -> Element {
    let sender = use_send();
    let take = move |step: RoundStep| sender.send(Command::Round(step), |_| ());
    rsx! {
        Notice { icon: IconName::Lists,
            p {
                {t!("round-left", day = day(left.day, today), walked = left.walked, left = left.left)}
            }
            div { class: "two",
                Button { look: ButtonLook::Soft, disabled: sender.busy(),
                    onclick: move |_| take(RoundStep::GoOn),
                    {t!("round-go-on")}
                }
                Button { disabled: sender.busy(), onclick: move |_| take(RoundStep::End),
                    {t!("round-let-go")}
                }
            }
            if let Some(error) = sender.error() { Failure { error } }
        }
    }
}

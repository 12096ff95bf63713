//! 接口令牌: tokens that programs pull reports with. Asked of the hub each time.

mod add;
mod line;

use chuanmen_core::protocol::TokensResponse;
use chuanmen_replica::api::{Command, Outcome, ReplicaError};
use dioxus::prelude::*;

use crate::ui::components::{Card, Empty, Failure, Section, Skeleton};
use crate::ui::hooks::use_live;
use crate::ui::live::Live;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use add::Add;
use line::Line;

/// The screen: make one, and those that there are.
#[component]
pub(crate) fn Tokens() -> Element {
    let live = use_live();
    let mut pulled = use_resource(move || {
        let live = live.clone();
        async move { pull(&live).await }
    });
    let shown = pulled.read().clone();
    rsx! {
        Screen { title: t!("tokens-title"), head: rsx! { Bar { title: t!("tokens-title") } },
            p { class: "sub", {t!("tokens-about")} }
            match shown {
                None => rsx! { Skeleton { rows: 4 } },
                Some(Err(error)) => rsx! { Failure { error, retry: move |()| pulled.restart() } },
                Some(Ok(response)) => rsx! {
                    Add { onmade: move |()| pulled.restart() }
                    Section { title: t!("tokens-there"),
                        if response.tokens.is_empty() {
                            Empty { so: t!("tokens-empty"), advice: t!("tokens-empty-next") }
                        } else {
                            Card { label: t!("tokens-there"),
                                for token in response.tokens {
                                    Line { key: "{token.id}", token, time: response.time,
                                        onrevoked: move |()| pulled.restart() }
                                }
                            }
                        }
                    }
                },
            }
        }
    }
}

async fn pull(live: &Live) -> Result<TokensResponse, ReplicaError> {
    match live.door.send(Command::PullTokens).await? {
        Outcome::Tokens(response) => Ok(*response),
        _ => Err(ReplicaError::Gone {
            detail: "another outcome".to_owned(),
        }),
    }
}

//! 操作记录: who did what in the community. Asked of the hub each time; nothing of it is kept on
//! this device.

mod found;
mod words;

use chuanmen_core::protocol::{AuditRequest, AuditResponse, Deed};
use chuanmen_replica::api::{Command, Outcome, ReplicaError};
use dioxus::prelude::*;

use crate::ui::components::{Failure, Field, FieldKind, Select, Skeleton};
use crate::ui::hooks::use_live;
use crate::ui::live::Live;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use found::Found;
use words::deed_name;

/// The screen: narrowed by person, kind, days and words; page by page, the newest first.
#[component]
pub(crate) fn Audit() -> Element {
    let live = use_live();
    let mut request = use_signal(AuditRequest::default);
    let mut pulled = use_resource(move || {
        let live = live.clone();
        async move { pull(&live, request()).await }
    });
    // Whom one can choose stays while the next answer is on its way.
    let mut people = use_signal(Vec::new);
    use_effect(move || {
        if let Some(Ok(response)) = &*pulled.read() {
            people.set(response.people.clone());
        }
    });
    let asked = request();
    let mut narrow = move |change: &dyn Fn(&mut AuditRequest)| {
        let mut next = request();
        change(&mut next);
        next.before = None;
        request.set(next);
    };
    let everybody = people().into_iter();
    let everybody = everybody.map(|person| (person.account.to_string(), person.name));
    let deeds = Deed::KNOWN.iter();
    let deeds = deeds.map(|deed| (deed.to_string(), deed_name(deed)));
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let shown = pulled.read().clone();
    rsx! {
        Screen { title: t!("audit-title"), head: rsx! { Bar { title: t!("audit-title") } },
            p { class: "sub", {t!("audit-about")} }
            div { class: "find",
                Select {
                    id: "audit-person", label: t!("audit-person"), none: t!("audit-everybody"),
                    value: asked.account.map(|one| one.to_string()).unwrap_or_default(),
                    groups: vec![(t!("audit-person"), everybody.collect())],
                    onchoose: move |one: String| narrow(&|next| next.account = one.parse().ok()),
                }
                Select {
                    id: "audit-deed", label: t!("audit-deed"), none: t!("audit-everything"),
                    value: asked.deed.as_ref().map(ToString::to_string).unwrap_or_default(),
                    groups: vec![(t!("audit-deed"), deeds.collect())],
                    onchoose: move |one: String| {
                        let deed = (!one.is_empty()).then(|| Deed::from(one.as_str()));
                        narrow(&|next| next.deed.clone_from(&deed));
                    },
                }
                Field {
                    id: "audit-from", label: t!("audit-from"), kind: FieldKind::Date, value: day(asked.from),
                    oninput: move |typed: String| narrow(&|next| next.from = typed.parse().ok()),
                }
                Field {
                    id: "audit-to", label: t!("audit-to"), kind: FieldKind::Date, value: day(asked.to),
                    oninput: move |typed: String| narrow(&|next| next.to = typed.parse().ok()),
                }
                Field {
                    id: "audit-text", label: t!("audit-text"), kind: FieldKind::Search,
                    value: asked.text.clone().unwrap_or_default(),
                    oninput: move |typed: String| {
                        let text = (!typed.is_empty()).then_some(typed);
                        narrow(&|next| next.text.clone_from(&text));
                    },
                }
            }
            match shown {
                None => rsx! { Skeleton { rows: 8 } },
                Some(Err(error)) => rsx! { Failure { error, retry: move |()| pulled.restart() } },
                Some(Ok(response)) => rsx! {
                    Found { response, first: asked.before.is_none(),
                        onpage: move |before| {
                            let mut next = request();
                            next.before = before;
                            request.set(next);
                        },
                    }
                },
            }
        }
    }
}

async fn pull(live: &Live, request: AuditRequest) -> Result<AuditResponse, ReplicaError> {
    match live.door.send(Command::PullAudit(request)).await? {
        Outcome::Audit(response) => Ok(*response),
        _ => Err(ReplicaError::Gone {
            detail: "another outcome".to_owned(),
        }),
    }
}

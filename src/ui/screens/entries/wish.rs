use chuanmen_core::domain::{ResidentId, WishKind};
use chuanmen_replica::api::WishDraft;
use dioxus::prelude::*;

use crate::ui::components::{
    Chip, Chips, Field, FieldKind, Icon, IconName, Segment, SegmentRole, TextArea,
};
use crate::ui::hooks::Sender;
use crate::ui::text::{t, wish_kind};

/// An empty wish, for goods, of nobody in particular.
pub(crate) fn new_wish() -> WishDraft {
    WishDraft {
        resident: None,
        kind: WishKind::Goods,
        text: String::new(),
        needed_by: None,
    }
}

/// A wish's form: what is wished for, whose it is, by when.
#[component]
pub(crate) fn WishEntry(
    /// Tells several in one form apart.
    number: usize,
    wish: WishDraft,
    residents: Vec<(ResidentId, String)>,
    /// Says what is wrong with what was typed.
    sender: Sender,
    /// Stands before the names of its fields in what `sender` says: `wishes/0/` in a visit.
    #[props(default)]
    path: String,
    onchange: EventHandler<WishDraft>,
    onremove: EventHandler<()>,
) -> Element {
    let chips: Vec<Chip> = residents
        .iter()
        .map(|(id, name)| Chip {
            text: name.clone(),
            chosen: wish.resident == Some(*id),
        })
        .collect();
    let (by_text, by_kind, by_day, by_whom) =
        (wish.clone(), wish.clone(), wish.clone(), wish.clone());
    rsx! {
        section { class: "card entry-card", "aria-label": t!("wish"),
            div { class: "entry-head",
                h2 { {t!("wish")} }
                button {
                    r#type: "button",
                    class: "ib",
                    "aria-label": t!("wish-remove"),
                    onclick: move |_| onremove.call(()),
                    Icon { name: IconName::Close }
                }
            }
            TextArea {
                id: "wish-text-{number}",
                label: t!("wish-text"),
                placeholder: t!("wish-text-example"),
                value: wish.text.clone(),
                rows: 2,
                problem: sender.problem(&format!("{path}text")),
                oninput: move |text| onchange.call(WishDraft { text, ..by_text.clone() }),
            }
            Segment {
                label: t!("wish-kind"),
                role: SegmentRole::Radio,
                choices: vec![wish_kind(&WishKind::Goods), wish_kind(&WishKind::Service)],
                chosen: usize::from(wish.kind == WishKind::Service),
                onchoose: move |index| {
                    let kind = if index == 1 { WishKind::Service } else { WishKind::Goods };
                    onchange.call(WishDraft { kind, ..by_kind.clone() });
                },
            }
            if !chips.is_empty() {
                Chips {
                    label: t!("wish-whose"),
                    chips,
                    onchoose: move |index: usize| {
                        let tapped = residents.get(index).map(|(id, _)| *id);
                        // A second tap takes it back: the wish is the whole household's.
                        let resident = tapped.filter(|id| by_whom.resident != Some(*id));
                        onchange.call(WishDraft { resident, ..by_whom.clone() });
                    },
                }
            }
            Field {
                id: "wish-day-{number}",
                label: t!("wish-needed-by"),
                kind: FieldKind::Date,
                problem: sender.problem(&format!("{path}needed_by")),
                value: wish.needed_by.map(|day| day.to_string()).unwrap_or_default(),
                oninput: move |text: String| {
                    onchange.call(WishDraft { needed_by: text.parse().ok(), ..by_day.clone() });
                },
            }
        }
    }
}

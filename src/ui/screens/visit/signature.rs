use chuanmen_replica::api::{Command, Outcome, Stroke};
use dioxus::prelude::*;

use super::draft::Draft;
use crate::ui::components::{Button, ButtonLook, Failure, Icon, IconName};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::screens::picture::Photo;
use crate::ui::text::t;

/// What a resident signs with a finger. Nobody has to: a visit is whole without.
#[component]
pub(super) fn Signature(draft: Draft) -> Element {
    let mut open = use_signal(|| false);
    let snack = use_snack();
    let form = draft.form();
    if let Some(signature) = form.signature {
        let hash = signature.hash;
        let remove = move |_| {
            let mut next = draft.form();
            let was = next.signature.take();
            draft.set(next);
            let back = Callback::new(move |()| {
                let mut next = draft.form();
                next.signature.clone_from(&was);
                draft.set(next);
            });
            snack.changed(t!("signature-removed"), back);
        };
        return rsx! {
            section { class: "signed card", "aria-label": t!("signature"),
                Photo { key: "{hash}", hash, visit: form.corrects, small: true, label: t!("signature") }
                button { r#type: "button", class: "ib", "aria-label": t!("signature-remove"), onclick: remove,
                    Icon { name: IconName::Close }
                }
            }
        };
    }
    rsx! {
        if open() {
            Pad { draft, onclose: move |()| open.set(false) }
        } else {
            div { class: "sign",
                Button { icon: IconName::Pencil, onclick: move |_| open.set(true), {t!("signature-ask")} }
            }
        }
    }
}

/// Where a finger writes.
#[component]
fn Pad(draft: Draft, onclose: EventHandler<()>) -> Element {
    let sender = use_send();
    let mut strokes = use_signal(Vec::<Stroke>::new);
    let mut writing = use_signal(|| false);
    let mut point = move |event: &PointerEvent, begins: bool| {
        let at = event.element_coordinates();
        let mut strokes = strokes.write();
        if begins {
            strokes.push(Stroke::new());
        }
        if let Some(stroke) = strokes.last_mut() {
            stroke.push((whole(at.x), whole(at.y)));
        }
    };
    let empty = strokes.read().is_empty();
    let keep = move |_| {
        let strokes = strokes.cloned();
        sender.send(Command::KeepSignature { strokes }, move |outcome| {
            if let Outcome::Kept(picture) = outcome {
                let mut next = draft.form();
                next.signature = Some(picture);
                draft.set(next);
                onclose.call(());
            }
        });
    };
    rsx! {
        section { class: "card signpad-card", "aria-label": t!("signature"),
            div {
                class: "signpad",
                role: "img",
                "aria-label": t!("signature-here"),
                onpointerdown: move |event| {
                    event.prevent_default();
                    writing.set(true);
                    point(&event, true);
                },
                onpointermove: move |event| if writing() { point(&event, false) },
                onpointerup: move |_| writing.set(false),
                onpointerleave: move |_| writing.set(false),
                onpointercancel: move |_| writing.set(false),
                svg { "aria-hidden": "true", path { d: drawn(&strokes.read()) } }
                if empty { span { class: "sub", {t!("signature-here")} } }
            }
            if let Some(error) = sender.error() { Failure { error } }
            div { class: "add",
                Button { onclick: move |_| if strokes.read().is_empty() { onclose.call(()) } else { strokes.write().clear() },
                    if empty { {t!("signature-none")} } else { {t!("signature-anew")} }
                }
                Button { look: ButtonLook::Soft, icon: IconName::Check, disabled: empty || sender.busy(), onclick: keep,
                    {t!("signature-done")}
                }
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a screen has fewer points")]
fn whole(at: f64) -> i16 {
    at.round().clamp(0.0, 4_000.0) as i16
}

/// The strokes as a path.
fn drawn(strokes: &[Stroke]) -> String {
    let mut path = String::new();
    for stroke in strokes {
        for (number, (x, y)) in stroke.iter().enumerate() {
            path.push_str(&match number {
                0 => format!("M{x} {y}l0 0"),
                _ => format!("L{x} {y}"),
            });
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_and_a_line_are_drawn() {
        let strokes = vec![vec![(3, 4)], vec![(1, 2), (5, 6)]];
        assert_eq!(drawn(&strokes), "M3 4l0 0M1 2l0 0L5 6");
        assert_eq!((whole(-3.0), whole(1e9)), (0, 4_000));
    }
}

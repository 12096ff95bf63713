use dioxus::prelude::*;

use super::Button;
use crate::ui::hooks::use_live;
use crate::ui::text::t;

/// How many rows are drawn at once. A phone's window shows a dozen.
const PAGE: usize = 60;

/// A list of any length: what is far below is drawn when one comes near it. Rows may have any
/// height. All that was drawn stays, so that a screen reader, the keyboard and the search of a
/// page find a list like any other, which goes on.
#[component]
pub(crate) fn LongList(
    /// A name under which it is remembered how far one has read, as long as where one was.
    #[props(into)]
    keep: String,
    /// Rows in all.
    count: usize,
    /// Draws one.
    row: Callback<usize, Element>,
) -> Element {
    let live = use_live();
    let place = format!("{keep}/drawn");
    let known = live.scrolled(&place);
    // Whole numbers far below where floats lose them.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of rows that was kept as one"
    )]
    let mut drawn = use_signal(|| PAGE.max(known as usize));
    let go_on = use_callback(move |()| {
        let more = drawn() + PAGE;
        drawn.set(more);
        #[allow(clippy::cast_precision_loss, reason = "a count of rows")]
        live.remember_scroll(&place, more as f64);
    });
    let shown = drawn().min(count);
    let left = count - shown;
    rsx! {
        for index in 0..shown {
            Fragment { key: "{index}", {row.call(index)} }
        }
        if left > 0 {
            // Another one each time: it comes into sight anew.
            div { key: "more-{shown}", class: "go-on",
                onvisible: move |event| {
                    if event.is_intersecting().unwrap_or(true) {
                        go_on.call(());
                    }
                },
                Button { onclick: move |_| go_on.call(()), {t!("list-more", count = left)} }
            }
        }
    }
}

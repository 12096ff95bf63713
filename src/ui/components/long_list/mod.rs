mod page;

use dioxus::prelude::*;

use super::Button;
use crate::ui::hooks::use_live;
use crate::ui::text::t;
use page::Page;

/// How many rows are drawn at once. A phone's window shows a dozen, and a cheap one needs a frame
/// for so many.
const PAGE: usize = 24;
/// How many pages before and after the one in sight are drawn: some five windows of a phone.
const AROUND: usize = 2;

/// A list of any length. What is below is drawn when one comes near it; what one has left far
/// behind gives its memory back and keeps its room. Rows may have any height.
#[component]
pub(crate) fn LongList(
    /// A name under which it is remembered how far one has read, as long as where one was.
    #[props(into)]
    keep: String,
    /// Rows in all.
    count: usize,
    /// So many at first, the others when they are asked for: where more stands below the list.
    #[props(default)]
    few: Option<usize>,
    /// Draws one.
    row: Callback<usize, Element>,
) -> Element {
    // Whoever draws this list anew may have other rows, which a callback does not show.
    let mut editions = use_hook(|| CopyValue::new(0_u64));
    let edition = editions.peek().wrapping_add(1);
    editions.set(edition);
    rsx! {
        Pages { keep, count, few, row, edition }
    }
}

/// The pages so far.
#[component]
fn Pages(
    keep: String,
    count: usize,
    few: Option<usize>,
    row: Callback<usize, Element>,
    edition: u64,
) -> Element {
    let live = use_live();
    let (drawn_so_far, in_sight) = (format!("{keep}/drawn"), format!("{keep}/sight"));
    let known = live.counted(&drawn_so_far);
    let mut drawn = use_signal(|| few.unwrap_or(PAGE).max(known));
    let mut sight = use_signal(|| live.counted(&in_sight));
    let counting = live.clone();
    let go_on = use_callback(move |()| {
        let more = drawn() + PAGE;
        drawn.set(more);
        counting.remember_count(&drawn_so_far, more);
    });
    let onsight = use_callback(move |page| {
        if *sight.peek() != page {
            sight.set(page);
            live.remember_count(&in_sight, page);
        }
    });
    let shown = drawn().min(count);
    let left = count - shown;
    let asks = few.is_some_and(|few| drawn() <= few);
    rsx! {
        for (index , from) in (0..shown).step_by(PAGE).enumerate() {
            Page {
                key: "{index}",
                keep: format!("{keep}/page/{index}"),
                index,
                from,
                to: shown.min(from + PAGE),
                near: index.abs_diff(sight()) <= AROUND,
                edition,
                row,
                onsight,
            }
        }
        if left > 0 {
            // Another one each time: it comes into sight anew.
            div { key: "more-{shown}", class: "go-on",
                onvisible: move |event| {
                    if !asks && event.is_intersecting().unwrap_or(true) {
                        go_on.call(());
                    }
                },
                Button { onclick: move |_| go_on.call(()), {t!("list-more", count = left)} }
            }
        }
    }
}

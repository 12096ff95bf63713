use chuanmen_core::china_date;
use chuanmen_core::domain::AreaLevel;
use chuanmen_replica::api::AreaNode;
use dioxus::prelude::*;

use super::counts;
use crate::ui::charts::{Band, Download, House, Plot, drawing};
use crate::ui::hooks::use_now;
use crate::ui::screens::overview::PrintButton;
use crate::ui::text::t;

/// The whole tree as one picture, to print and to take away.
#[component]
pub(super) fn Picture(areas: Vec<AreaNode>) -> Element {
    let now = use_now();
    let title = areas.first().map(|node| node.name.clone());
    let title = t!("areas-of", community = title.unwrap_or_default());
    let when = china_date(now).to_string();
    let plot = Plot::Areas(bands(&areas));
    let svg = drawing(&title, &when, &plot).svg;
    rsx! {
        section { class: "panel area-picture", "aria-label": title.clone(),
            div { class: "ph",
                h2 { {t!("areas-picture")} }
                span { class: "sub", {t!("areas-picture-key")} }
                span { class: "acts",
                    Download { title: title.clone(), when, plot }
                    PrintButton {}
                }
            }
            div { class: "drawn", role: "img", "aria-label": title, dangerous_inner_html: svg }
        }
    }
}

/// A band for each grid, a row for each compound, a box for each building.
fn bands(areas: &[AreaNode]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for node in areas {
        match node.level {
            AreaLevel::Grid => bands.push(Band {
                title: node.name.clone(),
                note: note(node),
                gap: node.is_gap(),
                rows: Vec::new(),
            }),
            AreaLevel::Compound => {
                if let Some(band) = bands.last_mut() {
                    band.rows.push((node.name.clone(), Vec::new()));
                }
            }
            AreaLevel::Building => {
                let row = bands.last_mut().and_then(|band| band.rows.last_mut());
                if let Some((_, boxes)) = row {
                    boxes.push(House {
                        words: node.name.clone(),
                        gap: node.is_gap(),
                    });
                }
            }
            _ => {}
        }
    }
    bands
}

/// `12 户 · 30 人 · 周丽萍`
fn note(node: &AreaNode) -> String {
    let who = node.who.iter().map(|(_, name)| name.as_str());
    let who: Vec<_> = who.collect();
    let who = if who.is_empty() {
        t!("area-gap")
    } else {
        who.join("、")
    };
    format!("{} · {who}", counts(node))
}

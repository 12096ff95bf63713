use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::china_date;
use chuanmen_replica::api::FileBytes;
use dioxus::prelude::*;

use super::drawing::{Drawing, Plot, drawing};
use crate::device;
use crate::ui::components::{Icon, IconName, IconSize};
use crate::ui::hooks::{use_me, use_snack};
use crate::ui::text::{clock_time, t};

/// Takes a plot away as a picture, named after what it shows and of when, with a mark of who took it.
#[component]
pub(crate) fn Download(title: String, when: String, plot: Plot) -> Element {
    let snack = use_snack();
    let me = use_me().map(|me| me.name).unwrap_or_default();
    let name = format!("{title}-{when}");
    let [svg_name, png_name] = ["svg", "png"].map(|ending| format!("{name}.{ending}"));
    let svg_label = t!("plot-svg", title = title.clone());
    let png_label = t!("plot-png", title = title.clone());
    let draw = use_callback(move |()| -> Drawing {
        let now = device::now();
        let time = format!("{} {}", china_date(now), clock_time(now));
        let mark = t!("export-mark", name = me.clone(), time = time);
        drawing(&title, &format!("{when} · {mark}"), &plot)
    });
    let keep = move |file: Result<FileBytes, device::FileNotSaved>| {
        match file.and_then(|file| device::save_file(&file)) {
            Ok(Some(place)) => snack.say(t!("export-kept", place = place)),
            // A browser says itself where it put the file.
            Ok(None) => {}
            Err(_) => snack.say(t!("export-failed")),
        }
    };
    rsx! {
        button { class: "astable noprint", r#type: "button", "aria-label": svg_label,
            onclick: move |_| keep(Ok(FileBytes {
                name: svg_name.clone(),
                media_type: "image/svg+xml".to_owned(),
                base64: BASE64_STANDARD.encode(draw.call(()).svg),
            })),
            Icon { name: IconName::Export, size: IconSize::Small }
            "SVG"
        }
        if device::DRAWS_PNG {
            button { class: "astable noprint", r#type: "button", "aria-label": png_label,
                onclick: move |_| {
                    let (made, name) = (draw.call(()), png_name.clone());
                    spawn(async move {
                        let png = device::png_of(&made.svg, made.size).await;
                        keep(png.map(|base64| FileBytes {
                            name,
                            media_type: "image/png".to_owned(),
                            base64,
                        }));
                    });
                },
                "PNG"
            }
        }
    }
}

use chuanmen_core::protocol::ImportProblem;
use dioxus::prelude::*;

use crate::ui::components::Section;
use crate::ui::text::t;

/// What is wrong, in the order of the rows. `all` are more than the hub tells at once.
#[component]
pub(super) fn Problems(problems: Vec<ImportProblem>, all: usize) -> Element {
    let shown = problems.len();
    let aside = if shown < all {
        t!("import-problems-some", shown = shown, all = all)
    } else {
        String::new()
    };
    rsx! {
        Section { title: t!("import-problems"), aside }
        div { class: "scroll import-problems", tabindex: "0", role: "region", "aria-label": t!("import-problems"),
            table { class: "data",
                caption { class: "vh", {t!("import-problems")} }
                thead {
                    tr {
                        th { scope: "col", {t!("import-cell")} }
                        th { scope: "col", {t!("import-column")} }
                        th { scope: "col", {t!("import-severity")} }
                        th { scope: "col", {t!("import-problem")} }
                    }
                }
                tbody {
                    for (index , problem) in problems.into_iter().enumerate() {
                        tr { key: "{index}",
                            td { class: "num", {problem.place} }
                            td { {problem.heading} }
                            td { {severity(&problem.severity)} }
                            td { {problem.message} }
                        }
                    }
                }
            }
        }
    }
}

fn severity(word: &str) -> String {
    match word {
        "stop" => t!("import-stop"),
        "duplicate" => t!("import-duplicate"),
        "notice" => t!("import-notice"),
        _ => t!("import-error"),
    }
}

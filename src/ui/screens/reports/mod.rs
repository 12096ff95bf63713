//! 报表: see, sort, filter, print and export. The last one pulled opens without signal.

mod bounds;
mod builder;
mod export;
mod records;

use chuanmen_core::domain::Role;
use chuanmen_core::report::{Cell, GridName, Only, Pick, ReportName, Shape, Table};
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::{Command, Outcome, ReportRequest};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::overview::{GridFilter, MonthFilter, PrintButton};
use crate::device;
use crate::ui::address::Asking;
use crate::ui::charts::DataTable;
use crate::ui::components::{
    Button, Chip, Chips, Empty, Failure, Field, FieldKind, Go, Heading, IconName, Notice,
    NoticeTone, PulledAt, Skeleton,
};
use crate::ui::hooks::{Pulled, use_live, use_me, use_now, use_pulled};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::{clock_time, t};

use builder::Builder;
pub(super) use export::{Export, ExportButton};
use records::links;

/// The screen. The address says which report, and what it is narrowed to, so that a figure can
/// link to its rows.
#[component]
pub(crate) fn Reports(asking: Asking) -> Element {
    let title = t!("reports-title");
    // One's own community is asked about by naming none.
    let own = use_me().map(|me| me.community.id);
    let asking = Asking {
        community: asking.community.filter(|area| Some(*area) != own),
        ..asking
    };
    let now = use_now();
    let navigator = use_navigator();
    let wanted = use_memo(use_reactive((&asking,), |(asking,)| Asking {
        // Laid out anew here: what the hub gives is the whole.
        shape: Shape::default(),
        ..asking
    }));
    // What somebody types to find stands in no address, and so in no history.
    let mut looked_for = use_signal(|| asking.shape.find.clone());
    let forms = use_forms();
    let mut building = use_signal(|| false);
    let pulled = use_pulled::<Table>(move || {
        let request = request(&wanted(), device::now());
        (Command::PullTable(request.clone()), request)
    });
    let ReportRequest {
        name: chosen,
        grid,
        month,
        ..
    } = request(&asking, now);
    let ask = move |asking| {
        navigator.replace(Route::Reports { asking });
    };
    let [of_month, of_grid, of_name] = [asking.clone(), asking.clone(), asking.clone()];
    let grids = use_me().map(|me| me.grids).unwrap_or_default();
    let grids: Vec<_> = grids
        .into_iter()
        .map(|grid| GridName {
            id: grid.id,
            name: grid.name,
        })
        .collect();
    let of_desk = use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    let of_desk = of_desk && asking.community.is_none();
    let names = ReportName::KNOWN.iter().cloned();
    let names = names.filter(|name| of_desk || !name.is_of_the_desk());
    let names: Vec<_> = names.chain(forms()).collect();
    let chips = names.iter().map(|name| Chip {
        text: report_title(name),
        chosen: chosen == *name,
    });
    let chips: Vec<_> = chips.collect();
    let (of_shape, shaped) = (asking.clone(), !asking.shape.layout().is_plain());
    let shown = pulled.read().clone();
    rsx! {
        Screen { title: title.clone(),
            div { class: "page reports",
            header {
                Heading { {title.clone()} }
                MonthFilter { month, now, onpick: move |month: Date| ask(Asking { month: Some(month), ..of_month.clone() }) }
                if asking.community.is_none() {
                GridFilter { grid, grids, onpick: move |grid| {
                    // What lies in no grid lies in none of them.
                    let only = Only { stray: false, ..of_grid.only.clone() };
                    ask(Asking { grid, only, ..of_grid.clone() });
                } }
                }
                span { class: "grow" }
                Button { icon: IconName::Lists, expanded: building() || shaped,
                    onclick: move |_| building.toggle(), {t!("builder")} }
                ExportFound { request: request(&asking, now), looked_for }
                PrintButton {}
            }
            div { class: "noprint",
                Chips { label: title, chips, onchoose: move |index: usize| {
                    if let Some(report) = names.get(index) {
                        // What narrowed one report means nothing in another.
                        let asking = Asking { name: Some(report.clone()), only: Only::default(),
                            shape: Shape::default(), ..of_name.clone() };
                        looked_for.set(String::new());
                        ask(asking);
                    }
                } }
            }
            match shown {
                None => rsx! { Skeleton { rows: 8 } },
                Some(Err(error)) => rsx! { Failure { error } },
                Some(Ok(pulled)) => rsx! {
                    Body { key: "{pulled.report.name}", pulled, asking, looked_for, now, building: building() || shaped, own: of_desk,
                        onshape: move |shape| ask(Asking { shape, ..of_shape.clone() }) }
                },
            }
            }
        }
    }
}

/// Who prints, and when: on paper only.
#[component]
pub(super) fn PrintMark(now: UnixMillis) -> Element {
    let name = use_me().map(|me| me.name).unwrap_or_default();
    let time = format!("{} {}", china_date(now), clock_time(now));
    rsx! {
        p { class: "sub printed", {t!("print-mark", name = name, time = time)} }
    }
}

/// Takes away what is looked for.
#[component]
fn ExportFound(request: ReportRequest, looked_for: ReadSignal<String>) -> Element {
    let shape = Shape {
        find: looked_for(),
        ..request.shape
    };
    rsx! {
        Export { request: ReportRequest { shape, ..request } }
    }
}

#[component]
fn Body(
    pulled: Pulled<Table>,
    asking: Asking,
    /// What is looked for in it.
    looked_for: Signal<String>,
    now: UnixMillis,
    building: bool,
    /// Whether its records are on this device.
    own: bool,
    onshape: EventHandler<Shape>,
) -> Element {
    let Pulled {
        report: table,
        stale,
    } = pulled;
    let gap = Pick::Gap.word().to_owned();
    let (gaps, only_gaps) = (gaps(&table), table.only.pick == Some(Pick::Gap));
    let whole = building.then(|| table.clone());
    let find = looked_for();
    // An address may ask for what the builder does not offer.
    let Ok(table) = table.shaped(&asking.shape.layout()) else {
        return rsx! { NotCounted { asking } };
    };
    let all = table.rows.len();
    let table = table.found(&find);
    let count = t!("reports-rows", shown = table.rows.len(), all = all);
    let links = if own { links(&table) } else { Vec::new() };
    rsx! {
        div { class: "sec",
            h2 { {table.title.clone()} }
            PulledAt { at: table.at, stale, now }
        }
        PrintMark { now }
        if gaps > 0 {
            Notice { tone: NoticeTone::Pending, icon: IconName::Flag,
                p { {t!("duties-gaps", count = gaps)} }
                if !only_gaps {
                    Go { to: Route::Reports { asking: Asking { only: Only::pick(Pick::Gap), ..asking.clone() } },
                        class: "btn noprint", {t!("duties-gaps-only")} }
                }
            }
        }
        if let Some(table) = whole {
            Builder { table, shape: asking.shape.clone(), onshape }
        }
        div { class: "find noprint",
            Field { id: "wanted", label: t!("reports-filter"), hide_label: true, kind: FieldKind::Search,
                placeholder: t!("reports-filter"), value: find, oninput: move |find| looked_for.set(find) }
            span { class: "sub", role: "status", {count} }
            if !table.only.is_everything() || !asking.shape.is_plain() {
                Go { to: Route::Reports { asking: Asking { only: Only::default(), shape: Shape::default(), ..asking } }, class: "btn", {t!("reports-show-all")} }
            }
        }
        if all == 0 {
            Empty { so: t!("reports-empty"), advice: t!("reports-empty-next") }
        } else {
            DataTable { caption: table.title, columns: table.columns, rows: table.rows, links, marked: gap }
        }
    }
}

/// Says that nothing is counted by who did the work, and how to go on.
#[component]
fn NotCounted(asking: Asking) -> Element {
    let plain = Asking {
        shape: Shape::default(),
        ..asking
    };
    rsx! {
        Notice { tone: NoticeTone::Urgent,
            p { {t!("reports-not-counted")} }
            Go { to: Route::Reports { asking: plain }, class: "btn", {t!("reports-show-all")} }
        }
    }
}

/// How many rows of a list of duties say that nobody answers.
fn gaps(table: &Table) -> usize {
    let is_gap = |cell: &Cell| matches!(cell, Cell::Text(text) if text == Pick::Gap.word());
    let gaps = table.rows.iter().filter(|row| row.iter().any(is_gap));
    if table.name == ReportName::Duties {
        gaps.count()
    } else {
        0
    }
}

/// The forms that the hub's folder has, as far as it can be asked.
fn use_forms() -> Memo<Vec<ReportName>> {
    let live = use_live();
    let pulled = use_resource(move || {
        let live = live.clone();
        async move {
            match live.door.send(Command::PullForms).await {
                Ok(Outcome::Forms(response)) => response.forms,
                _ => Vec::new(),
            }
        }
    });
    use_memo(move || {
        let forms = pulled().unwrap_or_default().into_iter();
        let whole = forms.filter(|form| form.problem.is_none());
        whole.map(|form| ReportName::from(&*form.name)).collect()
    })
}

/// What an address asks for: the first report and the running month if it does not say.
fn request(asking: &Asking, now: UnixMillis) -> ReportRequest {
    let name = asking.name.clone().unwrap_or(ReportName::Needs);
    ReportRequest {
        community: asking.community,
        grid: asking.grid,
        month: asking.month_at(now),
        only: asking.only.of(&name),
        shape: asking.shape.clone(),
        name,
    }
}

fn report_title(name: &ReportName) -> String {
    match name {
        ReportName::Needs => t!("report-needs"),
        ReportName::Care => t!("report-care"),
        ReportName::Register => t!("report-register"),
        ReportName::Wishes => t!("report-wishes"),
        ReportName::NeedsList => t!("list-needs"),
        ReportName::ResourcesList => t!("list-resources"),
        ReportName::ProjectsList => t!("list-projects"),
        ReportName::Visits => t!("report-visits"),
        ReportName::Households => t!("report-households"),
        ReportName::Residents => t!("report-residents"),
        ReportName::Organisations => t!("report-organisations"),
        ReportName::Duties => t!("report-duties"),
        ReportName::Hours => t!("report-hours"),
        ReportName::Points => t!("report-points"),
        ReportName::Other(form) => form.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_names_no_report_opens_the_first() {
        let now = UnixMillis(1_795_406_400_000);
        let name = |address: &str| request(&Asking::from(address), now).name;
        assert_eq!(name("name=care"), ReportName::Care);
        assert_eq!(name("name='; drop table"), ReportName::Needs);
    }
}

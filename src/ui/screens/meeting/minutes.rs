use chuanmen_core::china_date;
use chuanmen_core::domain::{Meeting, MeetingId, MeetingState, Party};
use chuanmen_replica::api::{AgendaItem, Command, MeetingQuery, MeetingView};
use dioxus::prelude::*;

use super::attendance::words;
use super::resolution::about;
use crate::ui::components::{Failure, Heading, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_now, use_send};
use crate::ui::screens::overview::PrintButton;
use crate::ui::screens::reports::{ExportButton, PrintMark};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, party_name, t};

/// A meeting's minutes: to be read, printed, taken away.
#[component]
pub(crate) fn Minutes(id: MeetingId) -> Element {
    let title = t!("minutes");
    let sender = use_send();
    let asked = use_ask(MeetingQuery { meeting: id });
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar {} },
            div { class: "page reports minutes",
                header {
                    Heading { {t!("minutes-title")} }
                    span { class: "grow" }
                    ExportButton { sender, command: Command::ExportMinutes { meeting: id }, words: t!("export-docx"), leads: true }
                    PrintButton {}
                }
                match asked.shown() {
                    Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                    Shown::Failed(error) => rsx! { Failure { error } },
                    Shown::Here(view) => rsx! { Body { view } },
                }
            }
        }
    }
}

/// Of a need it says what is asked for, not whose it is: minutes go to all five parties.
#[component]
fn Body(view: MeetingView) -> Element {
    let now = use_now();
    let today = china_date(now);
    let MeetingView { row, agenda, .. } = view;
    let time = row.time.map(Meeting::clock).unwrap_or_default();
    let when = format!("{} {time}", day(row.on, today));
    let lines = [
        (t!("meeting-time"), when),
        (t!("meeting-venue"), row.venue),
        (t!("meeting-chair"), view.chair),
    ];
    let late = agenda.iter().flat_map(|item| {
        let late = item.resolutions.iter().filter(|one| one.amends);
        late.map(|one| (called(item), one.clone()))
    });
    let late: Vec<_> = late.collect();
    rsx! {
        PrintMark { now }
        if row.state != MeetingState::Closed {
            p { class: "sub", {t!("minutes-open")} }
        }
        dl {
            for (name , said) in lines.into_iter().filter(|(_, said)| !said.is_empty()) {
                div { key: "{name}", dt { {name} } dd { {said} } }
            }
        }
        h2 { {t!("attendance")} }
        dl {
            for party in Party::FIVE {
                div { key: "{party}", dt { {party_name(&party)} } dd { {words(view.attendance.get(&party))} } }
            }
        }
        h2 { {t!("meeting-agenda")} }
        ol {
            for item in agenda {
                li { key: "{item.need}",
                    b { {called(&item)} }
                    if item.resolutions.iter().all(|one| one.amends) {
                        p { class: "sub", {t!("minutes-none")} }
                    }
                    for (index , one) in item.resolutions.into_iter().filter(|one| !one.amends).enumerate() {
                        p { key: "{index}", {t!("minutes-resolved", text = one.text.as_str(), about = about(&one, today))} }
                    }
                }
            }
        }
        if !late.is_empty() || !view.amendments.is_empty() {
            h2 { {t!("amendments")} }
            for (index , (need , one)) in late.into_iter().enumerate() {
                p { key: "r{index}",
                    b { {need} }
                    br {}
                    {t!("minutes-resolved", text = one.text.as_str(), about = about(&one, today))}
                }
            }
            for (index , one) in view.amendments.into_iter().enumerate() {
                p { key: "a{index}", {t!("said", by = one.by, what = one.note)} }
            }
        }
    }
}

/// What a need of the agenda asks for.
fn called(item: &AgendaItem) -> String {
    let row = item.row.as_ref();
    row.map_or_else(|| t!("meeting-elsewhere"), |row| row.text.clone())
}

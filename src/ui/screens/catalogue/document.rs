use std::collections::BTreeSet;

use chuanmen_core::domain::{Guide, guides_of};
use chuanmen_replica::api::{CatalogueView, Command, GuideForm};
use dioxus::prelude::*;

use super::Opened;
use super::line::Line;
use super::words::words_of;
use crate::ui::components::{Card, Field, Icon, IconName, Notice, NoticeTone, Section, TextArea};
use crate::ui::hooks::{use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// The longest document that is read, in bytes: some hundred pages.
const LONGEST: usize = 512 * 1024;

/// Entries of the handbook out of a document that is pasted, or chosen as a file.
#[component]
pub(crate) fn GuidesOfDocument() -> Element {
    rsx! {
        Opened {
            title: t!("handbook-document"),
            form: |view: CatalogueView| {
                let titles = view.guides.into_iter().map(|row| row.title).collect();
                Some(rsx! { Document { titles } })
            },
        }
    }
}

/// What was read, with the heading for those that have none.
fn entries(text: &str, category: &str) -> Vec<GuideForm> {
    let heading = |guide: Guide| Guide {
        category: match guide.category.is_empty() {
            true => category.trim().to_owned(),
            false => guide.category,
        },
        ..guide
    };
    let guides = guides_of(text).into_iter().map(heading);
    guides.map(GuideForm::of).collect()
}

#[component]
fn Document(
    /// Of the entries that are there.
    titles: BTreeSet<String>,
) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let leave = use_leave_to(Route::Handbook {});
    let mut text = use_signal(String::new);
    let mut category = use_signal(String::new);
    let read = use_memo(move || entries(&text.read(), &category.read()));
    let found = read.cloned();
    let too_many = found.len() > GuideForm::AT_ONCE;
    let headless = found.iter().any(|form| form.category.is_empty());
    let ready = !found.is_empty() && !headless && !too_many;
    let label = match found.len() {
        0 => t!("handbook-document-fill"),
        _ if too_many => t!("handbook-document-many", most = GuideForm::AT_ONCE),
        _ if headless => t!("handbook-document-heading"),
        count => t!("handbook-document-save", count = count),
    };
    let dock = rsx! {
        SaveDock {
            sender,
            ready,
            label,
            onsave: move |()| {
                let guides = read.peek().clone();
                sender.send(Command::SaveGuides { guides }, move |outcome| {
                    snack.saved(t!("question-saved"), &outcome);
                    leave.call(());
                });
            },
        }
    };
    let mut refused = use_signal(|| None::<String>);
    let choose = move |event: FormEvent| {
        let Some(file) = event.files().into_iter().next() else {
            return;
        };
        spawn(async move {
            refused.set(None);
            sender.clear();
            match words_of(&file, sender).await {
                Ok(words) if words.len() <= LONGEST => text.set(words),
                Ok(_) => refused.set(Some(t!("handbook-document-long"))),
                Err(why) => refused.set(why),
            }
        });
    };
    rsx! {
        Screen {
            title: t!("handbook-document"),
            head: rsx! { Bar { task: true, title: t!("handbook-document"), back_label: t!("edit-leave") } },
            dock,
            last: true,
            TextArea {
                id: "document",
                label: t!("handbook-document-text"),
                hint: t!("handbook-document-hint"),
                rows: 8,
                value: text.cloned(),
                oninput: move |typed: String| {
                    sender.clear();
                    if typed.len() <= LONGEST {
                        text.set(typed);
                    } else {
                        snack.say(t!("handbook-document-long"));
                    }
                },
            }
            div { class: "add one",
                label { class: "btn file",
                    Icon { name: IconName::Note }
                    {t!("handbook-document-choose")}
                    input {
                        r#type: "file",
                        accept: ".docx,.txt,.md,text/plain",
                        "aria-label": t!("handbook-document-choose"),
                        disabled: sender.busy(),
                        onchange: choose,
                    }
                }
            }
            if let Some(why) = refused() {
                Notice { tone: NoticeTone::Urgent, icon: IconName::Return,
                    p { {why} }
                }
            }
            Field {
                id: "category",
                label: t!("handbook-document-category"),
                placeholder: t!("handbook-category-example"),
                value: category.cloned(),
                oninput: move |typed| {
                    sender.clear();
                    category.set(typed);
                },
            }
            if !found.is_empty() {
                Section { title: t!("handbook-document-found", count = found.len()),
                    Card {
                        for form in found {
                            Line {
                                key: "{form.title}",
                                to: None,
                                title: form.title.clone(),
                                second: about(&form, titles.contains(&form.title)),
                                pending: false,
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `养老 · 材料 3 样 · 已有，会改`
fn about(form: &GuideForm, there: bool) -> String {
    let category = match form.category.is_empty() {
        true => t!("handbook-document-heading"),
        false => form.category.clone(),
    };
    let papers = form.papers.lines().count();
    let papers = (papers > 0).then(|| t!("handbook-document-papers", count = papers));
    let there = there.then(|| t!("handbook-document-there"));
    let parts = [category].into_iter().chain(papers).chain(there);
    parts.collect::<Vec<_>>().join(" · ")
}

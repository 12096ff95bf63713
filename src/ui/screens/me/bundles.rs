use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{ErrorCode, TakenIn, limits};
use chuanmen_replica::api::{
    CarriedRow, CarriedState, Command, Outcome, ReceiptView, ReplicaError,
};
use dioxus::html::FileData;
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::{Button, Failure, HowTo, Icon, IconName, Topic};
use crate::ui::hooks::{use_now, use_send, use_snack, use_sync};
use crate::ui::text::{error_words, field_problem, moment, t};

/// Unsent work as a file, for somebody to carry; and colleagues' files, carried by this device.
#[component]
pub(super) fn Bundles(receipt: ReceiptView) -> Element {
    let sync = use_sync().unwrap_or_else(|| receipt.sync.clone());
    let now = use_now();
    rsx! {
        section { class: "card", "aria-label": t!("bundles"),
            if sync.waiting > 0 { Export {} }
            TakeIn {}
            for row in receipt.carried.clone() { Carried { key: "{row.id}", row, now } }
            HowTo { topic: Topic::Bundle }
        }
    }
}

/// Makes a file of what was not sent.
#[component]
fn Export() -> Element {
    let sender = use_send();
    let snack = use_snack();
    let export = move |_| {
        spawn(async move {
            match sender.run(Command::ExportBundle).await {
                Ok(Outcome::Bundle { file, saves, left }) => match device::save_file(&file) {
                    Ok(place) => snack.say(exported(saves, left, place)),
                    Err(_) => snack.say(t!("export-failed")),
                },
                Ok(_) => {}
                Err(error) => snack.say(error_words(&error).what),
            }
        });
    };
    rsx! {
        div { class: "set",
            Icon { name: IconName::Export }
            span { class: "grow block", {t!("bundle-export")}
                span { class: "sub block", {t!("bundle-export-hint")} }
            }
            Button { disabled: sender.busy(), onclick: export, {t!("bundle-export-do")} }
        }
    }
}

/// How many saves are in the file, and where it is if that can be told.
fn exported(saves: u32, left: u32, place: Option<String>) -> String {
    match (left, place) {
        (0, Some(place)) => t!("bundle-exported-to", count = saves, place = place),
        (0, None) => t!("bundle-exported", count = saves),
        (left, _) => t!("bundle-exported-part", count = saves, left = left),
    }
}

/// Takes a colleague's file.
#[component]
fn TakeIn() -> Element {
    let sender = use_send();
    let snack = use_snack();
    let take = move |event: FormEvent| {
        let Some(file) = event.files().into_iter().next() else {
            return;
        };
        spawn(async move {
            match read(&file).await {
                Ok(command) => {
                    if sender.run(command).await.is_ok() {
                        snack.say(t!("bundle-taken"));
                    }
                }
                Err(why) => snack.say(why),
            }
        });
    };
    rsx! {
        div { class: "set",
            Icon { name: IconName::Hand }
            span { class: "grow block", {t!("bundle-carry")}
                span { class: "sub block", {t!("bundle-carry-hint")} }
            }
            label { class: "btn file",
                {t!("bundle-carry-do")}
                input { r#type: "file", accept: ".cmb", "aria-label": t!("bundle-carry"),
                    disabled: sender.busy(), onchange: take }
            }
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}

/// What the replica is told of a file. One that is too large is not even read.
async fn read(file: &FileData) -> Result<Command, String> {
    if usize::try_from(file.size()).map_or(true, |size| size > limits::BODY_BYTES) {
        return Err(field_problem("bundle", "too_large"));
    }
    let bytes = file.read_bytes().await;
    let bytes = bytes.map_err(|_| t!("bundle-unreadable"))?;
    Ok(Command::TakeIn {
        name: file.name(),
        base64: BASE64_STANDARD.encode(bytes),
    })
}

/// A colleague's file: on its way, with the hub, or refused by it.
#[component]
fn Carried(row: CarriedRow, now: UnixMillis) -> Element {
    let sender = use_send();
    let id = row.id;
    let (icon, class, second) = match &row.state {
        CarriedState::Waiting => (
            IconName::CloudWaiting,
            "wait",
            t!("carried-waiting", time = moment(row.taken_at, now)),
        ),
        CarriedState::Delivered(done) => (IconName::CloudDone, "done", delivered(done)),
        CarriedState::Refused { code } => (IconName::Return, "back", refused(code)),
    };
    rsx! {
        div { class: "row",
            span { class: "mark {class}", Icon { name: icon } }
            span { class: "grow",
                span { class: "l1", {row.name.clone()} }
                span { class: "l2", {second} }
            }
            Button { disabled: sender.busy(),
                onclick: move |_| sender.send(Command::DropCarried { id }, |_| {}),
                {t!("carried-drop")}
            }
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}

fn delivered(done: &TakenIn) -> String {
    let (who, accepted) = (done.author.clone(), done.accepted);
    match (done.already, done.refused) {
        (0, 0) => t!("carried-delivered", who = who, count = accepted),
        (already, 0) => t!(
            "carried-delivered-some",
            who = who,
            count = accepted,
            already = already
        ),
        (already, refused) => t!(
            "carried-delivered-refused",
            who = who,
            count = accepted,
            already = already,
            refused = refused
        ),
    }
}

fn refused(code: &ErrorCode) -> String {
    error_words(&ReplicaError::Hub { code: code.clone() }).what
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_says_how_many_saves_and_where_they_are() {
        assert_eq!(exported(3, 0, None), "3 条已存成文件，请交给同事捎去。");
        let place = Some("/home/zhou/文件.cmb".to_owned());
        assert!(exported(3, 0, place).contains("/home/zhou/文件.cmb"));
        assert!(exported(3, 7, None).contains('7'));
    }

    #[test]
    fn a_delivered_file_says_whose_it_was_and_what_was_new() {
        let mut done = TakenIn {
            author: "岩罕".into(),
            accepted: 2,
            already: 0,
            refused: 0,
        };
        assert_eq!(delivered(&done), "已送达：岩罕的 2 条");
        done.already = 1;
        assert_eq!(delivered(&done), "已送达：岩罕的 2 条，另有 1 条早已送达");
    }
}

use chuanmen_core::domain::{Picture, VisitId};
use chuanmen_core::protocol::limits;
use chuanmen_replica::api::{Command, Outcome};
use dioxus::html::FileData;
use dioxus::prelude::*;

use super::draft::Draft;
use crate::device::{self, NoPicture};
use crate::ui::components::{Failure, Icon, IconName, SnackSlot};
use crate::ui::hooks::{Sender, use_send, use_snack};
use crate::ui::screens::picture::Photo;
use crate::ui::text::t;

/// Photos of a visit: taken here, kept with the form, never asked for.
#[component]
pub(super) fn Photos(draft: Draft) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let mut why = use_signal(|| None::<String>);
    let mut drawing = use_signal(|| false);
    let form = draft.form();
    let left = limits::PHOTOS.saturating_sub(form.photos.len());
    let take = move |event: FormEvent| {
        let files = event.files();
        spawn(async move {
            drawing.set(true);
            why.set(add(draft, sender, files).await.err());
            drawing.set(false);
        });
    };
    rsx! {
        section { class: "photos", "aria-label": t!("photos"),
            for (number , photo) in form.photos.into_iter().enumerate() {
                Taken {
                    key: "{photo.hash}",
                    number,
                    photo: photo.clone(),
                    visit: form.corrects,
                    // Here, because the photo's own place goes with it, and 撤销 must not.
                    onremove: move |()| remove(draft, snack, number, photo.clone()),
                }
            }
            if left > 0 {
                label { class: "btn file take",
                    Icon { name: IconName::Camera }
                    if drawing() {
                        {t!("photo-drawing")}
                    } else {
                        {t!("photo-take")}
                    }
                    input {
                        r#type: "file",
                        accept: "image/*",
                        "capture": "environment",
                        "aria-label": t!("photo-take"),
                        disabled: drawing(),
                        onchange: take,
                    }
                }
            } else {
                p { class: "sub", {t!("photos-full", count = limits::PHOTOS)} }
            }
        }
        if let Some(why) = why() {
            p { class: "problem", role: "alert", {why} }
        } else if let Some(error) = sender.error() {
            Failure { error }
        }
    }
}

/// Adds photos to the form, as many as may be.
async fn add(draft: Draft, sender: Sender, files: Vec<FileData>) -> Result<(), String> {
    for file in files {
        let made = device::picture_of(&file).await.map_err(no_picture)?;
        let keep = Command::KeepPhoto {
            photo: made.photo,
            thumb: made.thumb,
        };
        // Why not is said by the sender.
        let Ok(Outcome::Kept(picture)) = sender.run(keep).await else {
            return Ok(());
        };
        let mut next = draft.form();
        let known = next.photos.iter().any(|photo| photo.hash == picture.hash);
        if !known && next.photos.len() < limits::PHOTOS {
            next.photos.push(picture);
            draft.set(next);
        }
    }
    Ok(())
}

/// Takes a photo out of the form; 撤销 puts it back where it was.
fn remove(draft: Draft, snack: SnackSlot, number: usize, photo: Picture) {
    let mut next = draft.form();
    next.photos.retain(|kept| kept.hash != photo.hash);
    draft.set(next);
    let back = Callback::new(move |()| {
        let mut next = draft.form();
        let at = number.min(next.photos.len());
        next.photos.insert(at, photo.clone());
        draft.set(next);
    });
    snack.changed(t!("photo-removed"), back);
}

fn no_picture(why: NoPicture) -> String {
    match why {
        NoPicture::TooLarge => t!("photo-too-large"),
        NoPicture::Broken => t!("photo-broken"),
        NoPicture::Full => t!("photo-no-room"),
    }
}

/// A photo taken, and a way to be rid of it.
#[component]
fn Taken(
    number: usize,
    photo: Picture,
    visit: Option<VisitId>,
    onremove: EventHandler<()>,
) -> Element {
    let label = t!("photo-number", number = number + 1);
    rsx! {
        div { class: "taken",
            Photo { hash: photo.thumb.unwrap_or(photo.hash), visit, small: true, label }
            button {
                r#type: "button",
                class: "ib",
                "aria-label": t!("photo-remove", number = number + 1),
                onclick: move |_| onremove.call(()),
                Icon { name: IconName::Close }
            }
        }
    }
}

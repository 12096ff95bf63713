use chuanmen_core::domain::{BlobHash, VisitId};
use chuanmen_replica::api::{Ask, Command, PictureQuery};
use dioxus::prelude::*;

use super::use_live;
use crate::ui::live::Live;

/// A picture, as far as this device has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Look {
    /// It is being looked for.
    Waiting,
    /// It, as an address for an image.
    Here(String),
    /// It is not on this device, and the hub cannot give it now.
    Absent,
}

/// A picture that is looked at.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Looked {
    look: Signal<Look>,
    tries: Signal<u32>,
}

impl Looked {
    /// How far it is.
    pub(crate) fn look(self) -> Look {
        self.look.cloned()
    }

    /// Looks for it once more.
    pub(crate) fn again(mut self) {
        self.tries += 1;
    }
}

/// A picture from this device, or else (of a saved visit) from the hub. It is asked for once, and
/// not at each change: pictures never change, and are large.
pub(crate) fn use_picture(hash: BlobHash, visit: Option<VisitId>, small: bool) -> Looked {
    let live = use_live();
    let mut looked = use_hook(|| Looked {
        look: Signal::new(Look::Waiting),
        tries: Signal::new(0),
    });
    let _asking = use_resource(move || {
        let live = live.clone();
        let _ = (looked.tries)();
        async move {
            let found = find(&live, hash, visit, small).await;
            looked.look.set(found.map_or(Look::Absent, Look::Here));
        }
    });
    looked
}

async fn find(live: &Live, hash: BlobHash, visit: Option<VisitId>, small: bool) -> Option<String> {
    if let Some(here) = kept(live, hash).await {
        return Some(here);
    }
    let fetch = Command::FetchPicture {
        visit: visit?,
        hash,
        small,
    };
    live.door.send(fetch).await.ok()?;
    kept(live, hash).await
}

async fn kept(live: &Live, hash: BlobHash) -> Option<String> {
    let answer = live.door.ask(PictureQuery { hash }.into_query()).await;
    let base64 = PictureQuery::from_answer(answer.ok()?)??;
    Some(format!("data:{};base64,{base64}", media_type(&base64)))
}

/// What a picture is by its first bytes: what a record says of it is not to be trusted.
fn media_type(base64: &str) -> &'static str {
    match base64.get(..4) {
        Some("PHN2") => "image/svg+xml",
        Some("iVBO") => "image/png",
        Some("UklG") => "image/webp",
        _ => "image/jpeg",
    }
}

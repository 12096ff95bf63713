use std::rc::Rc;

use chuanmen_replica::api::{
    Answer, Ask, Language, LockQuery, PreferencesQuery, SessionQuery, SyncQuery, Theme,
};
use dioxus::prelude::*;

use super::Door;
use super::ground::Ground;
use super::hooks::use_autolock;
use super::live::Live;
use super::route::Route;
use super::text::{speak, tag};
use crate::device;

/// The icons, put into the page once; [`super::components::Icon`] refers to them.
const SPRITE: &str = include_str!("../../assets/icons.svg");

/// The app: work or practice, and what watches over both. Needs an `Rc<dyn Door>` as context.
#[component]
pub fn App() -> Element {
    let door = use_context::<Rc<dyn Door>>();
    let work = use_hook(|| Live::new(door));
    let ground = use_context_provider(|| Ground::new(try_consume_context()));
    use_shell(&work);
    // Before the router tidies the address.
    use_hook(device::fragment);
    // Whoever practises leaves the records alone: they lock themselves as ever.
    let touched = use_autolock(&work);
    let (tapped, typed, turned) = (touched.clone(), touched.clone(), touched);
    let here = ground.here(&work);
    rsx! {
        div { class: "root",
            onpointerdown: move |_| tapped.touch(),
            onkeydown: move |_| typed.touch(),
            onwheel: move |_| turned.touch(),
            div { dangerous_inner_html: SPRITE }
            for (number , live) in [here] {
                Stage { key: "{number}", live }
            }
        }
    }
}

/// What all screens share, the looks, and the router.
#[component]
fn Stage(live: Live) -> Element {
    let live = use_context_provider(|| live);
    let language = use_looks(&live);
    use_facts(&live);
    rsx! {
        // Another language is another app to look at: everything is drawn anew.
        for language in [language] {
            div { key: "{tag(language)}", class: "root", Router::<Route> {} }
        }
    }
}

/// Puts theme, text size and language where the styles and the words find them.
fn use_looks(live: &Live) -> Language {
    let preference = live.preference;
    let snack = live.snack;
    use_effect(move || {
        let preference = preference();
        let theme = preference.theme.map(|theme| match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Sunlight => "sunlight",
        });
        let text = match preference.text {
            chuanmen_replica::api::TextSize::Std => "std",
            chuanmen_replica::api::TextSize::Big => "big",
            chuanmen_replica::api::TextSize::Huge => "huge",
        };
        let language = preference.language.unwrap_or(Language::Chinese);
        device::set_looks(theme, text, tag(language));
        snack.suit(preference.text);
    });
    let language = preference().language.unwrap_or(Language::Chinese);
    speak(language);
    language
}

/// Keeps session, sync state and preference as the replica tells them.
fn use_facts(live: &Live) {
    let listening = live.clone();
    use_hook(|| spawn(listening.listen()));
    let asking = live.clone();
    use_hook(|| spawn(keep_facts(asking)));
}

async fn keep_facts(live: Live) {
    let mut changes = live.changes();
    let (mut session, mut trouble) = (live.session, live.trouble);
    let (mut sync, mut preference) = (live.sync, live.preference);
    let mut lock = live.lock;
    loop {
        changes.borrow_and_update();
        let now = answer(&live, LockQuery {}).await.unwrap_or_default();
        set_if_new(&mut lock, now);
        if now.locked.is_some() {
            live.forget();
            if changes.changed().await.is_err() {
                return;
            }
            continue;
        }
        // Before it is known who this is: what was seen and how it looks must not flash by.
        if let Ok(now) = answer(&live, PreferencesQuery {}).await {
            set_if_new(&mut preference, now);
        }
        match answer(&live, SessionQuery {}).await {
            Ok(now) => {
                set_if_new(&mut session, Some(now));
                set_if_new(&mut trouble, None);
            }
            Err(error) => {
                live.met(&error);
                set_if_new(&mut trouble, Some(error));
            }
        }
        if let Ok(now) = answer(&live, SyncQuery {}).await {
            set_if_new(&mut sync, Some(now));
        }
        if changes.changed().await.is_err() {
            return;
        }
        device::sleep(100).await;
    }
}

async fn answer<Q: Ask>(
    live: &Live,
    query: Q,
) -> Result<Q::View, chuanmen_replica::api::ReplicaError> {
    let answer: Answer = live.door.ask(query.into_query()).await?;
    Q::from_answer(answer).ok_or_else(|| chuanmen_replica::api::ReplicaError::Gone {
        detail: "the answer to another question".to_owned(),
    })
}

fn set_if_new<T: PartialEq + 'static>(signal: &mut Signal<T>, value: T) {
    if *signal.peek() != value {
        signal.set(value);
    }
}

/// Listens to the shell: a newer app waits.
fn use_shell(live: &Live) {
    let mut update = live.update;
    use_hook(|| {
        spawn(async move {
            device::update_offered().await;
            update.set(true);
        })
    });
}

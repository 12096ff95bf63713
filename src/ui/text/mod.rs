//! What the app says: Fluent files, one a language, and the rules for dates, days and states.
//!
//! Screens write [`t!`]; nothing a person reads stands in Rust code. The language is set once when
//! the app starts and when the person changes it; the app is then drawn anew.

mod errors;
mod fields;
mod health;
mod lists;
mod lives;
mod meetings;
mod organisations;
mod people;
mod points;
mod posts;
mod saved;
mod steps;
mod time;

#[cfg(test)]
mod tests;

use std::cell::{Cell, OnceCell};

use chuanmen_replica::api::Language;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

pub(crate) use errors::{answer_problem, error_words, field_problem, file_fault};
pub(crate) use fields::{field_name, field_value};
pub(crate) use health::{
    advice, advice_about, booking_stand, health_service, level, measuring_site, reading, sampled,
    session_seats, session_when, short_day,
};
pub(crate) use lists::{project_state, resource_kind, yuan};
pub(crate) use lives::{
    days_left_tag, held_by, lane_name, lane_seal, need_state, need_status, need_within, party_name,
    party_seal, rung_told, rung_words, wish_kind, wish_status,
};
pub(crate) use meetings::{meeting_state, presence};
pub(crate) use organisations::{call_outcome, trade};
pub(crate) use people::{
    building_unit, floor_name, housing, outcome, relation, retry, role, sex, sex_and_age,
    try_again, unit_name, urgency, visit_title,
};
pub(crate) use points::{earned_by, entry_about, points_step, reward_about, signed};
pub(crate) use posts::{post_seats, post_sort, post_step, post_when, served, sign_up_state};
pub(crate) use saved::{refusal, summary};
pub(crate) use steps::{month_of, need_step, need_step_from, read_by, wish_state, wish_step};
pub(crate) use time::{cell_words, clock_time, day, day_by, door_tag, moment, weekday};

const CHINESE: &str = include_str!("../../../assets/locales/zh-CN.ftl");
const ENGLISH: &str = include_str!("../../../assets/locales/en.ftl");

type Bundle = FluentBundle<FluentResource>;

thread_local! {
    static SPOKEN: Cell<Language> = const { Cell::new(Language::Chinese) };
    static BUNDLES: [OnceCell<Bundle>; 2] = const { [OnceCell::new(), OnceCell::new()] };
}

/// A sentence of the app in the language spoken: `t!("visit-save")`,
/// `t!("today-households", count = 4)`.
macro_rules! t {
    ($key:literal) => { $crate::ui::text::say($key, &[]) };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::ui::text::say(
            $key,
            &[$((stringify!($name), fluent_bundle::FluentValue::from($value))),+],
        )
    };
}
pub(crate) use t;

/// From now on the app speaks `language`.
pub(crate) fn speak(language: Language) {
    SPOKEN.set(language);
}

/// The language spoken.
pub(crate) fn spoken() -> Language {
    SPOKEN.get()
}

/// The BCP 47 tag of a language, for `<html lang>`.
pub(crate) const fn tag(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh-Hans",
        Language::English => "en",
    }
}

/// The sentence named `key`; see [`t!`]. The key itself if there is none, which a test forbids.
pub(crate) fn say(key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
    BUNDLES.with(|bundles| {
        let (cell, id, source) = match spoken() {
            Language::Chinese => (&bundles[0], langid!("zh-Hans"), CHINESE),
            Language::English => (&bundles[1], langid!("en"), ENGLISH),
        };
        let bundle = cell.get_or_init(|| read(id, source));
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = values
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let mut wrong = Vec::new();
        bundle
            .format_pattern(pattern, Some(&args), &mut wrong)
            .into_owned()
    })
}

fn read(id: LanguageIdentifier, source: &str) -> Bundle {
    let mut bundle = FluentBundle::new(vec![id]);
    // Invisible isolation marks would break masks, spacing rules and what tests read.
    bundle.set_use_isolating(false);
    // A mistake in a file costs its sentence only; a test reads both files strictly.
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

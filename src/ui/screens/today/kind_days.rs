use chuanmen_core::domain::Festival;
use chuanmen_replica::api::{Birthday, CareList, FestivalDay};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{Button, Card, Icon, IconName, Row, Section, Shape, Tag, TagTone};
use crate::ui::route::Route;
use crate::ui::text::{day, t, weekday};

/// How many lines show before one asks for the rest.
const FEW: usize = 5;

/// Days of the coming week on which a visit is kind.
#[component]
pub(super) fn KindDays(
    birthdays: Vec<Birthday>,
    festivals: Vec<FestivalDay>,
    today: Date,
) -> Element {
    let mut whole = use_signal(|| false);
    if birthdays.is_empty() && festivals.is_empty() {
        return rsx! {};
    }
    let more = birthdays.len().saturating_sub(FEW);
    let few = if whole() { birthdays.len() } else { FEW };
    rsx! {
        Section { title: t!("kind-days"),
            Card { label: t!("kind-days"),
                for festival in festivals {
                    FestivalRow { key: "{festival.day}", festival, today }
                }
                for (index , birthday) in birthdays.into_iter().take(few).enumerate() {
                    BirthdayRow { key: "{index}", birthday, today }
                }
            }
            if more > 0 && !whole() {
                Button { onclick: move |_| whole.set(true), {t!("kind-days-more", count = more)} }
            }
        }
    }
}

#[component]
fn BirthdayRow(birthday: Birthday, today: Date) -> Element {
    let age = i64::from(birthday.age);
    // 七十、八十、九十、百岁: kept more than others.
    let great = age >= 70 && age % 10 == 0;
    let trail = great.then(|| {
        rsx! {
            Tag { tone: TagTone::Pending, shape: Shape::Due, text: t!("great-birthday", age = age) }
        }
    });
    rsx! {
        Row {
            to: Route::Household { id: birthday.household },
            lead: rsx! { Icon { name: IconName::Gift } },
            title: t!("birthday", name = birthday.name, age = age),
            second: format!("{} · {}", when(birthday.day, today), birthday.place),
            trail,
        }
    }
}

#[component]
fn FestivalRow(festival: FestivalDay, today: Date) -> Element {
    let title = match festival.festival {
        Festival::SpringFestival => t!("spring-festival"),
        Festival::DoubleNinth => t!("double-ninth"),
    };
    let elders = t!("elders-count", count = festival.elders);
    rsx! {
        Row {
            to: Route::Care { list: CareList::Elders.word().to_owned() },
            lead: rsx! { Icon { name: IconName::Today } },
            title,
            second: format!("{} · {elders}", when(festival.day, today)),
        }
    }
}

/// `今天`, `11月25日 周三`.
fn when(on: Date, today: Date) -> String {
    if on == today {
        t!("today")
    } else {
        t!("today-date", day = day(on, today), weekday = weekday(on))
    }
}

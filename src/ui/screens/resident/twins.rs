use chuanmen_core::domain::{HouseholdId, ResidentId};
use chuanmen_replica::api::{TwinRow, TwinSign, TwinsQuery};
use dioxus::prelude::*;

use crate::ui::components::{Button, Go, IconName, Notice, NoticeTone};
use crate::ui::hooks::use_ask;
use crate::ui::route::Route;
use crate::ui::text::t;

use super::typed::Typed;

/// A hyphen between word joiners: a door's number stays on one line.
const UNBROKEN_HYPHEN: &str = "\u{2060}-\u{2060}";

/// Who may be the one who is being entered: said while it is typed, with no network.
#[component]
pub(super) fn Twins(
    household: HouseholdId,
    #[props(default)] resident: Option<ResidentId>,
    typed: Signal<Typed>,
    /// Makes one of the two; none while the one is not saved.
    #[props(default)]
    onmerge: Option<EventHandler<TwinRow>>,
) -> Element {
    let asked = use_ask(TwinsQuery {
        household,
        resident,
        name: typed.read().name.clone(),
        citizen_id: typed.read().citizen_id.clone(),
    });
    let twins = asked.view().unwrap_or_default();
    rsx! {
        div { role: "status", "aria-live": "polite",
            for twin in twins {
                Notice { key: "{twin.resident}", tone: NoticeTone::Pending, icon: IconName::People,
                    p { {words(&twin)} }
                    Go {
                        to: Route::EditResident { id: twin.household, resident: twin.resident },
                        class: "btn",
                        {t!("twin-look", name = twin.name.clone())}
                    }
                    // One of the same household can be chosen below, twin or not.
                    if let Some(onmerge) = onmerge.filter(|_| twin.household != household) {
                        Merge { twin, onmerge }
                    }
                }
            }
        }
    }
}

#[component]
fn Merge(twin: TwinRow, onmerge: EventHandler<TwinRow>) -> Element {
    let name = twin.name.clone();
    rsx! {
        Button { icon: IconName::Swap, onclick: move |_| onmerge.call(twin.clone()),
            {t!("merge-with", name = name)}
        }
    }
}

/// `可能登记过了：3-2-502 的李国花，名字相近。`
fn words(twin: &TwinRow) -> String {
    let why = match twin.sign {
        TwinSign::Number => t!("twin-number"),
        TwinSign::NameAndBirth => t!("twin-name-and-birth"),
        TwinSign::SimilarName => t!("twin-similar-name"),
    };
    t!(
        "twin",
        place = twin.place.replace('-', UNBROKEN_HYPHEN),
        name = twin.name.clone(),
        why = why
    )
}

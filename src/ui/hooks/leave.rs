use chuanmen_core::domain::HouseholdId;
use dioxus::prelude::*;

use crate::device;
use crate::ui::route::Route;

/// Leaves a task: to where it was begun, or to `home` if the app was opened with it.
pub(crate) fn use_leave_to(home: Route) -> Callback<()> {
    let navigator = use_navigator();
    use_callback(move |()| {
        if device::navigated() && navigator.can_go_back() {
            navigator.go_back();
        } else {
            navigator.replace(home.clone());
        }
    })
}

/// Leaves a task about a household.
pub(crate) fn use_leave(household: HouseholdId) -> Callback<()> {
    use_leave_to(Route::Household { id: household })
}

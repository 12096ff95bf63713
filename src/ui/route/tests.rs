use chuanmen_core::domain::Role;

use super::{Place, Route};

#[test]
fn at_a_desk_what_is_set_up_counts_under_what_has_the_way_to_it() {
    let desk = Role::CommunitySupervisor;
    for (route, at_desk, above) in [
        (Route::HealthStation {}, Place::Manage, Place::Me),
        (Route::Posts {}, Place::Manage, Place::Me),
        (Route::Campaigns {}, Place::Manage, Place::Me),
        (Route::Guides {}, Place::Me, Place::Me),
        (Route::Needs {}, Place::Needs, Place::Needs),
    ] {
        assert_eq!(route.beside(&desk), Some(at_desk), "{route:?}");
        let beside = route.beside(&Role::SubdistrictSupervisor);
        assert_eq!(beside, Some(above), "{route:?}");
    }
}

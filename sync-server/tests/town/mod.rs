//! A town to test in: two communities of one subdistrict and one of another, people in every
//! role, and phones that speak the protocol.

mod asking;
mod clock;
mod kept;
mod phone;
mod places;
mod records;

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Party, Role};
use chuanmen_core::merge::HybridClock;
use tempfile::TempDir;

use self::places::areas;
use crate::hub::{Hub, NewAccount, NewGrant};
use crate::store::SqliteStore;
use crate::{AppState, Clock, router};

pub(crate) use self::asking::{accepted, enrol, refusal};
pub(crate) use self::clock::{NOON, TestClock};
pub(crate) use self::kept::accounts;
pub(crate) use self::phone::Phone;
pub(crate) use self::places::{
    COMMUNITY, OTHER_SUBDISTRICT, SISTER, STRANGER, SUBDISTRICT, area, community, grid, id,
};
pub(crate) use self::records::{fields, new, visit};

/// Who answers for what. One login per line.
const PEOPLE: [(&str, &str, u128, u128); 10] = [
    ("member", "grid_member", COMMUNITY, COMMUNITY + 1),
    ("informant", "informant", COMMUNITY, COMMUNITY + 1),
    ("neighbour", "grid_member", COMMUNITY, COMMUNITY + 2),
    ("chief", "building_chief", COMMUNITY, COMMUNITY + 1),
    ("volunteer", "volunteer", COMMUNITY, COMMUNITY),
    ("company", "party", COMMUNITY, COMMUNITY),
    ("supervisor", "community_supervisor", COMMUNITY, COMMUNITY),
    (
        "subdistrict",
        "subdistrict_supervisor",
        COMMUNITY,
        SUBDISTRICT,
    ),
    ("sister", "community_supervisor", SISTER, SISTER),
    (
        "foreign",
        "subdistrict_supervisor",
        STRANGER,
        OTHER_SUBDISTRICT,
    ),
];

pub(crate) struct Town {
    pub(crate) app: Router,
    pub(crate) hub: Arc<Hub>,
    pub(crate) clock: TestClock,
    pub(crate) _recounted: Recounted,
    pub(crate) folder: TempDir,
}

/// Whatever a test did, the reports are what a plain recount says.
pub(crate) struct Recounted(pub(crate) Arc<Hub>);

impl Drop for Recounted {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            super::recount::check(&self.0);
        }
    }
}

impl Town {
    pub(crate) fn new() -> Self {
        Self::with(|state| state)
    }

    pub(crate) fn with(serve: impl FnOnce(AppState) -> AppState) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::at(NOON);
        let hub = Self::open(&folder.path().join("hub.db"), &clock);
        for (base, subdistrict) in [
            (COMMUNITY, SUBDISTRICT),
            (SISTER, SUBDISTRICT),
            (STRANGER, OTHER_SUBDISTRICT),
        ] {
            hub.add_community(&areas(base, area(subdistrict))).unwrap();
        }
        for (login, role, home, place) in PEOPLE {
            let role = Role::from(role);
            let account = NewAccount {
                id: None,
                login: login.into(),
                password: None,
                name: format!("{login} 的名字"),
                role: role.clone(),
                grants: vec![NewGrant {
                    id: None,
                    area: area(place),
                    party: (role == Role::Party).then_some(Party::PropertyCompany),
                    role,
                }],
            };
            hub.add_account(area(home), account).unwrap();
        }
        let state = serve(AppState::new(hub).unwrap());
        Self {
            hub: Arc::clone(&state.hub),
            _recounted: Recounted(Arc::clone(&state.hub)),
            app: router(state),
            clock,
            folder,
        }
    }

    pub(crate) fn open(database: &Path, clock: &TestClock) -> Hub {
        let store = SqliteStore::open(database, clock.now()).unwrap();
        Hub::new(Arc::new(store), Arc::new(clock.clone()))
    }

    /// An enrolled phone of somebody's.
    pub(crate) fn phone(&self, login: &str) -> Phone {
        let code = self.hub.enrolment_code(login, UnixMillis::DAY).unwrap();
        let enrolled = self.hub.enrol_by_code(&code.to_string(), "测试机").unwrap();
        Phone {
            token: enrolled.token,
            account: enrolled.account,
            replica: enrolled.replica,
            device: enrolled.device,
            clock: HybridClock::new(enrolled.replica),
            wall: self.clock.clone(),
            epoch: 0,
            cursors: Vec::new(),
        }
    }
}

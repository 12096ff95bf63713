use chuanmen_core::domain::{
    Access, AccountId, Host, Household, HouseholdId, Kind, Organisation, Place, Role, Scope,
};
use chuanmen_core::merge::{Patch, Record, RecordId};
use chuanmen_core::{UnixMillis, china_date};
use jiff::civil::Date;

use crate::api::{Outcome, ReplicaError, Summary};
use crate::queries::doors::is_standing;
use crate::queries::{Areas, Merged};
use crate::storage::{Save, Session, Store};

/// Where a command does its work: the database, what time it is, and whose device it is.
pub(super) struct Desk<'s> {
    pub(super) store: &'s mut Store,
    pub(super) wall: UnixMillis,
}

/// A household that can be written about.
pub(super) struct Home {
    pub(super) id: HouseholdId,
    /// The scope of everything recorded about it.
    pub(super) scope: Scope,
    /// `3-2-502`
    pub(super) title: String,
    /// Where it is.
    pub(super) place: Place,
}

impl<'s> Desk<'s> {
    pub(super) fn new(store: &'s mut Store, wall: UnixMillis) -> Self {
        Self { store, wall }
    }

    /// The best guess at the true time.
    pub(super) fn now(&self) -> UnixMillis {
        self.store.now(self.wall)
    }

    /// The day in China.
    pub(super) fn today(&self) -> Date {
        china_date(self.now())
    }

    /// A new id for a record or an event.
    pub(super) fn fresh_id(&self) -> uuid::Uuid {
        self.store.fresh_id(self.wall)
    }

    fn session(&self) -> Result<&Session, ReplicaError> {
        self.store.session().ok_or(ReplicaError::NotEnrolled)
    }

    /// Whose device it is.
    pub(super) fn account(&self) -> Result<AccountId, ReplicaError> {
        Ok(self.session()?.account)
    }

    /// What they are.
    pub(super) fn role(&self) -> Result<Role, ReplicaError> {
        Ok(self.session()?.role.clone())
    }

    /// A record that is there, not deleted, of this kind, in a scope that this device may change.
    ///
    /// # Errors
    /// [`ReplicaError::NotFound`], or [`ReplicaError::StepNotPossible`] where this person only
    /// reads.
    pub(super) fn find(&self, kind: &Kind, id: RecordId) -> Result<(Scope, Record), ReplicaError> {
        self.session()?;
        let found = self
            .store
            .find(id)?
            .filter(|(_, record)| record.kind == *kind);
        let (scope, record) = found.ok_or(ReplicaError::NotFound)?;
        let held = self
            .store
            .scopes()?
            .into_iter()
            .find(|held| held.scope == scope);
        match held.map(|held| held.access) {
            Some(Access::Write) => Ok((scope, record)),
            Some(Access::Read) => Err(ReplicaError::StepNotPossible),
            None => Err(ReplicaError::NotFound),
        }
    }

    /// A household to write about.
    ///
    /// # Errors
    /// As [`Desk::find`]; [`ReplicaError::NotFound`] for a deleted one too. One that was entered
    /// twice is the one that stayed.
    pub(super) fn home(&self, id: HouseholdId) -> Result<Home, ReplicaError> {
        let id = Merged::load(self.store.connection())?.kept(id);
        let (scope, record) = self.find(&Kind::Household, id.into())?;
        let stands = is_standing(self.store.connection(), id)?;
        let household = Household::read(&record).filter(|_| stands);
        let place = household.ok_or(ReplicaError::NotFound)?.place;
        let areas = Areas::load(self.store.connection())?;
        let title = areas.title(place.building, &place.unit, &place.room);
        Ok(Home {
            id,
            scope,
            title,
            place,
        })
    }

    /// The scope of what the community sets, if this device may change it.
    ///
    /// # Errors
    /// [`ReplicaError::StepNotPossible`] where this person only reads.
    pub(super) fn community(&self) -> Result<Scope, ReplicaError> {
        let scope = Scope::Community(self.session()?.community);
        let scopes = self.store.scopes()?;
        let held = scopes.iter().find(|held| held.scope == scope);
        match held.map(|held| held.access) {
            Some(Access::Write) => Ok(scope),
            Some(Access::Read) | None => Err(ReplicaError::StepNotPossible),
        }
    }

    /// `3-2-502`; empty if the household is not on this device (any more).
    pub(super) fn title(&self, household: Option<HouseholdId>) -> Result<String, ReplicaError> {
        match household.map(|household| self.home(household)) {
            Some(Ok(home)) => Ok(home.title),
            None | Some(Err(ReplicaError::NotFound)) => Ok(String::new()),
            Some(Err(error)) => Err(error),
        }
    }

    /// What a list calls it: a household's door or an organisation's name; empty if it is not on
    /// this device (any more).
    pub(super) fn title_of(&self, host: Option<Host>) -> Result<String, ReplicaError> {
        match host {
            Some(Host::Organisation(id)) => {
                let found = self.store.find(id.into())?;
                let found = found.and_then(|(_, record)| Organisation::read(&record));
                Ok(found.map(|found| found.name).unwrap_or_default())
            }
            host => self.title(host.and_then(Host::household)),
        }
    }

    /// The grids that this device may change.
    pub(super) fn grids(&self) -> Result<Vec<Scope>, ReplicaError> {
        self.session()?;
        let grids = self.store.own_grids()?.into_iter();
        Ok(grids.map(Scope::Grid).collect())
    }

    /// Saves it, and says which household it made.
    pub(super) fn save_new(
        &mut self,
        save: Save,
        household: HouseholdId,
    ) -> Result<Outcome, ReplicaError> {
        let transaction = self.store.save(save, self.wall)?;
        Ok(Outcome::NewHousehold {
            transaction,
            household,
        })
    }

    /// Saves what is new about a household; nothing if nothing is.
    pub(super) fn save_edit(
        &mut self,
        scope: Scope,
        mut patches: Vec<Patch>,
        place: String,
    ) -> Result<Outcome, ReplicaError> {
        patches.retain(|patch| !patch.is_empty());
        if patches.is_empty() {
            return Ok(Outcome::Done);
        }
        self.save(Save {
            scope,
            patches,
            events: Vec::new(),
            summary: Summary {
                place,
                edits: 1,
                ..Summary::default()
            },
            draft: None,
        })
    }

    /// Saves it.
    pub(super) fn save(&mut self, save: Save) -> Result<Outcome, ReplicaError> {
        let transaction = self.store.save(save, self.wall)?;
        Ok(Outcome::Saved { transaction })
    }
}

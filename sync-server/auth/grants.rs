use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    Access, AccountId, Area, AreaId, Kind, MeetingStep, NeedStep, PointsStep, PostStep, Role,
    Scope, WishStep, scopes_of,
};

use crate::store::{CommunityKey, GrantRow, ReadTxn, StoreError};

/// What an account may do in one scope, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The most that any of its grants allows.
    pub access: Access,
    /// The roles of the grants that allow it.
    pub roles: BTreeSet<Role>,
}

/// Every scope that an account holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holdings {
    scopes: BTreeMap<Scope, Holding>,
    buildings: BTreeSet<AreaId>,
}

impl Holdings {
    /// What the grants of an account give it in its community, as things stand.
    ///
    /// # Errors
    /// The store's.
    pub fn load(
        read: &dyn ReadTxn,
        community: CommunityKey,
        area: AreaId,
        account: AccountId,
    ) -> Result<Self, StoreError> {
        let grids = read.grids(community)?;
        let mut holdings = Self::default();
        for grant in read.grants(community, account)? {
            if grant.role == Role::SubdistrictSupervisor
                && !oversees(read, &grant, community, area)?
            {
                continue;
            }
            holdings.add(&grant, area, &grids);
        }
        #[cfg(feature = "simulation")]
        if chuanmen_core::simulation::planted(&chuanmen_core::simulation::Fault::ForgetGrants) {
            for grid in &grids {
                let nobodys = Holding {
                    access: Access::Read,
                    roles: BTreeSet::new(),
                };
                holdings.scopes.entry(Scope::Grid(*grid)).or_insert(nobodys);
            }
        }
        Ok(holdings)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }

    /// The same as a grid member has it: homes and their health, and none of what a community is
    /// run by.
    #[must_use]
    pub fn as_of_a_grid_member(mut self) -> Self {
        let of_homes = |scope: &Scope| matches!(scope, Scope::Grid(_) | Scope::Health(_));
        self.scopes.retain(|scope, _| of_homes(scope));
        for holding in self.scopes.values_mut() {
            holding.roles = BTreeSet::from([Role::GridMember]);
        }
        self.buildings.clear();
        self
    }

    fn add(&mut self, grant: &GrantRow, community: AreaId, grids: &BTreeSet<AreaId>) {
        if grant.role == Role::BuildingChief {
            self.buildings.insert(grant.area);
        }
        for (scope, access) in scopes_of(grant.account, &grant.role, grant.area, community, grids) {
            let holding = self.scopes.entry(scope).or_insert_with(|| Holding {
                access,
                roles: BTreeSet::new(),
            });
            holding.access = holding.access.max(access);
            holding.roles.insert(grant.role.clone());
        }
    }

    /// What is held of a scope.
    #[must_use]
    pub fn get(&self, scope: &Scope) -> Option<&Holding> {
        self.scopes.get(scope)
    }

    /// Whether it is a building that the account is chief of.
    #[must_use]
    pub fn is_chief_of(&self, building: &AreaId) -> bool {
        self.buildings.contains(building)
    }

    /// Every scope held.
    pub fn iter(&self) -> impl Iterator<Item = (&Scope, &Holding)> {
        self.scopes.iter()
    }

    /// The names of the scopes held.
    #[must_use]
    pub fn scopes(&self) -> BTreeSet<Scope> {
        self.scopes.keys().copied().collect()
    }
}

impl Holding {
    /// Whether one of the roles may take a step in the life of a `kind`.
    #[must_use]
    pub fn may_step(&self, kind: &Kind, step: &str) -> bool {
        self.roles.iter().any(|role| match kind {
            Kind::Need => *role != Role::Party && NeedStep::from(step).is_allowed_to(role),
            Kind::Task => *role == Role::Party && NeedStep::from(step).is_allowed_to(role),
            Kind::Meeting => MeetingStep::from(step).is_allowed_to(role),
            Kind::Wish => WishStep::from(step).is_allowed_to(role),
            Kind::SignUp => PostStep::from(step).is_allowed_to(role),
            Kind::Points => PointsStep::from(step).is_allowed_to(role),
            Kind::Posting => {
                let step = WishStep::from(step);
                step.is_for_claimants() && step.is_allowed_to(role)
            }
            _ => false,
        })
    }
}

/// Whether a grant lets a subdistrict's supervisor see a community: it is on the area that the
/// community lies in.
///
/// # Errors
/// The store's.
pub fn oversees(
    read: &dyn ReadTxn,
    grant: &GrantRow,
    community: CommunityKey,
    area: AreaId,
) -> Result<bool, StoreError> {
    if grant.role != Role::SubdistrictSupervisor {
        return Ok(false);
    }
    let scopes = read.scopes(community)?;
    let home = Scope::Community(area);
    let Some(home) = scopes.iter().find(|row| row.scope == home) else {
        return Ok(false);
    };
    let records = read.records(community, home.number, &BTreeSet::from([area.into()]))?;
    let parent = records
        .first()
        .and_then(Area::read)
        .and_then(|area| area.parent);
    Ok(parent == Some(grant.area))
}

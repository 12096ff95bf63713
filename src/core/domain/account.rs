use std::collections::{BTreeMap, BTreeSet};

use super::{Access, AccountId, AreaId, DeviceId, Fields, FieldsBuilder, Party, Scope};
use crate::merge::{FieldName, Record, RecordId, ReplicaId, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// What somebody is to the areas they answer for.
    pub enum Role {
        /// 网格员
        GridMember => "grid_member",
        /// 网格信息员
        Informant => "informant",
        /// 楼栋长
        BuildingChief => "building_chief",
        /// 志愿者
        Volunteer => "volunteer",
        /// 共建方: somebody of one of the five parties, or of a department
        Party => "party",
        /// 社区
        CommunitySupervisor => "community_supervisor",
        /// 街道
        SubdistrictSupervisor => "subdistrict_supervisor",
    }
}

impl Role {
    /// Its place among roles: the more somebody has to say, the smaller.
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::SubdistrictSupervisor => 0,
            Self::CommunitySupervisor => 1,
            Self::GridMember => 2,
            Self::Informant => 3,
            Self::BuildingChief => 4,
            Self::Volunteer => 5,
            Self::Party => 6,
            Self::Other(_) => 7,
        }
    }
}

/// Somebody who uses Chuanmen, as colleagues see them. Logins and secrets stay in the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// Full name.
    pub name: String,
    /// What they are.
    pub role: Role,
}

impl Account {
    /// Reads an account; none without a role.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let (name, role) = (fields.string("name"), fields.word("role")?);
        Some(Self {
            id: record.id.into(),
            name,
            role,
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("name", self.name.as_str())
            .set("role", self.role.as_str())
            .build()
    }
}

/// An enrolled phone or browser: tells whose a stamp is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Which.
    pub id: DeviceId,
    /// Whose.
    pub account: AccountId,
    /// The replica id in the stamps it makes.
    pub replica: ReplicaId,
    /// What its owner calls it.
    pub name: String,
}

impl Device {
    /// Reads a device; none without account and replica.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id.into(),
            account: fields.parse("account")?,
            replica: fields.parse("replica")?,
            name: fields.string("name"),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("account", self.account)
            .set("replica", self.replica.to_string())
            .text("name", &self.name)
            .build()
    }
}

/// What an account answers for: a role in an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Which.
    pub id: RecordId,
    /// Whose.
    pub account: AccountId,
    /// As what.
    pub role: Role,
    /// The grid, community or subdistrict; a chief's building; a company's compound.
    pub area: AreaId,
    /// For whom, of [`Role::Party`].
    pub party: Option<Party>,
}

impl Grant {
    /// Reads a grant; none without account, role and area.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            id: record.id,
            account: fields.parse("account")?,
            role: fields.word("role")?,
            area: fields.parse("area")?,
            party: fields.word("party"),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("account", self.account)
            .set("role", self.role.as_str())
            .set("area", self.area)
            .maybe("party", self.party.as_ref().map(Party::as_str))
            .build()
    }
}

/// The scopes that a role in an area of `community` gives, beside the account's own.
///
/// `grids` are the grids of the community. A grant on an area that is neither the community nor
/// one of its grids gives nothing here, but for a building chief's, which names their building, and a
/// party's, which may name a compound.
#[must_use]
pub fn scopes_of(
    account: AccountId,
    role: &Role,
    area: AreaId,
    community: AreaId,
    grids: &BTreeSet<AreaId>,
) -> BTreeMap<Scope, Access> {
    let own = (Scope::Account(account), Access::Write);
    // What stands on the board the hub alone writes.
    let shared = |access| {
        [
            (Scope::Community(community), access),
            (Scope::Board(community), Access::Read),
        ]
    };
    let every_grid = |access| grids.iter().map(move |grid| (Scope::Grid(*grid), access));
    let every_health = grids
        .iter()
        .map(|grid| (Scope::Health(*grid), Access::Write));
    let scopes: BTreeMap<_, _> = match role {
        Role::GridMember | Role::Informant if grids.contains(&area) => {
            let grid = (Scope::Grid(area), Access::Write);
            // What is measured at a door is not an informant's to know.
            let health = (Scope::Health(area), Access::Write);
            let health = (*role == Role::GridMember).then_some(health);
            let own = [grid].into_iter().chain(health);
            shared(Access::Read).into_iter().chain(own).collect()
        }
        Role::BuildingChief => shared(Access::Read).into_iter().collect(),
        Role::Volunteer if grids.contains(&area) || area == community => {
            shared(Access::Read).into_iter().collect()
        }
        // What is dispatched to them the hub tells them in their own.
        Role::Party => [(Scope::Community(community), Access::Read)].into(),
        Role::CommunitySupervisor if area == community => shared(Access::Write)
            .into_iter()
            .chain(every_grid(Access::Write))
            .chain(every_health)
            .chain([(Scope::Desk(community), Access::Read)])
            .collect(),
        Role::SubdistrictSupervisor => shared(Access::Read)
            .into_iter()
            .chain(every_grid(Access::Read))
            .collect(),
        _ => return BTreeMap::new(),
    };
    scopes.into_iter().chain([own]).collect()
}

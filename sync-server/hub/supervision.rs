//! What a supervisor sees of people and their phones, and may do about them.

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Access, AccountId, Area, AreaId, AreaLevel, DeviceId, Kind, Role, Scope,
};
use chuanmen_core::protocol::{
    Deed, EnrolmentResponse, HeldArea, PeopleResponse, Person, PersonDevice, RevokeResponse,
};

use super::audit::note;
use super::oversight::oversight;
use super::{Hub, HubError, Session};
use crate::auth::EnrolmentCode;
use crate::store::{
    AccountRow, CommunityKey, DeviceRow, EnrolmentRow, GrantRow, ReadTxn, StoreError,
};

/// How long a code from a screen is good for, in ms: it is used at once, or read out on the
/// telephone.
pub const SCREEN_CODE_VALID: i64 = 30 * UnixMillis::MINUTE;

impl Hub {
    /// Everybody in the communities that a supervisor looks after, with their phones.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody else, or the store's.
    pub fn people(&self, session: &Session) -> Result<PeopleResponse, HubError> {
        let time = self.now();
        let read = self.store.read()?;
        let mut people = Vec::new();
        let mut supervises = false;
        for (community, area) in read.communities()? {
            if let Some(access) = oversight(&*read, session, community, area)? {
                supervises = true;
                people.extend(of_community(&*read, session, (community, area), access)?);
            }
        }
        if !supervises {
            return Err(HubError::NotGranted);
        }
        people.sort_by(|a, b| order(a).cmp(&order(b)));
        Ok(PeopleResponse { time, people })
    }

    /// Makes a one-time code for a phone of somebody in the supervisor's own community. Older ones
    /// of theirs that nobody used are good no more: a code that was read out, or whose screen was
    /// left, enrols nobody later.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] unless the caller may manage that account, there or not; or the
    /// store's.
    pub fn offer_enrolment(
        &self,
        session: &Session,
        account: AccountId,
    ) -> Result<EnrolmentResponse, HubError> {
        let time = self.now();
        let mut txn = self.store.write()?;
        let account = managed(txn.as_read(), session, account)?;
        let code = EnrolmentCode::generate()?;
        let expires_at = time.plus(SCREEN_CODE_VALID);
        txn.withdraw_enrolments(account.community, account.id)?;
        txn.put_enrolment(&EnrolmentRow {
            community: account.community,
            code: code.digest(),
            account: account.id,
            expires_at,
            used_at: None,
        })?;
        note(
            &mut *txn,
            session.community,
            (session.into(), time),
            Deed::CodeMade,
            account.name,
            Some(account.id.into()),
        )?;
        txn.commit()?;
        tracing::info!(by = %session.account, account = %account.id, "enrolment code made");
        Ok(EnrolmentResponse {
            code: code.to_string(),
            time,
            expires_at,
        })
    }

    /// Revokes a phone of somebody in the supervisor's own community; doing it again changes
    /// nothing.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] unless the caller may manage whose it is, there or not; or the
    /// store's.
    pub fn revoke_as(
        &self,
        session: &Session,
        device: DeviceId,
    ) -> Result<RevokeResponse, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let devices = txn.as_read().devices(session.community)?;
        let row = devices.into_iter().find(|row| row.id == device);
        let row = row.ok_or(HubError::NotGranted)?;
        let owner = managed(txn.as_read(), session, row.account)?;
        if let Some(revoked_at) = row.revoked_at {
            return Ok(RevokeResponse { revoked_at });
        }
        txn.revoke_device(device, now)?;
        note(
            &mut *txn,
            session.community,
            (session.into(), now),
            Deed::PhoneRevoked,
            format!("{} · {}", owner.name, row.name),
            Some(owner.id.into()),
        )?;
        txn.commit()?;
        tracing::info!(by = %session.account, account = %owner.id, device = %device, "device revoked");
        Ok(RevokeResponse { revoked_at: now })
    }
}

/// The account, if the caller supervises its community and it has no more to say than they have.
pub(super) fn managed(
    read: &dyn ReadTxn,
    session: &Session,
    account: AccountId,
) -> Result<AccountRow, HubError> {
    let access = oversight(read, session, session.community, session.area)?;
    if access != Some(Access::Write) {
        return Err(HubError::NotGranted);
    }
    let row = read.account(session.community, account)?;
    let row = row.ok_or(HubError::NotGranted)?;
    let grants = read.grants(session.community, account)?;
    if is_above(&row, &grants) {
        return Err(HubError::NotGranted);
    }
    Ok(row)
}

/// Whether somebody may see more than a community: a code for their phone would give that to
/// whoever asked for it.
fn is_above(account: &AccountRow, grants: &[GrantRow]) -> bool {
    account.role == Role::SubdistrictSupervisor
        || grants
            .iter()
            .any(|grant| grant.role == Role::SubdistrictSupervisor)
}

fn of_community(
    read: &dyn ReadTxn,
    session: &Session,
    (community, area): (CommunityKey, AreaId),
    access: Access,
) -> Result<Vec<Person>, StoreError> {
    let names = area_names(read, community, area)?;
    let named = |area: &AreaId| names.get(area).cloned().unwrap_or_default();
    let mut devices: BTreeMap<AccountId, Vec<PersonDevice>> = BTreeMap::new();
    for row in read.devices(community)? {
        let of = devices.entry(row.account).or_default();
        of.push(shown(row, session.device));
    }
    let mut people = Vec::new();
    for account in read.accounts(community)? {
        let grants = read.grants(community, account.id)?;
        let may_manage = access == Access::Write && !is_above(&account, &grants);
        let areas = grants.into_iter().map(|grant| HeldArea {
            grant: Some(grant.id),
            name: named(&grant.area),
            role: grant.role,
            area: grant.area,
            party: grant.party,
        });
        people.push(Person {
            areas: areas.collect(),
            account: account.id,
            name: account.name,
            login: account.login,
            role: account.role,
            community: area,
            community_name: named(&area),
            devices: devices.remove(&account.id).unwrap_or_default(),
            may_manage,
        });
    }
    Ok(people)
}

fn shown(row: DeviceRow, asking: DeviceId) -> PersonDevice {
    let (last_contact, app) = match row.contact {
        Some(contact) => (Some(contact.at), Some(contact.app)),
        None => (None, None),
    };
    PersonDevice {
        id: row.id,
        name: row.name,
        enrolled_at: row.enrolled_at,
        last_contact,
        app: app.filter(|app| !app.is_empty()),
        revoked_at: row.revoked_at,
        asking: row.id == asking,
    }
}

/// The areas of a community.
pub(super) fn areas_of(
    read: &dyn ReadTxn,
    community: CommunityKey,
    area: AreaId,
) -> Result<BTreeMap<AreaId, Area>, StoreError> {
    let facts = read.facts(community, &[Scope::Community(area)].into())?;
    let records = facts.records.iter().map(|(_, record)| record);
    let areas = records
        .filter(|record| record.kind == Kind::Area && !record.is_deleted())
        .filter_map(Area::read);
    Ok(areas.map(|area| (area.id, area)).collect())
}

/// What the areas of a community are called; a building together with its compound: `花卉园小区 3 栋`.
pub(super) fn area_names(
    read: &dyn ReadTxn,
    community: CommunityKey,
    area: AreaId,
) -> Result<BTreeMap<AreaId, String>, StoreError> {
    let areas = areas_of(read, community, area)?;
    let name = |area: &Area| {
        let compound = area.parent.and_then(|parent| areas.get(&parent));
        match compound {
            Some(compound) if area.level == AreaLevel::Building => {
                format!("{} {}", compound.name, area.name)
            }
            _ => area.name.clone(),
        }
    };
    Ok(areas.iter().map(|(id, area)| (*id, name(area))).collect())
}

/// By community, those with more to say first, then by name.
fn order(person: &Person) -> (&str, AreaId, u8, &str, AccountId) {
    (
        &person.community_name,
        person.community,
        person.role.rank(),
        &person.name,
        person.account,
    )
}

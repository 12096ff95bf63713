use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{Access, AccountId, Area, AreaId, AreaLevel, Party, Role};
use chuanmen_core::protocol::{AddPersonRequest, Deed};

use super::audit::note;
use super::oversight::oversight;
use super::people::put_account;
use super::supervision::areas_of;
use super::{Hub, HubError, NewAccount, NewGrant, Session};

/// The longest name and login that are taken, in characters.
const LONGEST: usize = 32;

/// The most areas of one person.
pub(super) const MOST_AREAS: usize = 50;

impl Hub {
    /// Makes an account in the supervisor's own community; its phones are enrolled by code.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody else, and for a role that is above the caller's;
    /// [`HubError::Invalid`] for a name, login or area that cannot be; [`HubError::LoginTaken`];
    /// or the store's.
    pub fn add_person(
        &self,
        session: &Session,
        request: AddPersonRequest,
    ) -> Result<AccountId, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let read = txn.as_read();
        let access = oversight(read, session, session.community, session.area)?;
        if access != Some(Access::Write) || request.role == Role::SubdistrictSupervisor {
            return Err(HubError::NotGranted);
        }
        let areas = areas_of(read, session.community, session.area)?;
        let account = checked(request, &areas).map_err(|why| HubError::Invalid(why.to_owned()))?;
        if read.account_by_login(&account.login)?.is_some() {
            return Err(HubError::LoginTaken);
        }
        let about = format!("{}（{}）", account.name, account.login);
        let id = put_account(&mut *txn, session.community, account, now)?;
        note(
            &mut *txn,
            session.community,
            (session.into(), now),
            Deed::PersonAdded,
            about,
            Some(id.into()),
        )?;
        txn.commit()?;
        tracing::info!(by = %session.account, account = %id, "account made");
        Ok(id)
    }
}

/// The account that is asked for, if it can be one.
fn checked(
    request: AddPersonRequest,
    areas: &BTreeMap<AreaId, Area>,
) -> Result<NewAccount, &'static str> {
    let AddPersonRequest {
        name,
        login,
        role,
        areas: held,
        party,
        ..
    } = request;
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err("a name has 1 to 32 characters");
    }
    if !is_login(&login) {
        return Err("a login has 2 to 32 of a-z, 0-9, dot, dash and underscore");
    }
    let fits = |area: &AreaId| areas.get(area).is_some_and(|area| fits(&role, &area.level));
    let held: BTreeSet<_> = held.into_iter().collect();
    if held.is_empty() || held.len() > MOST_AREAS || !held.iter().all(fits) {
        return Err("the areas are not of the community, or not what the role answers for");
    }
    if !names_its_party(&role, party.as_ref()) {
        return Err("whoever answers for a party says for which of those there are");
    }
    let grants = held.into_iter().map(|area| NewGrant {
        id: None,
        role: role.clone(),
        area,
        party: party.clone(),
    });
    Ok(NewAccount {
        id: None,
        login,
        password: None,
        name,
        grants: grants.collect(),
        role,
    })
}

fn is_login(login: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    (2..=LONGEST).contains(&login.len()) && login.chars().all(fits)
}

/// Whether somebody of a party says for which of those there are, and nobody else does.
pub(super) fn names_its_party(role: &Role, party: Option<&Party>) -> bool {
    party.is_some_and(|party| Party::KNOWN.contains(party)) == (*role == Role::Party)
}

/// Whether somebody with a role answers for areas of this size.
pub(super) fn fits(role: &Role, level: &AreaLevel) -> bool {
    matches!(
        (role, level),
        (
            Role::GridMember | Role::Informant | Role::Volunteer | Role::Party,
            AreaLevel::Grid
        ) | (Role::Party, AreaLevel::Compound)
            | (Role::BuildingChief, AreaLevel::Building)
            | (
                Role::Volunteer | Role::Party | Role::CommunitySupervisor,
                AreaLevel::Community
            )
    )
}

#[cfg(test)]
mod tests {
    use super::is_login;

    #[test]
    fn a_login_is_short_and_can_be_typed_on_any_keyboard() {
        for good in ["zhou", "zhou.liping", "wg-3", "a1"] {
            assert!(is_login(good), "{good}");
        }
        for bad in [
            "",
            "z",
            "Zhou",
            "周丽萍",
            "zhou liping",
            "a\n",
            &"z".repeat(33),
        ] {
            assert!(!is_login(bad), "{bad}");
        }
    }
}

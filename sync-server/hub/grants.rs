use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Account, AccountId, Area, AreaId, Grant, Kind, Role, Scope};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId};
use chuanmen_core::protocol::{Deed, GivenGrant, GrantsRequest, GrantsResponse};
use chuanmen_core::report::role_word;

use super::audit::{Doer, note};
use super::errands::{brief, take_back};
use super::new_person::{MOST_AREAS, fits, names_its_party};
use super::people::{new_id, tell};
use super::session::area_of;
use super::supervision::{area_names, areas_of, managed};
use super::{Hub, HubError, NewGrant, Session};
use crate::store::{AccountRow, GrantRow, WriteTxn};

impl Hub {
    /// Grants an account something more, from the next sync of its phones on.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if nobody has this login, or the store's.
    pub fn grant(&self, login: &str, grant: NewGrant) -> Result<RecordId, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let account = named(&*txn, login)?;
        let given = give(&mut *txn, &account, grant, (Doer::OPERATOR, now))?;
        settle_role(&mut *txn, account, now)?;
        txn.commit()?;
        Ok(given)
    }

    /// Takes a grant back: at the next sync of the account's phones they are told to forget what
    /// they held by it alone. What was saved before is still taken if it arrives before.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the account has no such grant, or the store's.
    pub fn withdraw(&self, login: &str, grant: RecordId) -> Result<(), HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let account = named(&*txn, login)?;
        let grants = txn.as_read().grants(account.community, account.id)?;
        let Some(row) = grants.into_iter().find(|row| row.id == grant) else {
            return Err(HubError::Invalid(format!("{login} has no grant {grant}")));
        };
        take(&mut *txn, &account, &row, (Doer::OPERATOR, now))?;
        settle_role(&mut *txn, account, now)?;
        txn.commit()?;
        Ok(())
    }

    /// What an account was granted.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if nobody has this login, or the store's.
    pub fn grants_of(&self, login: &str) -> Result<Vec<GrantRow>, HubError> {
        let read = self.store.read()?;
        let account = read.account_by_login(login)?;
        let account = account.ok_or_else(|| nobody(login))?;
        Ok(read.grants(account.community, account.id)?)
    }

    /// Gives somebody of the supervisor's own community a grant, takes one back, or changes one
    /// into another. What is so already stays so: the same may be asked again.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] unless the caller may manage that account, there or not, and for a
    /// role that is above theirs; [`HubError::OwnGrant`] for whoever would no longer supervise;
    /// [`HubError::NotFound`] for a grant that somebody took back already; [`HubError::Invalid`]
    /// for what cannot be; or the store's.
    pub fn change_grants(
        &self,
        session: &Session,
        account: AccountId,
        request: GrantsRequest,
    ) -> Result<GrantsResponse, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let read = txn.as_read();
        let account = managed(read, session, account)?;
        let grants = read.grants(session.community, account.id)?;
        if let Some(asked) = &request.give {
            checked(asked, &areas_of(read, session.community, session.area)?)?;
        }
        let change = Change::of(request, &grants)?;
        change.leaves_a_supervisor(session, &account, &grants)?;
        let doer = (Doer::from(session), now);
        if let Some(row) = &change.take {
            take(&mut *txn, &account, row, doer)?;
        }
        let given = match change.give {
            Some(Give::There(id)) => Some(id),
            Some(Give::New(grant)) => Some(give(&mut *txn, &account, grant, doer)?),
            None => None,
        };
        let id = account.id;
        let role = settle_role(&mut *txn, account, now)?;
        txn.commit()?;
        tracing::info!(by = %session.account, account = %id, "grants changed");
        Ok(GrantsResponse { given, role })
    }
}

/// What is to be done about an account's grants.
struct Change {
    give: Option<Give>,
    take: Option<GrantRow>,
}

/// What is to be given.
enum Give {
    /// The account has it already.
    There(RecordId),
    /// It does not.
    New(NewGrant),
}

impl Change {
    fn of(request: GrantsRequest, grants: &[GrantRow]) -> Result<Self, HubError> {
        let GrantsRequest { give, take, .. } = request;
        if give.is_none() && take.is_none() {
            return Err(HubError::Invalid("nothing is given or taken".to_owned()));
        }
        let same = |row: &&GrantRow, asked: &GivenGrant| {
            row.role == asked.role && row.area == asked.area && row.party == asked.party
        };
        let give = give.map(|asked| match grants.iter().find(|row| same(row, &asked)) {
            Some(there) => Give::There(there.id),
            None => Give::New(NewGrant {
                id: None,
                role: asked.role,
                area: asked.area,
                party: asked.party,
            }),
        });
        let there = match give {
            Some(Give::There(id)) => Some(id),
            _ => None,
        };
        let take = match take.map(|id| (id, grants.iter().find(|row| row.id == id))) {
            // Changed into itself.
            Some((id, _)) if there == Some(id) => None,
            Some((_, Some(row))) => Some(row.clone()),
            // The answer to the same request was lost.
            Some((_, None)) if there.is_some() => None,
            Some((_, None)) => return Err(HubError::NotFound),
            None => None,
        };
        let more = matches!(give, Some(Give::New(_))) && take.is_none();
        if more && grants.len() >= MOST_AREAS {
            return Err(HubError::TooLarge("grants"));
        }
        Ok(Self { give, take })
    }

    /// Nobody takes from themselves what they do this by: so a community always has a supervisor.
    fn leaves_a_supervisor(
        &self,
        session: &Session,
        account: &AccountRow,
        grants: &[GrantRow],
    ) -> Result<(), HubError> {
        let supervises = |row: &&GrantRow| {
            let taken = self.take.as_ref().is_some_and(|taken| taken.id == row.id);
            !taken && row.role == Role::CommunitySupervisor && row.area == session.area
        };
        if account.id == session.account && !grants.iter().any(|row| supervises(&row)) {
            return Err(HubError::OwnGrant);
        }
        Ok(())
    }
}

/// Whether a supervisor of a community may give this in it.
fn checked(asked: &GivenGrant, areas: &BTreeMap<AreaId, Area>) -> Result<(), HubError> {
    if asked.role == Role::SubdistrictSupervisor {
        return Err(HubError::NotGranted);
    }
    let area = areas.get(&asked.area);
    if !area.is_some_and(|area| fits(&asked.role, &area.level)) {
        let why = "the area is not of the community, or not what the role answers for";
        return Err(HubError::Invalid(why.to_owned()));
    }
    if !names_its_party(&asked.role, asked.party.as_ref()) {
        let why = "whoever answers for a party says for which of those there are";
        return Err(HubError::Invalid(why.to_owned()));
    }
    Ok(())
}

fn give(
    txn: &mut dyn WriteTxn,
    account: &AccountRow,
    grant: NewGrant,
    (doer, now): (Doer, UnixMillis),
) -> Result<RecordId, HubError> {
    let row = GrantRow {
        id: match grant.id {
            Some(id) => id,
            None => RecordId(new_id(now)?),
        },
        account: account.id,
        role: grant.role,
        area: grant.area,
        party: grant.party,
    };
    txn.put_grant(account.community, &row)?;
    let about = about(&*txn, account, &row)?;
    let subject = Some(account.id.into());
    note(
        txn,
        account.community,
        (doer, now),
        Deed::GrantGiven,
        about,
        subject,
    )?;
    let facts = Grant {
        id: row.id,
        account: account.id,
        role: row.role,
        area: row.area,
        party: row.party,
    };
    let patch = Patch::create(Kind::Grant, row.id, facts.fields());
    tell(txn, account.community, account.id, now, vec![patch])?;
    if facts.party.is_some() {
        brief(txn, account.community, account.id, now)?;
    }
    Ok(row.id)
}

fn take(
    txn: &mut dyn WriteTxn,
    account: &AccountRow,
    row: &GrantRow,
    (doer, now): (Doer, UnixMillis),
) -> Result<(), HubError> {
    let about = about(&*txn, account, row)?;
    txn.remove_grant(account.community, account.id, row.id)?;
    let subject = Some(account.id.into());
    note(
        txn,
        account.community,
        (doer, now),
        Deed::GrantTaken,
        about,
        subject,
    )?;
    let set = [(FieldName::known(Record::DELETED), true.into())];
    let patch = Patch::create(Kind::Grant, row.id, set.into());
    tell(txn, account.community, account.id, now, vec![patch])?;
    Ok(take_back(txn, account.community, account.id, now)?)
}

/// `周丽萍 · 网格员 · 第 3 网格`
fn about(txn: &dyn WriteTxn, account: &AccountRow, row: &GrantRow) -> Result<String, HubError> {
    let read = txn.as_read();
    let area = area_of(read, account.community)?;
    let names = area_names(read, account.community, area)?;
    let parts = [account.name.as_str(), role_word(&row.role)];
    let parts = parts
        .into_iter()
        .chain(names.get(&row.area).map(String::as_str));
    Ok(parts.collect::<Vec<_>>().join(" · "))
}

/// An account is what the most of its grants says, and stays what it was when it has none; its
/// colleagues' phones and its own are told.
fn settle_role(
    txn: &mut dyn WriteTxn,
    account: AccountRow,
    now: UnixMillis,
) -> Result<Role, HubError> {
    let grants = txn.as_read().grants(account.community, account.id)?;
    let roles = grants.into_iter().map(|grant| grant.role);
    let Some(role) = roles
        .min_by_key(Role::rank)
        .filter(|role| *role != account.role)
    else {
        return Ok(account.role);
    };
    let (community, id) = (account.community, account.id);
    let facts = Account {
        id,
        name: account.name.clone(),
        role: role.clone(),
    };
    let read = txn.as_read();
    let home = Scope::Community(area_of(read, community)?);
    let scopes = read.scopes(community)?;
    let number = scopes.into_iter().find(|row| row.scope == home);
    let known = match number {
        Some(row) => read.records(community, row.number, &[id.into()].into())?,
        None => Vec::new(),
    };
    let patch = match known.first() {
        Some(record) => Patch::edit(record, facts.fields()),
        None => Patch::create(Kind::Account, id.into(), facts.fields()),
    };
    txn.put_account(&AccountRow {
        role: role.clone(),
        ..account
    })?;
    if !patch.is_empty() {
        tell(txn, community, id, now, vec![patch])?;
    }
    Ok(role)
}

fn named(txn: &dyn WriteTxn, login: &str) -> Result<AccountRow, HubError> {
    let account = txn.as_read().account_by_login(login)?;
    account.ok_or_else(|| nobody(login))
}

fn nobody(login: &str) -> HubError {
    HubError::Invalid(format!("nobody has the login {login}"))
}

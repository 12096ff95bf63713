//! Tokens that programs pull reports with: they read what whoever made them may read, and do
//! nothing else.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, DeviceId};
use chuanmen_core::merge::ReplicaId;
use chuanmen_core::protocol::{
    ApiToken, Deed, NewTokenRequest, NewTokenResponse, TOKEN_DAYS, TokensResponse,
};

use super::audit::note;
use super::oversight::oversight;
use super::session::area_of;
use super::{Hub, HubError, Session};
use crate::auth::Token;
use crate::store::{ReadTxn, StoreError, TokenRow};

/// The longest name that is taken, in characters.
const LONGEST: usize = 32;
/// The most tokens that a community has at a time, revoked and expired ones left out.
const MOST: usize = 50;

impl Hub {
    /// The tokens of the supervisor's own community.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody else, or the store's.
    pub fn tokens(&self, session: &Session) -> Result<TokensResponse, HubError> {
        let read = self.store.read()?;
        may_manage(&*read, session)?;
        let rows = read.api_tokens(session.community)?.into_iter();
        let tokens = rows
            .map(|row| about(&*read, row))
            .collect::<Result<_, _>>()?;
        Ok(TokensResponse {
            time: self.now(),
            tokens,
        })
    }

    /// Makes a token, and says it this once.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody but supervisors of the community,
    /// [`HubError::Invalid`] for a name or a time that cannot be, or the store's.
    pub fn make_token(
        &self,
        session: &Session,
        request: &NewTokenRequest,
    ) -> Result<NewTokenResponse, HubError> {
        let now = self.now();
        let name = request.name.trim();
        let fits = (1..=LONGEST).contains(&name.chars().count());
        if !fits || name.chars().any(char::is_control) {
            return Err(HubError::Invalid("a name has 1 to 32 characters".into()));
        }
        if !(1..=TOKEN_DAYS).contains(&request.days) {
            return Err(HubError::Invalid(
                "a token is good for 1 to 366 days".into(),
            ));
        }
        let mut txn = self.store.write()?;
        may_manage(txn.as_read(), session)?;
        let standing = txn.as_read().api_tokens(session.community)?.into_iter();
        if standing.filter(|row| is_good(row, now)).count() >= MOST {
            return Err(HubError::Invalid("there are 50 tokens already".into()));
        }
        let token = Token::generate()?;
        let row = TokenRow {
            community: session.community,
            id: DeviceId(super::people::new_id(now)?),
            token: token.digest(),
            name: name.to_owned(),
            account: session.account,
            made_at: now,
            expires_at: now.plus(i64::from(request.days) * UnixMillis::DAY),
            revoked_at: None,
        };
        txn.put_api_token(&row)?;
        let doer = (session.into(), now);
        note(
            &mut *txn,
            session.community,
            doer,
            Deed::TokenMade,
            name,
            None,
        )?;
        let about = about(txn.as_read(), row)?;
        txn.commit()?;
        Ok(NewTokenResponse {
            token: token.reveal(),
            about,
        })
    }

    /// Revokes a token of the supervisor's own community; doing it again changes nothing.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] unless the caller may manage it, there or not; or the store's.
    pub fn revoke_token(&self, session: &Session, id: DeviceId) -> Result<(), HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        may_manage(txn.as_read(), session)?;
        let mut rows = txn.as_read().api_tokens(session.community)?.into_iter();
        let row = rows.find(|row| row.id == id).ok_or(HubError::NotGranted)?;
        if row.revoked_at.is_some() {
            return Ok(());
        }
        let doer = (session.into(), now);
        let name = row.name.as_str();
        note(
            &mut *txn,
            session.community,
            doer,
            Deed::TokenRevoked,
            name,
            None,
        )?;
        txn.put_api_token(&TokenRow {
            revoked_at: Some(now),
            ..row
        })?;
        Ok(txn.commit()?)
    }

    /// Who shows this token, for reading reports: a device, or a program in the name of whoever
    /// made its token.
    ///
    /// # Errors
    /// [`HubError::Unauthorized`], [`HubError::DeviceRevoked`], or the store's.
    pub fn authenticate_reader(&self, token: &Token) -> Result<Session, HubError> {
        match self.authenticate(token) {
            Err(HubError::Unauthorized) => {}
            known => return known,
        }
        let read = self.store.read()?;
        let row = read.api_token(token.digest())?;
        let row = row.filter(|row| is_good(row, self.now()));
        let row = row.ok_or(HubError::Unauthorized)?;
        Ok(Session {
            community: row.community,
            area: area_of(&*read, row.community)?,
            device: row.id,
            account: row.account,
            // It writes nothing: no stamp is ever its own.
            replica: ReplicaId::HUB,
            contact_at: None,
        })
    }
}

fn is_good(row: &TokenRow, now: UnixMillis) -> bool {
    row.revoked_at.is_none() && now < row.expires_at
}

fn may_manage(read: &dyn ReadTxn, session: &Session) -> Result<(), HubError> {
    let access = oversight(read, session, session.community, session.area)?;
    if access == Some(Access::Write) {
        Ok(())
    } else {
        Err(HubError::NotGranted)
    }
}

fn about(read: &dyn ReadTxn, row: TokenRow) -> Result<ApiToken, StoreError> {
    let by = read.account(row.community, row.account)?;
    Ok(ApiToken {
        id: row.id,
        name: row.name,
        by: by.map(|by| by.name).unwrap_or_default(),
        made_at: row.made_at,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
    })
}

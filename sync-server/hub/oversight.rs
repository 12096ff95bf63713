use chuanmen_core::domain::{Access, AreaId, Role};

use super::{HubError, Session};
use crate::auth::oversees;
use crate::store::{CommunityKey, ReadTxn};

/// What somebody may do with a community as its supervisor: its own community's supervisors read
/// and change, those of the subdistrict that it lies in read; nobody else either.
///
/// # Errors
/// The store's.
pub(super) fn oversight(
    read: &dyn ReadTxn,
    session: &Session,
    community: CommunityKey,
    area: AreaId,
) -> Result<Option<Access>, HubError> {
    let mut most = None;
    for grant in read.grants(session.community, session.account)? {
        let own = community == session.community
            && grant.role == Role::CommunitySupervisor
            && grant.area == area;
        if own {
            return Ok(Some(Access::Write));
        }
        if oversees(read, &grant, community, area)? {
            most = Some(Access::Read);
        }
    }
    Ok(most)
}

use chuanmen_core::domain::Scope;

use super::{Areas, Reading};
use crate::api::{AreaName, Me, SessionView};
use crate::storage::StorageError;

/// Who uses this device.
pub(super) fn answer(reading: Reading<'_>) -> Result<SessionView, StorageError> {
    let Some(session) = reading.store.session() else {
        return Ok(SessionView::NotEnrolled {
            farewell: reading.store.farewell()?,
        });
    };
    let areas = Areas::load(reading.connection())?;
    let named = |id| AreaName {
        id,
        name: areas.name(id),
    };
    let scopes = reading.store.scopes()?;
    let mut grids: Vec<_> = scopes
        .into_iter()
        .filter_map(|held| match held.scope {
            Scope::Grid(grid) => Some(grid),
            _ => None,
        })
        .collect();
    grids.sort_by_key(|grid| (areas.grids.get(grid).copied().unwrap_or(i64::MAX), *grid));
    Ok(SessionView::Enrolled(Me {
        account: session.account,
        name: session.name.clone(),
        role: session.role.clone(),
        community: named(session.community),
        grids: grids.into_iter().map(named).collect(),
        hub: session.hub.clone(),
        standing: reading.store.standing(),
    }))
}

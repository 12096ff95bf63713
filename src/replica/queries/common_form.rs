use chuanmen_core::domain::{AreaId, Role};

use super::{Areas, Catalogue, Reading, read};
use crate::api::{AreaName, CommonFormView};
use crate::storage::{StorageError, Store};

/// The form for a need about what a building shares.
pub(super) fn answer(reading: Reading<'_>) -> Result<CommonFormView, StorageError> {
    let catalogue = Catalogue::load(reading.connection())?;
    Ok(CommonFormView {
        buildings: chiefs_buildings(reading.store)?,
        categories: catalogue.category_choices(),
    })
}

/// The buildings that whoever uses this device is chief of: `花卉园小区 3 栋`.
pub(crate) fn chiefs_buildings(store: &Store) -> Result<Vec<AreaName>, StorageError> {
    let Some(me) = store.session() else {
        return Ok(Vec::new());
    };
    let areas = Areas::load(store.connection())?;
    let mut select = store.connection().prepare_cached(
        "SELECT fields ->> '$.area' FROM record
         WHERE kind = 'grant' AND NOT deleted
             AND fields ->> '$.account' = ?1 AND fields ->> '$.role' = ?2",
    )?;
    let parameters = (me.account.to_string(), Role::BuildingChief.as_str());
    let mut rows = select.query(parameters)?;
    let mut buildings = Vec::new();
    while let Some(row) = rows.next()? {
        let area = read::id::<AreaId>(row, 0)?;
        let building = area.filter(|area| areas.buildings.contains_key(area));
        buildings.extend(building.map(|id| AreaName {
            id,
            name: areas.address(id, ""),
        }));
    }
    buildings.sort_by_cached_key(|building| (areas.order(building.id), building.id));
    Ok(buildings)
}

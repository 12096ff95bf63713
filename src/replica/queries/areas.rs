use std::collections::{HashMap, HashSet};

use chuanmen_core::domain::{AreaId, AreaLevel, Scope};
use rusqlite::Connection;

use super::read;
use crate::storage::StorageError;

/// The grids that this device holds.
fn own_grids(connection: &Connection) -> Result<HashSet<AreaId>, StorageError> {
    let names = "SELECT name FROM scope WHERE name LIKE 'grid/%' AND NOT withdrawn";
    let mut statement = connection.prepare_cached(names)?;
    let mut rows = statement.query([])?;
    let mut grids = HashSet::new();
    while let Some(row) = rows.next()? {
        if let Ok(Scope::Grid(grid)) = read::text(row, 0)?.parse() {
            grids.insert(grid);
        }
    }
    Ok(grids)
}

/// Where an area comes in lists: by grid, compound and building.
pub(crate) type AreaOrder = (i64, i64, (usize, String));

/// Rooms and units as people count them: `2` before `10`, `902` before `1001`.
pub(crate) fn by_number(text: &str) -> (usize, String) {
    (text.chars().count(), text.to_owned())
}

/// What a building is called, and what it lies in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Building {
    /// `3 栋`
    pub(crate) name: String,
    /// Its number: `3`; empty while not known here.
    pub(crate) number: String,
    /// The compound, if known here.
    pub(crate) compound: Option<AreaId>,
}

/// A compound.
#[derive(Debug, Clone)]
pub(crate) struct Compound {
    /// Its place among the others of its grid.
    pub(crate) number: i64,
    /// Its grid's number: compounds of one grid stand together.
    pub(crate) grid: i64,
    /// The grid, if known here.
    pub(crate) lies_in: Option<AreaId>,
}

/// The names of the areas on this device.
#[derive(Debug, Default)]
pub(crate) struct Areas {
    /// By id.
    pub(crate) buildings: HashMap<AreaId, Building>,
    /// By id.
    pub(crate) compounds: HashMap<AreaId, Compound>,
    /// The numbers of the grids, by id.
    pub(crate) grids: HashMap<AreaId, i64>,
    names: HashMap<AreaId, String>,
    /// This device holds several grids or compounds: a door's number alone does not tell where it is.
    several: bool,
}

impl Areas {
    /// Reads them all: some hundreds on a phone, two thousand at most.
    pub(crate) fn load(connection: &Connection) -> Result<Self, StorageError> {
        let mut areas = Self::default();
        let mut statement =
            connection.prepare_cached("SELECT id, level, name, parent, number FROM area")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(id) = read::id::<AreaId>(row, 0)? else {
                continue;
            };
            let level = AreaLevel::from(&*read::text(row, 1)?);
            let (name, number) = (read::text(row, 2)?, read::int(row, 4)?.unwrap_or(0));
            let parent = read::id::<AreaId>(row, 3)?;
            match level {
                AreaLevel::Grid => drop(areas.grids.insert(id, number)),
                AreaLevel::Compound => {
                    let compound = Compound {
                        number,
                        grid: 0,
                        lies_in: parent,
                    };
                    areas.compounds.insert(id, compound);
                }
                AreaLevel::Building => {
                    let number = (number > 0).then(|| number.to_string());
                    let building = Building {
                        name: name.clone(),
                        number: number.unwrap_or_else(|| name.clone()),
                        compound: parent,
                    };
                    areas.buildings.insert(id, building);
                }
                _ => {}
            }
            areas.names.insert(id, name);
        }
        for compound in areas.compounds.values_mut() {
            let grid = compound.lies_in.and_then(|grid| areas.grids.get(&grid));
            compound.grid = grid.copied().unwrap_or_default();
        }
        let own = own_grids(connection)?;
        let compounds = areas.compounds.values();
        let within =
            |compound: &&Compound| compound.lies_in.is_some_and(|grid| own.contains(&grid));
        areas.several = own.len() > 1 || compounds.filter(within).count() > 1;
        Ok(areas)
    }

    /// An area's name; empty if it is not known here.
    pub(crate) fn name(&self, id: AreaId) -> String {
        self.names.get(&id).cloned().unwrap_or_default()
    }

    /// A building; one without a name if it is not known here.
    pub(crate) fn building(&self, id: AreaId) -> Building {
        self.buildings.get(&id).cloned().unwrap_or_default()
    }

    /// The grid that a building lies in, if that is known here.
    pub(crate) fn grid_of(&self, building: AreaId) -> Option<AreaId> {
        let compound = self.buildings.get(&building)?.compound?;
        self.compounds.get(&compound)?.lies_in
    }

    /// Where a building comes in lists.
    pub(crate) fn order(&self, building: AreaId) -> AreaOrder {
        let known = self.building(building);
        let compound = known.compound.and_then(|id| self.compounds.get(&id));
        let (grid, number) = compound.map_or((0, 0), |compound| (compound.grid, compound.number));
        (grid, number, by_number(&known.number))
    }

    /// The name of the compound a building stands in.
    pub(crate) fn compound_of(&self, building: AreaId) -> String {
        let compound = self.buildings.get(&building).and_then(|b| b.compound);
        compound.map(|id| self.name(id)).unwrap_or_default()
    }

    /// `3-2-502`: the building's number, the unit, the room; what is empty is left out.
    pub(crate) fn title(&self, building: AreaId, unit: &str, room: &str) -> String {
        let number = self.buildings.get(&building).map(|b| b.number.as_str());
        let parts = [number.unwrap_or_default(), unit, room];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("-")
    }

    /// `3-2-502`, or where this device holds several compounds `花卉园小区 3-2-502`: for lists of doors
    /// from everywhere.
    pub(crate) fn spot(&self, building: AreaId, unit: &str, room: &str) -> String {
        let title = self.title(building, unit, room);
        format!("{} {title}", self.compound_told(building))
            .trim()
            .to_owned()
    }

    /// The compound, where this device holds several; else empty.
    pub(crate) fn compound_told(&self, building: AreaId) -> String {
        match self.several {
            true => self.compound_of(building),
            false => String::new(),
        }
    }

    /// `花卉园小区 3 栋 2 单元`
    pub(crate) fn address(&self, building: AreaId, unit: &str) -> String {
        let mut parts = vec![self.compound_of(building), self.building(building).name];
        if !unit.is_empty() {
            parts.push(format!("{unit} 单元"));
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }
}

use std::collections::BTreeMap;

use chuanmen_core::domain::AreaId;

use super::areas::by_number;
use super::doors::{self, Which, is_on_todays_climb};
use super::{Areas, Catalogue, Reading};
use crate::api::{BoardCell, BoardFloor, BoardView, ReplicaError, UnitBoard};

/// One building, floors by rooms.
pub(super) fn answer(reading: Reading<'_>, building: AreaId) -> Result<BoardView, ReplicaError> {
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    if !areas.buildings.contains_key(&building) {
        return Err(ReplicaError::NotFound);
    }
    let catalogue = Catalogue::load(connection)?;
    let which = Which::in_building(connection, building)?;
    let doors = doors::load(connection, &which, &catalogue, reading.today)?;
    let households = u32::try_from(doors.len()).unwrap_or(u32::MAX);
    let mut units: BTreeMap<_, BTreeMap<i64, Vec<BoardCell>>> = BTreeMap::new();
    for door in doors {
        let floors = units.entry(by_number(&door.unit)).or_default();
        floors.entry(door.floor).or_default().push(BoardCell {
            household: door.household,
            room: door.room,
            state: door.state,
            care: !door.tags.is_empty(),
            today: is_on_todays_climb(door.due, reading.today),
        });
    }
    let unit = |((_, unit), floors): ((usize, String), BTreeMap<i64, Vec<BoardCell>>)| UnitBoard {
        unit,
        floors: floors.into_iter().rev().map(floor).collect(),
    };
    Ok(BoardView {
        building,
        name: areas.name(building),
        compound: areas.compound_of(building),
        households,
        units: units.into_iter().map(unit).collect(),
    })
}

fn floor((floor, mut cells): (i64, Vec<BoardCell>)) -> BoardFloor {
    cells.sort_by_cached_key(|cell| (by_number(&cell.room), cell.household));
    BoardFloor { floor, cells }
}

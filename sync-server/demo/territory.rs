use chuanmen_core::domain::{Area, AreaId, AreaLevel, Kind};
use chuanmen_core::merge::Patch;

use super::calendar::Calendar;
use super::chance::Chance;
use super::compounds::{COMPOUNDS, Compound, Style};
use super::ledger::made;

/// Grids of the community.
pub(super) const GRIDS: usize = 10;

/// Which community of the subdistrict it is.
#[derive(Debug)]
pub(super) struct Site {
    /// The subdistrict that there is already, if another community lies in it.
    pub(super) subdistrict: Option<AreaId>,
    pub(super) name: &'static str,
    /// Its place in the order of communities.
    pub(super) number: i64,
}

impl Site {
    /// The one that is tried out.
    pub(super) const FIRST: Self = Self {
        subdistrict: None,
        name: "花卉园社区",
        number: 1,
    };
}

/// The map: areas, and every door in them.
#[derive(Debug)]
pub(super) struct Territory {
    pub(super) subdistrict: AreaId,
    pub(super) community: AreaId,
    pub(super) grids: Vec<Grid>,
    areas: Vec<Area>,
}

/// A grid and its doors.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) id: AreaId,
    pub(super) doors: Vec<Door>,
}

/// A door that a household lives behind.
#[derive(Debug, Clone)]
pub(super) struct Door {
    pub(super) building: AreaId,
    /// The building's number in its compound.
    pub(super) number: i64,
    pub(super) unit: String,
    pub(super) floor: i64,
    pub(super) room: String,
}

/// How a building is laid out.
#[derive(Debug, Clone, Copy)]
struct Layout {
    /// 0 for a house without units.
    units: i64,
    floors: i64,
    /// Doors on each floor of a unit.
    rooms: i64,
}

impl Territory {
    /// A community of [`GRIDS`] grids with exactly so many doors.
    pub(super) fn draw(
        households: u32,
        site: &Site,
        calendar: &Calendar,
        chance: &mut Chance,
    ) -> Self {
        let at = calendar.load_moment();
        let drawn = AreaId(chance.id(at));
        let mut map = Self {
            subdistrict: site.subdistrict.unwrap_or(drawn),
            community: AreaId(chance.id(at)),
            grids: Vec::new(),
            areas: Vec::new(),
        };
        let (subdistrict, community) = (map.subdistrict, map.community);
        map.area(subdistrict, AreaLevel::Subdistrict, "云锦虹街道", None, 1);
        map.area(
            community,
            AreaLevel::Community,
            site.name,
            Some(subdistrict),
            site.number,
        );
        let shares = shares(i64::from(households), &[1; GRIDS]);
        for (number, doors) in (1..).zip(shares) {
            let id = AreaId(chance.id(at));
            let name = format!("第 {number} 网格");
            map.area(id, AreaLevel::Grid, &name, Some(community), number);
            let grid = Grid {
                id,
                doors: map.build_grid(id, number, doors, calendar, chance),
            };
            map.grids.push(grid);
        }
        map
    }

    fn build_grid(
        &mut self,
        grid: AreaId,
        number: i64,
        doors: i64,
        calendar: &Calendar,
        chance: &mut Chance,
    ) -> Vec<Door> {
        let is_here = |compound: &&Compound| i64::try_from(compound.grid) == Ok(number);
        let here: Vec<_> = COMPOUNDS.iter().filter(is_here).collect();
        let weights: Vec<_> = here.iter().map(|compound| compound.style.share()).collect();
        let mut all = Vec::new();
        for ((order, compound), doors) in (1..).zip(here).zip(shares(doors, &weights)) {
            let id = AreaId(chance.id(calendar.load_moment()));
            self.area(id, AreaLevel::Compound, compound.name, Some(grid), order);
            self.build_compound(id, compound.style, doors, &mut all, calendar, chance);
        }
        all
    }

    fn build_compound(
        &mut self,
        compound: AreaId,
        style: Style,
        mut doors: i64,
        all: &mut Vec<Door>,
        calendar: &Calendar,
        chance: &mut Chance,
    ) {
        for number in 1.. {
            if doors <= 0 {
                break;
            }
            let building = AreaId(chance.id(calendar.load_moment()));
            let name = format!("{number} 栋");
            self.area(building, AreaLevel::Building, &name, Some(compound), number);
            let layout = Layout::of(style, chance).no_larger_than(doors);
            let before = all.len();
            all.extend(layout.doors(building, number, doors));
            rebuild(style, number, all.get_mut(before..).unwrap_or_default());
            doors -= i64::try_from(all.len() - before).unwrap_or(doors);
        }
    }

    fn area(
        &mut self,
        id: AreaId,
        level: AreaLevel,
        name: &str,
        parent: Option<AreaId>,
        number: i64,
    ) {
        self.areas.push(Area {
            id,
            level,
            name: name.to_owned(),
            parent,
            number,
        });
    }

    /// The areas' records.
    pub(super) fn patches(&self) -> impl Iterator<Item = Patch> {
        let areas = self.areas.iter();
        areas.map(|area| made(Kind::Area, area.id, area.fields()))
    }
}

impl Layout {
    fn of(style: Style, chance: &mut Chance) -> Self {
        let (units, floors, rooms) = match style {
            Style::WalkUp if chance.percent(20) => (chance.between(1, 2), 7, 4),
            Style::WalkUp => (chance.between(2, 4), chance.between(5, 7), 2),
            Style::MidRise => (
                chance.between(1, 2),
                chance.between(8, 11),
                chance.between(2, 3),
            ),
            Style::Tower => (chance.between(1, 2), 18, 4),
            Style::Lanes => (0, chance.between(3, 4), 2),
        };
        Self {
            units,
            floors,
            rooms,
        }
    }

    /// Fewer units, then fewer floors, where there are not so many doors to fill.
    fn no_larger_than(mut self, doors: i64) -> Self {
        let a_unit = self.floors * self.rooms;
        if self.units > 1 {
            self.units = (doors / a_unit).clamp(1, self.units);
        }
        let a_floor = self.rooms * self.units.max(1);
        self.floors = ((doors + a_floor - 1) / a_floor).clamp(1, self.floors);
        self
    }

    /// Its doors, floor by floor, but at most so many.
    fn doors(self, building: AreaId, number: i64, most: i64) -> impl Iterator<Item = Door> {
        let units: Vec<_> = match self.units {
            0 => vec![String::new()],
            units => (1..=units).map(|unit| unit.to_string()).collect(),
        };
        let most = usize::try_from(most).unwrap_or(0);
        let doors = (1..=self.floors).flat_map(move |floor| {
            let units = units.clone();
            units.into_iter().flat_map(move |unit| {
                (1..=self.rooms).map(move |room| Door {
                    building,
                    number,
                    unit: unit.clone(),
                    floor,
                    room: format!("{floor}{room:02}"),
                })
            })
        });
        doors.take(most)
    }
}

/// Buildings of other shapes, one sort for each style: shops below flats, villas that tell no floors
/// apart, a cellar where people live.
fn rebuild(style: Style, number: i64, doors: &mut [Door]) {
    for (index, door) in (1..).zip(doors) {
        match (style, number) {
            (Style::WalkUp, 1) if door.floor == 1 && door.unit == "1" => {
                door.room = format!("商铺{index}");
            }
            (Style::Lanes, 2) => {
                door.floor = 0;
                door.room = format!("{index}号");
            }
            (Style::Tower, 1) if door.floor == 1 && door.unit == "1" => {
                door.floor = -1;
                door.room = format!("B1-{index:02}");
            }
            _ => {}
        }
    }
}

/// Parts `whole` by weights, exactly; what does not divide goes to the first ones.
fn shares(whole: i64, weights: &[u32]) -> Vec<i64> {
    let total = weights
        .iter()
        .map(|weight| i64::from(*weight))
        .sum::<i64>()
        .max(1);
    let mut parts: Vec<_> = weights
        .iter()
        .map(|weight| whole * i64::from(*weight) / total)
        .collect();
    let mut rest = whole - parts.iter().sum::<i64>();
    for part in &mut parts {
        if rest > 0 {
            *part += 1;
            rest -= 1;
        }
    }
    parts
}

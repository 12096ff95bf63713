//! Which grid and building a row lies in.

use std::collections::{BTreeMap, HashMap};

use chuanmen_core::domain::{Area, AreaId, AreaLevel, narrow};

use super::{Field, ProblemCode};

/// Levels between a building and its grid, and some to spare.
const LEVELS: usize = 8;

/// The areas of a community, to be found by what people call them.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    areas: BTreeMap<AreaId, Area>,
    by_name: HashMap<(AreaLevel, String), Vec<AreaId>>,
}

impl Places {
    pub(super) fn new(areas: impl IntoIterator<Item = Area>) -> Self {
        let mut places = Self::default();
        for area in areas {
            let key = (area.level.clone(), stem(&area.level, &area.name));
            places.by_name.entry(key).or_default().push(area.id);
            places.areas.insert(area.id, area);
        }
        places
    }

    /// The building that somebody means, and its grid; or what is wrong, and where.
    pub(super) fn building(
        &self,
        grid: Option<&str>,
        compound: Option<&str>,
        building: &str,
    ) -> Result<(&Area, AreaId), (Field, ProblemCode)> {
        let grid = grid
            .map(|name| {
                let found = self.find(&AreaLevel::Grid, name, None).first().copied();
                found.ok_or((Field::Grid, ProblemCode::GridUnknown))
            })
            .transpose()?;
        let compounds = compound
            .map(|name| {
                let found = self.find(&AreaLevel::Compound, name, grid);
                if found.is_empty() {
                    return Err((Field::Compound, ProblemCode::CompoundUnknown));
                }
                Ok(found)
            })
            .transpose()?;
        let mut found = self.find(&AreaLevel::Building, building, grid);
        if let Some(compounds) = compounds {
            found.retain(|id| {
                compounds
                    .iter()
                    .any(|compound| self.lies_in(*id, *compound))
            });
        }
        match found[..] {
            [] => Err((Field::Building, ProblemCode::BuildingUnknown)),
            [only] => {
                let unknown = (Field::Building, ProblemCode::BuildingUnknown);
                let area = self.areas.get(&only).ok_or(unknown)?;
                Ok((area, self.grid_of(only).ok_or(unknown)?))
            }
            _ => Err((Field::Building, ProblemCode::BuildingAmbiguous)),
        }
    }

    /// The areas of a level that are called so, within another.
    pub(super) fn find(
        &self,
        level: &AreaLevel,
        name: &str,
        within: Option<AreaId>,
    ) -> Vec<AreaId> {
        let found = self.by_name.get(&(level.clone(), stem(level, name)));
        let found = found.into_iter().flatten().copied();
        found
            .filter(|id| within.is_none_or(|within| self.lies_in(*id, within)))
            .collect()
    }

    /// The numbers of the areas right below another.
    pub(super) fn numbers(&self, level: &AreaLevel, parent: AreaId) -> impl Iterator<Item = i64> {
        let siblings = self.areas.values();
        let siblings =
            siblings.filter(move |area| area.level == *level && area.parent == Some(parent));
        siblings.map(|area| area.number)
    }

    fn grid_of(&self, id: AreaId) -> Option<AreaId> {
        let is_grid = |id: &AreaId| {
            let area = self.areas.get(id);
            area.is_some_and(|area| area.level == AreaLevel::Grid)
        };
        self.upwards(id).find(is_grid)
    }

    fn lies_in(&self, id: AreaId, within: AreaId) -> bool {
        self.upwards(id).any(|area| area == within)
    }

    fn upwards(&self, id: AreaId) -> impl Iterator<Item = AreaId> {
        let parent = |id: &AreaId| self.areas.get(id).and_then(|area| area.parent);
        std::iter::successors(Some(id), parent).take(LEVELS)
    }
}

/// What tells an area from its siblings, whatever words stand around it: 3 of `第 3 网格`, `３栋`,
/// `3号楼`, `三网格`.
pub(super) fn stem(level: &AreaLevel, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect();
    let endings: &[&str] = match level {
        AreaLevel::Grid => &["号网格", "网格"],
        AreaLevel::Building => &["号楼", "栋楼", "栋", "幢", "座", "楼", "号"],
        AreaLevel::Compound => &["小区"],
        _ => &[],
    };
    let shorter = endings.iter().find_map(|ending| plain.strip_suffix(ending));
    let shorter = shorter.filter(|rest| !rest.is_empty()).unwrap_or(&plain);
    let shorter = shorter.strip_prefix('第').unwrap_or(shorter);
    match counted(shorter) {
        Some(number) => number.to_string(),
        None => shorter.to_owned(),
    }
}

/// A number in digits, or in Chinese up to 99.
pub(super) fn counted(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse::<u32>() {
        return Some(number.into());
    }
    let digit = |c: char| "零一二三四五六七八九".chars().position(|known| known == c);
    let digit = |c: char| digit(c).and_then(|digit| i64::try_from(digit).ok());
    let chars: Vec<char> = text.chars().collect();
    match chars[..] {
        ['十'] => Some(10),
        ['十', one] => Some(10 + digit(one)?),
        [ten, '十'] => Some(digit(ten)? * 10),
        [ten, '十', one] => Some(digit(ten)? * 10 + digit(one)?),
        [one] => digit(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_one_however_it_is_called() {
        for name in ["3 栋", "３栋", "3号楼", "3幢", "三栋", "第3栋", "3", "03"] {
            assert_eq!(stem(&AreaLevel::Building, name), "3", "{name}");
        }
        for name in ["第 3 网格", "3网格", "第三网格", "3"] {
            assert_eq!(stem(&AreaLevel::Grid, name), "3", "{name}");
        }
        assert_eq!(stem(&AreaLevel::Compound, "花卉园 小区"), "花卉园");
        assert_eq!(stem(&AreaLevel::Building, "a座"), "A");
        assert_eq!(stem(&AreaLevel::Building, "商业楼"), "商业");
        assert_eq!(stem(&AreaLevel::Building, "楼"), "楼");
    }

    #[test]
    fn numbers_are_read_in_chinese() {
        for (text, number) in [("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21)] {
            assert_eq!(counted(text), Some(number));
        }
        assert_eq!(counted("甲"), None);
    }
}

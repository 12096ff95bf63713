use std::collections::HashMap;

use chuanmen_core::domain::{AreaLevel, cleaned};

use crate::import::place::{counted, stem};
use crate::import::row::RowReader;
use crate::import::{Field, Matching, NewArea, Parent, Plan, ProblemCode, Sheet, Standing};

pub(super) fn judge(sheet: &Sheet, matching: &Matching, standing: &Standing) -> Plan {
    let mut list = List {
        standing,
        plan: Plan {
            problems: matching.problems.clone(),
            ..Plan::default()
        },
        known: HashMap::new(),
        unnumbered: Vec::new(),
    };
    for row in matching.rows(sheet) {
        let mut reader = RowReader::new(matching, row);
        if reader.is_blank() {
            continue;
        }
        list.take(&mut reader);
        list.plan.rows += 1;
        list.plan.good += usize::from(reader.is_good());
        list.plan.problems.append(&mut reader.problems);
    }
    list.number_others();
    list.plan
}

/// What was read so far.
struct List<'s> {
    standing: &'s Standing,
    plan: Plan,
    /// New areas by level, name and what they lie in.
    known: HashMap<(AreaLevel, String, Parent), usize>,
    /// Those of the plan whose names say no number.
    unnumbered: Vec<usize>,
}

impl List<'_> {
    fn take(&mut self, reader: &mut RowReader<'_>) {
        let levels = [
            (Field::Grid, AreaLevel::Grid),
            (Field::Compound, AreaLevel::Compound),
            (Field::Building, AreaLevel::Building),
        ];
        let named = levels.map(|(field, level)| (field, level, reader.line(field)));
        if !reader.is_good() {
            return;
        }
        match &named {
            [(_, _, None), ..] => return reader.note(Field::Grid, ProblemCode::GridMissing),
            [_, (_, _, None), (_, _, Some(_))] => {
                return reader.note(Field::Compound, ProblemCode::CompoundMissing);
            }
            _ => {}
        }
        let before = self.plan.areas.len();
        let mut parent = Parent::There(self.standing.community);
        let mut last = Field::Grid;
        for (field, level, name) in named {
            let Some(name) = name else { continue };
            match self.area(level, &name, parent) {
                Ok(area) => parent = area,
                Err(code) => return reader.note(field, code),
            }
            last = field;
        }
        if self.plan.areas.len() == before {
            let code = match parent {
                Parent::There(_) => ProblemCode::SameAreaKnown,
                Parent::New(_) => ProblemCode::SameAreaInFile,
            };
            reader.note(last, code);
        }
    }

    /// The area of this name: one that is there, one of a row above, or a new one.
    fn area(
        &mut self,
        level: AreaLevel,
        name: &str,
        parent: Parent,
    ) -> Result<Parent, ProblemCode> {
        if let Parent::There(within) = parent {
            // Grids are found by their name alone: the community is all there is.
            let within = (level != AreaLevel::Grid).then_some(within);
            let found = self.standing.places.find(&level, name, within);
            if let Some(found) = found.first() {
                return Ok(Parent::There(*found));
            }
        }
        let stem = stem(&level, name);
        let next = self.plan.areas.len();
        let key = (level.clone(), stem.clone(), parent);
        if let Some(index) = self.known.get(&key) {
            return Ok(Parent::New(*index));
        }
        let said = counted(&stem);
        // Doors are told apart by the numbers of their buildings.
        let is_taken = |number| {
            self.standing_numbers(&level, parent)
                .any(|one| one == number)
        };
        if level == AreaLevel::Building && said.is_some_and(is_taken) {
            return Err(ProblemCode::NumberTaken);
        }
        self.known.insert(key, next);
        self.unnumbered.extend(said.is_none().then_some(next));
        self.plan.areas.push(NewArea {
            name: title(&level, &stem, name),
            level,
            parent,
            number: said.unwrap_or_default(),
        });
        Ok(Parent::New(next))
    }

    /// The numbers of the areas that are there in another.
    fn standing_numbers(&self, level: &AreaLevel, parent: Parent) -> impl Iterator<Item = i64> {
        let there = match parent {
            Parent::There(parent) => Some(parent),
            Parent::New(_) => None,
        };
        let places = &self.standing.places;
        there
            .into_iter()
            .flat_map(move |parent| places.numbers(level, parent))
    }

    /// Numbers those whose names say none, after all of their siblings.
    fn number_others(&mut self) {
        let mut last: HashMap<_, i64> = HashMap::new();
        for area in &self.plan.areas {
            let siblings = last.entry((area.level.clone(), area.parent));
            let last = siblings.or_insert_with(|| {
                let there = self.standing_numbers(&area.level, area.parent);
                there.max().unwrap_or_default()
            });
            *last = area.number.max(*last);
        }
        for index in &self.unnumbered {
            if let Some(area) = self.plan.areas.get_mut(*index) {
                let last = last.entry((area.level.clone(), area.parent)).or_default();
                *last += 1;
                area.number = *last;
            }
        }
    }
}

/// As the app writes it where it is only a number.
fn title(level: &AreaLevel, stem: &str, typed: &str) -> String {
    match (level, counted(stem)) {
        (AreaLevel::Grid, Some(number)) => format!("第 {number} 网格"),
        (AreaLevel::Building, Some(number)) => format!("{number} 栋"),
        _ => cleaned::line(typed),
    }
}

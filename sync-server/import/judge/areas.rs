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
        numbers: HashMap::new(),
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
    list.plan
}

/// What was read so far.
struct List<'s> {
    standing: &'s Standing,
    plan: Plan,
    /// New areas by level, name and what they lie in.
    known: HashMap<(AreaLevel, String, Parent), usize>,
    /// The last number among siblings.
    numbers: HashMap<(AreaLevel, Parent), i64>,
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
            if let Some(name) = name {
                parent = self.area(level, &name, parent);
                last = field;
            }
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
    fn area(&mut self, level: AreaLevel, name: &str, parent: Parent) -> Parent {
        if let Parent::There(within) = parent {
            // Grids are found by their name alone: the community is all there is.
            let within = (level != AreaLevel::Grid).then_some(within);
            let found = self.standing.places.find(&level, name, within);
            if let Some(found) = found.first() {
                return Parent::There(*found);
            }
        }
        let stem = stem(&level, name);
        let next = self.plan.areas.len();
        let key = (level.clone(), stem.clone(), parent);
        let index = *self.known.entry(key).or_insert(next);
        if index == next {
            let number = self.number(&level, &stem, parent);
            self.plan.areas.push(NewArea {
                name: title(&level, &stem, name),
                level,
                parent,
                number,
            });
        }
        Parent::New(index)
    }

    /// Its own number, or the one after the last of its siblings.
    fn number(&mut self, level: &AreaLevel, stem: &str, parent: Parent) -> i64 {
        let places = &self.standing.places;
        let last = self
            .numbers
            .entry((level.clone(), parent))
            .or_insert_with(|| match parent {
                Parent::There(parent) => places.last_number(level, Some(parent)),
                Parent::New(_) => 0,
            });
        let number = counted(stem).unwrap_or(*last + 1);
        *last = number.max(*last);
        number
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

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Cell, Field, ImportKind, Problem, ProblemCode, Row, Sheet, column_letters};

/// How many rows may stand above the headings: a title, who filled it in, a blank.
const ABOVE: usize = 10;

/// What somebody said that headings mean, by heading or by a column's letters (`D`); none to leave
/// a column out.
pub type Meanings = BTreeMap<String, Option<Field>>;

/// Which column says what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    /// What the list is of.
    pub kind: ImportKind,
    /// The row of the headings.
    pub row: u32,
    /// Headings by column, as they stand.
    pub headings: BTreeMap<usize, String>,
    /// The column of each field.
    pub columns: BTreeMap<Field, usize>,
    /// What is wrong with the headings.
    pub problems: Vec<Problem>,
}

impl Matching {
    /// Matches the headings of a sheet: as somebody said, or as they usually mean.
    #[must_use]
    pub fn find(sheet: &Sheet, kind: ImportKind, said: &Meanings) -> Self {
        let knows = |row: &&Row| {
            let known = headings(row);
            let known = known.iter().filter_map(|(column, heading)| {
                meaning(*column, heading, said)
                    .flatten()
                    .filter(|field| is_of(*field, kind))
            });
            known.count()
        };
        // Most of them, and the first of equals: a title above may name one.
        let first = sheet.rows.iter().take(ABOVE).rev();
        let best = first.max_by_key(knows).filter(|row| knows(row) > 0);
        let mut matching = Self {
            kind,
            row: best.map_or(1, |row| row.number),
            headings: best.map(headings).unwrap_or_default(),
            columns: BTreeMap::new(),
            problems: Vec::new(),
        };
        if best.is_none() {
            matching.note(None, "", ProblemCode::HeadingsMissing);
            return matching;
        }
        matching.assign(said);
        for field in Field::of(kind).filter(|field| field.is_needed(kind)) {
            if !matching.columns.contains_key(&field) {
                matching.note(None, field.heading(), ProblemCode::ColumnMissing);
            }
        }
        matching
    }

    /// The rows below the headings.
    pub fn rows<'s>(&self, sheet: &'s Sheet) -> impl Iterator<Item = &'s Row> {
        let headings = self.row;
        sheet.rows.iter().filter(move |row| row.number > headings)
    }

    /// Whether rows can be judged by it.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        let mut problems = self.problems.iter();
        !problems.any(|problem| problem.code.severity() == super::Severity::Stop)
    }

    fn assign(&mut self, said: &Meanings) {
        for (column, heading) in self.headings.clone() {
            match meaning(column, &heading, said) {
                Some(None) => {}
                Some(Some(field)) if is_of(field, self.kind) => {
                    if let Entry::Vacant(free) = self.columns.entry(field) {
                        free.insert(column);
                    } else {
                        self.note(Some(column), &heading, ProblemCode::ColumnTwice);
                    }
                }
                _ => self.note(Some(column), &heading, ProblemCode::ColumnUnknown),
            }
        }
    }

    fn note(&mut self, column: Option<usize>, heading: &str, code: ProblemCode) {
        self.problems.push(Problem {
            row: self.row,
            column,
            heading: heading.to_owned(),
            code,
        });
    }
}

fn is_of(field: Field, kind: ImportKind) -> bool {
    Field::of(kind).any(|known| known == field)
}

/// The field of a heading; none within if it is to be left out, none at all if nobody knows.
fn meaning(column: usize, heading: &str, said: &Meanings) -> Option<Option<Field>> {
    let letters = column_letters(column);
    let told = said.get(&letters).or_else(|| said.get(heading));
    told.copied().or_else(|| Field::usual(heading).map(Some))
}

fn headings(row: &Row) -> BTreeMap<usize, String> {
    let cells = row.cells.iter().enumerate();
    cells
        .filter_map(|(column, cell)| match cell {
            Cell::Text(text) => Some((column, text.clone())),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Limits, read};

    fn matched(csv: &str, said: &[(&str, Option<Field>)]) -> Matching {
        let sheet = read(csv.as_bytes(), &Limits::default()).unwrap();
        let said = said
            .iter()
            .map(|(heading, field)| ((*heading).to_owned(), *field));
        Matching::find(&sheet, ImportKind::Residents, &said.collect())
    }

    fn codes(matching: &Matching) -> Vec<(String, &str)> {
        let problems = matching.problems.iter();
        problems
            .map(|problem| (problem.place(), problem.code.as_str()))
            .collect()
    }

    #[test]
    fn headings_stand_below_a_title_and_in_any_order() {
        let matching = matched("花卉园社区居民名单\n\n室,栋,姓名\n501,3,玉罕\n", &[]);
        assert_eq!(matching.row, 3);
        assert_eq!(matching.columns[&Field::Name], 2);
        assert_eq!(matching.columns[&Field::Room], 0);
        assert_eq!(codes(&matching), []);
    }

    #[test]
    fn what_is_doubled_unknown_or_missing_is_said() {
        let matching = matched("栋,姓名,车牌号,手机号,电话\n3,玉罕,,,\n", &[]);
        assert_eq!(
            codes(&matching),
            [
                ("C1".to_owned(), "column.unknown"),
                ("E1".to_owned(), "column.twice"),
                ("1".to_owned(), "column.missing"),
            ]
        );
        assert!(!matching.is_usable());
    }

    #[test]
    fn what_somebody_said_goes_before_what_is_usual() {
        let said = [("电话", None), ("门", Some(Field::Room)), ("F", None)];
        let matching = matched("栋,姓名,门,手机号,电话,手机号\n3,玉罕,,,,\n", &said);
        assert_eq!(codes(&matching), []);
        assert_eq!(matching.columns[&Field::Room], 2);
        assert_eq!(matching.columns[&Field::Phone], 3);
    }

    #[test]
    fn a_file_without_headings_is_no_list() {
        let matching = matched("1,2,3\n4,5,6\n", &[]);
        assert_eq!(codes(&matching), [("1".to_owned(), "headings.missing")]);
    }
}

//! Lists that are imported, as the command line and a phone meet them.

mod busy;
mod files;
mod hostile;
mod meanwhile;
mod routes;

use std::collections::BTreeSet;
use std::ops::ControlFlow::{Break, Continue};

use chuanmen_core::domain::{Kind, Resident, Scope};
use chuanmen_core::merge::{Patch, Record};
use clap::Parser;
use rust_xlsxwriter::Workbook;

use self::files::{AREAS, areas, gb18030, residents, workbook};
use super::town::{COMMUNITY, SISTER, Town, accepted, area, community, fields, grid};
use crate::hub::{HubError, ImportDone, ImportOf, LeftBecause};
use crate::import::{Field, ImportKind, Limits, Meanings, Plan, Sheet, read};
use crate::store::ImportState;

/// A town in whose first two grids the areas of [`AREAS`] stand.
fn town() -> Town {
    let town = Town::new();
    let done = run(&town, ImportKind::Areas, &areas());
    assert_eq!((done.state, done.added), (ImportState::Done, 6));
    town.clock.pass(1_000);
    town
}

fn sheet(bytes: &[u8]) -> Sheet {
    read(bytes, &Limits::default()).unwrap()
}

fn check(town: &Town, kind: ImportKind, sheet: &Sheet) -> Plan {
    let here = area(COMMUNITY);
    let matching = town
        .hub
        .match_import(here, kind, sheet, &Meanings::new())
        .unwrap();
    town.hub.check_import(here, sheet, &matching).unwrap()
}

fn try_run(town: &Town, kind: ImportKind, sheet: &Sheet) -> Result<ImportDone, HubError> {
    run_while(town, kind, sheet, usize::MAX)
}

fn run(town: &Town, kind: ImportKind, sheet: &Sheet) -> ImportDone {
    try_run(town, kind, sheet).unwrap()
}

/// Runs an import, and cancels it once so many records are written.
fn run_while(
    town: &Town,
    kind: ImportKind,
    sheet: &Sheet,
    most: usize,
) -> Result<ImportDone, HubError> {
    let here = area(COMMUNITY);
    let said = Meanings::new();
    let matching = town.hub.match_import(here, kind, sheet, &said)?;
    let of = ImportOf {
        file: "名单.xlsx".into(),
        author: None,
    };
    town.hub
        .run_import(here, of, (sheet, &matching), &said, &mut |progress| {
            if progress.done >= most {
                Break(())
            } else {
                Continue(())
            }
        })
}

fn undo(town: &Town, done: &ImportDone) -> crate::hub::Undone {
    let undone = town
        .hub
        .undo_import(area(COMMUNITY), done.id, None, &mut |_| Continue(()));
    undone.unwrap()
}

fn codes(plan: &Plan) -> Vec<String> {
    let problems = plan.problems.iter();
    problems
        .map(|problem| format!("{} {}", problem.place(), problem.code.as_str()))
        .collect()
}

fn alive(town: &Town, scope: Scope, kind: Kind) -> Vec<Record> {
    let stands = town.stands(scope).into_iter();
    stands
        .filter(|record| record.kind == kind && !record.is_deleted())
        .collect()
}

fn names(records: &[Record]) -> BTreeSet<String> {
    let residents = records.iter().filter_map(Resident::read);
    residents.map(|resident| resident.name).collect()
}

fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

#[tokio::test]
async fn a_list_goes_to_the_grids_that_its_doors_lie_in_reaches_their_phones_and_is_taken_back() {
    let town = town();
    let (mut member, mut neighbour) = (town.phone("member"), town.phone("neighbour"));
    town.drain(&mut member, 1 << 20).await;
    town.drain(&mut neighbour, 1 << 20).await;
    let list = sheet(&residents());
    let before = town.fingerprint();
    let plan = check(&town, ImportKind::Residents, &list);
    assert_eq!(codes(&plan), [""; 0]);
    assert_eq!((plan.rows, plan.good, plan.records()), (3, 3, 5));
    assert_eq!(town.fingerprint(), before, "a dry run writes nothing");

    let done = run(&town, ImportKind::Residents, &list);
    assert_eq!((done.state, done.added), (ImportState::Done, 5));
    assert_eq!(
        names(&alive(&town, grid(1), Kind::Resident)),
        set(["玉罕", "岩三"])
    );
    assert_eq!(names(&alive(&town, grid(2), Kind::Resident)), set(["李四"]));
    assert_eq!(alive(&town, grid(1), Kind::Household).len(), 1);
    // Each phone gets its own grid's, with its next sync.
    let pages = town.drain(&mut member, 1 << 20).await;
    let logs = pages.iter().flat_map(|page| &page.log);
    let logged = logs.flat_map(|entry| &entry.transaction.patches).count();
    let records = pages.iter().flat_map(|page| &page.records).count();
    assert_eq!(logged + records, 3);
    // The same again adds nobody.
    let again = check(&town, ImportKind::Residents, &list);
    assert_eq!((again.good, again.records()), (0, 0));
    assert!(matches!(
        try_run(&town, ImportKind::Residents, &list),
        Err(HubError::Invalid(_))
    ));

    let undone = undo(&town, &done);
    assert_eq!((undone.removed, undone.gone, undone.left.len()), (5, 0, 0));
    for number in [1, 2] {
        assert!(alive(&town, grid(number), Kind::Resident).is_empty());
        assert!(alive(&town, grid(number), Kind::Household).is_empty());
    }
    let pages = town.drain(&mut member, 1 << 20).await;
    let deleted = pages.iter().flat_map(|page| &page.log);
    let deleted = deleted.flat_map(|entry| &entry.transaction.patches);
    assert_eq!(
        deleted
            .filter(|patch| patch.set.contains_key("deleted"))
            .count(),
        3
    );
    let here = area(COMMUNITY);
    let states: Vec<_> = town
        .hub
        .imports(here)
        .unwrap()
        .iter()
        .map(|row| row.state)
        .collect();
    assert_eq!(states, [ImportState::Undone, ImportState::Done]);
    assert!(town.hub.imports(area(SISTER)).unwrap().is_empty());
    // What was taken back can be imported anew.
    assert_eq!(run(&town, ImportKind::Residents, &list).added, 5);
}

#[tokio::test]
async fn what_somebody_changed_and_what_holds_them_stays_when_an_import_is_taken_back() {
    let town = town();
    let mut member = town.phone("member");
    let done = run(&town, ImportKind::Residents, &sheet(&residents()));
    let people = alive(&town, grid(1), Kind::Resident);
    let yu = people
        .iter()
        .find(|record| names(std::slice::from_ref(record)).contains("玉罕"));
    let edit = Patch::edit(yu.unwrap(), fields(&[("note", "换了电话")]));
    let saved = member.saves(grid(1), vec![edit]);
    accepted(&town.sync(&member, vec![saved]).await.answers[0]);

    let undone = undo(&town, &done);
    assert_eq!((undone.removed, undone.gone), (3, 0));
    let mut left: Vec<_> = undone
        .left
        .iter()
        .map(|left| (left.kind.as_str(), left.name.as_str(), left.because))
        .collect();
    left.sort_by_key(|left| left.0);
    assert_eq!(
        left,
        [
            ("household", "2 501", LeftBecause::InUse),
            ("resident", "玉罕", LeftBecause::Changed),
        ]
    );
    assert_eq!(names(&alive(&town, grid(1), Kind::Resident)), set(["玉罕"]));
    assert!(alive(&town, grid(2), Kind::Resident).is_empty());
}

#[tokio::test]
async fn areas_in_which_somebody_lives_stay_when_they_are_taken_back() {
    let town = town();
    let here = area(COMMUNITY);
    let areas = town.hub.imports(here).unwrap()[0].id;
    run(&town, ImportKind::Residents, &sheet(&residents()));
    let undone = town
        .hub
        .undo_import(here, areas, None, &mut |_| Continue(()))
        .unwrap();
    // Two buildings are empty; the others and their compounds hold somebody.
    assert_eq!((undone.removed, undone.left.len()), (2, 4));
    let names: BTreeSet<_> = undone.left.iter().map(|left| left.name.as_str()).collect();
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names.contains("花卉园小区") && !names.contains("4 栋"));
    assert_eq!(AREAS.len(), 4);
}

#[tokio::test]
async fn a_cancelled_import_stops_between_two_commits_and_can_be_taken_back() {
    let town = town();
    let mut list = vec!["小区,楼栋,房号,姓名".to_owned()];
    list.extend((0..2_500).map(|n| format!("花卉园,3,{}01,居民{n}", n / 3)));
    let list = sheet(list.join("\n").as_bytes());
    let done = run_while(&town, ImportKind::Residents, &list, 1).unwrap();
    assert_eq!(done.state, ImportState::Cancelled);
    assert!((1..2_500).contains(&done.added), "{}", done.added);
    let there = alive(&town, grid(1), Kind::Resident).len();
    let homes = alive(&town, grid(1), Kind::Household).len();
    assert_eq!(there + homes, done.added);
    let undone = undo(&town, &done);
    assert_eq!((undone.removed, undone.left.len()), (done.added, 0));
}

/// Whether a list whose third column somebody must explain is understood once it was imported with
/// that column called `called`.
fn is_remembered(called: &str) -> bool {
    let town = town();
    let here = area(COMMUNITY);
    let list = sheet("小区,楼栋,门,姓名\n花卉园,3,501,玉罕\n".as_bytes());
    let kind = ImportKind::Residents;
    assert!(check(&town, kind, &list).is_stopped());
    let said = Meanings::from([(called.to_owned(), Some(Field::Room))]);
    let matching = town.hub.match_import(here, kind, &list, &said).unwrap();
    let of = ImportOf {
        file: "名单.csv".into(),
        author: None,
    };
    let parts = (&list, &matching);
    town.hub
        .run_import(here, of, parts, &said, &mut |_| Continue(()))
        .unwrap();
    !check(&town, kind, &list).is_stopped()
}

#[tokio::test]
async fn what_somebody_said_about_a_heading_is_remembered_with_the_import() {
    assert!(is_remembered("门"));
}

#[tokio::test]
async fn what_somebody_said_about_a_columns_letters_holds_for_that_list_alone() {
    assert!(!is_remembered("C"));
}

#[tokio::test]
async fn a_workbook_of_dates_numbers_formulas_and_merged_cells_is_read_cell_by_cell() {
    let town = town();
    let list = sheet(&workbook());
    let plan = check(&town, ImportKind::Residents, &list);
    assert_eq!(
        codes(&plan),
        [
            "H1 column.unknown",
            "A4 cell.merged",
            "B5 cell.formula",
            "F6 citizen_id.number",
            "G7 phone.form",
            "D8 name.missing",
            "E9 born.form",
            "C10 cell.day",
        ]
    );
    assert_eq!((plan.rows, plan.good), (9, 2));
    let born: Vec<_> = plan
        .doors
        .iter()
        .flat_map(|door| &door.residents)
        .map(|who| who.born.unwrap().to_string())
        .collect();
    assert_eq!(born, ["1950-03-08", "1950-03-08"]);
    // The rows that are good are written, the others are not.
    let done = run(&town, ImportKind::Residents, &list);
    assert_eq!(
        names(&alive(&town, grid(1), Kind::Resident)),
        set(["玉罕", "岩三"])
    );
    assert_eq!(done.plan, plan);
}

#[tokio::test]
async fn a_list_in_gb18030_is_the_same_list() {
    let town = town();
    let plan = check(&town, ImportKind::Residents, &sheet(&gb18030()));
    assert_eq!(
        plan,
        check(&town, ImportKind::Residents, &sheet(&residents()))
    );
}

#[tokio::test]
async fn a_list_of_another_communitys_buildings_finds_none_of_them() {
    let town = town();
    let here = area(SISTER);
    let list = sheet(&residents());
    let matching = town
        .hub
        .match_import(here, ImportKind::Residents, &list, &Meanings::new())
        .unwrap();
    let plan = town.hub.check_import(here, &list, &matching).unwrap();
    assert_eq!(plan.records(), 0);
    assert!(alive(&town, community(), Kind::Household).is_empty());
}

#[test]
fn the_command_line_writes_nothing_unless_told_to() {
    let town = town();
    let file = town.folder.path().join("residents.csv");
    std::fs::write(&file, residents()).unwrap();
    let before = town.fingerprint();
    let database = town.folder.path().join("hub.db");
    let here = area(COMMUNITY).to_string();
    let told = |verb: &str| {
        let mut line = vec!["sync-server", "import", verb];
        line.extend([file.to_str().unwrap(), "--community", &here, "--database"]);
        line.push(database.to_str().unwrap());
        let cli = crate::config::Cli::try_parse_from(line).unwrap();
        crate::commands::run(cli.command).map_err(|error| error.to_string())
    };
    assert_eq!(told("check"), Ok(()));
    assert!(told("run").unwrap_err().contains("--yes"));
    assert_eq!(town.fingerprint(), before);
    assert_eq!(town.hub.imports(area(COMMUNITY)).unwrap().len(), 1);
}

#[test]
fn a_hidden_first_sheet_is_passed_over() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_hidden(true)
        .write(0, 0, "旧")
        .unwrap();
    let second = workbook.add_worksheet();
    second.write(0, 0, "姓名").unwrap();
    second.set_active(true);
    let sheet = sheet(&workbook.save_to_buffer().unwrap());
    assert_eq!(
        sheet.rows[0].cells,
        [crate::import::Cell::Text("姓名".into())]
    );
}

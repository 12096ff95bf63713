//! How long it takes to import a large list: `cargo run --release --example import -- 20000`.
//! Prints the seconds of each step as JSON.

use std::error::Error;
use std::ops::ControlFlow::Continue;
use std::sync::Arc;
use std::time::Instant;

use chuanmen_core::domain::{Area, AreaId, AreaLevel, CitizenId};
use chuanmen_server::SystemClock;
use chuanmen_server::hub::{Hub, ImportOf};
use chuanmen_server::import::{Field, ImportKind, Limits, Meanings, Sheet, read};
use chuanmen_server::store::SqliteStore;
use jiff::civil::Date;
use rust_xlsxwriter::Workbook;
use serde_json::json;

/// Grids, each of one compound; and how many live behind a door.
const GRIDS: u32 = 10;
const BUILDINGS: u32 = 20;
const A_FAMILY: u32 = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let residents: u32 = match std::env::args().nth(1) {
        Some(number) => number.parse()?,
        None => 20_000,
    };
    let folder = tempfile::tempdir()?;
    let hub = hub(&folder.path().join("hub.db"))?;
    let community = hub.store().read()?.communities()?;
    let community = community.first().ok_or("no community")?.1;
    import(
        &hub,
        community,
        ImportKind::Areas,
        &read(&areas(), &Limits::default())?,
    )?;

    let file = workbook(residents)?;
    let begun = Instant::now();
    let sheet = read(&file, &Limits::default())?;
    let reading = begun.elapsed();
    let begun = Instant::now();
    let (rows, id) = import(&hub, community, ImportKind::Residents, &sheet)?;
    let writing = begun.elapsed();
    let begun = Instant::now();
    let undone = hub.undo_import(community, id, None, &mut |_| Continue(()))?;
    let undoing = begun.elapsed();
    let told = json!({
        "residents": residents,
        "good_rows": rows,
        "file_bytes": file.len(),
        "read_s": reading.as_secs_f64(),
        "judge_and_write_s": writing.as_secs_f64(),
        "undo_s": undoing.as_secs_f64(),
        "undone_records": undone.removed,
    });
    use std::io::Write;
    writeln!(std::io::stdout(), "{told}")?;
    Ok(())
}

fn hub(database: &std::path::Path) -> Result<Hub, Box<dyn Error>> {
    use chuanmen_server::Clock;
    let store = SqliteStore::open(database, SystemClock.now())?;
    let hub = Hub::new(Arc::new(store), Arc::new(SystemClock));
    let community = Area {
        id: AreaId(hub.fresh_id()?),
        level: AreaLevel::Community,
        name: "花卉园社区".into(),
        parent: None,
        number: 1,
    };
    hub.add_community(&[community])?;
    Ok(hub)
}

fn import(
    hub: &Hub,
    community: AreaId,
    kind: ImportKind,
    sheet: &Sheet,
) -> Result<(usize, chuanmen_server::store::ImportId), Box<dyn Error>> {
    let said = Meanings::new();
    let matching = hub.match_import(community, kind, sheet, &said)?;
    let of = ImportOf {
        file: "名单.xlsx".into(),
        author: None,
    };
    let done = hub.run_import(community, of, (sheet, &matching), &said, &mut |_| {
        Continue(())
    })?;
    Ok((done.plan.good, done.id))
}

fn areas() -> Vec<u8> {
    let mut list = String::from("网格,小区,楼栋\n");
    for grid in 1..=GRIDS {
        for building in 1..=BUILDINGS {
            list += &format!("{grid},小区{grid},{building}\n");
        }
    }
    list.into_bytes()
}

/// A workbook of invented people, whose numbers are of no region that there is.
fn workbook(residents: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let columns = [
        Field::Compound,
        Field::Building,
        Field::Unit,
        Field::Room,
        Field::Name,
        Field::CitizenId,
        Field::Phone,
        Field::Note,
    ];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, field) in (0..).zip(columns) {
        sheet.write(0, column, field.heading())?;
    }
    for number in 0..residents {
        let door = number / A_FAMILY;
        let (grid, rest) = (door % GRIDS + 1, door / GRIDS);
        let (building, rest) = (rest % BUILDINGS + 1, rest / BUILDINGS);
        let born = Date::constant(1940, 1, 1)
            .saturating_add(jiff::Span::new().days(i64::from(number % 25_000)));
        let sequence = u16::try_from(number / 25_000)?;
        let id = CitizenId::compose(999_999, born, sequence)?;
        let cells = [
            format!("小区{grid}"),
            building.to_string(),
            (rest % 3 + 1).to_string(),
            format!("{}{:02}", rest / 3 / 4 + 1, rest / 3 % 4 + 1),
            format!("居民{number}"),
            id.as_str().to_owned(),
            format!("154{number:08}"),
            "上午在家".to_owned(),
        ];
        for (column, cell) in (0..).zip(cells) {
            sheet.write(number + 1, column, cell)?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

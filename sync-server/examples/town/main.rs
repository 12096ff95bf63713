//! What a supervisor's browser waits for at the hub, in a subdistrict of a tenth of full size and of
//! full size (100,000 residents, 1,000,000 visits): `platforms/bench.sh reports` starts the hub's own
//! program on made databases and asks it over HTTP. Prints a line of JSON for each figure.

mod events;
mod figures;
mod hub;
mod maker;
mod people;
mod records;
mod size;

use std::error::Error;
use std::time::Duration;

use figures::{Figures, growth};
use hub::Running;
use size::{ABOVE, BULK, SUPERVISOR, Size, TENTH, WHOLE};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How often each is asked.
const TIMES: u32 = 7;

/// What is asked for, and how it is called here. `{grid}`, `{month}` and `{week}` are filled in.
const ASKED: &[(&str, &str)] = &[
    ("overview", "overview"),
    ("overview_of_a_grid", "overview?grid={grid}"),
    ("overview_last_month", "overview?month={month}"),
    ("needs", "needs"),
    ("needs_of_a_grid", "needs?grid={grid}"),
    (
        "needs_overdue_of_a_category",
        "needs?pick=overdue&category=category_1",
    ),
    ("needs_of_a_party", "needs?party=property"),
    (
        "needs_resolved_in_a_week",
        "needs?pick=resolved&week={week}",
    ),
    ("needs_last_month", "needs?month={month}"),
    ("needs_list", "needs_list"),
    ("care", "care"),
    ("care_of_a_tag", "care?tag=disabled"),
    ("care_due_in_a_week", "care?pick=due&week={week}"),
    ("visits", "visits"),
    ("visits_of_a_grid", "visits?grid={grid}"),
    ("visits_last_month", "visits?month={month}"),
    ("wishes", "wishes"),
    ("resources_list", "resources_list"),
    ("projects_list", "projects_list"),
    ("needs_xlsx", "needs?format=xlsx"),
    ("visits_xlsx", "visits?format=xlsx"),
    ("visits_csv", "visits?format=csv"),
];

fn main() -> Result<()> {
    let only: Vec<String> = std::env::args().skip(1).collect();
    let mut before = Figures::new();
    for size in [TENTH, WHOLE] {
        if only.is_empty() || only.iter().any(|name| name == size.name) {
            let now = of(size)?;
            growth(&before, &now)?;
            before = now;
        }
    }
    Ok(())
}

fn of(size: Size) -> Result<Figures> {
    let file = maker::database(size)?;
    let mut figures = Figures::of(size.name);
    figures.put(
        "database_bytes",
        std::fs::metadata(&file)?.len() as f64,
        "B",
    )?;
    let hub = Running::start(&file, SUPERVISOR)?;
    for (name, path) in ASKED {
        let mut times: Vec<Duration> = Vec::new();
        let mut bytes = 0;
        let before = hub.processor()?;
        for _ in 0..TIMES {
            let (took, length) = hub.get(&format!("/v1/reports/{}", size::filled(path)))?;
            times.push(took);
            bytes = length;
        }
        let processor = (hub.processor()? - before) / f64::from(TIMES);
        figures.times(name, times, processor, bytes)?;
    }
    figures.put("peak_of_all_these", hub.peak()?, "KiB")?;
    drop(hub);
    above(&file, &mut figures)?;
    sheet(size, &file, &mut figures)?;
    Ok(figures)
}

/// The communities of the subdistrict: from a hub that has just been started and has counted none,
/// and how long until all are there; once more; when something changed in each of them; and as a file, for which each is counted.
fn above(file: &std::path::Path, figures: &mut Figures) -> Result<()> {
    let hub = Running::start(file, ABOVE)?;
    for name in [
        "subdistrict_first",
        "subdistrict_again",
        "subdistrict_all_changed",
    ] {
        if name == "subdistrict_all_changed" {
            maker::touch(file)?;
        }
        let before = hub.processor()?;
        let (took, length) = hub.get("/v1/subdistrict")?;
        figures.times(name, vec![took], hub.processor()? - before, length)?;
        if name == "subdistrict_first" {
            let whole = hub.until("/v1/subdistrict", "\"uncounted\":0")?;
            figures.put("subdistrict_whole_after", figures::millis(whole), "ms")?;
        }
    }
    let before = hub.processor()?;
    let (took, length) = hub.get("/v1/subdistrict?format=xlsx")?;
    let processor = hub.processor()? - before;
    figures.times("subdistrict_xlsx", vec![took], processor, length)?;
    figures.put("subdistrict_peak", hub.peak()?, "KiB")
}

/// The visits of one month as a spreadsheet, from a hub that has done nothing else; and as JSON.
fn sheet(size: Size, file: &std::path::Path, figures: &mut Figures) -> Result<()> {
    figures.put("month_of_bulk_rows", f64::from(size.bulk), "rows")?;
    for format in ["xlsx", "csv", "json"] {
        let hub = Running::start(file, BULK)?;
        let rest = hub.peak()?;
        let (took, length) = hub.get(&format!("/v1/reports/visits?format={format}"))?;
        let name = format!("month_of_bulk_{format}");
        figures.times(&name, vec![took], hub.processor()?, length)?;
        figures.put(&format!("{name}_peak"), hub.peak()?, "KiB")?;
        figures.put(
            &format!("{name}_peak_above_rest"),
            hub.peak()? - rest,
            "KiB",
        )?;
    }
    Ok(())
}

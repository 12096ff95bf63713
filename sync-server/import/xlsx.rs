use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use jiff::civil::Date;

use super::sheet::SheetBuilder;
use super::{Cell, FileFault, Limits, Sheet, unpack};

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads the first sheet of a workbook that can be seen.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, FileFault> {
    unpack::check(bytes, limits)?;
    // The file is a stranger's and the reader another's: where that gives up, the file is broken,
    // and whoever serves others meanwhile goes on.
    catch_unwind(AssertUnwindSafe(|| first_sheet(bytes, limits)))
        .unwrap_or(Err(FileFault::BrokenWorkbook))
}

fn first_sheet(bytes: &[u8], limits: &Limits) -> Result<Sheet, FileFault> {
    let broken = |_| FileFault::BrokenWorkbook;
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets = workbook.sheets_metadata().iter();
    let mut seen = sheets.filter(|sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    });
    let name = seen.next().map(|sheet| sheet.name.clone());
    let name = name.ok_or(FileFault::Empty)?;
    let mut sheet = SheetBuilder::new(limits);
    put_cells(&mut workbook, &name, &mut sheet)?;
    mark_merged(&mut workbook, &name, &mut sheet, limits)?;
    sheet.build()
}

fn put_cells(
    workbook: &mut Workbook<'_>,
    name: &str,
    sheet: &mut SheetBuilder<'_>,
) -> Result<(), FileFault> {
    let broken = |_| FileFault::BrokenWorkbook;
    let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
    while let Some(found) = cells.next_cell_with_formula_metadata().map_err(broken)? {
        let cell = match found.formula {
            Some(_) => Cell::Formula,
            None => cell(found.value),
        };
        let (row, column) = found.pos;
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        sheet.put(row.saturating_add(1), column, cell)?;
    }
    Ok(())
}

fn cell(value: DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::text(&text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Int(number) => Cell::text(&number.to_string()),
        DataRef::Float(number) => Cell::Number(number),
        DataRef::Bool(true) => Cell::text("是"),
        DataRef::Bool(false) => Cell::text("否"),
        DataRef::DateTime(moment) => day(&moment).map_or(Cell::Error, Cell::Day),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(&text),
        DataRef::Error(_) => Cell::Error,
    }
}

fn day(moment: &ExcelDateTime) -> Option<Date> {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let year = i16::try_from(year).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Marks the cells that are merged with another, but for the one in which the value stands.
fn mark_merged(
    workbook: &mut Workbook<'_>,
    name: &str,
    sheet: &mut SheetBuilder<'_>,
    limits: &Limits,
) -> Result<(), FileFault> {
    let merged = workbook.merge_cells_by_sheet_name(name);
    let mut left = limits.merged;
    for region in merged.map_err(|_| FileFault::BrokenWorkbook)? {
        for row in region.start.0..=region.end.0 {
            for column in region.start.1..=region.end.1 {
                left = left.checked_sub(1).ok_or(FileFault::TooManyMerged)?;
                if (row, column) != region.start {
                    let column = usize::try_from(column).unwrap_or(usize::MAX);
                    sheet.merge(row.saturating_add(1), column);
                }
            }
        }
    }
    Ok(())
}

use chuanmen_core::report::{Cell, Column, ColumnKind, Table};
use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::ExportError;
use super::mark::{Mark, minute};
use super::width::{column_width, text_width};

/// A font that has every character, on Windows and in WPS.
const FONT: &str = "微软雅黑";
/// Excel's number for A4.
const A4: u8 = 9;
/// The most UTF-16 units that Excel takes in a cell.
const CELL_UNITS: usize = 32_767;
/// What fits into a page's header beside the rest of it; Excel takes 255 in all.
const TITLE_CHARS: usize = 80;

/// A report with these rows as a spreadsheet: one sheet, named after the report, whose first row has the column
/// titles. Title and time of computing stand in the page's header and in the file's properties, so
/// that whatever reads the file back meets nothing but the table; who took it away and when, in
/// the properties and in the page's footer.
///
/// Rows are taken one by one and go to an unnamed temporary file, not into memory.
///
/// Numbers are numbers, days are days, and every text is a text, whatever it begins with: nothing
/// in it is ever a formula. A text longer than a cell can hold is cut and ends in `…`.
///
/// # Errors
/// When the table has more rows or columns than a spreadsheet.
pub fn xlsx(
    table: &Table,
    rows: impl IntoIterator<Item = Vec<Cell>>,
    mark: &Mark,
) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(table, mark)?);
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(table.name.title())?;
    write_titles(sheet, &table.columns)?;
    let last_row = write_rows(sheet, table, rows)?;
    ease_reading(sheet, table, last_row)?;
    set_up_printing(sheet, table, mark)?;
    Ok(workbook.save_to_buffer()?)
}

/// Computed at, rather than written at: the same table and mark make the same file.
fn properties(table: &Table, mark: &Mark) -> Result<DocProperties, XlsxError> {
    let properties = DocProperties::new()
        .set_title(table.title.as_str())
        .set_author(mark.by.as_str())
        .set_comment(format!("数据到 {}；{}", minute(table.at), mark.words()));
    let computed = ExcelDateTime::from_timestamp(table.at.0.div_euclid(1000));
    Ok(match computed {
        Ok(moment) => properties.set_creation_datetime(&moment),
        Err(_) => properties,
    })
}

fn write_titles(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_font_name(FONT)
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(0xDD_EE_EC)
        .set_border_bottom(FormatBorder::Thin);
    for (place, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, place, &*fitting(&column.title), &format)?;
    }
    Ok(())
}

/// Writes the rows, and makes each column as wide as what stands in it; returns the last row's number.
fn write_rows(
    sheet: &mut Worksheet,
    table: &Table,
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Result<u32, XlsxError> {
    let mut widths: Vec<_> = table
        .columns
        .iter()
        .map(|column| text_width(&column.title))
        .collect();
    let mut last = 0;
    let top = || {
        Format::new()
            .set_font_name(FONT)
            .set_align(FormatAlign::Top)
    };
    let (number, text) = (top(), top().set_text_wrap());
    let date = top()
        .set_num_format("yyyy-mm-dd")
        .set_align(FormatAlign::Left);
    for (row, cells) in (1..).zip(rows) {
        last = row;
        for (place, (cell, column)) in (0..).zip(cells.iter().zip(&table.columns)) {
            if let (Cell::Text(value), Some(width)) = (cell, widths.get_mut(usize::from(place))) {
                *width = text_width(value).max(*width);
            }
            if let Some(value) = decimal(cell, column) {
                sheet.write_number_with_format(row, place, value, &number)?;
                continue;
            }
            match (cell, day(cell, column)) {
                (_, Some(day)) => sheet.write_datetime_with_format(row, place, &day, &date)?,
                (Cell::Number(value), _) => match exactly(*value) {
                    Some(value) => sheet.write_number_with_format(row, place, value, &number)?,
                    None => sheet.write_string_with_format(row, place, value.to_string(), &text)?,
                },
                (Cell::Text(value), _) if value.is_empty() => continue,
                (Cell::Text(value), _) => {
                    sheet.write_string_with_format(row, place, fitting(value), &text)?
                }
            };
        }
    }
    for (place, width) in (0..).zip(widths) {
        sheet.set_column_width(place, column_width(width))?;
    }
    Ok(last)
}

/// The day in a column of days. One that no spreadsheet knows (before 1900) stays a text.
fn day(cell: &Cell, column: &Column) -> Option<ExcelDateTime> {
    let Cell::Text(text) = cell else { return None };
    let day: Date = match column.kind {
        ColumnKind::Date => text.parse().ok()?,
        _ => return None,
    };
    let part = |number: i8| u8::try_from(number).ok();
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, part(day.month())?, part(day.day())?).ok()
}

/// The number in a column of numbers that is not whole: `12800.50`.
fn decimal(cell: &Cell, column: &Column) -> Option<f64> {
    let Cell::Text(text) = cell else { return None };
    let value = text.parse::<f64>().ok()?;
    (column.kind == ColumnKind::Number && value.is_finite()).then_some(value)
}

/// A spreadsheet's numbers are floating: one that would change stays a text.
fn exactly(number: i64) -> Option<f64> {
    i32::try_from(number).ok().map(f64::from)
}

fn fitting(text: &str) -> String {
    if text.encode_utf16().count() <= CELL_UNITS {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < CELL_UNITS
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// The titles stay in sight, and each can filter and sort.
fn ease_reading(sheet: &mut Worksheet, table: &Table, last_row: u32) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    let columns = u16::try_from(table.columns.len());
    let columns = columns.map_err(|_| XlsxError::RowColumnLimitError)?;
    if let Some(last_column) = columns.checked_sub(1) {
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    Ok(())
}

/// A4 across, as wide as the page, titles on every page; the report's title and the time it was
/// computed above, who took it away and the page's number below.
fn set_up_printing(sheet: &mut Worksheet, table: &Table, mark: &Mark) -> Result<(), XlsxError> {
    // In a page's header an ampersand begins a code; two are one.
    let title: String = table.title.chars().take(TITLE_CHARS).collect();
    let title = title.replace('&', "&&");
    let by: String = mark.words().chars().take(TITLE_CHARS).collect();
    let by = by.replace('&', "&&");
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_header(format!("&L&B{title}&R数据到 {}", minute(table.at)))
        .set_footer(format!("&L{by}&C第 &P 页，共 &N 页"))
        .set_repeat_rows(0, 0)?;
    Ok(())
}

use ::csv::{ReaderBuilder, StringRecord};

use super::sheet::SheetBuilder;
use super::{Cell, FileFault, Limits, Sheet, decode};

/// What may stand between two cells.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Rows that are looked at for what it is: more than may stand above the headings.
const LINES: usize = 20;

/// Reads separated values in UTF-8 (or UTF-16, with a byte order mark) or GB18030.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, FileFault> {
    let text = decode(bytes).ok_or(FileFault::Encoding)?;
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.contains('\0') {
        return Err(FileFault::NotATable);
    }
    text.push('\n');
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut sheet = SheetBuilder::new(limits);
    // A cell of several lines is one row of a spreadsheet, and several lines of the file.
    let mut within = 0;
    let mut record = StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|_| FileFault::NotATable)?
    {
        let breaks = record.iter().map(|cell| cell.matches('\n').count());
        within += breaks.sum::<usize>() as u64;
        // The reader stands at the beginning of the next line.
        let line = reader.position().line().saturating_sub(1);
        let row = u32::try_from(line.saturating_sub(within)).unwrap_or(u32::MAX);
        for (column, cell) in record.iter().enumerate() {
            sheet.put(row, column, Cell::text(cell))?;
        }
    }
    sheet.build()
}

/// What stands in most of the first lines, outside of quotes, and most often there: a title above
/// the headings has none, or others.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(0_usize, 0_usize); DELIMITERS.len()];
    for line in lines(text).take(LINES) {
        let counted = DELIMITERS.iter().zip(&mut counts);
        for (delimiter, (lines, all)) in counted {
            let here = outside_of_quotes(line).filter(|byte| byte == delimiter);
            let here = here.count();
            *lines += usize::from(here > 0);
            *all += here;
        }
    }
    let best = DELIMITERS.iter().zip(counts).rev();
    best.max_by_key(|(_, count)| *count)
        .map_or(b',', |(delimiter, _)| *delimiter)
}

/// Rows; a break within quotes ends none.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c| {
        quoted ^= c == '"';
        c == '\n' && !quoted
    })
}

fn outside_of_quotes(line: &str) -> impl Iterator<Item = u8> {
    line.split('"').step_by(2).flat_map(str::bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let sheet = read(bytes, &Limits::default()).unwrap();
        let text = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            other => format!("{other:?}"),
        };
        let rows = sheet.rows.iter();
        rows.map(|row| (row.number, row.cells.iter().map(text).collect()))
            .collect()
    }

    fn cells(cells: [&str; 2]) -> Vec<String> {
        cells.map(str::to_owned).to_vec()
    }

    #[test]
    fn a_list_reads_the_same_in_each_encoding_and_with_each_delimiter() {
        let table = "姓名,房号\r\n玉罕,５０１\r\n";
        let (gb, _, _) = encoding_rs::GB18030.encode(table);
        let utf16: Vec<u8> = "\u{feff}姓名\t房号\r\n玉罕\t５０１\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let expected = vec![(1, cells(["姓名", "房号"])), (2, cells(["玉罕", "５０１"]))];
        for bytes in [
            table.as_bytes(),
            format!("\u{feff}{table}").as_bytes(),
            table.replace(',', ";").as_bytes(),
            table.replace(',', "\t").as_bytes(),
            &gb,
            &utf16,
        ] {
            assert_eq!(rows(bytes), expected);
        }
    }

    #[test]
    fn the_delimiter_is_told_from_several_lines_whatever_stands_in_a_title() {
        let list = "姓名;房号\n玉罕;501\n岩温;502\n";
        for above in ["花卉园社区居民名单\n", "名单, 2026, 第一份\n\n", "\n"] {
            for delimiter in [";", "\t"] {
                let text = format!("{above}{}", list.replace(';', delimiter));
                let last = rows(text.as_bytes()).pop().unwrap();
                assert_eq!(last.1, cells(["岩温", "502"]), "{text}");
            }
        }
    }

    #[test]
    fn what_stands_within_the_cells_is_no_delimiter() {
        let text = "姓名\t备注\n玉罕\t高血压,糖尿病,独居\n岩温\t\"a,b\n,,,\n,,,\"\n";
        let rows = rows(text.as_bytes());
        assert_eq!(rows[1].1, cells(["玉罕", "高血压,糖尿病,独居"]));
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let text = "姓名,备注\n\n玉罕,\"一\n二\"\n岩温,三\n";
        let numbers: Vec<_> = rows(text.as_bytes()).iter().map(|row| row.0).collect();
        assert_eq!(numbers, [1, 3, 4]);
    }

    #[test]
    fn what_begins_like_a_formula_is_one() {
        let sheet = read("姓名\n=1+1\n".as_bytes(), &Limits::default()).unwrap();
        assert_eq!(sheet.rows[1].cells, [Cell::Formula]);
    }

    #[test]
    fn an_unknown_encoding_and_a_picture_are_refused() {
        let refused = |bytes: &[u8]| read(bytes, &Limits::default()).unwrap_err().code();
        assert_eq!(refused(b"\x80\xff\xfe\xff"), "file.encoding");
        assert_eq!(refused(b"GIF89a\0\0,"), "file.not_a_table");
        assert_eq!(refused(b"\n\n,,\n"), "file.empty");
    }
}

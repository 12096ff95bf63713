//! Files that are too much, or lie.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::import::{Limits, read, read_file};

fn refused(bytes: &[u8]) -> &'static str {
    read(bytes, &Limits::default()).unwrap_err().code()
}

pub(super) fn zipped(parts: &[(&str, usize)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, megabytes) in parts {
        zip.start_file(*name, options).unwrap();
        for _ in 0..*megabytes {
            zip.write_all(&vec![b' '; 1024 * 1024]).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one cell, with so many others beside.
fn written(write: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    write(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_file_of_200_megabytes_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("residents.xlsx");
    // Sparse: it says that it is so large, and no disk holds it.
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(200 * Limits::MEGABYTE).unwrap();
    let fault = read_file(&path, &Limits::default()).unwrap().unwrap_err();
    assert_eq!(fault.code(), "file.too_large");
    assert!(fault.to_string().contains("32 MB"));
}

#[test]
fn a_zip_bomb_is_refused_by_what_it_says() {
    let bomb = zipped(&[("xl/worksheets/sheet1.xml", 300)]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(refused(&bomb), "file.too_large_unpacked");
}

#[test]
fn a_zip_bomb_that_lies_is_refused_by_what_comes_out() {
    let mut bomb = zipped(&[("xl/worksheets/sheet1.xml", 300)]);
    // The size that both its headers tell: 300 MB becomes 1 KB.
    let (told, lie) = (
        (300 * 1024 * 1024_u32).to_le_bytes(),
        1024_u32.to_le_bytes(),
    );
    let mut lies = 0;
    for at in 0..bomb.len() - 4 {
        if bomb[at..at + 4] == told {
            bomb[at..at + 4].copy_from_slice(&lie);
            lies += 1;
        }
    }
    assert!(lies > 0);
    let code = refused(&bomb);
    assert!(
        ["file.too_large_unpacked", "file.broken_workbook"].contains(&code),
        "{code}"
    );
}

#[test]
fn a_workbook_of_too_many_files_columns_rows_or_characters_is_refused() {
    let parts: Vec<_> = (0..1_001).map(|n| n.to_string()).collect();
    let parts: Vec<_> = parts.iter().map(|name| (name.as_str(), 0)).collect();
    assert_eq!(refused(&zipped(&parts)), "file.too_many_parts");
    let wide = written(|sheet| {
        for column in 0..164 {
            sheet.write(0, column, "列").unwrap();
        }
    });
    assert_eq!(refused(&wide), "file.too_many_columns");
    let long = written(|sheet| {
        sheet.write(2, 1, "长".repeat(2_001)).unwrap();
    });
    let fault = read(&long, &Limits::default()).unwrap_err();
    assert_eq!(fault.code(), "file.cell_too_long");
    assert!(fault.to_string().starts_with("B3 "), "{fault}");
    let tall = "甲\n".repeat(100_001);
    assert_eq!(refused(tall.as_bytes()), "file.too_many_rows");
}

#[test]
fn one_text_named_by_very_many_cells_is_refused() {
    let limits = Limits {
        text: 100_000,
        ..Limits::default()
    };
    let much = written(|sheet| {
        for row in 0..100 {
            sheet.write(row, 0, "字".repeat(2_000)).unwrap();
        }
    });
    assert_eq!(
        read(&much, &limits).unwrap_err().code(),
        "file.too_much_text"
    );
}

#[test]
fn a_sheet_that_is_merged_into_one_cell_is_refused() {
    let merged = written(|sheet| {
        let format = rust_xlsxwriter::Format::new();
        sheet.merge_range(0, 0, 1, 1, "姓名", &format).unwrap();
    });
    let mut zip = zip::ZipArchive::new(Cursor::new(merged)).unwrap();
    let mut lie = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        lie.start_file(part.name().unwrap(), SimpleFileOptions::default())
            .unwrap();
        let text = text.replace("\"A1:B2\"", "\"A1:XFD1048576\"");
        lie.write_all(text.as_bytes()).unwrap();
    }
    let lie = lie.finish().unwrap().into_inner();
    assert_eq!(refused(&lie), "file.too_many_merged");
}

#[test]
fn what_is_no_workbook_is_called_so() {
    assert_eq!(
        refused(b"PK\x03\x04 and then nothing"),
        "file.broken_workbook"
    );
    assert_eq!(
        refused(&zipped(&[("readme.txt", 1)])),
        "file.broken_workbook"
    );
    assert_eq!(
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"),
        "file.old_workbook"
    );
    assert_eq!(refused(b""), "file.empty");
}

#[test]
fn a_file_with_any_byte_wrong_is_read_or_refused() {
    for whole in [super::files::workbook(), super::files::gb18030()] {
        let mut refused = 0;
        let step = whole.len().div_ceil(200);
        for at in (0..whole.len()).step_by(step) {
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            refused += usize::from(read(&broken, &Limits::default()).is_err());
        }
        assert!(refused > 0);
        let half = read(&whole[..whole.len() / 2], &Limits::default());
        assert!(half.is_err() || !whole.starts_with(b"PK"));
    }
}

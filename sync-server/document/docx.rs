//! A Word document (ECMA-376, WordprocessingML): its main part's paragraphs, and of its styles
//! which are headings. Nothing else in the file is unpacked.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::table::Table;
use super::{DocumentFault, WORDS};

/// Bytes of a part once unpacked: marks around the words are most of it.
const PART: u64 = 16 * 1024 * 1024;

/// How many tables stand in each other at most.
const TABLES: usize = 8;

/// How deep headings go.
const LEVELS: std::ops::RangeInclusive<usize> = 1..=9;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

pub(super) fn words(bytes: &[u8]) -> Result<String, DocumentFault> {
    let archive = ZipArchive::new(Cursor::new(bytes));
    let mut archive = archive.map_err(|_| DocumentFault::Broken)?;
    let document = part(&mut archive, "word/document.xml")?.ok_or(DocumentFault::Broken)?;
    let styles = part(&mut archive, "word/styles.xml")?.unwrap_or_default();
    let mut reading = Reading {
        headings: headings(&styles)?,
        ..Reading::default()
    };
    let mut reader = Reader::from_str(&document);
    loop {
        match reader.read_event().map_err(|_| DocumentFault::Broken)? {
            Event::Start(element) => reading.open(&element),
            Event::Empty(element) => {
                reading.open(&element);
                reading.shut(element.local_name().into_inner());
            }
            Event::End(element) => reading.shut(element.local_name().into_inner()),
            Event::Text(text) => reading.say(&text),
            Event::CData(text) => reading.say(&text),
            Event::GeneralRef(reference) => reading.say(&resolved(&reference)?),
            Event::Eof => break,
            _ => {}
        }
        if reading.said > WORDS {
            return Err(DocumentFault::TooMuchText);
        }
        if reading.tables.len() > TABLES {
            return Err(DocumentFault::Broken);
        }
    }
    match reading.tables.is_empty() {
        true => Ok(reading.lines.join("\n")),
        false => Err(DocumentFault::Broken),
    }
}

/// A part's text, no more of it than allowed; none where there is no such part.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, DocumentFault> {
    let Some(index) = archive.index_for_name(name) else {
        return Ok(None);
    };
    let part = archive.by_index(index).map_err(|_| DocumentFault::Broken)?;
    let mut bytes = Vec::new();
    let read = part.take(PART + 1).read_to_end(&mut bytes);
    read.map_err(|_| DocumentFault::Broken)?;
    if bytes.len() as u64 > PART {
        return Err(DocumentFault::TooLargeUnpacked);
    }
    String::from_utf8(bytes)
        .map(Some)
        .map_err(|_| DocumentFault::Broken)
}

/// Which styles are headings, and how deep: by their English name, which Word writes whatever
/// language it speaks, or by their level in the outline.
fn headings(styles: &str) -> Result<BTreeMap<String, usize>, DocumentFault> {
    let mut headings = BTreeMap::new();
    let mut style = String::new();
    let mut reader = Reader::from_str(styles);
    loop {
        match reader.read_event().map_err(|_| DocumentFault::Broken)? {
            Event::Start(element) | Event::Empty(element) => {
                let level = match element.local_name().into_inner() {
                    "style" => {
                        style = attribute(&element, "styleId").unwrap_or_default();
                        None
                    }
                    "name" => attribute(&element, "val").and_then(|name| {
                        let name = name.to_lowercase();
                        name.strip_prefix("heading ")?.parse().ok()
                    }),
                    "outlineLvl" => outline(&element),
                    _ => None,
                };
                if let Some(level) = level.filter(|level| LEVELS.contains(level)) {
                    headings.insert(style.clone(), level);
                }
            }
            Event::Eof => return Ok(headings),
            _ => {}
        }
    }
}

/// A level of the outline counted from 1; 9 in the file is text.
fn outline(element: &BytesStart<'_>) -> Option<usize> {
    let level: usize = attribute(element, "val")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = element.attributes().filter_map(Result::ok);
    let found = all.find(|one| one.key.local_name().into_inner() == name)?;
    Some(
        found
            .normalized_value(XmlVersion::default())
            .ok()?
            .into_owned(),
    )
}

fn resolved(reference: &BytesRef<'_>) -> Result<String, DocumentFault> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Ok(c.to_string()),
        // Nothing that a document declares itself is ever expanded.
        Ok(None) => Ok(resolve_xml_entity(reference).unwrap_or_default().to_owned()),
        Err(_) => Err(DocumentFault::Broken),
    }
}

/// Where the reading is.
#[derive(Default)]
struct Reading {
    headings: BTreeMap<String, usize>,
    lines: Vec<String>,
    /// Of all lines, in bytes.
    said: usize,
    paragraph: String,
    /// How deep a heading the paragraph is; 0 for none.
    level: usize,
    /// Within `w:t`.
    in_text: bool,
    /// Within how many elements that say again, or beside it, what is said elsewhere.
    aside: usize,
    /// The tables that are open, the innermost last.
    tables: Vec<Table>,
}

impl Reading {
    fn open(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name().into_inner();
        if is_aside(name) {
            self.aside += 1;
        }
        if self.aside > 0 {
            return;
        }
        match name {
            // One may stand within another: a frame's.
            "p" => self.end_line(),
            "t" => self.in_text = true,
            "tab" => self.paragraph.push(' '),
            "br" | "cr" => self.end_line(),
            "pStyle" => {
                let style = attribute(element, "val").unwrap_or_default();
                self.level = self.headings.get(&style).copied().unwrap_or(0);
            }
            "outlineLvl" => self.level = outline(element).unwrap_or(0),
            "tbl" => self.tables.push(Table::default()),
            "tr" => self.tables.last_mut().map_or((), Table::row),
            "tc" => self.tables.last_mut().map_or((), Table::cell),
            _ => {}
        }
    }

    fn shut(&mut self, name: &str) {
        if self.aside > 0 {
            self.aside -= usize::from(is_aside(name));
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => {
                self.end_line();
                self.level = 0;
            }
            "tbl" => {
                let lines = self.tables.pop().map(Table::lines).unwrap_or_default();
                self.here().extend(lines);
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.in_text && self.aside == 0 {
            self.said += text.len();
            self.paragraph.push_str(text);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.paragraph);
        let line = line.trim();
        if !line.is_empty() {
            let marks = "#".repeat(self.level);
            let line = format!("{marks} {line}").trim_start().to_owned();
            self.here().push(line);
        }
    }

    /// Where the next line goes: into a cell, if one is open.
    fn here(&mut self) -> &mut Vec<String> {
        let cell = self.tables.last_mut().and_then(Table::last_cell);
        cell.unwrap_or(&mut self.lines)
    }
}

/// What says again what is said elsewhere (for older readers, or where it stood before it was moved),
/// how a word is spoken, or what a paragraph was before its form was changed.
fn is_aside(name: &str) -> bool {
    matches!(name, "Fallback" | "rt" | "moveFrom" | "pPrChange")
}

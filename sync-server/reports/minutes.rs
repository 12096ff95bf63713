use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, Meeting, MeetingState, Party, Presence, Resolution, cleaned,
};
use chuanmen_core::report::party_word;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::ExportError;
use super::mark::{Mark, minute};

/// What a joint meeting's minutes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// The meeting.
    pub meeting: Meeting,
    /// How far it is.
    pub state: MeetingState,
    /// The needs of its agenda, in order.
    pub items: Vec<Item>,
    /// What was said of the minutes after they were closed, oldest first.
    pub amendments: Vec<Amendment>,
    /// Everybody's names.
    pub names: BTreeMap<AccountId, String>,
}

/// A need of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What is asked for.
    pub text: String,
    /// What was resolved, oldest first.
    pub resolutions: Vec<Resolution>,
}

/// What was said of closed minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// What.
    pub text: String,
    /// By whom.
    pub by: AccountId,
    /// When.
    pub at: UnixMillis,
}

const TYPES: &str = include_str!("docx/content_types.xml");
const PARTS: &str = include_str!("docx/rels.xml");
const LINKS: &str = include_str!("docx/document_rels.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// Minutes as a document for a word processor (OOXML, ECMA-376): A4, no fonts inside. Who took it
/// away and when stands at its end and in its properties.
///
/// # Errors
/// When there is no memory for it.
pub fn docx(minutes: &Minutes, mark: &Mark) -> Result<Vec<u8>, ExportError> {
    let title = format!("五方联席会议纪要 {}", minutes.meeting.on);
    let properties = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{}</dc:creator><dc:description>{}</dc:description></cp:coreProperties>"#,
        said(&mark.by),
        said(&mark.words()),
    );
    let document = document(minutes, mark);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", PARTS),
        ("docProps/core.xml", &properties),
        ("word/_rels/document.xml.rels", LINKS),
        ("word/styles.xml", STYLES),
        ("word/document.xml", &document),
    ] {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(part.as_bytes())
            .map_err(zip::result::ZipError::from)?;
    }
    Ok(file.finish()?.into_inner())
}

fn document(minutes: &Minutes, mark: &Mark) -> String {
    let Minutes { meeting, items, .. } = minutes;
    let mut body = String::new();
    line(&mut body, "Title", "五方联席会议纪要");
    let time = meeting.time.map(Meeting::clock).unwrap_or_default();
    let when = format!("{} {time}", meeting.on);
    for (name, said) in [
        ("时间", when.trim()),
        ("地点", &meeting.venue),
        ("主持", &meeting.chair),
    ] {
        if !said.is_empty() {
            line(&mut body, "Normal", &format!("{name}：{said}"));
        }
    }
    attendance(&mut body, meeting);
    line(&mut body, "Heading1", "议题和决议");
    for (nth, item) in items.iter().enumerate() {
        let heading = format!("{}、{}", numeral(nth), item.text);
        line(&mut body, "Heading2", &heading);
        let closed = item.resolutions.iter().filter(|one| !one.amends);
        let closed: Vec<_> = closed.collect();
        if closed.is_empty() {
            line(&mut body, "Normal", "没有形成决议。");
        }
        for one in closed {
            line(&mut body, "Normal", &format!("决议：{}", resolved(one)));
        }
    }
    amendments(&mut body, minutes);
    if minutes.state != MeetingState::Closed {
        line(&mut body, "Normal", "本纪要未归档，内容可能变动。");
    }
    line(&mut body, "Mark", &mark.words());
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1588" w:bottom="1440" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    )
}

/// Which of the five came, as a table.
fn attendance(body: &mut String, meeting: &Meeting) {
    line(body, "Heading1", "到会情况");
    body.push_str(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid><w:gridCol w:w="2200"/><w:gridCol w:w="1800"/><w:gridCol w:w="4730"/></w:tblGrid>"#,
    );
    row(body, ["单位", "到会", "参会人"]);
    for party in Party::FIVE {
        let said = meeting.attendance.get(&party);
        let presence = said.map_or("没有记", |said| presence(&said.presence));
        let who = said.map(|said| said.who.as_str()).unwrap_or_default();
        row(body, [party_word(&party), presence, who]);
    }
    body.push_str("</w:tbl>");
}

/// What was resolved and said after the minutes were closed.
fn amendments(body: &mut String, minutes: &Minutes) {
    let by = |account| minutes.names.get(account).map(String::as_str);
    let mut lines: Vec<(UnixMillis, String)> = Vec::new();
    for item in &minutes.items {
        for one in item.resolutions.iter().filter(|one| one.amends) {
            let who = by(&one.by).unwrap_or_default();
            let said = format!("{} {who}：“{}”{}", minute(one.at), item.text, resolved(one));
            lines.push((one.at, said));
        }
    }
    for one in &minutes.amendments {
        let who = by(&one.by).unwrap_or_default();
        lines.push((one.at, format!("{} {who}：{}", minute(one.at), one.text)));
    }
    if lines.is_empty() {
        return;
    }
    lines.sort();
    line(body, "Heading1", "归档以后的更正和补充");
    for (_, said) in lines {
        line(body, "Normal", &said);
    }
}

/// `换灯（物业承办，2026-12-05 前办结）`
fn resolved(one: &Resolution) -> String {
    let party = one.party.as_ref().map(|party| {
        let word = party_word(party);
        match &*one.department {
            "" => format!("{word}承办"),
            name => format!("{word}（{name}）承办"),
        }
    });
    let until = one.until.map(|day| format!("{day} 前办结"));
    let about: Vec<_> = [party, until].into_iter().flatten().collect();
    match about.is_empty() {
        true => one.text.clone(),
        false => format!("{}（{}）", one.text, about.join("，")),
    }
}

fn presence(presence: &Presence) -> &str {
    match presence {
        Presence::Came => "到会",
        Presence::Absent => "缺席",
        Presence::Excused => "请假",
        Presence::Other(word) => word,
    }
}

/// `一`, `十二`, `六十`
fn numeral(nth: usize) -> String {
    let digit = |digit: usize| NUMERALS.get(digit.wrapping_sub(1)).copied();
    let (tens, ones) = ((nth + 1) / 10, (nth + 1) % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", digit(tens).unwrap_or_default()),
    };
    format!("{tens}{}", digit(ones).unwrap_or_default())
}

fn line(body: &mut String, style: &str, text: &str) {
    let text = said(text).replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    body.push_str(&format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    ));
}

fn row(body: &mut String, cells: [&str; 3]) {
    body.push_str("<w:tr>");
    for cell in cells {
        body.push_str("<w:tc><w:tcPr/>");
        line(body, "Normal", cell);
        body.push_str("</w:tc>");
    }
    body.push_str("</w:tr>");
}

/// A text as it stands in XML: what nobody sees is dropped, and so is what XML 1.0 has no place
/// for; what would be markup is escaped.
fn said(text: &str) -> String {
    let mut xml = String::new();
    for c in cleaned::text(text).chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c => xml.push(c),
        }
    }
    xml
}

#[cfg(test)]
#[path = "minutes_tests.rs"]
mod tests;

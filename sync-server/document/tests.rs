use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// Styles as Word writes them in Chinese: called by numbers, named in English.
const STYLES: &str = r#"<w:styles xmlns:w="w">
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="Heading 2"/></w:style>
    <w:style w:type="paragraph" w:styleId="a3"><w:name w:val="我的标题"/>
        <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
</w:styles>"#;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    archive(&[
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
    ])
}

fn said(body: &str) -> String {
    words(&docx(body)).unwrap()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let cells: String = cells.iter().map(cell).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn table(rows: &[&[&str]]) -> String {
    let rows: String = rows.iter().map(|cells| row(cells)).collect();
    format!("<w:tbl>{rows}</w:tbl>")
}

#[test]
fn paragraphs_are_lines_and_headings_are_marked_by_their_depth() {
    let heading = |style: &str, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let body = [
        heading("1", "养老"),
        heading("2", "高龄津贴"),
        paragraph("八十岁以上的老人"),
        heading("a3", "所需材料"),
        paragraph("身份证<w:br/>户口簿"),
    ];
    // `w:br` stands between texts, not in one.
    let body = body.concat().replace("<w:br/>", "</w:t><w:br/><w:t>");
    let lines = "# 养老\n## 高龄津贴\n八十岁以上的老人\n### 所需材料\n身份证\n户口簿";
    assert_eq!(said(&body), lines);
}

#[test]
fn what_a_word_processor_wrote_is_read() {
    let bytes = include_bytes!("../../tests/browser/handbook.docx");
    let lines = "# 城市管理\n## 犬只登记\n养犬的人家每年办一次。\n申请材料：身份证\n免疫证明\n办理地点：3 号窗\n\
        ## 门前三包\n沿街店铺签一份责任书。\n申请材料：营业执照";
    assert_eq!(words(bytes).as_deref(), Ok(lines));
}

#[test]
fn a_table_of_two_columns_says_what_its_first_column_asks() {
    let table = table(&[
        &["事项", "高龄津贴"],
        &["材料：", "身份证"],
        &["联系电话", ""],
    ]);
    assert_eq!(said(&table), "事项：高龄津贴\n材料：身份证\n联系电话");
}

#[test]
fn a_wide_table_says_each_row_under_its_headings() {
    let table = table(&[
        &["服务事项一览表"],
        &["序号", "事项", "材料", "电话"],
        &["1", "高龄津贴", "身份证", "0692-1"],
        &["2", "低保", "", "0692-2"],
    ]);
    let lines =
        "服务事项一览表\n事项：高龄津贴\n材料：身份证\n电话：0692-1\n事项：低保\n电话：0692-2";
    assert_eq!(said(&table), lines);
}

#[test]
fn what_was_struck_out_and_what_older_readers_see_are_not_read_twice() {
    let body = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>新</w:t></w:r></w:ins>\
        <mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice>\
        <mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent>\
        <w:r><w:t>&amp;&#20013;</w:t></w:r></w:p>";
    assert_eq!(said(body), "新框&中");
}

#[test]
fn what_was_moved_is_read_where_it_stands_now_and_a_changed_heading_as_what_it_is_now() {
    let moved =
        |place: &str| format!("<w:p><w:{place}><w:r><w:t>养老</w:t></w:r></w:{place}></w:p>");
    let changed = r#"<w:p><w:pPr><w:pStyle w:val="1"/><w:pPrChange><w:pPr>
        <w:pStyle w:val="2"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>高龄津贴</w:t></w:r></w:p>"#;
    let body = [moved("moveFrom"), changed.to_owned(), moved("moveTo")];
    assert_eq!(said(&body.concat()), "# 高龄津贴\n养老");
}

#[test]
fn texts_of_china_are_read_in_their_encodings() {
    let text = "事项：高龄津贴";
    let (gb18030, ..) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [text.as_bytes(), &gb18030, &utf16] {
        assert_eq!(words(bytes).as_deref(), Ok(text));
    }
}

#[test]
fn what_is_no_document_is_refused_and_says_why() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(9) + &"</w:tc></w:tr></w:tbl>".repeat(9);
    let bomb = "<w:p/>".repeat(3_000_000);
    let long = paragraph(&"长".repeat(200_000));
    let cases = [
        (b"PK\x03\x04".to_vec(), DocumentFault::Broken),
        (archive(&[("xl/workbook.xml", "")]), DocumentFault::Broken),
        (docx("<w:p></w:tbl>"), DocumentFault::Broken),
        (docx(&deep), DocumentFault::Broken),
        (docx(&bomb), DocumentFault::TooLargeUnpacked),
        (docx(&long), DocumentFault::TooMuchText),
        (docx("<w:p/>"), DocumentFault::Empty),
        (Vec::new(), DocumentFault::Empty),
        (COMPOUND.to_vec(), DocumentFault::Old),
        (b"%PDF-1.7\n".to_vec(), DocumentFault::Unknown),
        (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), DocumentFault::Unknown),
        (vec![b' '; FILE + 1], DocumentFault::TooLarge),
    ];
    for (bytes, fault) in cases {
        assert_eq!(words(&bytes), Err(fault));
    }
}

#[test]
fn what_a_document_declares_itself_is_not_expanded() {
    let xml = r#"<!DOCTYPE d [<!ENTITY a "好">]><w:document xmlns:w="w"><w:p><w:t>你&a;</w:t></w:p></w:document>"#;
    assert_eq!(
        words(&archive(&[("word/document.xml", xml)])).as_deref(),
        Ok("你")
    );
}

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use super::Browser;

/// What came out of the printer.
#[derive(Debug)]
pub struct Paper {
    /// How many pages.
    pub pages: usize,
    /// Everything on them, without spaces.
    pub words: String,
}

impl Browser {
    /// Prints the page as a person does, to PDF, and reads the paper back.
    ///
    /// # Panics
    /// If it does not print, or what came out is no PDF.
    pub async fn print(&self) -> Paper {
        let how = json!({ "printBackground": false, "preferCSSPageSize": true });
        let printed = self.devtools("Page.printToPDF", how).await;
        let printed = printed["data"].as_str().expect("a PDF");
        let printed = BASE64_STANDARD.decode(printed).expect("base64");
        let pages = pdf_extract::extract_text_from_mem_by_pages(&printed);
        let pages = pages.expect("a PDF that opens");
        Paper {
            pages: pages.len(),
            words: pages.concat().chars().flat_map(unified).collect(),
        }
    }
}

/// A character as people write it, none for a blank: fonts that draw a radical and the character
/// alike, ⼀ and 一, make either of them come out of a PDF.
fn unified(c: char) -> Vec<char> {
    match c {
        '\u{2e80}'..='\u{2fdf}' => std::iter::once(c).nfkc().collect(),
        c if c.is_whitespace() => Vec::new(),
        c => vec![c],
    }
}

//! Turns the help pages, `assets/help/<language>/<number>-<topic>.md`, into what the app shows and
//! searches: drawn here and not on the phone, so that the page carries no Markdown.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a build fails by panicking, and says which page"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pulldown_cmark::{Event, Parser, Tag, TagEnd, html};

const FOLDER: &str = "assets/help";
/// As `pages.rs` names them.
const LANGUAGES: [(&str, &str); 2] = [("zh-CN", "CHINESE"), ("en", "ENGLISH")];

fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where"));
    let mut source = String::new();
    for (language, name) in LANGUAGES {
        writeln!(source, "pub(super) static {name}: &[Page] = &[").expect("a string grows");
        for path in pages(&root.join(FOLDER).join(language)) {
            println!("cargo::rerun-if-changed={}", path.display());
            page(&path, &mut source);
        }
        source.push_str("];\n");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo says where to"));
    fs::write(out.join("help.rs"), source).expect("the pages are written");
}

/// The pages of a language in the order of their numbers.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut pages: Vec<_> = entries
        .map(|entry| entry.expect("a page").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.sort();
    pages
}

/// One page: its title, its body as HTML, and all its words for the search.
fn page(path: &Path, source: &mut String) {
    let name = path.display();
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let topic = stem.and_then(|stem| stem.split_once('-')).map(|(_, it)| it);
    let topic = topic.unwrap_or_else(|| panic!("{name}: no number and topic"));
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{name}: {why}"));
    let (title, body) = text
        .strip_prefix("# ")
        .and_then(|rest| rest.split_once('\n'))
        .unwrap_or_else(|| panic!("{name}: no title"));
    let (mut words, mut events) = (title.to_owned(), Vec::new());
    for event in Parser::new(body) {
        match &event {
            Event::Text(text) => words.push_str(text),
            Event::End(TagEnd::Paragraph | TagEnd::Item) | Event::SoftBreak => words.push(' '),
            // What the styles draw and every screen reader reads; a link would leave the app.
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                panic!("{name}: words and lists only")
            }
            _ => {}
        }
        events.push(event);
    }
    let mut body = String::new();
    html::push_html(&mut body, events.into_iter());
    let (title, words) = (title.trim(), words.to_lowercase());
    writeln!(
        source,
        "Page {{ topic: {topic:?}, title: {title:?}, html: {body:?}, words: {words:?} }},"
    )
    .expect("a string grows");
}

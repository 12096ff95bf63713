//! The Linux window: the real program on a display of its own, seen as the display shows it and
//! driven through WebKit's own inspector.

mod inspector;
mod picture;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use self::inspector::Inspector;
pub use self::picture::{Picture, Rect};
use super::screen::{FIND, Screen};
use super::{eventually, free_port};

/// The program in its window. Closed when dropped.
#[derive(Debug)]
pub struct Window {
    inspector: Inspector,
    program: Child,
    display: Display,
    data: TempDir,
}

impl Window {
    /// Opens the window of somebody who has never used it.
    ///
    /// # Panics
    /// If `CHUANMEN_DESKTOP` does not name the program, or it shows nothing.
    pub async fn open() -> Self {
        let program = std::env::var_os("CHUANMEN_DESKTOP").map(PathBuf::from);
        let program = program.expect("CHUANMEN_DESKTOP names no program: cargo build -p chuanmen");
        let data = tempfile::tempdir().expect("a folder for the window");
        let display = tokio::task::spawn_blocking(Display::start).await;
        let display = display.expect("Xvfb starts");
        let port = free_port();
        let child = Command::new(&program)
            .env("DISPLAY", &display.name)
            .env("CHUANMEN_DATA_DIR", data.path())
            .env("LANG", "zh_CN.UTF-8")
            .env("LANGUAGE", "zh_CN")
            .env("WEBKIT_INSPECTOR_HTTP_SERVER", format!("127.0.0.1:{port}"))
            // No graphics card, and root in a container: what a desktop has, this has not.
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
            .env("NO_AT_BRIDGE", "1")
            .stdin(Stdio::null())
            .spawn();
        let child = child.unwrap_or_else(|why| panic!("{}: {why}", program.display()));
        let inspector = eventually("the window can be inspected", async || {
            Inspector::connect(port).await
        })
        .await;
        Self {
            inspector,
            program: child,
            display,
            data,
        }
    }

    /// What the display shows.
    ///
    /// # Panics
    /// If the display is gone.
    pub async fn picture(&self) -> Picture {
        let display = self.display.name.clone();
        let taken = tokio::task::spawn_blocking(move || Picture::of_display(&display)).await;
        taken.expect("a picture").expect("a picture")
    }

    /// Where on the display each character of the page's visible text is drawn: Han characters
    /// only, the first of each.
    pub async fn han_characters(&self) -> Vec<(char, Rect)> {
        let found = self.run(HAN_CHARACTERS, Vec::new()).await;
        let found: Vec<(char, [f64; 4])> = serde_json::from_value(found).unwrap_or_default();
        let at = self.picture().await.page_origin();
        found
            .into_iter()
            .map(|(character, [x, y, width, height])| {
                (character, Rect::new(x + at.0, y + at.1, width, height))
            })
            .collect()
    }

    /// Where it keeps everything.
    #[must_use]
    pub fn data(&self) -> &Path {
        self.data.path()
    }
}

const HAN_CHARACTERS: &str = "
const seen = new Map();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node; (node = walker.nextNode()) && seen.size < 24; ) {
  if (!shown(node.parentElement)) continue;
  [...node.data].forEach((character, index) => {
    if (!/\\p{Script=Han}/u.test(character) || seen.has(character)) return;
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    const inside = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
    const on = document.elementFromPoint(x + width / 2, y + height / 2);
    if (width && inside && node.parentElement.contains(on)) seen.set(character, [x, y, width, height]);
  });
}
return [...seen];";

impl Screen for Window {
    async fn try_run(&self, script: &str, arguments: Vec<Value>) -> Option<Value> {
        let arguments = json!(arguments);
        let body = format!("(function () {{ {FIND}\n{script}\n}}).apply(null, {arguments})");
        self.inspector.evaluate(&body).await
    }

    async fn try_press_found(&self, finder: &str, name: &str) -> bool {
        let press = format!("const it = {finder}(arguments[0]); it?.click(); return Boolean(it)");
        self.try_run(&press, vec![name.into()]).await == Some(Value::Bool(true))
    }

    async fn try_fill(&self, name: &str, text: &str) -> bool {
        let fill = "
            const it = field(arguments[0]);
            if (!it) return false;
            it.focus();
            Object.getOwnPropertyDescriptor(Object.getPrototypeOf(it), 'value').set.call(it, arguments[1]);
            it.dispatchEvent(new Event('input', { bubbles: true }));
            it.dispatchEvent(new Event('change', { bubbles: true }));
            return true";
        let arguments = vec![name.into(), text.into()];
        self.try_run(fill, arguments).await == Some(Value::Bool(true))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// A virtual display of one's own.
#[derive(Debug)]
struct Display {
    name: String,
    server: Child,
}

impl Display {
    fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x1024x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts: Debian's package xvfb");
        let mut out = BufReader::new(server.stdout.take().expect("its output"));
        let mut number = String::new();
        out.read_line(&mut number).expect("the display's number");
        let name = format!(":{}", number.trim());
        Self { name, server }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

use std::fmt::Write;

/// What happened, a line each, in words that are the same for the same seed.
#[derive(Default)]
pub(super) struct Trace {
    lines: Vec<String>,
}

impl Trace {
    pub(super) fn note(&mut self, at: i64, what: &str) {
        let mut line = String::new();
        let (seconds, millis) = (at / 1000, at % 1000);
        let _ = write!(line, "{seconds:>9}.{millis:03} {what}");
        self.lines.push(line);
    }

    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }
}

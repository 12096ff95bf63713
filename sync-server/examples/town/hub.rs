//! The hub as a process of its own, and questions to it over HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chuanmen_core::UnixMillis;

use crate::{Result, maker};

/// After this nothing more is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A hub that serves. Stopped when dropped.
pub(crate) struct Running {
    process: Child,
    address: String,
    token: String,
}

impl Running {
    /// Serves a database; questions are `login`'s.
    pub(crate) fn start(file: &Path, login: &str) -> Result<Self> {
        let token = {
            let hub = maker::open(file)?;
            let code = hub.enrolment_code(login, UnixMillis::DAY)?;
            let token = hub.enrol_by_code(&code.to_string(), "量一量")?.token;
            hub.store().close()?;
            token
        };
        // Beside `examples/town`.
        let here = std::env::current_exe()?;
        let folder = here.parent().and_then(Path::parent).ok_or("no folder")?;
        let mut process = Command::new(folder.join("sync-server"))
            .args(["serve", "--listen", "127.0.0.1:0", "--database"])
            .arg(file)
            .env_remove("CHUANMEN_WEB")
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()?;
        let told = process.stdout.take().ok_or("no output")?;
        let mut line = String::new();
        BufReader::new(told).read_line(&mut line)?;
        let address = line
            .trim()
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        Ok(Self {
            process,
            address,
            token: token.to_string(),
        })
    }

    /// How long an answer takes from the question to its last byte, and how long it is.
    pub(crate) fn get(&self, path: &str) -> Result<(Duration, usize)> {
        let (took, answer) = self.ask(path)?;
        Ok((took, answer.len()))
    }

    /// How long it takes until an answer holds these words, asked once a second as by a page that
    /// is told of news.
    pub(crate) fn until(&self, path: &str, words: &str) -> Result<Duration> {
        let begun = Instant::now();
        loop {
            let (_, answer) = self.ask(path)?;
            if String::from_utf8_lossy(&answer).contains(words) {
                return Ok(begun.elapsed());
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("{path}: never {words}").into());
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    }

    fn ask(&self, path: &str) -> Result<(Duration, Vec<u8>)> {
        let begun = Instant::now();
        let mut line = TcpStream::connect(&self.address)?;
        write!(
            line,
            "GET {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\nconnection: close\r\n\r\n",
            self.address, self.token
        )?;
        let mut answer = Vec::new();
        line.read_to_end(&mut answer)?;
        let took = begun.elapsed();
        if answer.starts_with(b"HTTP/1.1 200 ") {
            return Ok((took, answer));
        }
        let said = String::from_utf8_lossy(&answer);
        Err(format!("{path}: {said}").into())
    }

    /// Processor time that it has used, in milliseconds (in Linux's usual hundredths of a second):
    /// that hardly depends on what else the machine does.
    pub(crate) fn processor(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        let fields = stat.rsplit(") ").next().unwrap_or_default();
        // After the state: fields 14 and 15 of the whole line.
        let ticks = fields.split_whitespace().skip(11).take(2);
        let ticks = ticks.map(str::parse::<f64>);
        Ok(ticks.sum::<std::result::Result<f64, _>>()? * 10.0)
    }

    /// The most memory that it had resident, in kibibytes.
    pub(crate) fn peak(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.ok_or("no VmHWM")?.parse()?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use thirtyfour::WebDriver;

/// A chromedriver of one's own, and the session it holds.
#[derive(Debug)]
pub(super) struct Driver {
    child: Child,
    port: u16,
    session: Option<String>,
}

impl Driver {
    /// # Panics
    /// If chromedriver does not start.
    pub(super) async fn start() -> Self {
        // Reading its first lines blocks, for milliseconds.
        let started = tokio::task::spawn_blocking(|| {
            let mut child = Command::new("/usr/bin/chromedriver")
                .arg("--port=0")
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("chromedriver starts: Debian's package chromium-driver");
            let out = BufReader::new(child.stdout.take().expect("its output"));
            let mut lines = out.lines().map_while(Result::ok);
            let said = "started successfully on port ";
            let port = lines.find_map(|line| {
                let (_, port) = line.split_once(said)?;
                port.trim_end_matches('.').parse().ok()
            });
            let port = port.expect("chromedriver says its port");
            // It must never wait for somebody to read what it says next.
            std::thread::spawn(move || lines.for_each(drop));
            Self {
                child,
                port,
                session: None,
            }
        });
        started.await.expect("chromedriver starts")
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Remembers the session, to end it even when the test fails: thirtyfour's own way waits for
    /// a runtime that a failed test no longer turns.
    ///
    /// # Panics
    /// If the session was ended.
    pub(super) fn hold(mut self, session: &WebDriver) -> Self {
        self.session = Some(session.session_id().to_string());
        session
            .clone()
            .leak()
            .expect("a session that has not ended");
        self
    }

    /// Ends the session so that Chromium goes, too. Plain HTTP: a test that panics has no runtime.
    fn end(&self, session: &str) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let host = format!("127.0.0.1:{}", self.port);
        write!(
            stream,
            "DELETE /session/{session} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )?;
        // It answers once Chromium has gone; it keeps the connection all the same.
        stream.read_exact(&mut [0; 12])
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            let _ = self.end(&session);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

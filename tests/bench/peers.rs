//! What stands beside us: a peer on the same work, its workload and its byte-counting proxy.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use chuanmen_tests::harness::{eventually, free_port};
use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// PouchDB's line, as it prints it.
pub(crate) fn measure() {
    let installed = Command::new("npm")
        .args(["install", "--silent", "--no-audit", "--no-fund"])
        .args(["--no-package-lock", "--prefix"])
        .arg(target())
        .args(DEPENDENCIES)
        .stdout(Stdio::null())
        .status();
    assert!(
        installed.is_ok_and(|it| it.success()),
        "npm could not install PouchDB"
    );
    let ran = Command::new("node")
        .arg(folder().join("pouch/bench.cjs"))
        .args(["10", "500", "100"])
        .env("NODE_PATH", target().join("node_modules"))
        .stderr(Stdio::null())
        .output()
        .expect("node runs");
    print!("{}", String::from_utf8_lossy(&ran.stdout));
}

const DEPENDENCIES: [&str; 3] = ["pouchdb@9.0.0", "express-pouchdb@4.2.0", "express@4.22.3"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("bench/peers")
}

/// Where the peer is installed: not in the tree.
fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/bench-peers")
}

/// The visits of each phone, as the peers record them.
pub(crate) fn workload(phones: usize, records: usize) -> Vec<Vec<Map<String, Value>>> {
    let made = Command::new("node")
        .arg(folder().join("common/dump.mjs"))
        .args([phones.to_string(), records.to_string()])
        .output()
        .expect("node runs");
    serde_json::from_slice(&made.stdout).expect("the workload")
}

/// The peers' own proxy before our hub.
pub(crate) struct Counter {
    process: Child,
    port: u16,
}

/// What it counted.
#[derive(Debug, Deserialize)]
pub(crate) struct Counted {
    pub(crate) up: u64,
    pub(crate) down: u64,
    pub(crate) conns: u64,
}

/// What lies between phones and hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    Loopback,
    /// 2G: 700 ms there and back, 20 kbit/s up, 40 down, shared by all.
    Slow,
}

impl Line {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Loopback => "loopback",
            Self::Slow => "700 ms, 2500 B/s up, 5000 B/s down",
        }
    }

    /// As the proxy wants to hear it.
    const fn shape(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Loopback => &[],
            Self::Slow => &[("LAT", "350"), ("UPBPS", "2500"), ("DOWNBPS", "5000")],
        }
    }
}

impl Counter {
    pub(crate) async fn before(hub: u16, line: Line) -> Self {
        // It takes a port and the next one; two neighbours are free nearly always.
        let port = free_port();
        let process = Command::new("node")
            .arg(folder().join("common/proxy.mjs"))
            .args([port.to_string(), hub.to_string()])
            .envs(line.shape().iter().copied())
            .stdout(Stdio::null())
            .spawn()
            .expect("node runs");
        let counter = Self { process, port };
        eventually("the proxy counts", async || counter.try_read().await).await;
        counter
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) async fn read(&self) -> Counted {
        self.try_read().await.expect("the proxy's count")
    }

    async fn try_read(&self) -> Option<Counted> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port + 1))
            .await
            .ok()?;
        let request = b"GET / HTTP/1.0\r\n\r\n";
        stream.write_all(request).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        let (_, body) = answer.split_once("\r\n\r\n")?;
        serde_json::from_str(body).ok()
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

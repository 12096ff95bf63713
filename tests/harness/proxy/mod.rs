//! A line between a device and the hub that counts what passes and can fail at will.

mod message;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use self::message::{Message, read_message};

/// How one message of a sync is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The request never reaches the hub.
    RequestLost,
    /// The hub receives half of the request.
    RequestCut,
    /// The hub has done its work; the device receives half of the answer.
    ResponseCut,
    /// The hub has done its work; the device hears nothing.
    ResponseLost,
    /// The hub has the request and may be anywhere in it; whatever it answers is not passed on.
    Held,
}

/// Bytes and messages that passed, with all their headers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Bytes towards the hub.
    pub up: u64,
    /// Bytes from the hub.
    pub down: u64,
    /// Requests.
    pub requests: u64,
    /// Of these, syncs that a fault took.
    pub lost: u64,
}

/// A line to one hub. Ends when dropped.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    line: Arc<Line>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct Line {
    hub: String,
    open: AtomicBool,
    fault: watch::Sender<Option<Fault>>,
    /// Whether the next sync is a first attempt, to be lost while a fault is set.
    first: AtomicBool,
    held: watch::Sender<u64>,
    up: AtomicU64,
    down: AtomicU64,
    requests: AtomicU64,
    lost: AtomicU64,
}

impl Proxy {
    /// A line to `hub` (`127.0.0.1:<port>`) that works.
    ///
    /// # Panics
    /// If no port is free.
    pub async fn to(hub: impl Into<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let line = Arc::new(Line {
            hub: hub.into(),
            open: AtomicBool::new(true),
            fault: watch::Sender::new(None),
            first: AtomicBool::new(true),
            held: watch::Sender::new(0),
            up: AtomicU64::new(0),
            down: AtomicU64::new(0),
            requests: AtomicU64::new(0),
            lost: AtomicU64::new(0),
        });
        let shared = Arc::clone(&line);
        let task = tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                let line = Arc::clone(&shared);
                // A connection that breaks is what this is for.
                tokio::spawn(async move { line.carry(device).await.ok() });
            }
        });
        Self { port, line, task }
    }

    /// Where a device finds the hub through this line.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// No signal: every connection breaks before anything passes.
    pub fn cut(&self) {
        self.line.open.store(false, Ordering::SeqCst);
    }

    /// The signal is back.
    pub fn mend(&self) {
        self.line.open.store(true, Ordering::SeqCst);
    }

    /// From now on every sync is lost the first time it is tried, and passes the second.
    pub fn lose_each_sync_once(&self, fault: Fault) {
        self.line.first.store(true, Ordering::SeqCst);
        self.line.fault.send_replace(Some(fault));
    }

    /// Nothing is lost any more.
    pub fn lose_nothing(&self) {
        self.line.fault.send_replace(None);
    }

    /// How many syncs were [`Fault::Held`] so far.
    #[must_use]
    pub fn holds(&self) -> u64 {
        *self.line.held.borrow()
    }

    /// Waits until a sync is [`Fault::Held`] that was not when `before` were.
    ///
    /// # Panics
    /// If the line is gone.
    pub async fn held(&self, before: u64) -> u64 {
        let mut held = self.line.held.subscribe();
        *held
            .wait_for(|count| *count > before)
            .await
            .expect("the line is there")
    }

    /// What passed so far.
    #[must_use]
    pub fn traffic(&self) -> Traffic {
        let read = |counter: &AtomicU64| counter.load(Ordering::SeqCst);
        Traffic {
            up: read(&self.line.up),
            down: read(&self.line.down),
            requests: read(&self.line.requests),
            lost: read(&self.line.lost),
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Line {
    /// Carries one connection's messages, one after another, until either side ends or a fault
    /// breaks it.
    async fn carry(&self, mut device: TcpStream) -> io::Result<()> {
        device.set_nodelay(true)?;
        let mut hub: Option<TcpStream> = None;
        let mut rest = Vec::new();
        while self.is_open() {
            let Some(request) = read_message(&mut device, &mut rest, None).await? else {
                break;
            };
            if !self.is_open() {
                break;
            }
            self.requests.fetch_add(1, Ordering::SeqCst);
            self.up.fetch_add(request.len(), Ordering::SeqCst);
            let fault = self.fault_for(&request);
            if fault == Some(Fault::RequestLost) {
                break;
            }
            let mut stream = match hub.take() {
                Some(stream) => stream,
                None => TcpStream::connect(&self.hub).await?,
            };
            stream.set_nodelay(true)?;
            if fault == Some(Fault::RequestCut) {
                stream.write_all(request.first_half()).await?;
                stream.shutdown().await?;
                break;
            }
            stream.write_all(&request.bytes).await?;
            if fault == Some(Fault::Held) {
                self.held.send_modify(|count| *count += 1);
            }
            let answered = read_message(&mut stream, &mut Vec::new(), Some(&request)).await?;
            let Some(response) = answered else {
                break;
            };
            match fault {
                Some(Fault::ResponseCut) => {
                    device.write_all(response.first_half()).await?;
                    break;
                }
                Some(_) => break,
                None => device.write_all(&response.bytes).await?,
            }
            self.down.fetch_add(response.len(), Ordering::SeqCst);
            if !response.closes() {
                hub = Some(stream);
            }
        }
        device.shutdown().await
    }

    fn is_open(&self) -> bool {
        self.open.load(Ordering::SeqCst)
    }

    fn fault_for(&self, request: &Message) -> Option<Fault> {
        let fault = (*self.fault.borrow())?;
        if !request.starts_with(b"POST /v1/sync ") {
            return None;
        }
        // First tried, then tried again: every other sync is a first attempt.
        if !self.first.fetch_xor(true, Ordering::SeqCst) {
            return None;
        }
        self.lost.fetch_add(1, Ordering::SeqCst);
        Some(fault)
    }
}

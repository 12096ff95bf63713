use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;

use super::line::{HubAddress, Line, Traffic};
use crate::memory::resident;

/// How often to look.
const PERIOD: Duration = Duration::from_millis(500);

/// Where the server's memory can be read.
#[derive(Debug, Clone)]
pub(crate) enum MemorySource {
    /// Of a process on this machine.
    Process(u32),
    /// As the hub says at `/metrics`.
    Metrics(HubAddress),
}

/// The server's resident memory, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Memory {
    /// When the load began.
    before: u64,
    /// The most that was seen.
    most: u64,
    /// When it was last looked at.
    last: u64,
}

/// Looks at the server's memory now and then, until dropped.
pub(super) struct Watch {
    seen: Arc<Mutex<Option<Memory>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Watch {
    pub(super) fn start(source: MemorySource) -> Self {
        let seen = Arc::new(Mutex::new(None));
        let shared = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            loop {
                if let Some(now) = source.read().await {
                    let mut seen = shared.lock().unwrap_or_else(PoisonError::into_inner);
                    let before = seen.unwrap_or(Memory {
                        before: now,
                        most: now,
                        last: now,
                    });
                    *seen = Some(Memory {
                        most: before.most.max(now),
                        last: now,
                        ..before
                    });
                }
                tokio::time::sleep(PERIOD).await;
            }
        });
        Self { seen, task }
    }

    /// What was seen; none if the server's memory cannot be read.
    pub(super) fn so_far(&self) -> Option<Memory> {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl MemorySource {
    async fn read(&self) -> Option<u64> {
        match self {
            Self::Process(pid) => resident(&pid.to_string()),
            Self::Metrics(hub) => {
                // Not among what the phones' lines carry.
                let mut line = Line::to(hub.clone(), Arc::new(Traffic::default()));
                let text = line.get("/metrics").await.ok()?;
                let mut lines = text.lines();
                let value =
                    lines.find_map(|line| line.strip_prefix("process_resident_memory_bytes "))?;
                value.trim().parse().ok()
            }
        }
    }
}

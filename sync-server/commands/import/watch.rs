use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::hub::Progress;

/// Shows how far something is, on standard error, and listens for Ctrl-C: the first one stops
/// between two commits.
pub(super) struct Watching {
    stopped: Arc<AtomicBool>,
}

impl Watching {
    pub(super) fn begin() -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stopped);
        // Without it, Ctrl-C ends the process: what was committed stays, and can be taken back.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            if let Ok(runtime) = runtime
                && runtime.block_on(tokio::signal::ctrl_c()).is_ok()
            {
                told.store(true, Ordering::Relaxed);
            }
        });
        Self { stopped }
    }

    pub(super) fn look(&self, progress: Progress) -> ControlFlow<()> {
        let Progress { done, of } = progress;
        let end = if done == of { "\n" } else { "" };
        let mut out = std::io::stderr().lock();
        // Nobody may be looking.
        let _ = write!(out, "\r{done} / {of}{end}").and_then(|()| out.flush());
        if self.stopped.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

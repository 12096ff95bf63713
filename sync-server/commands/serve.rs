use std::net::SocketAddr;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Time;
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

use super::{CommandError, forms, open, say};
use crate::config::{LogFormat, ServeArgs};
use crate::hub::Hub;
use crate::memory::stay_small;
use crate::reports::{self, Kept};
use crate::serve::serve_on;
use crate::state::AppState;
use crate::web::quiet_panics;

/// Threads that serve. The work is done elsewhere; more than this only take memory.
const SERVING: usize = 4;
/// Threads that may block: readers, the writer, passwords, large bodies.
const BLOCKING: usize = 16;

/// Connections that may wait to be taken: when all phones of a city reconnect at once, one that is
/// not let wait tries again only after a second. The system may allow fewer.
const WAITING: u32 = 4_096;

pub(super) fn run(args: ServeArgs) -> Result<(), CommandError> {
    log(args.log_format);
    quiet_panics();
    let state = state(&args)?;
    runtime()?.block_on(serve(args, state))
}

fn runtime() -> Result<Runtime, CommandError> {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let runtime = Builder::new_multi_thread()
        .worker_threads(cores.min(SERVING))
        .max_blocking_threads(BLOCKING)
        .enable_all()
        .build();
    runtime.map_err(|error| CommandError::Io("threads".into(), error))
}

fn state(args: &ServeArgs) -> Result<AppState, CommandError> {
    let hub = open(&args.data.database)?;
    let mut state = AppState::new(hub).map_err(|error| CommandError::Usage(error.to_string()))?;
    if args.metrics_listen.is_some() {
        state = state.with_metrics_aside();
    }
    if args.behind_proxy {
        state = state.behind_proxy();
    }
    if let Some(tries) = NonZeroU32::new(args.enrol_rate) {
        state = state.with_enrol_pace(tries);
    }
    state = state.with_forms(forms(args.forms.as_ref())?);
    if let Some(folder) = &args.web {
        if !folder.join("index.html").is_file() {
            let folder = folder.display();
            return Err(CommandError::Usage(format!("{folder} holds no index.html")));
        }
        state = state.with_web(folder.clone());
    }
    Ok(state)
}

async fn serve(args: ServeArgs, state: AppState) -> Result<(), CommandError> {
    // Before anybody can confirm another list.
    match state.hub.writing(Hub::take_back_unfinished).await {
        Ok(_) => {}
        Err(error) => tracing::error!(%error, "an unfinished import was not taken back"),
    }
    let listener = listen(args.listen)?;
    let metrics = match args.metrics_listen {
        Some(address) => Some(listen(address)?),
        None => None,
    };
    let address = listener.local_addr();
    let address = address.map_err(|error| CommandError::Io(args.listen.to_string(), error))?;
    let stop = stop_signal().map_err(|error| CommandError::Io("signals".into(), error))?;
    say(&format!("listening on http://{address}"))?;
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "serving");
    tokio::spawn(stay_small(state.hub.clone()));
    tokio::spawn(keep_short(state.hub.clone()));
    if let Some(folder) = args.reports {
        tokio::spawn(keep_reports(state.clone(), folder, args.reports_at));
    }
    let served = serve_on(listener, metrics, state, stop).await;
    served.map_err(|error| CommandError::Io("serving".into(), error))
}

/// Cuts old entries off the logs, and removes photos that nothing names, now and every day.
async fn keep_short(hub: Arc<Hub>) {
    let mut days = tokio::time::interval(Duration::from_secs(24 * 60 * 60));
    loop {
        days.tick().await;
        match hub.writing(Hub::cut_logs).await {
            Ok(0) => {}
            Ok(cut) => tracing::info!(cut, "old log entries removed"),
            Err(error) => tracing::error!(%error, "old log entries were not removed"),
        }
        match hub.writing(Hub::sweep_blobs).await {
            Ok(0) => {}
            Ok(swept) => tracing::info!(swept, "photos that no record names removed"),
            Err(error) => tracing::error!(%error, "photos were not swept"),
        }
    }
}

/// Writes every report into a folder once a day, and at once what a hub that was down left out.
async fn keep_reports(state: AppState, folder: PathBuf, at: Time) {
    if reports::is_behind(&folder, at, state.hub.now()) {
        keep_night(&state, &folder).await;
    }
    loop {
        let wait = reports::until(at, state.hub.now());
        tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())).await;
        keep_night(&state, &folder).await;
    }
}

async fn keep_night(state: &AppState, folder: &Path) {
    let (forms, folder) = (state.forms.clone(), folder.to_owned());
    let write = move |hub: &Hub| reports::write_night(hub, &forms, &folder);
    match state.hub.reading(write).await {
        Ok(Kept { written, failed }) => {
            for error in &failed {
                tracing::error!(%error, "a report was not written");
            }
            let failed = failed.len();
            tracing::info!(written, failed, "reports written into their folder");
        }
        Err(error) => tracing::error!(%error, "reports were not written"),
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, CommandError> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    };
    let listener = socket.and_then(|socket| {
        // On the port of a hub that was just stopped, too.
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(WAITING)
    });
    listener.map_err(|error| CommandError::Io(address.to_string(), error))
}

/// Ready when the process is asked to stop.
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    let mut terminate = {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::terminate())?
    };
    Ok(async move {
        let interrupt = tokio::signal::ctrl_c();
        #[cfg(unix)]
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        drop(interrupt.await);
    })
}

fn log(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false);
    match format {
        LogFormat::Text => builder.init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
}

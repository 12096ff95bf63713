use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::server::conn::http1::{Builder, Connection};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tower_http::add_extension::AddExtension;

/// How long the hub waits for clients that are slow, or pretend to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the whole head of a request, from when the one before it was answered: so it is also
    /// how long a connection may rest.
    pub head: Duration,
    /// For the whole body of a request.
    pub body: Duration,
    /// For a sign that anything of an answer arrives.
    pub answer: Duration,
}

impl Default for Patience {
    /// 256 KiB, the most that a phone sends at once, need 105 s at 20 kbit/s; a head needs less
    /// than one, but a phone that keeps its connection saves two round trips with each visit.
    fn default() -> Self {
        Self {
            head: Duration::from_secs(75),
            body: Duration::from_secs(180),
            answer: Duration::from_secs(60),
        }
    }
}

/// Bytes that a connection holds of what it reads, and the longest head.
const BUFFER: usize = 64 * 1024;

type App = TowerToHyperService<AddExtension<Router, ConnectInfo<SocketAddr>>>;

/// Serves connections until `stop` is ready; then takes no new ones, and lets the requests under
/// way finish.
pub(crate) async fn take(
    mut listener: TcpListener,
    app: Router,
    patience: Patience,
    stop: impl Future<Output = ()>,
) {
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        // Waits out by itself what passes, such as too many open files.
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
        };
        let app = AddExtension::new(app.clone(), ConnectInfo(peer));
        let connection = connections.watch(serve(stream, app, patience));
        // A connection that breaks is the client's affair.
        tokio::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    connections.shutdown().await;
}

fn serve(
    stream: TcpStream,
    app: AddExtension<Router, ConnectInfo<SocketAddr>>,
    patience: Patience,
) -> Connection<TokioIo<TcpStream>, App> {
    prepare(&stream, patience);
    Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.head)
        .max_buf_size(BUFFER)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(app))
}

/// Best effort: a socket that cannot be set so is gone, or of a system that has no such setting.
fn prepare(stream: &TcpStream, patience: Patience) {
    let _ = stream.set_nodelay(true);
    #[cfg(any(target_os = "linux", target_os = "android"))]
    // Also ends a connection whose client stays there and reads nothing.
    let _ = socket2::SockRef::from(stream).set_tcp_user_timeout(Some(patience.answer));
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let _ = patience.answer;
}

//! Clients that are slow on purpose: each is sent away in time, and holds nobody up meanwhile.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::town::{Phone, Town};
use crate::{AppState, Patience, serve_on};

/// Short, so that the tests are; nothing below says how long anything took.
const SHORT: Patience = Patience {
    head: Duration::from_millis(300),
    body: Duration::from_millis(300),
    answer: Duration::from_millis(300),
};
/// One that does not run out while a test looks at another.
const LONG: Duration = Duration::from_secs(600);

struct Served {
    town: Town,
    address: SocketAddr,
    _stop: oneshot::Sender<()>,
}

impl Served {
    async fn with(patience: Patience) -> Self {
        let town = Town::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let own = AppState::new(Town::open(&town.folder.path().join("hub.db"), &town.clock));
        let state = AppState {
            hub: town.hub.clone(),
            ..own.unwrap().with_patience(patience)
        };
        tokio::spawn(serve_on(listener, None, state, async {
            let _ = stopped.await;
        }));
        Self {
            town,
            address,
            _stop: stop,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// The status of an ordinary request on a connection of its own.
    async fn healthy(&self) -> String {
        let mut stream = self.connect().await;
        let get = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        stream.write_all(get).await.unwrap();
        told(&mut stream).await
    }
}

/// What the other end says until it closes.
async fn told(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    // A reset is an end as well.
    let _ = stream.read_to_end(&mut said).await;
    String::from_utf8_lossy(&said).into_owned()
}

/// Sends a byte now and then until the other end has closed.
async fn dribble(stream: TcpStream) -> String {
    let (mut from, mut to) = stream.into_split();
    let dribbling = tokio::spawn(async move {
        while to.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let mut said = Vec::new();
    let _ = from.read_to_end(&mut said).await;
    dribbling.abort();
    String::from_utf8_lossy(&said).into_owned()
}

fn head_of_a_sync(phone: &Phone, length: usize) -> String {
    format!(
        "POST /v1/sync HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
        phone.token
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_that_never_end_are_cut_off_and_others_are_served_meanwhile() {
    let patience = Patience {
        body: LONG,
        answer: LONG,
        ..SHORT
    };
    let served = Served::with(patience).await;
    let mut slow = Vec::new();
    for _ in 0..100 {
        let mut stream = served.connect().await;
        stream
            .write_all(b"GET / HTTP/1.1\r\nX-Slow: ")
            .await
            .unwrap();
        slow.push(tokio::spawn(dribble(stream)));
    }
    assert!(served.healthy().await.starts_with("HTTP/1.1 200"));
    for slow in slow {
        let said = slow.await.unwrap();
        assert!(
            said.is_empty() || said.starts_with("HTTP/1.1 408"),
            "{said}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_without_end_is_not_kept_without_end() {
    let patience = Patience {
        head: LONG,
        body: LONG,
        answer: LONG,
    };
    let served = Served::with(patience).await;
    let mut stream = served.connect().await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nX-Long: ")
        .await
        .unwrap();
    let long = vec![b'x'; 1024 * 1024];
    // Writing fails once the hub has closed.
    let _ = stream.write_all(&long).await;
    let said = told(&mut stream).await;
    assert!(
        said.is_empty() || said.starts_with("HTTP/1.1 431"),
        "{said}"
    );
    assert!(served.healthy().await.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_that_never_end_are_answered_and_others_sync_meanwhile() {
    let patience = Patience {
        head: LONG,
        answer: LONG,
        ..SHORT
    };
    let served = Served::with(patience).await;
    let phone = served.town.phone("member");
    let before = served.town.fingerprint();
    let mut slow = Vec::new();
    for _ in 0..50 {
        let mut stream = served.connect().await;
        let head = head_of_a_sync(&phone, 100_000);
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(tokio::spawn(dribble(stream)));
    }
    assert!(served.healthy().await.starts_with("HTTP/1.1 200"));
    for slow in slow {
        let said = slow.await.unwrap();
        assert!(said.starts_with("HTTP/1.1 408"), "{said}");
        assert!(said.contains("bad_request"), "{said}");
    }
    assert_eq!(served.town.fingerprint(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_rests_too_long_is_closed() {
    let patience = Patience {
        body: LONG,
        answer: LONG,
        ..SHORT
    };
    let served = Served::with(patience).await;
    let mut stream = served.connect().await;
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    assert!(told(&mut stream).await.starts_with("HTTP/1.1 200"));
}

/// More than the buffers of both ends hold, asked for without ever reading.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_never_reads_is_cut_off() {
    let patience = Patience {
        head: LONG,
        body: LONG,
        ..SHORT
    };
    let served = Served::with(patience).await;
    let stream = served.connect().await;
    let (mut from, mut to) = stream.into_split();
    let get = b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(64);
    // Requests one after another until the hub takes no more: it has closed, because it may not
    // wait for this end to read.
    let mut asked = 0;
    while to.write_all(&get).await.is_ok() {
        asked += 64;
    }
    let mut said = Vec::new();
    let _ = from.read_to_end(&mut said).await;
    let answers = String::from_utf8_lossy(&said)
        .matches("HTTP/1.1 200")
        .count();
    assert!(answers < asked, "{answers} answers to {asked} requests");
}

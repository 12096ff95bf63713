//! Whoever keeps a report open is told when it has changed: a hub on a port, and real streams.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use chuanmen_core::domain::Kind;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::town::{Phone, Town, accepted, grid, new};
use crate::{AppState, serve_on};

/// What the issue promises.
const SOON: Duration = Duration::from_secs(5);

struct Served {
    town: Town,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<std::io::Result<()>>,
}

impl Served {
    async fn new() -> Self {
        let town = Town::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let own = AppState::new(Town::open(&town.folder.path().join("hub.db"), &town.clock));
        let state = AppState {
            hub: town.hub.clone(),
            ..own.unwrap()
        };
        let ended = tokio::spawn(serve_on(listener, None, state, async {
            let _ = stopped.await;
        }));
        Self {
            town,
            address,
            stop,
            ended,
        }
    }

    async fn listen(&self, phone: &Phone) -> Line {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let get = format!(
            "GET /v1/reports/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\r\n",
            phone.token
        );
        stream.write_all(get.as_bytes()).await.unwrap();
        let mut line = Line {
            stream,
            said: String::new(),
        };
        line.hears("\r\n\r\n", SOON).await;
        line
    }

    /// A grid member's phone records a need and syncs.
    async fn something_happens(&self, low: u128) {
        let mut phone = self.town.phone("member");
        let need = new(Kind::Need, low, &[("text", "三栋路灯不亮")]);
        let saved = phone.saves(grid(1), vec![need]);
        accepted(&self.town.sync(&phone, vec![saved]).await.answers[0]);
    }
}

/// An open answer.
struct Line {
    stream: TcpStream,
    said: String,
}

impl Line {
    /// Reads until `words` came; false if they did not within the time, or the line ended.
    async fn hears(&mut self, words: &str, within: Duration) -> bool {
        let reading = async {
            let mut piece = [0; 1024];
            while !self.said.contains(words) {
                match self.stream.read(&mut piece).await {
                    Ok(0) | Err(_) => return false,
                    Ok(read) => self.said.push_str(&String::from_utf8_lossy(&piece[..read])),
                }
            }
            true
        };
        timeout(within, reading).await.unwrap_or(false)
    }

    /// Whether it ends within the time.
    async fn ends(&mut self, within: Duration) -> bool {
        let reading = async {
            let mut piece = [0; 1024];
            // A reset is an end as well.
            while let Ok(1..) = self.stream.read(&mut piece).await {}
        };
        timeout(within, reading).await.is_ok()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sync_of_a_phone_is_told_to_the_supervisors_of_its_community_within_five_seconds() {
    let served = Served::new().await;
    let mut supervisor = served.listen(&served.town.phone("supervisor")).await;
    let mut subdistrict = served.listen(&served.town.phone("subdistrict")).await;
    let mut foreign = served.listen(&served.town.phone("foreign")).await;
    let mut sister = served.listen(&served.town.phone("sister")).await;
    assert!(
        supervisor.said.contains("text/event-stream"),
        "{}",
        supervisor.said
    );
    assert!(supervisor.hears(": listening", SOON).await);

    served.something_happens(1).await;
    assert!(supervisor.hears("event: changed", SOON).await);
    assert!(subdistrict.hears("event: changed", SOON).await);
    // Nothing of what happened, or to whom.
    assert!(!supervisor.said.contains("路灯"));
    for stranger in [&mut foreign, &mut sister] {
        assert!(
            !stranger
                .hears("event: changed", Duration::from_secs(2))
                .await
        );
        assert!(stranger.said.contains("HTTP/1.1 200"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_subdistrict_will_ask_for_is_counted_while_nobody_asks() {
    let served = Served::new().await;
    let hub = &served.town.hub;
    let watched = hub.watched().unwrap();
    let all_counted = async || {
        let counting = async {
            while hub.due(&watched).unwrap().is_some() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(2 * SOON, counting).await.is_ok()
    };
    assert!(all_counted().await);
    served.something_happens(1).await;
    assert!(all_counted().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_changes_are_told_once_a_second() {
    let served = Served::new().await;
    let mut line = served.listen(&served.town.phone("supervisor")).await;
    let began = Instant::now();
    for low in 1..=20 {
        served.something_happens(low).await;
    }
    line.hears("never said", Duration::from_secs(3)).await;
    let told = line.said.matches("event: changed").count();
    let most = usize::try_from(began.elapsed().as_secs()).unwrap() + 1;
    assert!((1..=most).contains(&told), "{told} of at most {most}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_device_is_cut_off_and_is_told_nothing_more() {
    let served = Served::new().await;
    let phone = served.town.phone("supervisor");
    let mut line = served.listen(&phone).await;
    assert!(line.hears(": listening", SOON).await);
    served.town.hub.revoke_device(phone.device).unwrap();
    served.something_happens(1).await;
    assert!(line.ends(Duration::from_secs(8)).await);
    assert!(!line.said.contains("event: changed"));
    let refused = served.listen(&phone).await;
    assert!(refused.said.contains("403"), "{}", refused.said);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_stops_promptly_while_somebody_listens() {
    let served = Served::new().await;
    let mut line = served.listen(&served.town.phone("supervisor")).await;
    assert!(line.hears(": listening", SOON).await);
    served.stop.send(()).unwrap();
    let ended = timeout(SOON, served.ended).await;
    ended.expect("it stops").unwrap().unwrap();
    assert!(line.ends(SOON).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_listens_on_a_few_lines_and_no_more() {
    let served = Served::new().await;
    let phone = served.town.phone("supervisor");
    let mut lines = Vec::new();
    for _ in 0..4 {
        let line = served.listen(&phone).await;
        assert!(line.said.contains("HTTP/1.1 200"));
        lines.push(line);
    }
    let refused = served.listen(&phone).await;
    assert!(refused.said.contains("HTTP/1.1 429"), "{}", refused.said);
    assert!(
        served
            .listen(&served.town.phone("subdistrict"))
            .await
            .said
            .contains("200")
    );
    // A line that was left is noticed at once.
    drop(lines.pop());
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(served.listen(&phone).await.said.contains("HTTP/1.1 200"));
}

#[tokio::test]
async fn only_supervisors_listen() {
    let town = Town::new();
    for login in ["member", "informant", "chief", "volunteer"] {
        let refused = town
            .refused(town.phone(login).get("/v1/reports/live"))
            .await;
        assert_eq!(refused, (403, "not_granted".into()), "{login}");
    }
}

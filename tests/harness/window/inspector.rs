use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// WebKit's inspector of one page, as its own tools speak to it.
#[derive(Debug)]
pub(super) struct Inspector(Mutex<Session>);

#[derive(Debug)]
struct Session {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    target: String,
    last: u64,
}

const PATIENCE: Duration = Duration::from_secs(20);

impl Inspector {
    /// Connects to the page of a program that was told to listen on `port`; none if there is none
    /// yet.
    pub(super) async fn connect(port: u16) -> Option<Self> {
        let list = get(port).await?;
        // `window.location.host + '/socket/1/1/WebPage'`
        let (_, rest) = list.split_once("'/socket/")?;
        let (path, _) = rest.split_once('\'')?;
        let url = format!("ws://127.0.0.1:{port}/socket/{path}");
        let (mut socket, _) = connect_async(url).await.ok()?;
        let target = timeout(PATIENCE, async {
            loop {
                let message = next(&mut socket).await?;
                if message["method"] == "Target.targetCreated" {
                    let target = message["params"]["targetInfo"]["targetId"].as_str()?;
                    return Some(target.to_owned());
                }
            }
        });
        let target = target.await.ok()??;
        let session = Session {
            socket,
            target,
            last: 0,
        };
        Some(Self(Mutex::new(session)))
    }

    /// The value of an expression; none if it throws or the page does not answer.
    pub(super) async fn evaluate(&self, expression: &str) -> Option<Value> {
        let mut session = self.0.lock().await;
        timeout(PATIENCE, session.evaluate(expression)).await.ok()?
    }
}

impl Session {
    async fn evaluate(&mut self, expression: &str) -> Option<Value> {
        self.last += 2;
        let id = self.last;
        let parameters = json!({ "expression": expression, "returnByValue": true });
        let inner = json!({ "id": id, "method": "Runtime.evaluate", "params": parameters });
        let parameters = json!({ "targetId": self.target, "message": inner.to_string() });
        let outer = json!({
            "id": id + 1,
            "method": "Target.sendMessageToTarget",
            "params": parameters,
        });
        let message = Message::text(outer.to_string());
        self.socket.send(message).await.ok()?;
        loop {
            let message = next(&mut self.socket).await?;
            let Some(inner) = message["params"]["message"].as_str() else {
                continue;
            };
            let answer: Value = serde_json::from_str(inner).ok()?;
            if answer["id"] == id {
                let result = answer.get("result")?;
                let threw = result["wasThrown"] == true;
                let value = &result["result"]["value"];
                return (!threw).then(|| value.clone());
            }
        }
    }
}

async fn next(socket: &mut WebSocketStream<MaybeTlsStream<TcpStream>>) -> Option<Value> {
    loop {
        if let Message::Text(text) = socket.next().await?.ok()? {
            return serde_json::from_str(&text).ok();
        }
    }
}

/// The page that lists what can be inspected.
async fn get(port: u16) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    let request = "GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut list = String::new();
    timeout(PATIENCE, stream.read_to_string(&mut list))
        .await
        .ok()?
        .ok()?;
    Some(list)
}

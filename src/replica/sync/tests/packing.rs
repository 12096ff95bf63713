//! How bodies travel, to hubs that know the dictionary and to those that do not.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::ReplicaId;
use chuanmen_core::protocol::{ErrorCode, SyncRequest, SyncResponse, VERSION};
use chuanmen_wire::{Codec, Effort};
use flate2::read::GzDecoder;

use crate::sync::{HttpTransport, Hub, Transport, TransportError};

const PACKED: &str = "application/cmz1";

/// A request as it came: its headers in small letters, and its body.
struct Came {
    head: String,
    body: Vec<u8>,
}

/// What a hub answers: status, headers, body.
type Answer = (u16, &'static str, Vec<u8>);

/// A hub that answers as it is told, and passes on what came.
fn hub(answers: fn(&Came) -> Answer) -> (Hub, Receiver<Came>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            serve(stream.unwrap(), answers, &tell);
        }
    });
    let token = "token".to_owned();
    (Hub { address, token }, told)
}

fn serve(stream: TcpStream, answers: fn(&Came) -> Answer, tell: &Sender<Came>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if lines.read_line(&mut head).unwrap_or(0) == 0 {
                return;
            }
        }
        let head = head.to_lowercase();
        let length = head
            .lines()
            .find_map(|it| it.strip_prefix("content-length: "));
        let mut body = vec![0; length.unwrap().parse().unwrap()];
        lines.read_exact(&mut body).unwrap();
        let came = Came { head, body };
        let (status, headers, body) = answers(&came);
        let length = body.len();
        let head = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\n\r\n");
        // Before the answer, so that whoever has it knows of the request.
        if tell.send(came).is_err() {
            return;
        }
        stream
            .write_all(&[head.as_bytes(), &body].concat())
            .unwrap();
    }
}

fn request() -> SyncRequest {
    SyncRequest {
        v: VERSION,
        app: "0.1.0-".repeat(100),
        replica: ReplicaId(7),
        epoch: 1,
        cursors: Vec::new(),
        push: Vec::new(),
        take: 65_536,
    }
}

fn response() -> SyncResponse {
    SyncResponse {
        time: UnixMillis(1_795_414_800_000),
        epoch: 1,
        answers: Vec::new(),
        granted: Vec::new(),
        withdrawn: Vec::new(),
        pages: Vec::new(),
        more: false,
    }
}

fn json() -> Vec<u8> {
    serde_json::to_vec(&response()).unwrap()
}

/// As a hub from before the dictionary.
fn reads_json_only(came: &Came) -> Answer {
    if came.head.contains("content-type: application/json") {
        return (200, "content-type: application/json\r\n", json());
    }
    let body = br#"{"code":"unsupported_media","message":""}"#;
    (415, "content-type: application/json\r\n", body.to_vec())
}

fn knows_the_dictionary(_: &Came) -> Answer {
    let packed = Codec::newest().pack(&json(), Effort::Hard).unwrap();
    (200, "content-type: application/cmz1\r\n", packed)
}

fn answers_a_broken_frame(came: &Came) -> Answer {
    let (status, headers, mut body) = knows_the_dictionary(came);
    body.pop();
    (status, headers, body)
}

fn refuses_everything(_: &Came) -> Answer {
    let body = br#"{"code":"unsupported_media","message":""}"#;
    (415, "content-type: application/json\r\n", body.to_vec())
}

fn is_packed(came: &Came) -> bool {
    came.head.contains(&format!("content-type: {PACKED}\r\n"))
}

#[tokio::test]
async fn a_body_goes_out_packed_and_a_packed_answer_is_read() {
    let (hub, came) = hub(knows_the_dictionary);
    let transport = HttpTransport::new().unwrap();
    let exchange = transport.sync(&hub, &request()).await.unwrap();
    assert_eq!(exchange.response, response());
    let came = came.recv().unwrap();
    assert!(is_packed(&came), "{}", came.head);
    assert!(came.head.contains(&format!("accept: {PACKED}\r\n")));
    assert!(!came.head.contains("accept-encoding"), "{}", came.head);
    let body = Codec::newest().unpack(&came.body, 1 << 20).unwrap();
    assert_eq!(
        serde_json::from_slice::<SyncRequest>(&body).unwrap(),
        request()
    );
    assert_eq!(exchange.sent, (body.len(), came.body.len()));
}

#[tokio::test]
async fn a_hub_that_does_not_know_the_dictionary_gets_gzip_from_then_on() {
    let (hub, came) = hub(reads_json_only);
    let transport = HttpTransport::new().unwrap();
    for first in [true, false] {
        let exchange = transport.sync(&hub, &request()).await.unwrap();
        assert_eq!(exchange.response, response());
        if first {
            assert!(is_packed(&came.recv().unwrap()));
        }
        let plain = came.recv().unwrap();
        assert!(plain.head.contains("content-encoding: gzip\r\n"));
        assert!(plain.head.contains("accept-encoding: gzip\r\n"));
        let mut body = Vec::new();
        GzDecoder::new(&*plain.body).read_to_end(&mut body).unwrap();
        assert_eq!(
            serde_json::from_slice::<SyncRequest>(&body).unwrap(),
            request()
        );
    }
    assert!(
        came.try_recv().is_err(),
        "the dictionary is not tried again"
    );
}

#[tokio::test]
async fn a_hub_that_takes_neither_is_asked_twice_and_not_for_ever() {
    let (hub, came) = hub(refuses_everything);
    let refused = HttpTransport::new().unwrap().sync(&hub, &request()).await;
    assert!(matches!(
        refused,
        Err(TransportError::Hub {
            code: ErrorCode::UnsupportedMedia,
            ..
        })
    ));
    assert_eq!(came.try_iter().count(), 2);
}

#[tokio::test]
async fn a_broken_answer_is_an_error_and_nothing_is_taken_from_it() {
    let (hub, _came) = hub(answers_a_broken_frame);
    let broken = HttpTransport::new().unwrap().sync(&hub, &request()).await;
    assert!(
        matches!(broken, Err(TransportError::NoHub(_))),
        "{broken:?}"
    );
}

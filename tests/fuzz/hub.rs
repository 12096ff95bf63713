use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use chuanmen_core::domain::{Area, AreaId, AreaLevel, Role};
use chuanmen_core::merge::{HybridClock, Stamp};
use chuanmen_core::protocol::{
    Answer, BundleHeader, BundleId, EnrolResponse, ErrorBody, ErrorCode, SyncResponse, TakenIn,
};
use chuanmen_seal::TokenDigest;
use chuanmen_server::hub::{NewAccount, NewGrant};
use chuanmen_server::store::SqliteStore;
use chuanmen_server::{AppState, Clock, SystemClock, router};
use chuanmen_wire::{Codec, Effort};
use http_body_util::BodyExt;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use uuid::Uuid;

/// The real router over a real database, and a supervisor's enrolled device.
pub(crate) struct Hub {
    app: Router,
    runtime: Runtime,
    device: EnrolResponse,
    clock: RefCell<HybridClock>,
    /// What an input calls its own: a word, and what stands for it here.
    words: Vec<(&'static str, String)>,
    _folder: TempDir,
}

const COMMUNITY: AreaId = AreaId(Uuid::from_u128(0x0192_f0c1_7b1a_7000_8000_0000_0000_0100));
const GRIDS: [AreaId; 2] = [
    AreaId(Uuid::from_u128(0x0192_f0c1_7b1a_7000_8000_0000_0000_0101)),
    AreaId(Uuid::from_u128(0x0192_f0c1_7b1a_7000_8000_0000_0000_0102)),
];

impl Hub {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("hub.db"), SystemClock.now());
        let store = Arc::new(store.expect("a database"));
        let hub = chuanmen_server::hub::Hub::new(store, Arc::new(SystemClock));
        let device = inhabit(&hub);
        let stamp = Stamp::new(SystemClock.now(), 0, device.replica);
        let words = vec![
            ("REPLICA", device.replica.to_string()),
            ("ACCOUNT", device.account.to_string()),
            ("STAMP", stamp.to_string()),
            ("EPOCH", device.epoch.to_string()),
            ("TOKEN", device.token.clone()),
        ];
        Self {
            app: router(AppState::new(hub).expect("a state")),
            runtime: Runtime::new().expect("a runtime"),
            clock: RefCell::new(HybridClock::new(device.replica)),
            device,
            words,
            _folder: folder,
        }
    }

    /// An input with the words for what is only known here. `FRESH` is an id that nothing has yet,
    /// `TICK` a stamp later than all before.
    fn filled(&self, input: &[u8]) -> Vec<u8> {
        let mut filled = input.to_vec();
        for (word, meant) in &self.words {
            fill(&mut filled, word, || meant.clone());
        }
        fill(&mut filled, "FRESH", || Uuid::now_v7().to_string());
        let mut clock = self.clock.borrow_mut();
        fill(&mut filled, "TICK", || {
            clock.tick(SystemClock.now()).to_string()
        });
        filled
    }

    /// A body of a sync, as it is.
    pub(crate) fn sync(&self, input: &[u8]) -> String {
        self.post("/v1/sync", self.filled(input), None)
    }

    /// A body packed by gzip or zstd, told by its first byte.
    pub(crate) fn sync_packed(&self, input: &[u8]) -> String {
        let encoding = input.first().map(|first| match first % 2 {
            0 => "gzip",
            _ => "zstd",
        });
        let body = input.get(1..).unwrap_or_default().to_vec();
        self.post("/v1/sync", body, encoding)
    }

    /// What [`Hub::sync_packed`] takes that [`Hub::sync`] takes plain.
    pub(crate) fn packed(&self, input: &[u8]) -> [Vec<u8>; 2] {
        let plain = self.filled(input);
        let mut gzip = flate2::write::GzEncoder::new(vec![0], flate2::Compression::default());
        gzip.write_all(&plain).expect("gzip");
        let mut zstd = zstd::Encoder::new(vec![1], 3).expect("zstd");
        zstd.write_all(&plain).expect("zstd");
        [gzip.finish().expect("gzip"), zstd.finish().expect("zstd")]
    }

    /// A file of unsent work, as it is.
    pub(crate) fn bundle(&self, file: &[u8]) -> String {
        let token = format!("Bearer {}", self.device.token);
        let request = Request::post("/v1/bundle").header(header::AUTHORIZATION, token);
        let body = Body::from(file.to_vec());
        let (status, body) = self.call(request.body(body).expect("a request"));
        let taken = serde_json::from_slice::<TakenIn>(&body).map_or_else(
            |_| fault(&body),
            |taken| {
                let some = [taken.accepted, taken.already, taken.refused].map(|count| count > 0);
                format!("{some:?}")
            },
        );
        format!("{status} {taken}")
    }

    /// A file that the device made of this content. A sync's body will do: it says `push`.
    pub(crate) fn sealed(&self, content: &[u8]) -> Vec<u8> {
        let codec = Codec::newest();
        let about = BundleHeader {
            codec: codec.number(),
            id: BundleId(Uuid::from_u128(1)),
            device: self.device.device,
            made_at: self.device.time,
        };
        let about = about.to_bytes();
        let packed = codec.pack(&self.filled(content), Effort::Light);
        let key = TokenDigest::of(&self.device.token).key_for(BundleHeader::PURPOSE);
        let sealed = key.seal(&packed.expect("a frame"), &about);
        [&about[..], &sealed.expect("a seal")].concat()
    }

    /// A body of an enrolment.
    pub(crate) fn enrol(&self, input: &[u8]) -> String {
        self.post("/v1/enrol", input.to_vec(), None)
    }

    /// An address with its query on the first line, an `Authorization` on the second.
    pub(crate) fn get(&self, input: &[u8]) -> String {
        let filled = self.filled(input);
        let mut lines = filled.split(|byte| *byte == b'\n');
        let address = lines.next().unwrap_or_default();
        let token = HeaderValue::from_bytes(lines.next().unwrap_or_default());
        let Ok(address) = axum::http::Uri::try_from(address) else {
            return "no address".to_owned();
        };
        let mut request = Request::get(address);
        if let Ok(token) = token {
            request = request.header(header::AUTHORIZATION, token);
        }
        let (status, body) = self.call(request.body(Body::empty()).expect("a request"));
        format!("{status} {}", fault(&body))
    }

    fn post(&self, path: &str, body: Vec<u8>, encoding: Option<&str>) -> String {
        let token = format!("Bearer {}", self.device.token);
        let mut request = Request::post(path)
            .header(header::AUTHORIZATION, token)
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(encoding) = encoding {
            request = request.header(header::CONTENT_ENCODING, encoding);
        }
        let (status, body) = self.call(request.body(Body::from(body)).expect("a request"));
        if path == "/v1/enrol" || status != StatusCode::OK {
            return format!("{status} {}", fault(&body));
        }
        let response: SyncResponse = serde_json::from_slice(&body).expect("an answer");
        outcome(&response)
    }

    /// Whatever is asked, the fault is never the hub's.
    fn call(&self, request: Request<Body>) -> (StatusCode, Vec<u8>) {
        let call = async {
            let response = self.app.clone().oneshot(request).await;
            let (head, body) = response.expect("an answer").into_parts();
            let body = body.collect().await.expect("a body").to_bytes();
            (head.status, body.to_vec())
        };
        let (status, body) = self.runtime.block_on(call);
        assert!(
            !status.is_server_error(),
            "{}",
            String::from_utf8_lossy(&body)
        );
        (status, body)
    }
}

/// Puts what is meant in the place of each word.
fn fill(text: &mut Vec<u8>, word: &str, mut meant: impl FnMut() -> String) {
    let mut from = 0;
    while let Some(at) = find(&text[from..], word.as_bytes()) {
        let (at, meant) = (from + at, meant());
        drop(text.splice(at..at + word.len(), meant.bytes()));
        from = at + meant.len();
    }
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len())
        .position(|window| window == needle)
}

/// The stable code of a failed request.
fn fault(body: &[u8]) -> String {
    let said = serde_json::from_slice::<ErrorBody>(body);
    said.map_or_else(
        |_| "answered".to_owned(),
        |said| {
            assert!(!matches!(said.code, ErrorCode::Other(_)), "{}", said.code);
            // The place and the number differ with each input.
            let kind = said.message.split(" at line ").next().unwrap_or_default();
            let kind = kind.replace(|c: char| c.is_ascii_digit(), "");
            format!("{} {kind}", said.code)
        },
    )
}

/// What kinds of answers there are, and whether there was anything else.
fn outcome(response: &SyncResponse) -> String {
    let answers = response.answers.iter().map(|answer| match answer {
        Answer::Accepted {
            restamped,
            duplicate,
            ..
        } => {
            format!("accepted {} {duplicate}", restamped.is_some())
        }
        Answer::Refused { code, .. } => code.to_string(),
    });
    let sizes = [
        response.granted.is_empty(),
        response.withdrawn.is_empty(),
        response.pages.is_empty(),
        response.more,
    ];
    format!("{:?} {sizes:?}", answers.collect::<BTreeSet<_>>())
}

/// A community with two grids, and a supervisor's device.
fn inhabit(hub: &chuanmen_server::hub::Hub) -> EnrolResponse {
    let community = Area {
        id: COMMUNITY,
        level: AreaLevel::Community,
        name: "花卉园社区".to_owned(),
        parent: None,
        number: 1,
    };
    let [one, two] = GRIDS.map(|id| Area {
        id,
        level: AreaLevel::Grid,
        name: "网格".to_owned(),
        parent: Some(COMMUNITY),
        number: 1,
    });
    hub.add_community(&[community, one, two])
        .expect("a community");
    let account = NewAccount {
        id: None,
        login: "liumin".to_owned(),
        password: None,
        name: "刘敏".to_owned(),
        role: Role::CommunitySupervisor,
        grants: vec![NewGrant {
            id: None,
            role: Role::CommunitySupervisor,
            area: COMMUNITY,
            party: None,
        }],
    };
    hub.add_account(COMMUNITY, account).expect("an account");
    let code = hub.enrolment_code("liumin", 3_600_000).expect("a code");
    hub.enrol_by_code(&code.to_string(), "测试机")
        .expect("a device")
}

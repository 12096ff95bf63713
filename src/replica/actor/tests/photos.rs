use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Access, BlobHash, HouseholdId, Outcome as VisitOutcome, Picture, Relation, Scope, VisitId,
};
use chuanmen_core::protocol::{
    Answer as HubAnswer, BlobHeld, BlobPart, EnrolRequest, EnrolResponse, ErrorCode, GrantedScope,
    ScopeNumber, SyncRequest, SyncResponse,
};
use uuid::Uuid;

use crate::actor::{Clock, Engine};
use crate::api::{
    Answer, Command, HouseholdQuery, Outcome, PhotoLine, PhotosView, PictureQuery, Preference,
    Query, ReceiptQuery, ReplicaError, VisitDraft, VisitRow,
};
use crate::commands::picture::jpeg::tests::photo;
use crate::queries::tests::town::{COMMUNITY, GRID, THREE, Town};
use crate::storage::enrolled;
use crate::sync::{
    BlobBytes, Exchange, Hub, LineKind, ReportSubject, TestClock, Transport, TransportError,
};

/// What happens to one part of a photo.
#[derive(Clone)]
enum Fate {
    /// It arrives and is answered.
    Good,
    /// It is lost on the way.
    Lost,
    /// It arrives, and its answer is lost.
    Unanswered,
    /// A bit flips on the way.
    Flipped,
    /// The hub says this.
    Says(ErrorCode),
}

/// A hub that takes every save, and photos in parts.
struct Album {
    clock: TestClock,
    fates: RefCell<VecDeque<Fate>>,
    parts: RefCell<BTreeMap<BlobHash, Vec<u8>>>,
    whole: RefCell<BTreeMap<BlobHash, Vec<u8>>>,
    /// Bytes that came, repeated ones too.
    came: Cell<usize>,
    order: RefCell<Vec<BlobHash>>,
    metered: Cell<bool>,
    refuses_text: Cell<bool>,
    epoch: Cell<u64>,
}

impl Album {
    fn new(clock: &TestClock) -> Self {
        Self {
            clock: clock.clone(),
            fates: RefCell::default(),
            parts: RefCell::default(),
            whole: RefCell::default(),
            came: Cell::default(),
            order: RefCell::default(),
            metered: Cell::default(),
            refuses_text: Cell::default(),
            epoch: Cell::default(),
        }
    }
}

fn lost<T>() -> Result<T, TransportError> {
    Err(TransportError::Offline("lost".to_owned()))
}

fn says<T>(code: ErrorCode) -> Result<T, TransportError> {
    let message = String::new();
    Err(TransportError::Hub { code, message })
}

impl Transport for Album {
    async fn sync(&self, _: &Hub, request: &SyncRequest) -> Result<Exchange, TransportError> {
        let answer = |seq| {
            if self.refuses_text.get() {
                let code = chuanmen_core::protocol::RefusalCode::NotGranted;
                let detail = String::new();
                return HubAnswer::Refused { code, detail };
            }
            HubAnswer::Accepted {
                seq,
                at: None,
                restamped: None,
                duplicate: false,
                elsewhere: false,
            }
        };
        let epoch = 1 + self.epoch.get();
        let granted = |number, scope| GrantedScope {
            number: ScopeNumber(number),
            scope: Some(scope),
            access: Access::Write,
        };
        let anew = [
            granted(1, Scope::Community(COMMUNITY)),
            granted(2, Scope::Grid(GRID)),
        ];
        Ok(Exchange {
            response: SyncResponse {
                time: self.clock.wall(),
                epoch,
                answers: (100..).map(answer).take(request.push.len()).collect(),
                granted: if request.epoch == epoch {
                    Vec::new()
                } else {
                    anew.into()
                },
                withdrawn: Vec::new(),
                pages: Vec::new(),
                more: false,
            },
            sent: (0, 0),
        })
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        Ok(enrolled(0xa, 7))
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        lost()
    }

    async fn put_blob(
        &self,
        _: &Hub,
        hash: BlobHash,
        part: BlobPart,
        mut bytes: Vec<u8>,
    ) -> Result<BlobHeld, TransportError> {
        let fate = self.fates.borrow_mut().pop_front();
        match &fate {
            Some(Fate::Lost) => return lost(),
            Some(Fate::Says(code)) => return says(code.clone()),
            Some(Fate::Flipped) => bytes[0] ^= 1,
            Some(Fate::Good | Fate::Unanswered) | None => {}
        }
        self.came.set(self.came.get() + bytes.len());
        if let Some(whole) = self.whole.borrow().get(&hash) {
            return Ok(BlobHeld {
                held: whole.len(),
                complete: true,
            });
        }
        let mut parts = self.parts.borrow_mut();
        let held = parts.entry(hash).or_default();
        if held.len() == part.start() {
            held.extend(bytes);
        }
        let mut answer = BlobHeld {
            held: held.len(),
            complete: false,
        };
        if held.len() == part.total() {
            let whole = std::mem::take(held);
            if BlobHash::of(&whole) != hash {
                return says(ErrorCode::BlobBroken);
            }
            self.order.borrow_mut().push(hash);
            self.whole.borrow_mut().insert(hash, whole);
            answer.complete = true;
        }
        match fate {
            Some(Fate::Unanswered) => lost(),
            _ => Ok(answer),
        }
    }

    async fn blob(
        &self,
        _: &Hub,
        hash: BlobHash,
        start: usize,
        length: usize,
    ) -> Result<BlobBytes, TransportError> {
        let whole = self.whole.borrow();
        let Some(whole) = whole.get(&hash) else {
            return says(ErrorCode::BlobAwaited);
        };
        let part = BlobPart::of(start, length, whole.len()).unwrap();
        Ok(BlobBytes {
            bytes: part.cut(whole).unwrap().to_vec(),
            total: whole.len(),
        })
    }

    fn line(&self) -> LineKind {
        if self.metered.get() {
            LineKind::Metered
        } else {
            LineKind::Unknown
        }
    }
}

struct Phone {
    engine: Engine<Album, TestClock>,
    household: HouseholdId,
}

impl Phone {
    fn new() -> Self {
        let mut town = Town::new();
        let household = town.household(THREE, "2", 5, "502");
        town.resident(household, "李国华", Relation::Head, &[]);
        let clock = TestClock::new(town.wall);
        Self {
            engine: Engine::new(town.store, Album::new(&clock), clock),
            household,
        }
    }

    /// The app is killed and opened again, at a hub that goes on as it was.
    fn killed(self) -> Self {
        let Self { engine, household } = self;
        let Engine {
            store,
            transport,
            clock,
            ..
        } = engine;
        // What it knew in memory is gone; what was on its way is as it was.
        Self {
            engine: Engine::new(store.into_inner(), transport, clock),
            household,
        }
    }

    async fn takes(&self, picture: &[u8]) -> Picture {
        let command = Command::KeepPhoto {
            photo: BASE64_STANDARD.encode(photo(picture)),
            thumb: BASE64_STANDARD.encode(photo(&[&picture[..1], b" small"].concat())),
        };
        match self.engine.handle(command).await.unwrap() {
            Outcome::Kept(picture) => picture,
            other => panic!("{other:?}"),
        }
    }

    async fn saves(&self, photos: &[&Picture]) {
        let visit = VisitDraft {
            outcome: Some(VisitOutcome::Met),
            photos: photos.iter().map(|photo| (*photo).clone()).collect(),
            ..VisitDraft::default()
        };
        let household = self.household;
        let save = Command::RecordVisit { household, visit };
        self.engine.handle(save).await.unwrap();
    }

    /// A photo of a visit that the hub has.
    async fn delivered_visit(&self, picture: &[u8]) -> Picture {
        let picture = self.takes(picture).await;
        self.saves(&[&picture]).await;
        self.engine.synchronise(true).await.unwrap();
        picture
    }

    fn view(&self) -> PhotosView {
        match self
            .engine
            .answer(Query::ReceiptQuery(ReceiptQuery {}))
            .unwrap()
        {
            Answer::ReceiptQuery(receipt) => receipt.photos,
            other => panic!("{other:?}"),
        }
    }

    fn waiting(&self) -> (u32, u32) {
        (self.view().waiting, self.view().refused)
    }

    fn visit(&self) -> VisitRow {
        let household = self.household;
        match self
            .engine
            .answer(Query::HouseholdQuery(HouseholdQuery { household }))
            .unwrap()
        {
            Answer::HouseholdQuery(mut view) => view.visits.remove(0),
            other => panic!("{other:?}"),
        }
    }

    fn has(&self, hash: BlobHash) -> bool {
        match self
            .engine
            .answer(Query::PictureQuery(PictureQuery { hash }))
            .unwrap()
        {
            Answer::PictureQuery(bytes) => bytes.is_some(),
            other => panic!("{other:?}"),
        }
    }

    fn album(&self) -> &Album {
        self.engine.transport()
    }

    fn hub_has(&self, hash: BlobHash) -> bool {
        self.album().whole.borrow().contains_key(&hash)
    }
}

#[tokio::test]
async fn photos_go_after_their_text_the_thumbnail_first() {
    let phone = Phone::new();
    let picture = phone.takes(&[1; 100_000]).await;
    phone.saves(&[&picture]).await;
    phone.engine.send_photos().await.unwrap();
    assert_eq!(phone.album().came.get(), 0, "the text is not there yet");
    assert_eq!(phone.waiting(), (1, 0));
    phone.engine.synchronise(true).await.unwrap();
    assert_eq!(phone.album().came.get(), 0, "and text is all that it sends");
    phone.engine.send_photos().await.unwrap();
    assert_eq!(
        *phone.album().order.borrow(),
        [picture.thumb.unwrap(), picture.hash]
    );
    assert_eq!(phone.waiting(), (0, 0));
}

#[tokio::test]
async fn a_cut_line_and_a_killed_app_go_on_where_the_hub_is() {
    let mut phone = Phone::new();
    let picture = phone.delivered_visit(&[2; 90_000]).await;
    let mut cuts = 0;
    while phone.waiting() != (0, 0) {
        for fate in [Fate::Unanswered, Fate::Lost] {
            phone.album().fates.replace([Fate::Good, fate].into());
            // Fails, but for the last one.
            let _ = phone.engine.send_photos().await;
        }
        phone = phone.killed();
        cuts += 1;
        assert!(cuts < 50);
    }
    assert!(cuts > 3);
    assert!(phone.hub_has(picture.hash));
    // Whatever was cut, no byte came more than twice.
    let length = usize::try_from(picture.size).unwrap();
    assert!(phone.album().came.get() < 2 * length + 40_000);
}

#[tokio::test]
async fn a_bit_that_flipped_sends_it_anew_and_for_ever_flipping_ones_are_said() {
    let phone = Phone::new();
    let picture = phone.delivered_visit(&[3; 3_000]).await;
    phone
        .album()
        .fates
        .borrow_mut()
        .extend([Fate::Flipped, Fate::Flipped]);
    phone.engine.send_photos().await.unwrap();
    assert!(phone.hub_has(picture.hash) && phone.hub_has(picture.thumb.unwrap()));

    let other = phone.delivered_visit(&[4; 3_000]).await;
    phone
        .album()
        .fates
        .borrow_mut()
        .extend(vec![Fate::Flipped; 6]);
    phone.engine.send_photos().await.unwrap();
    assert_eq!(phone.waiting(), (0, 1));
    assert_eq!(phone.view().code, Some(ErrorCode::BlobBroken));
    assert!(phone.has(other.hash), "refused is not lost");
    phone.engine.handle(Command::SendPhotosAgain).await.unwrap();
    phone.engine.send_photos().await.unwrap();
    assert_eq!(phone.waiting(), (0, 0));
    assert!(phone.hub_has(other.hash));
}

#[tokio::test]
async fn what_the_hub_refuses_stays_here_and_an_elder_hub_is_waited_for() {
    let phone = Phone::new();
    let picture = phone.delivered_visit(&[5; 9_000]).await;
    let elder = Fate::Says(ErrorCode::NotFound);
    phone.album().fates.borrow_mut().push_back(elder);
    assert!(phone.engine.send_photos().await.is_err());
    assert_eq!(phone.waiting(), (1, 0));
    let refused = Fate::Says(ErrorCode::BlobUnknown);
    phone.album().fates.borrow_mut().extend(vec![refused; 2]);
    phone.engine.send_photos().await.unwrap();
    assert_eq!(phone.waiting(), (0, 1));
    assert_eq!(phone.view().code, Some(ErrorCode::BlobUnknown));
    assert!(phone.has(picture.hash));
}

#[tokio::test]
async fn photos_of_a_refused_visit_wait_for_it_to_be_sent_again() {
    let phone = Phone::new();
    phone.album().refuses_text.set(true);
    let picture = phone.delivered_visit(&[6; 9_000]).await;
    phone.engine.clock.advance(3 * UnixMillis::DAY);
    phone.engine.send_photos().await.unwrap();
    assert_eq!(phone.album().came.get(), 0);
    assert!(
        phone.has(picture.hash),
        "nothing of a refused visit is lost"
    );
    let Answer::ReceiptQuery(receipt) = phone
        .engine
        .answer(Query::ReceiptQuery(ReceiptQuery {}))
        .unwrap()
    else {
        panic!("no receipt");
    };
    phone.album().refuses_text.set(false);
    let transaction = receipt.refused[0].transaction;
    phone
        .engine
        .handle(Command::Resend { transaction })
        .await
        .unwrap();
    phone.engine.synchronise(true).await.unwrap();
    phone.engine.send_photos().await.unwrap();
    assert!(phone.hub_has(picture.hash));
}

#[tokio::test]
async fn a_photo_whose_visit_went_to_others_before_it_was_sent_is_said_for_a_month() {
    let phone = Phone::new();
    let picture = phone.delivered_visit(&[6; 900]).await;
    let forget = "DELETE FROM record WHERE kind = 'visit'";
    let moved = phone.engine.store.borrow().connection().execute(forget, []);
    moved.unwrap();
    phone.engine.send_photos().await.unwrap();
    assert_eq!((phone.waiting(), phone.album().came.get()), ((0, 1), 0));
    assert!(phone.has(picture.hash));
    phone.engine.clock.advance(31 * UnixMillis::DAY);
    phone.engine.send_photos().await.unwrap();
    assert!(!phone.has(picture.hash));
}

#[tokio::test]
async fn on_wifi_only_a_telephones_data_is_left_alone() {
    let phone = Phone::new();
    let preference = Preference {
        photos: PhotoLine::WifiOnly,
        ..Preference::default()
    };
    phone
        .engine
        .handle(Command::Prefer(preference))
        .await
        .unwrap();
    phone.album().metered.set(true);
    let picture = phone.delivered_visit(&[7; 9_000]).await;
    phone.engine.send_photos().await.unwrap();
    assert_eq!(phone.album().came.get(), 0);
    assert_eq!(
        (phone.view().line, phone.waiting()),
        (PhotoLine::WifiOnly, (1, 0))
    );
    phone.album().metered.set(false);
    phone.engine.send_photos().await.unwrap();
    assert!(phone.hub_has(picture.hash));
}

#[tokio::test]
async fn a_delivered_photo_leaves_after_a_month_its_thumbnail_stays_and_it_comes_back_when_asked() {
    let phone = Phone::new();
    let picture = phone.delivered_visit(&[8; 90_000]).await;
    let thumb = picture.thumb.unwrap();
    phone.engine.send_photos().await.unwrap();
    phone.engine.clock.advance(29 * UnixMillis::DAY);
    phone.engine.send_photos().await.unwrap();
    assert!(phone.has(picture.hash));
    phone.engine.clock.advance(2 * UnixMillis::DAY);
    phone.engine.send_photos().await.unwrap();
    assert!(!phone.has(picture.hash) && phone.has(thumb));

    let fetch = |hash, visit| Command::FetchPicture {
        visit,
        hash,
        small: false,
    };
    let visit = phone.visit().id;
    phone
        .engine
        .handle(fetch(picture.hash, visit))
        .await
        .unwrap();
    assert!(phone.has(picture.hash));
    let other = BlobHash::of(b"another's");
    let awaited = phone.engine.handle(fetch(other, visit)).await;
    let code = ErrorCode::BlobAwaited;
    assert_eq!(awaited, Err(ReplicaError::Hub { code }));
    // What answers with other bytes is no hub.
    let page = b"<html>login</html>".to_vec();
    phone.album().whole.borrow_mut().insert(other, page);
    let fooled = phone.engine.handle(fetch(other, visit)).await;
    assert_eq!(fooled, Err(ReplicaError::Offline));
    // A picture of a visit that is not here does not stay either.
    phone
        .album()
        .whole
        .borrow_mut()
        .insert(BlobHash::of(b"x"), b"x".to_vec());
    let nowhere = VisitId(Uuid::from_u128(77));
    phone
        .engine
        .handle(fetch(BlobHash::of(b"x"), nowhere))
        .await
        .unwrap();
    phone.engine.send_photos().await.unwrap();
    assert!(!phone.has(BlobHash::of(b"x")));
}

#[tokio::test]
async fn a_hub_that_went_back_to_a_backup_is_offered_its_photos_again() {
    let phone = Phone::new();
    let picture = phone.delivered_visit(&[9; 9_000]).await;
    phone.engine.send_photos().await.unwrap();
    phone.album().whole.borrow_mut().clear();
    phone.album().epoch.set(1);
    phone.engine.synchronise(true).await.unwrap();
    phone.engine.synchronise(true).await.unwrap();
    phone.engine.send_photos().await.unwrap();
    assert!(phone.hub_has(picture.hash));
}

#[tokio::test]
async fn the_loop_sends_by_itself_and_backs_off_when_the_line_is_down() {
    let phone = Phone::new();
    let picture = phone.takes(&[1; 50_000]).await;
    phone.saves(&[&picture]).await;
    phone.album().fates.borrow_mut().extend(vec![Fate::Lost; 3]);
    let began = phone.engine.clock.elapsed();
    let moving = phone.engine.keep_photos_moving();
    let text = async {
        phone.engine.synchronise(true).await.unwrap();
        while phone.waiting() != (0, 0) {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! { () = moving => {}, () = text => {} }
    assert!(phone.hub_has(picture.hash));
    let waited = phone.engine.clock.elapsed() - began;
    assert!(waited.as_secs() >= 4, "three failures wait ever longer");
}

//! A phone that takes photos at one door.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::domain::{BlobHash, HouseholdId, Outcome as VisitOutcome, Picture, Relation};

use super::album::Album;
use crate::actor::Engine;
use crate::api::{
    Answer, Command, HouseholdQuery, Outcome, PhotosView, PictureQuery, Query, ReceiptQuery,
    VisitDraft, VisitRow,
};
use crate::commands::picture::jpeg::tests::photo;
use crate::queries::tests::town::{THREE, Town};
use crate::sync::TestClock;

pub(super) struct Phone {
    pub(super) engine: Engine<Album, TestClock>,
    household: HouseholdId,
}

impl Phone {
    pub(super) fn new() -> Self {
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
    pub(super) fn killed(self) -> Self {
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

    pub(super) async fn takes(&self, picture: &[u8]) -> Picture {
        let command = Command::KeepPhoto {
            photo: BASE64_STANDARD.encode(photo(picture)),
            thumb: BASE64_STANDARD.encode(photo(&[&picture[..1], b" small"].concat())),
        };
        match self.engine.handle(command).await.unwrap() {
            Outcome::Kept(picture) => picture,
            other => panic!("{other:?}"),
        }
    }

    pub(super) async fn saves(&self, photos: &[&Picture]) {
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
    pub(super) async fn delivered_visit(&self, picture: &[u8]) -> Picture {
        let picture = self.takes(picture).await;
        self.saves(&[&picture]).await;
        self.engine.synchronise(true).await.unwrap();
        picture
    }

    pub(super) fn view(&self) -> PhotosView {
        match self
            .engine
            .answer(Query::ReceiptQuery(ReceiptQuery {}))
            .unwrap()
        {
            Answer::ReceiptQuery(receipt) => receipt.photos,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn waiting(&self) -> (u32, u32) {
        (self.view().waiting, self.view().refused)
    }

    pub(super) fn visit(&self) -> VisitRow {
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

    pub(super) fn has(&self, hash: BlobHash) -> bool {
        match self
            .engine
            .answer(Query::PictureQuery(PictureQuery { hash }))
            .unwrap()
        {
            Answer::PictureQuery(bytes) => bytes.is_some(),
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn album(&self) -> &Album {
        self.engine.transport()
    }

    pub(super) fn hub_has(&self, hash: BlobHash) -> bool {
        self.album().whole.borrow().contains_key(&hash)
    }
}

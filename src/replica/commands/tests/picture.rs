use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{HouseholdId, Outcome as VisitOutcome, Picture, Relation};
use chuanmen_core::protocol::limits;

use super::problem;
use crate::api::{
    Command, CorrectionFormQuery, HouseholdQuery, Outcome, PictureQuery, ReceiptQuery, VisitDraft,
    VisitFormQuery,
};
use crate::commands::picture::jpeg::tests::photo;
use crate::queries::tests::town::{THREE, Town};

fn home(town: &mut Town) -> HouseholdId {
    let household = town.household(THREE, "2", 5, "502");
    town.resident(household, "李国华", Relation::Head, &[]);
    household
}

fn keep(picture: &[u8]) -> Command {
    Command::KeepPhoto {
        photo: BASE64_STANDARD.encode(photo(picture)),
        thumb: BASE64_STANDARD.encode(photo(&[picture, b" small"].concat())),
    }
}

fn kept(outcome: Outcome) -> Picture {
    match outcome {
        Outcome::Kept(picture) => picture,
        other => panic!("{other:?}"),
    }
}

fn met(photos: Vec<Picture>) -> VisitDraft {
    VisitDraft {
        outcome: Some(VisitOutcome::Met),
        photos,
        ..VisitDraft::default()
    }
}

fn here(town: &Town, picture: &Picture) -> bool {
    let hash = picture.hash;
    town.ask(PictureQuery { hash }).is_some()
}

#[test]
fn a_photo_is_kept_without_its_place_and_goes_with_its_visit() {
    let mut town = Town::new();
    let household = home(&mut town);
    let picture = kept(town.act(keep(b"socket")));
    let base64 = town.ask(PictureQuery { hash: picture.hash }).unwrap();
    let bytes = BASE64_STANDARD.decode(base64).unwrap();
    assert_eq!(usize::try_from(picture.size).unwrap(), bytes.len());
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("socket") && !text.contains("Exif") && !text.contains("GPS"));

    let visit = met(vec![picture.clone()]);
    town.act(Command::SaveDraft {
        household,
        visit: visit.clone(),
    });
    let draft = town.ask(VisitFormQuery { household }).draft.unwrap();
    assert_eq!(draft.photos, std::slice::from_ref(&picture));
    assert_eq!(town.ask(ReceiptQuery {}).photos.waiting, 0, "not saved yet");
    town.act(Command::RecordVisit { household, visit });
    assert_eq!(town.ask(ReceiptQuery {}).photos.waiting, 1);
    let view = town.ask(HouseholdQuery { household });
    assert_eq!(view.visits[0].photos, [picture]);
    // It waits for its text.
    assert_eq!(town.store.next_blob().unwrap(), None);
}

#[test]
fn an_undone_visit_has_its_photos_in_the_form_again_and_a_dropped_form_lets_them_go() {
    let mut town = Town::new();
    let household = home(&mut town);
    let picture = kept(town.act(keep(b"socket")));
    let visit = met(vec![picture.clone()]);
    let Outcome::Saved { transaction } = town.act(Command::RecordVisit { household, visit }) else {
        panic!("not saved");
    };
    town.act(Command::SaveDraft {
        household,
        visit: met(vec![picture.clone()]),
    });
    town.act(Command::Undo { transaction });
    assert_eq!(town.ask(ReceiptQuery {}).photos.waiting, 0);
    let two_days = town.wall.plus(2 * UnixMillis::DAY);
    town.store.prune_blobs(two_days).unwrap();
    assert!(here(&town, &picture), "the form names it");
    town.act(Command::DropDraft { household });
    town.store.prune_blobs(town.wall).unwrap();
    assert!(
        here(&town, &picture),
        "a form is kept a moment after its photo"
    );
    town.store.prune_blobs(two_days).unwrap();
    assert!(!here(&town, &picture));
}

#[test]
fn what_is_no_photo_is_said_and_nothing_is_kept() {
    let mut town = Town::new();
    let good = BASE64_STANDARD.encode(photo(b"x"));
    let large = BASE64_STANDARD.encode(photo(&vec![7; limits::BLOB_BYTES]));
    let cut = BASE64_STANDARD.encode(&photo(b"x")[..40]);
    for (bad, why) in [
        (String::new(), "photo: form"),
        ("不是照片".to_owned(), "photo: form"),
        (cut, "photo: form"),
        (large, "photo: too_large"),
        ("A".repeat(70_000_000), "photo: too_large"),
    ] {
        for (photo, thumb) in [(&bad, &good), (&good, &bad)] {
            let (photo, thumb) = (photo.clone(), thumb.clone());
            let attempt = town.attempt(Command::KeepPhoto { photo, thumb });
            assert_eq!(problem(attempt), why);
        }
    }
    let strokes = vec![Vec::new()];
    let attempt = town.attempt(Command::KeepSignature { strokes });
    assert_eq!(problem(attempt), "signature: empty");
}

#[test]
fn a_visit_has_at_most_six_photos_and_a_correction_keeps_them() {
    let mut town = Town::new();
    let household = home(&mut town);
    let photos: Vec<_> = (0..=6_u8).map(|n| kept(town.act(keep(&[n])))).collect();
    let attempt = town.attempt(Command::RecordVisit {
        household,
        visit: met(photos.clone()),
    });
    assert_eq!(problem(attempt), "photos: too_long");
    let strokes = vec![vec![(10, 20), (30, 5)]];
    let signature = kept(town.act(Command::KeepSignature { strokes }));
    let visit = VisitDraft {
        signature: Some(signature.clone()),
        ..met(photos[..6].to_vec())
    };
    town.act(Command::RecordVisit { household, visit });
    let saved = town.ask(HouseholdQuery { household }).visits.remove(0);
    assert_eq!(saved.photos, photos[..6]);
    assert_eq!(saved.signature, Some(signature.clone()));
    let form = town.ask(CorrectionFormQuery { visit: saved.id });
    let draft = form.draft.unwrap();
    assert_eq!((draft.photos.len(), draft.signature), (6, Some(signature)));
}

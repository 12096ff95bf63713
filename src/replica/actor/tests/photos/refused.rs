//! What becomes of photos that the hub does not take.

use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::ErrorCode;

use super::album::Fate;
use super::phone::Phone;
use crate::api::{Answer, Command, Query, ReceiptQuery};

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

//! When photos go, and how they get through.

use super::album::Fate;
use super::phone::Phone;
use crate::actor::Clock;
use crate::api::{Command, PhotoLine, Preference};

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

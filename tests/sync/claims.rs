//! Two phones claim one wish while neither has a signal.

use chuanmen_core::domain::{WishId, WishState, WishStep, WithoutEffect};
use chuanmen_replica::api::{
    Command, ReceiptQuery, TakeWishStep, WishQuery, WishView, WishesQuery,
};
use chuanmen_tests::harness::{Demo, Device, TestServer};

/// In no text of the demo's, whatever day it is made on.
const MARK: &str = "两人同时认领";

async fn take(device: &Device, wish: WishId, step: WishStep) {
    let step = TakeWishStep {
        wish,
        step,
        note: String::new(),
        satisfaction: None,
        number: None,
        text: String::new(),
    };
    device.send(Command::TakeWishStep(step)).await;
}

async fn find(device: &Device) -> WishId {
    let wishes = device.ask(WishesQuery {}).await;
    wishes.iter().find(|it| it.text.contains(MARK)).unwrap().id
}

async fn see(device: &Device, wish: WishId) -> WishView {
    device.ask(WishQuery { wish }).await
}

#[tokio::test]
async fn of_two_claims_the_first_to_arrive_holds_and_the_second_is_told() {
    let server = TestServer::start(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let bob = Device::bob(&server).await;
    let supervisor = Device::supervisor(&server).await;
    alice.visit(alice.door().await.household, MARK).await;
    alice.sync().await;
    supervisor.sync().await;
    let wish = find(&supervisor).await;
    take(&supervisor, wish, WishStep::Verify).await;
    take(&supervisor, wish, WishStep::Publish).await;
    supervisor.sync().await;
    alice.sync().await;
    bob.sync().await;

    alice.line.cut();
    bob.line.cut();
    // Alice is the first to say so, bob the first to be heard.
    take(&alice, wish, WishStep::Claim).await;
    take(&bob, wish, WishStep::Claim).await;
    assert!(see(&alice, wish).await.row.claim.unwrap().mine);
    bob.line.mend();
    bob.sync().await;
    alice.line.mend();
    alice.sync().await;
    bob.sync().await;

    let bobs_name = &Device::bobs(&server).name;
    for (device, mine) in [(&alice, false), (&bob, true)] {
        let view = see(device, wish).await;
        assert_eq!(view.row.state, WishState::Claimed);
        let claim = view.row.claim.unwrap();
        assert_eq!((&claim.by, claim.mine), (bobs_name, mine));
        let late: Vec<_> = view
            .timeline
            .iter()
            .filter(|row| row.without_effect.is_some())
            .collect();
        let [late] = late.try_into().unwrap();
        assert!(matches!(
            late.without_effect,
            Some(WithoutEffect::AlreadyClaimed { .. })
        ));
        assert_eq!(&late.rival, bobs_name);
    }
    let told = alice.ask(ReceiptQuery {}).await.without_effect;
    let [told] = told.try_into().unwrap();
    assert_eq!(told.summary.wish_steps, ["claim"]);
    assert!(told.delivered_at.is_some());
    let not_told = bob.ask(ReceiptQuery {}).await.without_effect;
    assert_eq!(not_told, Vec::new());
}

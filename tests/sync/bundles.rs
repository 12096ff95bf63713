//! What one phone saved goes to the hub by another, and then once more by itself.

use chuanmen_replica::api::{CarriedState, Command, Outcome, ReceiptQuery};
use chuanmen_tests::harness::{Demo, Device, TestServer};

use crate::agreement::{all_agree, marks, record};

#[tokio::test]
async fn what_a_colleague_carried_and_its_author_sent_later_is_there_once() {
    let server = TestServer::start(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let bob = Device::bob(&server).await;
    let hers = marks("甲");
    record(&alice, &hers).await;
    let exported = alice.send(Command::ExportBundle).await;
    let Outcome::Bundle { file, saves, left } = exported else {
        panic!("a bundle, not {exported:?}");
    };
    assert_eq!((saves, left), (4, 0));
    for _ in 0..2 {
        let (name, base64) = (file.name.clone(), file.base64.clone());
        bob.send(Command::TakeIn { name, base64 }).await;
        bob.sync().await;
    }
    let carried = bob.ask(ReceiptQuery {}).await.carried;
    let [row] = carried.as_slice() else {
        panic!("one file, not {carried:?}");
    };
    assert!(
        matches!(&row.state, CarriedState::Delivered(done) if done.accepted + done.already == 4),
        "{row:?}"
    );
    all_agree(&server, &[&alice, &bob], &hers, &[]).await;
}

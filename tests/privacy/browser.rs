//! The files of a browser: OPFS, IndexedDB, caches, everything in its profile.

use chuanmen_tests::harness::{
    Demo, Device, Profile, Screen, Shape, TestServer, Visitor, occurrences,
};

const NOTE: &str = "煤气罐放在走廊里";

#[tokio::test]
async fn no_file_of_a_browser_holds_a_readable_name() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let doors = alice.doors().await;
    let people = doors.iter().flat_map(|door| &door.view.residents);
    let mut words: Vec<String> = people.map(|person| person.name.clone()).collect();
    assert!(words.len() > 10, "hardly anybody lives there: {words:?}");
    words.push(NOTE.to_owned());

    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.find_by_board(&alice.door().await).await;
    browser.record_visit(NOTE, "一床棉被").await;
    browser.go("诉求").await;
    browser.sees(NOTE).await;
    assert_eq!(occurrences(phone.folder(), &words), []);
    browser.close().await;
    assert_eq!(occurrences(phone.folder(), &words), []);
}

//! A complaint about the app, from a phone without signal to whoever runs the hub, and back.

use chuanmen_tests::harness::{Demo, Profile, Screen, Shape, TestServer, Visitor};

#[tokio::test]
async fn a_complaint_written_with_no_server_is_answered_on_the_phone() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();
    browser.go("诉求").await;
    browser.go("我的").await;
    browser.press("投诉建议").await;
    // What goes along is shown before it is sent: the part of the app, no door.
    browser.sees("一起发出去的：串门").await;
    browser.sees("/ 诉求 /").await;
    browser.fill("想说什么", "字太小，太阳下看不清").await;
    browser.press("发出").await;
    browser.sees("存在手机里，等有网自动传").await;

    server.serve().await;
    browser.sees("已送到，还没答复").await;
    let listed = server.command(&["feedback", "list"]);
    assert!(listed.contains("字太小，太阳下看不清"), "{listed}");
    let id = listed.split_whitespace().next().unwrap().to_owned();
    let answer = "我的、字号，可以调到特大";
    let done = server.command(&["feedback", "answer", &id, answer]);
    assert!(done.contains("answered"), "{done}");
    let listed = server.command(&["feedback", "list"]);
    assert!(!listed.contains("字太小"), "{listed}");

    browser.go("我的").await;
    browser.press("现在传").await;
    browser.press("投诉建议").await;
    browser.sees("已答复").await;
    browser.sees(answer).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

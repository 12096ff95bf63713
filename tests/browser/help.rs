//! What helps on the first day, with no server.

use chuanmen_tests::harness::{Demo, Profile, Screen, Shape, TestServer, Visitor};

#[tokio::test]
async fn the_tour_is_seen_once_and_again_from_help_and_help_needs_no_server() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    // Before anybody enrolled there is help, and a way back.
    browser.press("帮助").await;
    browser.press("装到手机桌面").await;
    browser.sees("添加到主屏幕").await;
    browser.press("返回").await;
    browser.press("返回").await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();
    browser.go("今日").await;
    browser.sees("第 1 张，共 3 张").await;
    browser.press("下一张").await;
    browser.sees("没网也一样记").await;
    // A finger to the right goes back, an arrow goes on.
    browser.run(SWIPE, vec![1.into()]).await;
    browser.sees("打开就是今天要走的门").await;
    browser.run(SWIPE, vec![(-1).into()]).await;
    browser.sees("没网也一样记").await;
    let arrow = "document.querySelector('.tour .soft').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })); return true";
    browser.run(arrow, Vec::new()).await;
    browser.sees("第 3 张，共 3 张").await;
    browser.press("知道了").await;
    browser.sees_no("第 3 张，共 3 张").await;
    browser.reload().await;
    browser.sees("要跟进的诉求").await;
    browser.sees_no("共 3 张").await;

    browser.go("我的").await;
    browser.press("帮助").await;
    browser.press("三张卡片看懂串门…").await;
    browser.sees("第 1 张，共 3 张").await;
    browser.press("跳过").await;
    browser.fill("找帮助", "密码 登录").await;
    browser.sees_no("微心愿怎么认领").await;
    browser.press("忘了开锁密码").await;
    browser.sees("试错十次").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;
}

/// A finger along the tour's card: -1 to the left, 1 to the right.
const SWIPE: &str = "
    const tour = document.querySelector('.tour');
    const box = tour.getBoundingClientRect();
    const at = (type, x) => tour.dispatchEvent(new PointerEvent(type, {
        bubbles: true, clientX: x, clientY: box.top + 40, pointerType: 'touch' }));
    const middle = box.left + box.width / 2;
    at('pointerdown', middle);
    at('pointerup', middle + 120 * arguments[0]);
    return true";

//! Text at twice its size, on narrow screens: nothing is cut off.

use chuanmen_tests::harness::{Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor};
use serde_json::{Value, json};

/// Every text that is cut by what it stands in, or stands beside the screen. What scrolls sideways
/// on purpose (chips) is not cut; what only screen readers read is not seen.
const CUT: &str = "
    const cut = [];
    const seen = (element) => !element.closest('.vh, [aria-hidden=true], script, style');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!node.data.trim() || !parent.checkVisibility() || !seen(parent)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width === 0) continue;
            let left = 0, right = innerWidth, scrolls = false;
            for (let at = parent; at && at !== document.documentElement; at = at.parentElement) {
                const flow = getComputedStyle(at).overflowX;
                if (flow === 'visible') continue;
                if ((flow === 'auto' || flow === 'scroll') && at.scrollWidth > at.clientWidth + 1) {
                    scrolls = !at.matches('main');
                    if (scrolls) break;
                }
                const inside = at.getBoundingClientRect();
                left = Math.max(left, inside.left);
                right = Math.min(right, inside.right);
            }
            if (!scrolls && (box.left < left - 1.5 || box.right > right + 1.5)) {
                cut.push(node.data.trim().slice(0, 30) + ' ' + Math.round(box.right - right));
                break;
            }
        }
    }
    for (const one of document.querySelectorAll('button, a, label, h1, h2, .tag, .btn')) {
        // A larger target than what is drawn is not text.
        const target = getComputedStyle(one, '::after').position === 'absolute';
        if (one.checkVisibility() && seen(one) && one.clientWidth > 0 && !target
            && one.scrollWidth > one.clientWidth + 1)
            cut.push('wider: ' + one.textContent.trim().slice(0, 30));
    }
    return [...new Set(cut)]";

async fn is_whole(browser: &Browser, screen: &str, wrong: &mut Vec<String>) {
    for width in [320, 390] {
        let metrics =
            json!({ "width": width, "height": 844, "deviceScaleFactor": 2, "mobile": true });
        browser
            .devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        let cut = browser.run(CUT, Vec::new()).await;
        if cut != Value::Array(Vec::new()) {
            wrong.push(format!("{screen} at {width}: {cut}"));
        }
    }
}

#[tokio::test]
async fn at_twice_the_size_no_label_is_cut_off_on_any_screen() {
    let server = TestServer::start_with_web(Demo {
        households: 300,
        ..Demo::SMALL
    })
    .await;
    let door = Device::alice(&server).await.door().await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    let mut wrong = Vec::new();
    browser.goto(&server.url()).await;
    browser.sees("登记这台设备").await;
    let large = "document.documentElement.dataset.text = 'huge'; return true";
    browser.run(large, Vec::new()).await;
    is_whole(&browser, "enrol", &mut wrong).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    browser.go("我的").await;
    browser.press("特大").await;
    browser
        .until("the text is large", async || {
            let size = "return document.documentElement.dataset.text";
            browser.try_run(size, Vec::new()).await == Some("huge".into())
        })
        .await;
    let home = format!("/household/{}", door.household);
    for (screen, address, words) in [
        ("today", "/".to_owned(), "第 1 张"),
        ("places", "/places".to_owned(), "小区"),
        (
            "building",
            format!("/building/{}", door.view.building),
            "同一趟",
        ),
        ("household", home.clone(), "开始走访"),
        ("visit", format!("{home}/visit"), "先选见没见到人"),
        ("add", format!("{home}/add"), "先写姓名"),
        ("needs", "/needs".to_owned(), "全部"),
        ("wishes", "/wishes".to_owned(), "全部"),
        ("guides", "/guide".to_owned(), "社保卡补办"),
        ("me", "/me".to_owned(), "关于串门"),
        ("pin", "/pin".to_owned(), "输入新密码"),
        ("conflicts", "/conflicts".to_owned(), "没有记得不一样的"),
        ("help", "/help".to_owned(), "没有信号怎么办"),
        ("help-page", "/help/install".to_owned(), "添加到主屏幕"),
        ("tour", "/help/tour".to_owned(), "第 1 张"),
        ("feedback", "/feedback".to_owned(), "先写想说什么"),
        ("about", "/about".to_owned(), "资料在哪"),
        ("not-found", "/nowhere".to_owned(), "没有这一页"),
    ] {
        browser.goto(&format!("{}{address}", server.url())).await;
        browser.sees(words).await;
        is_whole(&browser, screen, &mut wrong).await;
    }
    browser.goto(&format!("{}/me", server.url())).await;
    browser.press("先练一练").await;
    browser.sees("练习：不会存到社区").await;
    is_whole(&browser, "practice", &mut wrong).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    browser.close().await;
}

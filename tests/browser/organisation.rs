//! A shop of the grid, entered, called at and listened to without signal.

use chuanmen_core::domain::Outcome;
use chuanmen_replica::api::{NeedsQuery, OrganisationQuery, OrganisationsQuery};
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor};

const NEED: &str = "店门口的井盖松了，夜里响";

#[tokio::test]
async fn a_shop_entered_and_called_at_with_no_server_is_whole_on_the_supervisors_device() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();

    browser.go("走访").await;
    browser.press("单位").await;
    browser.press("添一个单位").await;
    browser.fill("名称", "龙生源米线店").await;
    browser.press("餐饮").await;
    browser.fill("具体位置", "底商 8 号").await;
    browser.fill("联系人", "龙生源").await;
    browser.fill("联系人电话", "154").await;
    browser.press("记下这个单位").await;
    browser.sees("电话的位数不对").await;
    // Killed while typing: the form comes back.
    browser.fill("联系人电话", "15400000042").await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    browser.reload().await;
    browser.sees("记下这个单位").await;
    browser.press("记下这个单位").await;
    browser.sees("已存好，有网自动传。").await;

    // Found by initials beside households, and called at.
    browser.fill("找门牌或姓名", "lsymx").await;
    browser.press("龙生源米线店…").await;
    browser.sees("餐饮").await;
    browser.press("开始走访").await;
    browser.press("见到人").await;
    browser.press("记诉求").await;
    browser.fill("要什么", NEED).await;
    browser.fill("备注", "灭火器是新的").await;
    browser.press("保存走访").await;
    browser.sees("灭火器是新的").await;
    browser.sees(NEED).await;
    browser.press("改单位资料").await;
    browser.press("已歇业（资料都留着，排在最后）").await;
    browser.press("保存修改").await;
    browser.sees("已经歇业").await;
    browser.go("诉求").await;
    browser.sees(NEED).await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());

    server.serve().await;
    browser.go("我的").await;
    browser.sees("3 已送达").await;
    browser.sees_no("待传").await;
    browser.close().await;

    let supervisor = Device::supervisor(&server).await;
    let text = "龙生源米线店".to_owned();
    let found = supervisor.ask(OrganisationsQuery { text }).await;
    assert_eq!(found.len(), 1);
    let organisation = found[0].id;
    let view = supervisor.ask(OrganisationQuery { organisation }).await;
    assert_eq!(view.contact_phone, Some(("154".into(), "0042".into())));
    assert!(view.closed && view.address.contains("底商 8 号"));
    assert_eq!(
        (view.visit_count, &view.visits[0].outcome),
        (1, &Outcome::Met)
    );
    assert_eq!(view.needs[0].text, NEED);
    let needs = supervisor.ask(NeedsQuery {}).await;
    let need = needs.iter().find(|need| need.text == NEED).unwrap();
    assert_eq!(
        (need.organisation, &*need.place),
        (Some(organisation), "龙生源米线店")
    );
}

//! Households themselves, with no server: a door that was missing, its first resident, a move, a
//! split, and what was changed; then a colleague's phone agrees.

use chuanmen_replica::api::{BoardQuery, ChangeFate, HistoryQuery, HouseholdQuery, SearchQuery};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Door, Profile, Screen, Shape, TestServer, Visitor,
};

/// Sets a field as pasting does: a driver types no character beyond the first plane.
const PASTE: &str = "
    const pasted = field(arguments[0]);
    if (!pasted) return false;
    const kind = pasted.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(pasted, arguments[1]);
    pasted.dispatchEvent(new Event('input', { bubbles: true }));
    return true;";

/// A phone that has everything, and whose server is gone.
async fn with_no_server(server: &TestServer, phone: &Profile) -> (Browser, Door) {
    let door = Device::alice(server).await.door().await;
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();
    (browser, door)
}

async fn add_resident(browser: &Browser, name: &str) {
    browser.fill("姓名", name).await;
    browser.press("记下这个人").await;
    browser.sees("住在这里的人").await;
    browser.sees(name).await;
}

async fn paste(browser: &Browser, field: &str, text: &str) {
    browser
        .until(&format!("“{field}” takes what is pasted"), async || {
            let arguments = vec![field.into(), text.into()];
            browser.run(PASTE, arguments).await == true
        })
        .await;
}

/// To the form of a new household in the building of a door.
async fn begin_household(browser: &Browser, door: &Door) {
    browser.go("走访").await;
    browser
        .press(&format!("{}…", door.view.building_name))
        .await;
    if !door.view.unit.is_empty() {
        browser
            .try_press(&format!("{} 单元…", door.view.unit))
            .await;
    }
    browser.press("添一户").await;
    browser.sees("先写房号").await;
    browser.fill("单元", &door.view.unit).await;
}

#[tokio::test]
async fn a_household_added_moved_and_split_with_no_server_is_the_same_on_a_colleagues_phone() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let (browser, door) = with_no_server(&server, &phone).await;
    let title = |room: &str| door.view.title.replace(&door.view.room, room);

    begin_household(&browser, &door).await;
    browser.fill("房号", &format!("{}室", door.view.room)).await;
    browser.sees("是同一户就不用再添").await;
    browser.fill("房号", "９０９室").await;
    browser.sees("从房号看是 9 楼").await;
    browser.sees_no("是同一户就不用再添").await;
    browser.press("记下，接着添人").await;
    add_resident(&browser, "刀新来").await;
    browser.sees(&title("909")).await;
    browser.press("添一个人").await;
    add_resident(&browser, "岩新来").await;

    browser.press("修改住户资料").await;
    browser.press("搬家，或门牌写错了").await;
    browser.fill("房号", "908").await;
    browser.press("搬过去").await;
    browser.sees(&title("908")).await;

    browser.press("修改住户资料").await;
    browser.press("分户").await;
    browser.press("岩新来").await;
    browser.press("分出去 1 人").await;
    browser.sees("已分户").await;
    browser.sees(&title("908-A")).await;
    browser.press("修改住户资料").await;
    browser.press("改动记录").await;
    browser.sees("岩新来：住哪一户").await;
    browser
        .sees(&format!("{} 改成 {}", title("908"), title("908-A")))
        .await;
    browser.sees("还没传").await;

    server.serve().await;
    browser.go("我的").await;
    // Once the figures are there.
    browser.sees("已送达").await;
    browser.sees_no("待传").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;

    let bob = Device::bob(&server).await;
    for (name, place) in [("刀新来", title("908")), ("岩新来", title("908-A"))] {
        let text = name.to_owned();
        let found = bob.ask(SearchQuery { text }).await;
        assert_eq!(found[0].title, place, "{name}");
        assert_eq!(found[0].names, [name]);
    }
    let building = door.view.building;
    let board = bob.ask(BoardQuery { building }).await;
    let rooms = board.units.iter().flat_map(|unit| &unit.floors);
    let rooms = rooms.flat_map(|floor| &floor.cells);
    assert!(rooms.filter(|cell| cell.room.starts_with("90")).count() >= 2);
    let text = "岩新来".to_owned();
    let household = bob.ask(SearchQuery { text }).await[0].household;
    let told = bob.ask(HistoryQuery { household }).await;
    assert!(told.changes.iter().all(|row| row.fate == ChangeFate::Taken));
    assert!(told.changes.iter().all(|row| !row.by.is_empty()));
}

#[tokio::test]
async fn what_is_pasted_into_a_name_is_cleaned_and_a_long_note_is_kept() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let phone = Profile::new(Shape::Phone);
    let (browser, door) = with_no_server(&server, &phone).await;
    browser.find_by_board(&door).await;
    browser.press("添一个人").await;
    let note = format!("{}尾🌸", "楼上漏水，".repeat(2_000));
    paste(&browser, "姓名", "\u{202e}𠮷\u{200b}田\t䶮\u{feff}").await;
    paste(&browser, "身份证号", "１１０１０５１９４９１２３１００２１").await;
    paste(&browser, "上门要知道的", &note).await;
    browser.press("记下这个人").await;
    browser.sees("身份证号有一位不对").await;
    paste(&browser, "身份证号", "１１０１０５１９４９１２３１００２ｘ").await;
    browser.sees("1949年12月31日生，女").await;
    browser.press("记下这个人").await;
    browser.sees("𠮷田䶮").await;
    browser.go("走访").await;
    paste(&browser, "找门牌或姓名", "䶮").await;
    browser.sees("𠮷田䶮").await;

    server.serve().await;
    browser.go("我的").await;
    // Once the figures are there.
    browser.sees("已送达").await;
    browser.sees_no("待传").await;
    browser.close().await;
    let alice = Device::alice(&server).await;
    let household = door.household;
    let residents = alice.ask(HouseholdQuery { household }).await.residents;
    let pasted = residents.iter().find(|one| one.name == "𠮷田䶮").unwrap();
    assert_eq!(pasted.note, note);
}

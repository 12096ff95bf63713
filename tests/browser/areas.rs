//! A supervisor changes the areas and who answers for them; phones have it with their next sync.

use chuanmen_core::domain::{AreaId, AreaLevel};
use chuanmen_replica::api::{AreaNode, AreaTreeQuery, SessionQuery, SessionView};
use chuanmen_tests::harness::{
    Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor, bare,
};

async fn tree(device: &Device) -> Vec<AreaNode> {
    device.ask(AreaTreeQuery {}).await.areas
}

fn named(areas: &[AreaNode], name: &str) -> AreaNode {
    let found = areas.iter().find(|node| node.name == name);
    found.unwrap_or_else(|| panic!("no {name}")).clone()
}

/// Opens the tree down to the last of these.
async fn open(screen: &Browser, names: &[&str]) {
    screen.go("管理").await;
    screen.press("区域…").await;
    screen.sees("区域图").await;
    for name in names {
        screen.press(&format!("{name}…")).await;
    }
}

/// Whether the list of duties has a row with all of these.
async fn listed(screen: &Browser, words: [&str; 4]) {
    screen.go("管理").await;
    screen.press("责任清单…").await;
    let script = "const words = arguments[0].map(bare);
        const rows = [...document.querySelectorAll('table.data tbody tr')];
        const found = rows.some((row) => {
            const cells = [...row.cells].map((cell) => bare(cell.innerText));
            return words.every((word) => cells.includes(word));
        });
        return found || null;";
    let what = format!("a row with {words:?}");
    screen
        .until(&what, async || {
            let words = serde_json::json!([words]);
            let arguments = words.as_array().unwrap().clone();
            screen
                .try_run(script, arguments)
                .await
                .is_some_and(|found| !found.is_null())
        })
        .await;
}

async fn grids(device: &Device) -> Vec<AreaId> {
    match device.ask(SessionQuery {}).await {
        SessionView::Enrolled(me) => me.grids.into_iter().map(|grid| grid.id).collect(),
        other => panic!("enrolled, not {other:?}"),
    }
}

#[tokio::test]
async fn areas_are_added_renamed_and_moved_a_grid_is_given_and_phones_and_the_list_say_so() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let mut logins = server.logins().iter();
    let second = logins.find(|one| one.role == "网格员" && one.area != server.login("网格员").area);
    let second = second.unwrap();
    let phone = Device::ready(&server, second).await;
    let before = tree(&alice).await;
    let mut houses = before.iter().filter(|one| one.level == AreaLevel::Building);
    let house = houses.find(|one| one.residents > 0).unwrap();
    let above = |node: &AreaNode| {
        let found = before.iter().find(|one| Some(one.id) == node.parent);
        found.unwrap().clone()
    };
    let (compound, grid) = (above(house), above(&above(house)));

    let desk = Profile::new(Shape::Desk);
    let screen = desk.open().await;
    screen.goto(&server.url()).await;
    screen.enrol_by_password(server.login("社区")).await;

    // A grid, a compound in it, and a building beside the one that will go.
    open(&screen, &[]).await;
    screen.press("加网格").await;
    screen.press("保存修改").await;
    screen.sees("第 11 网格").await;
    open(&screen, &["第 11 网格"]).await;
    screen.press("加小区").await;
    screen.fill("名称", "百花苑").await;
    screen.press("保存修改").await;
    open(&screen, &[&grid.name, &compound.name]).await;
    screen.press("加楼栋").await;
    screen.fill("名称", "99 栋").await;
    screen.fill("序号", "99").await;
    screen.press("保存修改").await;
    open(&screen, &[&grid.name, &compound.name]).await;
    screen.press("改名、移动").await;
    screen.fill("名称", "桂花里").await;
    screen.press("保存修改").await;

    // The building goes to the other grid, and it is said what goes along.
    open(&screen, &[&grid.name, "桂花里", &house.name]).await;
    screen.press("改名、移动").await;
    screen.fill("属于", "百花苑").await;
    screen.sees("一起过去的有").await;
    screen.sees(&format!("{} 户", house.households)).await;
    screen.press("连同…").await;
    screen.sees("区域图").await;
    screen.all_arrived().await;

    // Nobody answers for the new grid, until somebody is given it.
    listed(&screen, ["第 11 网格", "网格员", "", "无人负责"]).await;
    screen.go("管理").await;
    screen.press("人员和手机…").await;
    screen.fill("姓名、账号、网格", &second.name).await;
    screen.press(&format!("{}…", second.name)).await;
    screen.press("再给一项").await;
    screen.fill("负责哪里", "第 11 网格").await;
    screen.press("再给一项").await;
    screen.sees("改好了").await;
    let filled = ["第 11 网格", "网格员", second.name.as_str(), "已落实"];
    listed(&screen, filled).await;
    screen.press("导出 CSV").await;
    let file = String::from_utf8(screen.downloaded(".csv").await).unwrap();
    let line = format!("第 11 网格,,,网格员,{},已落实", second.name);
    assert!(file.contains(&line), "{file}");
    assert!(
        file.contains("百花苑,") && file.contains("无人负责"),
        "{file}"
    );
    assert_eq!(screen.complaints().await, Vec::<String>::new());
    screen.close().await;

    // Both phones know the new building and the new name; the households went with their building.
    for device in [&alice, &phone] {
        device.sync().await;
        let areas = tree(device).await;
        let added = named(&areas, "99 栋");
        assert_eq!(added.parent, Some(named(&areas, "桂花里").id));
        let moved = areas.iter().find(|one| one.id == house.id).unwrap();
        assert_eq!(moved.parent, Some(named(&areas, "百花苑").id));
    }
    let new = named(&tree(&phone).await, "第 11 网格");
    assert!(grids(&phone).await.contains(&new.id) && !grids(&alice).await.contains(&new.id));
    assert_eq!(new.households, house.households);
    let there = tree(&phone).await;
    let there = there.iter().find(|one| one.id == house.id).unwrap();
    assert_eq!(there.residents, house.residents);
    let gone = tree(&alice).await;
    let gone = gone.iter().find(|one| one.id == house.id).unwrap();
    assert_eq!(gone.households, 0);
}

/// Whether a control of this name is under the thumb, or a row of the tree is in sight and open.
async fn reaches(screen: &Browser, name: &str, is_row: bool) {
    let script = "const [name, isRow] = arguments;
        const rows = [...document.querySelectorAll('[role=treeitem][aria-selected=true]')];
        const it = isRow ? rows.find((row) => bare(row.innerText).startsWith(name)) : control(name);
        const box = it?.getBoundingClientRect();
        if (!box || (isRow && it.ariaExpanded !== 'true')) return false;
        const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return it.contains(on)";
    screen
        .until(&format!("“{name}” is in sight"), async || {
            let words = vec![serde_json::json!(bare(name)), serde_json::json!(is_row)];
            screen.try_run(script, words).await == Some(serde_json::json!(true))
        })
        .await;
}

/// Scrolls to a row of the tree and presses it.
async fn choose(screen: &Browser, name: &str) {
    let row = format!("{name}…");
    let script = "const row = control(arguments[0]);
        row?.scrollIntoView({ block: 'center' });
        return !!row";
    screen
        .until(&format!("“{name}” is in the tree"), async || {
            let words = vec![serde_json::json!(row)];
            screen.try_run(script, words).await == Some(serde_json::json!(true))
        })
        .await;
    screen.press(&row).await;
}

#[tokio::test]
async fn on_a_phone_what_can_be_done_with_an_area_is_at_hand_and_a_save_comes_back_to_it() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    let areas = tree(&alice).await;
    let grid = areas.iter().rfind(|one| one.level == AreaLevel::Grid);
    let grid = grid.unwrap().name.clone();

    let phone = Profile::new(Shape::Phone);
    let screen = phone.open().await;
    screen.goto(&server.url()).await;
    screen.enrol_by_password(server.login("社区")).await;
    screen.installed().await;
    server.stop();
    screen.go("我的").await;
    screen.press("管理…").await;
    screen.press("区域…").await;
    reaches(&screen, "加网格", false).await;
    choose(&screen, &grid).await;
    reaches(&screen, "改名、移动", false).await;
    screen.press("加小区").await;
    screen.fill("名称", "百花苑").await;
    screen.press("保存修改").await;
    // The grid is open, with what was added to it.
    reaches(&screen, &grid, true).await;
    screen.sees("百花苑").await;
    choose(&screen, "百花苑").await;
    screen.press("改名、移动").await;
    screen.fill("名称", "桂花里").await;
    screen.press("保存修改").await;
    screen.sees("桂花里").await;
    reaches(&screen, "改名、移动", false).await;
    assert_eq!(screen.complaints().await, Vec::<String>::new());
    screen.close().await;
}

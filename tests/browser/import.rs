//! A list with ten kinds of bad rows: they are shown by cell, the good ones go through, and all of
//! it is taken back.

use std::fs;

use chuanmen_replica::api::SearchQuery;
use chuanmen_tests::harness::{Demo, Device, Profile, Screen, Shape, TestServer, Visitor};
use thirtyfour::By;

/// Two who can be written, and ten rows that cannot, each for a reason of its own.
fn list(compound: &str, building: &str) -> String {
    let head = "小区,楼栋,单元,房号,姓名,性别,出生日期,身份证号,手机号,与户主关系,车牌号\n";
    let rows = [
        "1,9901,欧阳试一,女,1950-03-08,,13800692907,户主,",
        "1,9902,欧阳试二,男,1951年4月9日,,,,",
        "1,,欧阳三,,,,,,",
        "1,9904,,,,,,,",
        "1,9905,欧阳五,也许,,,,,",
        "1,9906,欧阳六,,三月八日,,,,",
        "1,9907,欧阳七,,2999-01-01,,,,",
        "1,9908,欧阳八,,,110105194912310021,,,",
        "1,9909,欧阳九,,,1101051949,,,",
        "1,9910,欧阳十,,,,问儿子,,",
        "1,9911,欧阳士,,,,,邻居,",
        "1,9912,=1+2,,,,,,",
        "1,9901,欧阳试一,,1950-03-08,,,,",
    ];
    let rows = rows.map(|row| format!("{compound},{building},{row}\n"));
    format!("{head}{}", rows.concat())
}

async fn found(supervisor: &Device, text: &str) -> bool {
    supervisor.sync().await;
    let text = text.to_owned();
    let found = supervisor.ask(SearchQuery { text }).await;
    format!("{found:?}").contains("欧阳试一")
}

#[tokio::test]
async fn a_list_with_ten_kinds_of_bad_rows_is_shown_put_through_and_taken_back() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let supervisor = Device::supervisor(&server).await;
    let places = supervisor
        .ask(chuanmen_replica::api::BuildingsQuery {})
        .await;
    let compound = &places[0];
    let profile = Profile::new(Shape::Desk);
    let path = profile.folder().join("名单.csv");
    fs::write(&path, list(&compound.name, &compound.buildings[0].name)).unwrap();

    let desk = profile.open().await;
    desk.goto(&server.url()).await;
    desk.enrol_by_password(server.login("社区")).await;
    desk.go("管理").await;
    desk.press("导入名单…").await;
    desk.sees("还没导入过").await;
    let input = desk.session.find(By::Css("input[type=file]")).await;
    let input = input.unwrap();
    input.send_keys(path.display().to_string()).await.unwrap();
    desk.sees("共 13 行：可导入 2 行，跳过 11 行").await;
    for (cell, why) in [
        ("D4", "没有填房号"),
        ("E5", "没有填姓名"),
        ("F6", "性别请填"),
        ("G7", "看不出是哪一天"),
        ("G8", "出生日期在今天之后"),
        ("H9", "校验码不符"),
        ("H10", "身份证号应是"),
        ("I11", "电话应是"),
        ("J12", "不认识这个关系"),
        ("E13", "这一格是公式"),
        ("E14", "上面同一户已有同名同生日的人"),
    ] {
        desk.sees(cell).await;
        desk.sees(why).await;
    }
    assert!(
        !found(&supervisor, "欧阳试一").await,
        "looking writes nothing"
    );

    desk.press("导入 2 行").await;
    desk.sees("导入好了：4 条").await;
    assert!(found(&supervisor, "欧阳试一").await);

    desk.press("看导入记录").await;
    desk.sees("名单.csv").await;
    // The button is named by its list.
    desk.press("名单.csv…").await;
    desk.press("整份撤回").await;
    desk.sees("收回了 4 条").await;
    desk.sees("已撤回").await;
    assert!(!found(&supervisor, "欧阳试一").await);
    assert_eq!(desk.complaints().await, Vec::<String>::new());
    desk.close().await;
}

//! A phone is enrolled by the code on a supervisor's screen, and revoked there.

use chuanmen_tests::harness::{
    Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor, eventually,
};

/// What a phone's camera reads off the screen.
async fn scanned(screen: &Browser) -> String {
    eventually("a QR code on the screen", async || {
        let picture = screen.picture().await;
        read(&picture)
    })
    .await
}

fn read(picture: &[u8]) -> Option<String> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(picture));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut points = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut points).ok()?;
    let samples = frame.color_type.samples();
    let (width, height) = (frame.width as usize, frame.height as usize);
    let grey = |x: usize, y: usize| points[y * frame.line_size + x * samples];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grid = image.detect_grids().into_iter().next()?;
    Some(grid.decode().ok()?.1)
}

#[tokio::test]
async fn a_phone_is_enrolled_by_the_code_on_the_screen_and_revoked_with_its_unsent_work_looked_through()
 {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let member = server.login("网格员");
    let door = Device::alice(&server).await.door().await;

    let desk = Profile::new(Shape::Desk);
    let screen = desk.open().await;
    screen.goto(&server.url()).await;
    screen.enrol_by_password(server.login("社区")).await;
    screen.go("管理").await;
    screen.press("人员和手机…").await;
    screen.fill("姓名、账号、网格", &member.name).await;
    screen.press(&format!("{}…", member.name)).await;
    screen.press("登记新手机").await;
    screen.sees(&format!("给{}登记新手机", member.name)).await;
    let address = scanned(&screen).await;
    let start = format!("{}/enrol#code=", server.url());
    assert!(address.starts_with(&start), "{address}");
    let code = address.trim_start_matches(&start);
    screen.sees(code).await;

    // A phone that was never here opens what its camera read.
    let pocket = Profile::new(Shape::Phone);
    let phone = pocket.open().await;
    phone.goto(&address).await;
    phone.sees("扫码带来的登记码").await;
    let kept = phone.run("return location.href", Vec::new()).await;
    assert_eq!(kept, format!("{}/enrol", server.url()));
    phone.press("登记").await;
    phone.all_arrived().await;

    // The screen notices by itself, and goes back to the person.
    screen.sees("登记好了").await;
    // A visit that the phone cannot send any more; then it is switched off, and revoked.
    server.stop();
    phone.find_by_board(&door).await;
    phone.press("开始走访").await;
    phone.press("见到人").await;
    phone.fill("备注", "停用前没传的").await;
    phone.press("保存走访").await;
    phone.sees("已存好").await;
    phone.close().await;
    server.serve().await;
    screen.press("停用…").await;
    screen.sees("把没传的交给社区核对").await;
    screen.press("停用这部手机").await;
    screen.sees("停用了的手机").await;
    screen.sees("已停用").await;

    // The phone hands in what it had, says so, and is empty: with no line, too.
    let phone = pocket.open().await;
    phone.goto(&server.url()).await;
    let parting = format!("{}的手机已停用，这里清空了。", member.name);
    phone.sees(&parting).await;
    phone.sees("没传的1条已交给社区核对").await;
    phone.reload().await;
    phone.sees(&parting).await;

    // A code that was used enrols nobody.
    let stranger = Profile::new(Shape::Phone);
    let other = stranger.open().await;
    other.goto(&address).await;
    other.sees("扫码带来的登记码").await;
    other.press("登记").await;
    other.sees("enrolment_code_invalid").await;
    other.close().await;

    // The supervisor reads what was left, and takes it.
    screen.go("管理").await;
    screen.press("停用手机留下的记录…").await;
    screen.sees(&format!("走访{}", door.view.title)).await;
    screen.sees("停用前没传的").await;
    screen.press("收下").await;
    screen.sees("收下了1条").await;
    screen.sees("没有要核对的").await;

    // Another code brings the same phone back, and the visit is on it.
    screen.go("管理").await;
    screen.press("人员和手机…").await;
    screen.fill("姓名、账号、网格", &member.name).await;
    screen.press(&format!("{}…", member.name)).await;
    screen.press("登记新手机").await;
    let again = scanned(&screen).await;
    assert_ne!(again, address);
    // Its camera opens a page anew.
    phone.goto("about:blank").await;
    phone.goto(&again).await;
    phone.sees("扫码带来的登记码").await;
    phone.press("登记").await;
    phone.all_arrived().await;
    phone.find_by_board(&door).await;
    phone.sees("停用前没传的").await;
    assert_eq!(screen.complaints().await, Vec::<String>::new());
    phone.close().await;
    screen.close().await;
}

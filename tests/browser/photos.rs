//! Photos and a signature at a door with no server: kept, sent after the text, seen elsewhere.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_replica::api::{Command, HouseholdQuery, PictureQuery};
use chuanmen_tests::harness::{Browser, Demo, Device, Profile, Screen, Shape, TestServer, Visitor};
use serde_json::Value;
use thirtyfour::By;

/// Draws a photo of 1800 by 2400, as a camera would give it.
const CAMERA: &str = r#"
const canvas = new OffscreenCanvas(1800, 2400);
const pen = canvas.getContext("2d");
for (let n = 0; n < 4000; n += 1) {
  pen.fillStyle = `hsl(${(n * 37) % 360} 70% 50%)`;
  pen.fillRect((n * 97) % 1800, (n * 61) % 2400, 60, 60);
}
canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 }).then((blob) => {
  const reader = new FileReader();
  reader.onload = () => { window.taken = reader.result.split(",")[1]; };
  reader.readAsDataURL(blob);
});
return true;"#;

/// The same file with what a camera adds: the place, and that it lies on its side.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    // Orientation 6, big-endian TIFF with one entry; then a word to look for.
    let tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 21.99N 100.79E";
    let content = [&b"Exif\0\0"[..], tiff].concat();
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &content, &jpeg[2..]].concat()
}

async fn camera(browser: &Browser, phone: &Profile) -> PathBuf {
    browser.run(CAMERA, Vec::new()).await;
    browser.number("return window.taken ? 1 : null").await;
    let taken = browser.run("return window.taken", Vec::new()).await;
    let jpeg = BASE64_STANDARD.decode(taken.as_str().unwrap()).unwrap();
    assert!(jpeg.len() > 400_000, "a camera's photo is large");
    let path = phone.folder().join("IMG_0001.jpg");
    fs::write(&path, with_exif(&jpeg)).unwrap();
    path
}

/// Takes a photo: the input is covered by what one sees of it.
async fn takes(browser: &Browser, file: &std::path::Path) {
    let input = browser.session.find(By::Css("input[type=file]")).await;
    let path = file.display().to_string();
    input.unwrap().send_keys(path).await.unwrap();
}

/// How many pictures are drawn in this part of the screen.
async fn drawn(browser: &Browser, part: &str) -> u64 {
    let script = "return [...document.querySelectorAll(arguments[0] + ' img.photo')]
        .filter((image) => image.complete && image.naturalWidth > 0).length";
    let count = browser.run(script, vec![part.into()]).await;
    count.as_u64().unwrap_or_default()
}

async fn draws(browser: &Browser, part: &str, count: u64) {
    browser
        .until(&format!("{count} pictures in {part}"), async || {
            drawn(browser, part).await == count
        })
        .await;
}

#[tokio::test]
async fn a_photo_taken_offline_survives_a_kill_and_reaches_the_supervisor_after_its_text() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let (phone, desk) = (Profile::new(Shape::Phone), Profile::new(Shape::Desk));
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();
    let file = camera(&browser, &phone).await;

    browser.find_by_board(&door).await;
    browser.press("开始走访").await;
    browser.press("见到人").await;
    browser.sees("拍照").await;
    takes(&browser, &file).await;
    draws(&browser, ".photos", 1).await;
    browser.sees("草稿已存").await;
    phone.kill();
    drop(browser);

    // The form has it back, with the server still gone.
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.find_by_board(&door).await;
    browser.try_press("开始走访").await;
    draws(&browser, ".photos", 1).await;
    // It is upright: the camera said that it lies on its side.
    let wide = "const image = document.querySelector('.photos img.photo');
        return image.naturalWidth > image.naturalHeight ? 1 : 0";
    assert_eq!(browser.run(wide, Vec::new()).await, 1);
    browser.press("去掉第1张照片").await;
    draws(&browser, ".photos", 0).await;
    browser.press("撤销").await;
    draws(&browser, ".photos", 1).await;

    browser.press("请住户签名…").await;
    signs(&browser).await;
    browser.press("签好了").await;
    draws(&browser, ".signed", 1).await;
    browser.fill("备注", "照了插座").await;
    browser.press("保存走访").await;
    browser.sees("照了插座").await;
    draws(&browser, ".pictures", 2).await;
    browser.go("我的").await;
    browser.sees("2 张待传").await;

    server.serve().await;
    browser.press("现在传").await;
    browser.sees_no("张待传").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());
    browser.close().await;

    let supervisor = Device::supervisor(&server).await;
    let household = door.household;
    let visit = supervisor
        .ask(HouseholdQuery { household })
        .await
        .visits
        .remove(0);
    assert_eq!((visit.photos.len(), visit.signature.is_some()), (1, true));
    let photo = &visit.photos[0];
    assert!(photo.size <= 200 * 1024, "{} bytes", photo.size);
    let fetch = Command::FetchPicture {
        visit: visit.id,
        hash: photo.hash,
        small: false,
    };
    supervisor.send(fetch).await;
    let sent = supervisor
        .ask(PictureQuery { hash: photo.hash })
        .await
        .unwrap();
    let sent = BASE64_STANDARD.decode(sent).unwrap();
    let holds = |what: &[u8]| sent.windows(what.len()).any(|window| window == what);
    assert!(
        !holds(b"Exif") && !holds(b"GPS"),
        "the place stays with her"
    );

    // His browser shows both, small and large.
    let browser = desk.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("社区")).await;
    browser
        .goto(&format!("{}/household/{household}", server.url()))
        .await;
    browser.sees("照了插座").await;
    draws(&browser, ".pictures", 2).await;
    let first = browser.session.find(By::Css(".pictures .thumb")).await;
    first.unwrap().click().await.unwrap();
    draws(&browser, ".picture", 1).await;
    browser.close().await;
}

/// Draws with a finger on the pad.
async fn signs(browser: &Browser) {
    let stroke = "const pad = document.querySelector('.signpad');
        const box = pad.getBoundingClientRect();
        const at = (kind, x, y) => pad.dispatchEvent(new PointerEvent(kind, {
          bubbles: true, cancelable: true, pointerId: 1, pointerType: 'touch',
          clientX: box.left + x, clientY: box.top + y }));
        at('pointerdown', 40, 60); at('pointermove', 90, 120); at('pointermove', 150, 50);
        at('pointerup', 150, 50);
        return 1";
    browser
        .until("the pad takes a stroke", async || {
            browser.try_run(stroke, Vec::new()).await == Some(Value::from(1))
        })
        .await;
}

#[tokio::test]
async fn a_broken_and_a_huge_file_are_said_kindly_and_nothing_is_lost() {
    let server = TestServer::start_with_web(Demo::SMALL).await;
    let door = Device::alice(&server).await.door().await;
    let phone = Profile::new(Shape::Phone);
    let browser = phone.open().await;
    browser.goto(&server.url()).await;
    browser.enrol_by_code(server.login("网格员")).await;
    browser.installed().await;
    server.stop();
    let huge = phone.folder().join("huge.jpg");
    fs::write(&huge, vec![0xff; 50_000_000]).unwrap();
    let broken = phone.folder().join("broken.jpg");
    fs::write(&broken, b"\xff\xd8\xff\xe0 no picture").unwrap();

    browser.find_by_board(&door).await;
    browser.press("开始走访").await;
    browser.press("见到人").await;
    browser.fill("备注", "照片没照成").await;
    takes(&browser, &huge).await;
    browser.sees("这个文件太大").await;
    takes(&browser, &broken).await;
    browser.sees("这张照片打不开").await;
    assert_eq!(drawn(&browser, ".photos").await, 0);
    let note = "return document.querySelector('#note')?.value ?? null";
    assert_eq!(browser.run(note, Vec::new()).await, "照片没照成");
    browser.press("保存走访").await;
    browser.sees("已存好，有网自动传。").await;
    browser.close().await;
}

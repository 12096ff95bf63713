//! A real Chromium, at the size of a phone or of a desk.

mod driver;
mod paper;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::prelude::*;

use self::driver::Driver;
pub use self::paper::Paper;
use super::eventually;
use super::screen::{FIND, Screen};

/// How large, and of what sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// 390 × 844, touch.
    Phone,
    /// 1280 × 800, mouse.
    Desk,
}

/// What a browser keeps between runs: its databases, its installed app. Removed when dropped.
#[derive(Debug)]
pub struct Profile {
    folder: TempDir,
    shape: Shape,
}

impl Profile {
    /// A browser that was never used.
    ///
    /// # Panics
    /// If there is no place for it.
    #[must_use]
    pub fn new(shape: Shape) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the browser");
        Self { folder, shape }
    }

    /// Opens the browser on what it kept.
    ///
    /// # Panics
    /// If Chromium or its driver does not start.
    pub async fn open(&self) -> Browser {
        // Replicas speak TLS with a provider of their choice; so must the driver's client, though
        // it speaks none. A second choice is refused, which is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let driver = Driver::start().await;
        let capabilities = self.capabilities();
        let session = WebDriver::new(driver.url(), capabilities).await;
        let session = session.expect("Chromium starts");
        let driver = driver.hold(&session);
        let downloads = self.downloads();
        fs::create_dir_all(&downloads).expect("a folder for downloads");
        let allow = json!({ "behavior": "allow", "downloadPath": downloads });
        let cdp = session.cdp();
        cdp.send_raw("Browser.setDownloadBehavior", allow)
            .await
            .expect("downloads");
        Browser {
            session,
            driver,
            downloads,
        }
    }

    fn capabilities(&self) -> Capabilities {
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--hide-scrollbars".to_owned(),
            "--accept-lang=zh-CN".to_owned(),
            format!("--user-data-dir={}", self.folder().display()),
        ];
        let mut options = json!({ "binary": "/usr/bin/chromium" });
        match self.shape {
            Shape::Phone => {
                options["mobileEmulation"] = json!({
                    "deviceMetrics": { "width": 390, "height": 844, "pixelRatio": 2.0, "touch": true },
                });
            }
            Shape::Desk => arguments.push("--window-size=1280,800".to_owned()),
        }
        options["args"] = arguments.into();
        let mut capabilities = Capabilities::default();
        let set = [
            capabilities.set("browserName", "chrome"),
            capabilities.set("goog:chromeOptions", options),
            capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" })),
        ];
        set.into_iter().for_each(|it| it.expect("a capability"));
        capabilities
    }

    /// Where it keeps everything.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends every process of the browser at once, as a phone does that runs out of power.
    ///
    /// # Panics
    /// If there is none.
    pub fn kill(&self) {
        let mark = format!("--user-data-dir={}", self.folder().display());
        let killed = Command::new("pkill")
            .args(["-KILL", "-f", "--", &mark])
            .status();
        assert!(killed.expect("pkill runs").success(), "no browser to kill");
    }

    fn downloads(&self) -> PathBuf {
        self.folder().join("downloads")
    }
}

/// An open browser. Closed when dropped, like a phone that is put away.
#[derive(Debug)]
pub struct Browser {
    /// For what the words of [`Screen`] do not cover.
    pub session: WebDriver,
    driver: Driver,
    downloads: PathBuf,
}

impl Browser {
    /// Opens an address.
    ///
    /// # Panics
    /// If it does not load.
    pub async fn goto(&self, url: &str) {
        self.session.goto(url).await.expect("the page opens");
    }

    /// Loads the page again. With no server this works only from what is installed.
    ///
    /// # Panics
    /// If it does not load.
    pub async fn reload(&self) {
        self.session.refresh().await.expect("the page reloads");
    }

    /// Waits until the app is on the device and opens without a network.
    pub async fn installed(&self) {
        let ready = "return document.documentElement.dataset.offline === 'ready'";
        self.until("the app is installed", async || {
            self.try_run(ready, Vec::new()).await == Some(Value::Bool(true))
        })
        .await;
    }

    /// A number that a script finds, as soon as it does.
    pub async fn number(&self, script: &str) -> f64 {
        eventually("a number", async || {
            self.try_run(script, Vec::new()).await?.as_f64()
        })
        .await
    }

    /// Opens another tab on the same address and looks at it.
    ///
    /// # Panics
    /// If it does not open.
    pub async fn another_tab(&self, url: &str) -> WindowHandle {
        let tab = self.session.new_tab().await.expect("a tab");
        self.look_at(&tab).await;
        self.goto(url).await;
        tab
    }

    /// Looks at a tab.
    ///
    /// # Panics
    /// If it is gone.
    pub async fn look_at(&self, tab: &WindowHandle) {
        let looked = self.session.switch_to_window(tab.clone()).await;
        looked.expect("the tab is there");
    }

    /// A word to Chromium's own protocol.
    ///
    /// # Panics
    /// If it is not understood.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let answer = self.session.cdp().send_raw(method, parameters).await;
        answer.expect(method)
    }

    /// Waits until a file with this ending was downloaded, and takes it.
    pub async fn downloaded(&self, ending: &str) -> Vec<u8> {
        eventually(&format!("a {ending} arrives"), async || {
            let mut files = fs::read_dir(&self.downloads).ok()?.flatten();
            let file = files.find(|it| it.file_name().to_string_lossy().ends_with(ending))?;
            let bytes = fs::read(file.path()).ok()?;
            // Chromium holds the name with an empty file until all of it has come.
            let bytes = Some(bytes).filter(|bytes| !bytes.is_empty())?;
            fs::remove_file(file.path()).ok()?;
            Some(bytes)
        })
        .await
    }

    /// What shows, as PNG.
    ///
    /// # Panics
    /// If the browser is gone.
    pub async fn picture(&self) -> Vec<u8> {
        let picture = self.session.screenshot_as_png().await;
        picture.expect("a screenshot")
    }

    /// What the page complained about in the console since the last look.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.session.browser_log().await.unwrap_or_default();
        let severe = entries.into_iter().filter(|entry| entry.level == "SEVERE");
        severe.map(|entry| entry.message).collect()
    }

    /// Closes the browser, as a person does.
    ///
    /// # Panics
    /// If it does not close.
    pub async fn close(self) {
        let closed = tokio::task::spawn_blocking(|| drop(self.driver)).await;
        closed.expect("the browser closes");
    }

    /// Picks a day, `2026-11-23`, as the calendar of the field does.
    async fn pick_day(&self, field: &WebElement, day: &str) -> WebDriverResult<()> {
        let pick = "
            arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new Event('input', { bubbles: true }));
            arguments[0].dispatchEvent(new Event('change', { bubbles: true }));";
        let arguments = vec![field.to_json()?, day.into()];
        self.session.execute(pick, arguments).await.map(|_| ())
    }

    /// Chooses in a list of the device's own: it is drawn outside of the page.
    async fn choose(&self, field: &WebElement, words: &str) -> WebDriverResult<()> {
        let choose = format!(
            "{FIND}
            const option = [...arguments[0].options].find((one) => bare(one.text) === bare(arguments[1]));
            if (!option) throw new Error('no such choice');
            option.selected = true;
            arguments[0].dispatchEvent(new Event('input', {{ bubbles: true }}));
            arguments[0].dispatchEvent(new Event('change', {{ bubbles: true }}));"
        );
        let arguments = vec![field.to_json()?, words.into()];
        self.session.execute(choose, arguments).await.map(|_| ())
    }

    async fn element(&self, finder: &str, name: &str) -> Option<WebElement> {
        let script = format!("{FIND}\nreturn {finder}(arguments[0])");
        let found = self.session.execute(script, vec![name.into()]).await.ok()?;
        found.element().ok()
    }
}

impl Screen for Browser {
    async fn try_run(&self, script: &str, arguments: Vec<Value>) -> Option<Value> {
        let script = format!("{FIND}\n{script}");
        match self.session.execute(script, arguments).await {
            Ok(answer) => Some(answer.json().clone()),
            // Nothing on this page will ever answer: `platforms/e2e.sh` looks for these words.
            Err(lost) if lost.to_string().contains("tab crashed") => panic!("tab crashed"),
            Err(_) => None,
        }
    }

    async fn try_press_found(&self, finder: &str, name: &str) -> bool {
        match self.element(finder, name).await {
            // A real click: it fails while something else covers the control.
            Some(element) => element.click().await.is_ok(),
            None => false,
        }
    }

    async fn try_fill(&self, name: &str, text: &str) -> bool {
        let Some(element) = self.element("field", name).await else {
            return false;
        };
        let typed = match element.attr("type").await {
            // In which order a day is typed, the system's language says: it is picked instead.
            Ok(Some(kind)) if kind == "date" => self.pick_day(&element, text).await,
            _ if element.tag_name().await.is_ok_and(|tag| tag == "select") => {
                self.choose(&element, text).await
            }
            _ => match element.clear().await {
                Ok(()) => element.send_keys(text).await,
                Err(why) => Err(why),
            },
        };
        // A page that is being drawn anew replaces the field: the next try finds the new one.
        typed
            .inspect_err(|why| eprintln!("“{name}” not filled: {why}"))
            .is_ok()
    }
}

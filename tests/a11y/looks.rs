use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use chuanmen_tests::harness::{Browser, Screen};
use serde_json::{Value, json};

/// A theme and a text size, as the styles know them; the name of its pictures.
type Look = (&'static str, &'static str, &'static str);

const LOOKS: [Look; 4] = [
    ("light", "std", "light"),
    ("dark", "std", "dark"),
    ("sunlight", "std", "sunlight"),
    ("light", "huge", "huge"),
];

/// Other sizes that a desk's screens are used at, in CSS pixels.
const SIZES: [(u32, u32, Look); 2] = [
    (1920, 1080, ("light", "std", "wide")),
    (390, 844, ("light", "std", "narrow")),
];

/// Looks at screens, and remembers what is wrong with them.
pub(crate) struct Looks<'b> {
    browser: &'b Browser,
    hub: String,
    shape: &'static str,
    axe: String,
    wrong: Vec<String>,
}

impl<'b> Looks<'b> {
    pub(crate) async fn new(browser: &'b Browser, hub: &str, shape: &'static str) -> Self {
        let axe = std::env::var_os("CHUANMEN_AXE").map(PathBuf::from);
        let axe = axe.expect("CHUANMEN_AXE names no script: run platforms/setup.sh test first");
        let axe = fs::read_to_string(&axe).expect("axe-core's script");
        let patience = Duration::from_secs(60);
        let set = browser.session.set_script_timeout(patience).await;
        set.expect("a patient driver");
        Self {
            browser,
            hub: hub.to_owned(),
            shape,
            axe,
            wrong: Vec::new(),
        }
    }

    /// Opens an address, waits for `words`, and looks at it in every look.
    pub(crate) async fn at(&mut self, name: &str, address: &str, words: &str) {
        self.browser.goto(&format!("{}{address}", self.hub)).await;
        self.browser.sees(words).await;
        self.now(name).await;
    }

    /// Looks at what shows, in every look.
    pub(crate) async fn now(&mut self, name: &str) {
        // Colours that change slowly are measured half-way; each tab is told for itself.
        let still =
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        self.browser
            .devtools("Emulation.setEmulatedMedia", still)
            .await;
        self.browser.run(&self.axe.clone(), Vec::new()).await;
        for look in LOOKS {
            self.wear(name, look).await;
        }
        if self.shape == "desk" {
            for (width, height, look) in SIZES {
                let size = json!({
                    "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
                });
                self.browser
                    .devtools("Emulation.setDeviceMetricsOverride", size)
                    .await;
                self.wear(name, look).await;
            }
            self.browser
                .devtools("Emulation.clearDeviceMetricsOverride", json!({}))
                .await;
        }
    }

    async fn wear(&mut self, name: &str, (theme, text, look): Look) {
        let wear = "
            document.documentElement.dataset.theme = arguments[0];
            document.documentElement.dataset.text = arguments[1];
            return true";
        let looks = vec![theme.into(), text.into()];
        self.browser.run(wear, looks).await;
        for fault in self.faults().await {
            self.wrong
                .push(format!("{}-{name}-{look}: {fault}", self.shape));
        }
        self.keep(&format!("{}-{name}-{look}", self.shape)).await;
    }

    /// What axe-core finds against it, and what is wider than the screen.
    async fn faults(&self) -> Vec<String> {
        let answer = self
            .browser
            .session
            .execute_async(RUN_AXE, Vec::new())
            .await;
        let answer = answer.expect("axe-core runs").json().clone();
        match serde_json::from_value::<Vec<String>>(answer.clone()) {
            Ok(faults) => faults,
            Err(_) => vec![format!("axe-core failed: {answer}")],
        }
    }

    async fn keep(&self, name: &str) {
        let Some(folder) = std::env::var_os("CHUANMEN_SCREENSHOTS").map(PathBuf::from) else {
            return;
        };
        fs::create_dir_all(&folder).expect("a folder for pictures");
        let picture = self.browser.picture().await;
        fs::write(folder.join(format!("{name}.png")), picture).expect("a picture kept");
    }

    /// Nothing was wrong with any screen.
    pub(crate) fn are_good(self) {
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

/// One line a fault: the rule, and where.
const RUN_AXE: &str = "
const done = arguments[arguments.length - 1];
const places = (nodes) => nodes.slice(0, 4).map((node) => node.target.join(' ')).join(' | ');
const settle = document.fonts.ready.then(() => new Promise((next) => requestAnimationFrame(next)));
settle
  .then(() => axe.run(document, { resultTypes: ['violations'] }))
  .then(({ violations }) => {
    const faults = violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${places(nodes)}`);
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) faults.push(`wider than the screen by ${wide}`);
    done(faults);
  })
  .catch((error) => done(String(error)));";

/// `"…"` of a value's JSON, for addresses.
pub(crate) fn id(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(text)) => text,
        other => panic!("no id: {other:?}"),
    }
}

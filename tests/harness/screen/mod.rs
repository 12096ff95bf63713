//! What a person does with a screen, in the browser as in the window: look, press, type.

use serde_json::Value;

use super::eventually;

/// Finds things by the words they show or speak.
pub(crate) const FIND: &str = include_str!("find.js");

/// A page that shows the app. Every step waits until it can be taken.
#[expect(
    async_fn_in_trait,
    reason = "only this package's tests implement and call it"
)]
pub trait Screen {
    /// Runs JavaScript (the body of a function) with [`FIND`]'s words at hand; none if the page
    /// cannot run it now.
    async fn try_run(&self, script: &str, arguments: Vec<Value>) -> Option<Value>;

    /// Presses what one of [`FIND`]'s words finds by this name; false if there is none to press.
    async fn try_press_found(&self, finder: &str, name: &str) -> bool;

    /// Presses the control of this name; false if there is none to press now.
    async fn try_press(&self, name: &str) -> bool {
        self.try_press_found("control", name).await
    }

    /// Types into the field of this name, in place of what it holds; false if there is none.
    async fn try_fill(&self, name: &str, text: &str) -> bool;

    /// What the page shows, without spaces.
    async fn words(&self) -> String {
        let words = self.try_run("return text()", Vec::new()).await;
        let words = words.as_ref().and_then(Value::as_str);
        words.unwrap_or_default().to_owned()
    }

    /// Runs JavaScript when the page can.
    async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        eventually("the page runs a script", async || {
            self.try_run(script, arguments.clone()).await
        })
        .await
    }

    /// Waits until the page shows these words.
    async fn sees(&self, words: &str) {
        let bare = bare(words);
        self.until(&format!("“{words}” shows"), async || {
            self.words().await.contains(&bare)
        })
        .await;
    }

    /// Waits until the page no longer shows these words.
    async fn sees_no(&self, words: &str) {
        let bare = bare(words);
        self.until(&format!("“{words}” goes"), async || {
            !self.words().await.contains(&bare)
        })
        .await;
    }

    /// Presses the control that shows or speaks this name; `去走…` names all that begin so.
    async fn press(&self, name: &str) {
        self.until(&format!("“{name}” can be pressed"), async || {
            self.try_press(name).await
        })
        .await;
    }

    /// Goes to one of the places of the bar, whatever badge it carries.
    async fn go(&self, place: &str) {
        self.until(&format!("“{place}” is in the bar"), async || {
            self.try_press_found("place", place).await
        })
        .await;
    }

    /// Types into the field that this name labels, in place of what it holds.
    async fn fill(&self, name: &str, text: &str) {
        self.until(&format!("“{name}” can be filled"), async || {
            self.try_fill(name, text).await
        })
        .await;
    }

    /// Waits for something, and says what the page shows when that does not come.
    async fn until(&self, what: &str, mut question: impl AsyncFnMut() -> bool) {
        let patience = tokio::time::Duration::from_secs(45);
        let came = tokio::time::timeout(
            patience,
            eventually(what, async || question().await.then_some(())),
        )
        .await;
        assert!(
            came.is_ok(),
            "not seen: {what}; the page shows: {}",
            self.words().await
        );
    }
}

/// Without spaces, as [`FIND`] compares.
#[must_use]
pub fn bare(words: &str) -> String {
    words.split_whitespace().collect()
}

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::PostSort;

/// The form of a post or an activity: only what was changed, because the rest may be changed by
/// others before it is saved. What is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostForm {
    /// What it is; required of a new one.
    pub title: Option<String>,
    /// A post or an activity; a post if a new one does not say.
    pub sort: Option<PostSort>,
    /// Where.
    pub place: Option<String>,
    /// Its day; required of a new one.
    pub on: Option<Date>,
    /// When it begins; required of a new one.
    pub from: Option<Time>,
    /// When it ends; required of a new one.
    pub to: Option<Time>,
    /// How many may come, 1 to 500; required of a new one.
    pub seats: Option<i64>,
    /// What to bring, what to know.
    pub text: Option<String>,
    /// Whether it does not take place.
    pub cancelled: Option<bool>,
}

use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, Role};
use chuanmen_core::report::{Overview, Subdistrict, Table};

/// Who uses this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "session", rename_all = "snake_case")]
pub enum SessionView {
    /// Nobody yet, or nobody any more.
    NotEnrolled {
        /// What became of the last owner's records, if the hub revoked the device.
        farewell: Option<Farewell>,
    },
    /// Somebody.
    Enrolled(Me),
}

/// A device that was revoked has left its unsent work with the hub and forgotten everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Farewell {
    /// Whose device it was.
    pub name: String,
    /// Saves that the hub keeps for the community to look through.
    pub saves: u32,
}

/// The person whose device this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Their account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Their community; its name is empty until the first sync.
    pub community: AreaName,
    /// The grids whose data this device holds, by number.
    pub grids: Vec<AreaName>,
    /// Where the hub is.
    pub hub: String,
    /// Whether the hub still takes what this device sends.
    pub standing: Standing,
}

/// An area's id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaName {
    /// Which.
    pub id: AreaId,
    /// `花卉园社区`
    pub name: String,
}

/// Whether the hub still takes what this device sends. Recording works in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It does.
    Good,
    /// The device was revoked: what is unsent goes into quarantine, then all is forgotten.
    Revoked,
    /// The app is too old for the hub.
    UpgradeNeeded,
}

/// A report kept from the last time there was signal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CachedReportView {
    /// When it was pulled.
    pub pulled_at: UnixMillis,
    /// What it says.
    pub report: CachedReport,
}

/// A kept report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CachedReport {
    /// The overview.
    Overview(Overview),
    /// A table.
    Table(Table),
    /// A subdistrict.
    Subdistrict(Subdistrict),
}

/// Colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// 浅色
    Light,
    /// 深色
    Dark,
    /// 阳光: black on white
    Sunlight,
}

/// Text size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextSize {
    /// 标准, 100 %
    #[default]
    Std,
    /// 大, 125 %
    Big,
    /// 特大, 200 %
    Huge,
}

/// Over which lines photos go to the hub.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoLine {
    /// Any: a telephone's data, too.
    #[default]
    Any,
    /// Wi-Fi or cable; any where the device cannot tell.
    WifiOnly,
}

/// Interface language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English
    #[serde(rename = "en")]
    English,
}

use chuanmen_core::UnixMillis;
use jiff::tz::Offset;

/// Who took a report away, and when: it goes with every file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Their name.
    pub by: String,
    /// When.
    pub at: UnixMillis,
}

impl Mark {
    /// `导出：周丽萍，2026-11-23 14:20`
    #[must_use]
    pub fn words(&self) -> String {
        format!("导出：{}，{}", self.by, minute(self.at))
    }
}

/// `2026-11-23 14:20`, in China.
pub(super) fn minute(at: UnixMillis) -> String {
    match jiff::Timestamp::from_millisecond(at.0) {
        Ok(moment) => {
            let moment = Offset::constant(8).to_datetime(moment);
            moment.strftime("%Y-%m-%d %H:%M").to_string()
        }
        Err(_) => String::new(),
    }
}

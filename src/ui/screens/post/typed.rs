use chuanmen_core::domain::{Post, PostSort};
use chuanmen_replica::api::{PostForm, PostView};

/// The form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) sort: PostSort,
    pub(super) place: String,
    /// As the browser's date field says it.
    pub(super) on: String,
    /// As the browser's time field says it: `09:00`.
    pub(super) from: String,
    pub(super) to: String,
    pub(super) seats: String,
    pub(super) text: String,
    pub(super) cancelled: bool,
}

impl Typed {
    /// Of a new one.
    pub(super) fn new() -> Self {
        Self {
            title: String::new(),
            sort: PostSort::Service,
            place: String::new(),
            on: String::new(),
            from: "09:00".to_owned(),
            to: "11:00".to_owned(),
            seats: String::new(),
            text: String::new(),
            cancelled: false,
        }
    }

    /// What is known.
    pub(super) fn of(view: &PostView) -> Self {
        let row = &view.row;
        Self {
            title: row.title.clone(),
            sort: row.sort.clone(),
            place: row.place.clone(),
            on: row.on.to_string(),
            from: Post::hour(row.from),
            to: Post::hour(row.to),
            seats: row.seats.to_string(),
            text: view.text.clone(),
            cancelled: row.cancelled,
        }
    }

    /// What was filled in, against what is known (none of a new one): only what was changed.
    pub(super) fn changes_from(&self, first: Option<&Self>) -> PostForm {
        let changed = |of: fn(&Self) -> &String| {
            let now = of(self);
            let before = first.map(of);
            (before.map_or(!now.is_empty(), |before| before != now)).then_some(now)
        };
        let text = |of| changed(of).cloned();
        PostForm {
            title: text(|it| &it.title),
            sort: (first.is_none_or(|first| first.sort != self.sort)).then(|| self.sort.clone()),
            place: text(|it| &it.place),
            on: changed(|it| &it.on).and_then(|day| day.parse().ok()),
            from: changed(|it| &it.from).and_then(|time| time.parse().ok()),
            to: changed(|it| &it.to).and_then(|time| time.parse().ok()),
            // What is no number is sent as none that can be taken: the field says so.
            seats: changed(|it| &it.seats).map(|seats| seats.trim().parse().unwrap_or(0)),
            text: text(|it| &it.text),
            cancelled: first
                .filter(|first| first.cancelled != self.cancelled)
                .map(|_| self.cancelled),
        }
    }
}

/// Minutes as hours to be changed: 90 is `1.5`.
pub(super) fn hours(minutes: i64) -> String {
    let hundredths = minutes % 60 * 100 / 60;
    match hundredths {
        0 => (minutes / 60).to_string(),
        _ => {
            let text = format!("{}.{hundredths:02}", minutes / 60);
            text.trim_end_matches('0').to_owned()
        }
    }
}

/// Hours as typed, as minutes: `1.5` is 90. None for what is no time.
pub(super) fn minutes(typed: &str) -> Option<i64> {
    let typed = typed.trim().replace('。', ".");
    let (whole, rest) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 2 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let hundredths: i64 = format!("{whole}{rest:0<2}").parse().ok()?;
    Some((hundredths * 60 + 50) / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_typed_with_two_decimals_at_most() {
        for (typed, taken) in [
            ("1.5", Some(90)),
            (" 2 ", Some(120)),
            ("0.75", Some(45)),
            ("1.33", Some(80)),
            ("", None),
            ("-1", None),
            ("1e9", None),
            ("1.234", None),
        ] {
            assert_eq!(minutes(typed), taken, "{typed}");
        }
        assert_eq!(
            (hours(90), hours(120), hours(45)),
            ("1.5".into(), "2".into(), "0.75".into())
        );
    }

    #[test]
    fn only_what_was_changed_is_sent() {
        let first = Typed {
            title: "义务理发".into(),
            on: "2026-12-05".into(),
            seats: "3".into(),
            ..Typed::new()
        };
        assert_eq!(first.changes_from(Some(&first)), PostForm::default());
        let typed = Typed {
            seats: "many".into(),
            cancelled: true,
            ..first.clone()
        };
        let form = typed.changes_from(Some(&first));
        assert_eq!(
            (form.seats, form.cancelled, form.on),
            (Some(0), Some(true), None)
        );
        let new = first.changes_from(None);
        assert!(new.on.is_some() && new.from.is_some() && new.cancelled.is_none());
    }
}

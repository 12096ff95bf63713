use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chuanmen_core::domain::AreaId;
use chuanmen_core::protocol::FormName;
use chuanmen_core::report::{Form, Only, ReportName, Window};
use chuanmen_core::{UnixMillis, china_date};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::{ExportError, Forms, Mark, xlsx};
use crate::hub::{Hub, HubError};

/// By whom files are marked that nobody asked for.
const NOBODY: &str = "定时导出";

/// In the folder, when it was last written for a night.
const LAST_NIGHT: &str = "last-night.txt";

/// Why a report was not written.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// The hub did not give it.
    #[error(transparent)]
    Hub(#[from] HubError),
    /// No file could be made of it.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The file system would not.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A place in the folder that was not written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", place.display())]
pub struct NotKept {
    /// A file, or all that a folder holds.
    pub place: PathBuf,
    /// What was in the way.
    #[source]
    pub why: KeepError,
}

/// What came of writing reports into a folder.
#[derive(Debug, Default)]
pub struct Kept {
    /// How many files there are now.
    pub written: usize,
    /// What is missing.
    pub failed: Vec<NotKept>,
}

impl Kept {
    fn failed(&mut self, place: PathBuf, why: impl Into<KeepError>) {
        let why = why.into();
        self.failed.push(NotKept { place, why });
    }
}

/// Writes what a night is to write, of each month that still changes, and when that was.
///
/// # Errors
/// The hub's, if it does not say which communities there are.
pub fn write_night(hub: &Hub, forms: &Forms, folder: &Path) -> Result<Kept, HubError> {
    let now = hub.now();
    let mut kept = Kept::default();
    for month in months_of(now) {
        let Kept { written, failed } = write_all(hub, forms, folder, month)?;
        kept.written += written;
        kept.failed.extend(failed);
    }
    let note = folder.join(LAST_NIGHT);
    if let Err(error) = fs::write(&note, format!("{}\n", now.0)) {
        kept.failed(note, error);
    }
    Ok(kept)
}

/// Whether the last time at which the folder was to be written has passed without that.
#[must_use]
pub fn is_behind(folder: &Path, at: Time, now: UnixMillis) -> bool {
    let last = fs::read_to_string(folder.join(LAST_NIGHT)).ok();
    let last = last.and_then(|text| text.trim().parse().ok());
    let due = now.0.saturating_add(until(at, now)) - UnixMillis::DAY;
    last.is_none_or(|last: i64| last < due)
}

/// Writes each report and each form of each community for a month as spreadsheets into a folder:
/// `花卉园社区/2026-11/诉求台账.xlsx`. A file that is there is replaced as a whole. Each stands in
/// the community's audit. What cannot be written costs only itself; a form that cannot be filled
/// is said in the log.
///
/// # Errors
/// The hub's, if it does not say which communities there are.
pub fn write_all(hub: &Hub, forms: &Forms, folder: &Path, month: Date) -> Result<Kept, HubError> {
    let mut kept = Kept::default();
    let forms = readable(forms).unwrap_or_else(|error| {
        kept.failed(PathBuf::from("forms"), error);
        Vec::new()
    });
    let communities = hub.communities_by_name()?;
    for (community, name) in &communities {
        let namesakes = communities
            .iter()
            .filter(|(_, other)| other == name)
            .count();
        // Two communities of one name, in different subdistricts, must not write over each other.
        let own = match plain(name) {
            name if namesakes == 1 && !name.is_empty() => name,
            name => format!("{name} {community}"),
        };
        let place = folder.join(own).join(month.strftime("%Y-%m").to_string());
        if let Err(error) = fs::create_dir_all(&place) {
            kept.failed(place, error);
            continue;
        }
        let own = ReportName::KNOWN.iter().map(|report| (report, None));
        let others = forms.iter();
        let others = others.map(|(name, form)| (&form.report, Some((name.as_str(), form))));
        for asked in own.chain(others) {
            let title = asked.1.map_or(asked.0.title(), |(name, _)| name);
            let file = place.join(format!("{}.xlsx", plain(title)));
            match write(hub, &file, *community, asked, month) {
                Ok(there) => kept.written += usize::from(there),
                Err(why) => kept.failed(file, why),
            }
        }
    }
    Ok(kept)
}

/// The forms that make sense, each with its name.
fn readable(forms: &Forms) -> io::Result<Vec<(String, Form)>> {
    let mut readable = Vec::new();
    for FormName { name, .. } in forms.names()? {
        match forms.named(&name) {
            Ok(form) => readable.extend(form.map(|form| (name, form))),
            Err(error) => tracing::warn!(%error, "a form was left out"),
        }
    }
    Ok(readable)
}

/// Writes a report, put into a form if one is given. Whether there is a file now.
fn write(
    hub: &Hub,
    file: &Path,
    community: AreaId,
    (report, form): (&ReportName, Option<(&str, &Form)>),
    month: Date,
) -> Result<bool, KeepError> {
    let (only, now) = (Only::default(), hub.now());
    let window = Window::table(report, &only, month, now);
    let facts = hub.facts_of_community(community, &window)?;
    let Some(mut table) = facts.table_of(report, None, &only, month, now) else {
        return Ok(false);
    };
    if let Some((name, form)) = form {
        table = match form.fill(name, table) {
            Ok(filled) => filled,
            Err(error) => {
                tracing::warn!(form = name, %error, "a form was left out");
                return Ok(false);
            }
        };
    }
    let mark = Mark {
        by: NOBODY.to_owned(),
        at: now,
    };
    let (table, rows) = table.apart();
    let bytes = xlsx(&table, rows.map(|row| row.cells), &mark)?;
    hub.note_kept(community, &table)?;
    let half = file.with_extension("xlsx.part");
    fs::write(&half, bytes)?;
    fs::rename(&half, file)?;
    Ok(true)
}

/// The months that are written on a day: the running one, and in its first days the one before,
/// for what arrives late.
#[must_use]
pub fn months_of(now: UnixMillis) -> Vec<Date> {
    let today = china_date(now);
    let running = today.first_of_month();
    let late = today.day() <= 5;
    let before = late.then(|| running.saturating_sub(1.month()));
    before.into_iter().chain([running]).collect()
}

/// When the clock in China next shows `at`, in milliseconds from now.
#[must_use]
pub fn until(at: Time, now: UnixMillis) -> i64 {
    let today = china_date(now);
    let moment = |day: Date| {
        let moment = Offset::constant(8).to_timestamp(day.to_datetime(at));
        moment.map_or(i64::MAX, jiff::Timestamp::as_millisecond)
    };
    let next = match moment(today) > now.0 {
        true => moment(today),
        false => moment(today.saturating_add(1.day())),
    };
    next.saturating_sub(now.0)
}

/// A name as a file may have it on any system.
fn plain(name: &str) -> String {
    let allowed = |c: char| !c.is_control() && !"/\\:*?\"<>|".contains(c);
    let plain: String = name.chars().filter(|c| allowed(*c)).take(64).collect();
    plain.trim_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-03 01:30 in China.
    const NIGHT: UnixMillis = UnixMillis(1_793_640_600_000);

    #[test]
    fn the_next_time_is_today_if_it_is_still_to_come_and_else_tomorrow() {
        let (two, one) = (Time::constant(2, 0, 0, 0), Time::constant(1, 30, 0, 0));
        assert_eq!(until(two, NIGHT), 30 * UnixMillis::MINUTE);
        assert_eq!(until(one, NIGHT), UnixMillis::DAY);
    }

    #[test]
    fn a_month_is_written_again_in_the_first_days_of_the_next() {
        let days = [months_of(NIGHT), months_of(NIGHT.plus(3 * UnixMillis::DAY))];
        let [early, later] =
            days.map(|months| months.iter().map(Date::to_string).collect::<Vec<_>>());
        assert_eq!(early, ["2026-10-01", "2026-11-01"]);
        assert_eq!(later, ["2026-11-01"]);
    }

    #[test]
    fn a_night_is_missing_until_it_was_written_at_its_hour_or_later() {
        let folder = tempfile::tempdir().unwrap();
        let two = Time::constant(2, 0, 0, 0);
        let behind = |later: i64| is_behind(folder.path(), two, NIGHT.plus(later));
        assert!(behind(0), "never written");
        let note = folder.path().join(LAST_NIGHT);
        fs::write(&note, NIGHT.0.to_string()).unwrap();
        assert!(
            !behind(29 * UnixMillis::MINUTE),
            "written before it is time"
        );
        assert!(behind(31 * UnixMillis::MINUTE), "down at two");
        fs::write(&note, "?").unwrap();
        assert!(behind(0), "no time is in it");
    }

    #[test]
    fn a_community_cannot_name_a_place_outside_the_folder() {
        assert_eq!(plain("../../etc/花卉园"), "etc花卉园");
        assert_eq!(plain("a:b*c"), "abc");
    }
}

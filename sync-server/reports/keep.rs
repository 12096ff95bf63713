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

/// Reports that were not written into their folder.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// The hub did not give them.
    #[error(transparent)]
    Hub(#[from] HubError),
    /// No file could be made of one.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The file system would not.
    #[error("{0}: {1}")]
    Io(PathBuf, #[source] io::Error),
}

/// Writes each report and each form of each community for a month as spreadsheets into a folder:
/// `花卉园社区/2026-11/诉求台账.xlsx`. A file that is there is replaced as a whole. Each stands in
/// the community's audit. A form that cannot be filled is said in the log, and costs only itself.
///
/// # Errors
/// [`KeepError`] for the first that could not be written; those before it are there.
pub fn write_all(hub: &Hub, forms: &Forms, folder: &Path, month: Date) -> Result<usize, KeepError> {
    let mut written = 0;
    let forms = readable(forms).map_err(|error| KeepError::Io(folder.to_owned(), error))?;
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
        fs::create_dir_all(&place).map_err(|error| KeepError::Io(place.clone(), error))?;
        for report in ReportName::KNOWN {
            written += usize::from(write(hub, &place, *community, (report, None), month)?);
        }
        for (name, form) in &forms {
            let asked = (&form.report, Some((name.as_str(), form)));
            written += usize::from(write(hub, &place, *community, asked, month)?);
        }
    }
    Ok(written)
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
    place: &Path,
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
    let file = place.join(format!("{}.xlsx", plain(table.name.title())));
    let half = file.with_extension("xlsx.part");
    fs::write(&half, bytes)
        .and_then(|()| fs::rename(&half, &file))
        .map_err(|error| KeepError::Io(file, error))?;
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
    fn a_community_cannot_name_a_place_outside_the_folder() {
        assert_eq!(plain("../../etc/花卉园"), "etc花卉园");
        assert_eq!(plain("a:b*c"), "abc");
    }
}

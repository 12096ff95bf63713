use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chuanmen_core::domain::AreaId;
use chuanmen_core::protocol::{Deed, FormsResponse};
use chuanmen_core::report::{Form, Only, ReportName, Row, Rows, Shape, Table, Window};
use chuanmen_core::{UnixMillis, china_date};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::hub::{Hub, ReportScope, about_table};
use crate::reports::{self, Forms, Mark};
use crate::state::AppState;
use crate::web::{Accepts, ApiError, Reader, Reply};

/// What a supervisor asks about.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Asked {
    community: Option<AreaId>,
    grid: Option<AreaId>,
    month: Option<String>,
    #[serde(default)]
    pub(super) format: Format,
    pick: Option<String>,
    category: Option<String>,
    party: Option<String>,
    stray: Option<String>,
    tag: Option<String>,
    state: Option<String>,
    week: Option<String>,
    shape: Option<String>,
}

impl Asked {
    /// The first day of the month; of the running one if none is said.
    pub(super) fn month(&self, now: UnixMillis) -> Result<Date, ApiError> {
        let today = china_date(now);
        match &self.month {
            None => Ok(today.first_of_month()),
            Some(text) => not_to_come(month(text).ok_or_else(unreadable)?, today),
        }
    }

    const fn about(&self) -> ReportScope {
        ReportScope {
            community: self.community,
            grid: self.grid,
        }
    }

    /// How it is laid out anew.
    fn shape(&self) -> Result<Shape, ApiError> {
        match &self.shape {
            None => Ok(Shape::default()),
            Some(json) => json
                .parse()
                .map_err(|error| ApiError::bad_request(format!("shape: {error}"))),
        }
    }

    /// Which rows of a report.
    fn only(&self, report: &ReportName, now: UnixMillis) -> Result<Only, ApiError> {
        let only = Only::asked(report, |name| match name {
            "pick" => self.pick.as_deref(),
            "category" => self.category.as_deref(),
            "party" => self.party.as_deref(),
            "stray" => self.stray.as_deref(),
            "tag" => self.tag.as_deref(),
            "state" => self.state.as_deref(),
            "week" => self.week.as_deref(),
            _ => None,
        });
        let only = only.map_err(|error| ApiError::bad_request(error.to_string()))?;
        if let Some(monday) = only.week {
            not_to_come(monday, china_date(now))?;
        }
        Ok(only)
    }
}

/// A month or a week by its first day. Of one that is still to come, hardly anything would be done;
/// a device whose clock is ahead may say tomorrow's.
fn not_to_come(first: Date, today: Date) -> Result<Date, ApiError> {
    if first > today.saturating_add(1.day()) {
        return Err(ApiError::bad_request(format!("{first} is still to come")));
    }
    Ok(first)
}

/// In which form a report comes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    #[default]
    Json,
    Xlsx,
    Csv,
}

impl Format {
    /// As the audit names it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Json => "",
            Self::Xlsx => "XLSX",
            Self::Csv => "CSV",
        }
    }
}

/// `GET /v1/reports/overview`: a community, or one of its grids, at a glance.
#[utoipa::path(
    get,
    path = "/v1/reports/overview",
    operation_id = "overview",
    summary = "A community at a glance",
    params(
        ("community" = Option<String>, Query, description = "The supervisor's own if left out"),
        ("grid" = Option<String>, Query, description = "Only this grid"),
        ("month" = Option<String>, Query, description = "`2026-11`; the running month if left out"),
    ),
    responses(
        (status = 200, body = serde_json::Value, description = "Counts, each with its rows"),
        (status = 400, description = "`bad_request`", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn overview(
    State(state): State<AppState>,
    Reader(session): Reader,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Reply, ApiError> {
    let Query(asked) = asked.map_err(|_| unreadable())?;
    let (accepts, community) = (Accepts::of(&headers), asked.community);
    let job = move |hub: &Hub| {
        let month = asked.month(hub.now())?;
        let window = Window::overview(month, hub.now());
        let facts = hub.facts(&session, asked.about(), &window)?;
        let overview = facts.overview(asked.grid, month, hub.now());
        let reply = Reply::json(&overview, accepts).map(private)?;
        Ok((reply, overview.title()))
    };
    let made: Result<_, ApiError> = state.hub.reading(move |hub| Ok(job(hub))).await?;
    let (reply, about) = made?;
    // A page that somebody has open pulls these figures with each change: that is not noted.
    if session.is_of_a_program() {
        state
            .hub
            .writing(move |hub| hub.note_report(&session, community, Deed::ReportSeen, about))
            .await?;
    }
    Ok(reply)
}

/// `GET /v1/reports/{name}`: one report, to see or to take away.
#[utoipa::path(
    get,
    path = "/v1/reports/{name}",
    operation_id = "report",
    summary = "A report as JSON, spreadsheet or CSV",
    params(
        ("name" = String, Path, description = "`needs`, `care`, `care_register`, `wishes`, `visits`, `households`, `residents`, `organisations`, `needs_list`, `resources_list`, `projects_list`, `duties`, `hours`, `points`, or a form's name"),
        ("format" = Option<String>, Query, description = "`json` (if left out), `xlsx` or `csv`"),
        ("community" = Option<String>, Query, description = "The supervisor's own if left out"),
        ("grid" = Option<String>, Query, description = "Only this grid"),
        ("month" = Option<String>, Query, description = "`2026-11`; the running month if left out"),
        ("pick" = Option<String>, Query, description = "Only rows that stand so: `open`, `overdue`, …"),
        ("category" = Option<String>, Query, description = "Only needs of this category"),
        ("party" = Option<String>, Query, description = "Only open needs in these hands; `nobody`"),
        ("stray" = Option<String>, Query, description = "`yes`: only needs that lie in no grid"),
        ("tag" = Option<String>, Query, description = "Only care households with this tag"),
        ("state" = Option<String>, Query, description = "Only wishes in this state"),
        ("week" = Option<String>, Query, description = "A Monday: this week instead of the month"),
        ("shape" = Option<String>, Query, description = "JSON: `{\"columns\": [\"number\"], \"where\": [{\"column\": \"state\", \"is\": [\"在办\"]}], \"by\": [\"grid\"], \"find\": \"灯 物业\"}`, each part may be left out"),
    ),
    responses(
        (status = 200, body = serde_json::Value, description = "The report's columns and rows; `by` and `at` say who took it away and when"),
        (status = 400, description = "`bad_request`: also for what narrows nothing in the report, and for a month or week still to come", body = super::openapi::Error),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
        (status = 404, description = "`not_found`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn table(
    State(state): State<AppState>,
    Reader(session): Reader,
    headers: HeaderMap,
    name: Result<Path<String>, PathRejection>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, ApiError> {
    let Path(name) = name.map_err(|_| ApiError::not_found())?;
    let name = ReportName::from(name.as_str());
    let Query(asked) = asked.map_err(|_| unreadable())?;
    let accepts = Accepts::of(&headers);
    let (community, shape) = (asked.community, asked.shape()?);
    let forms = state.forms.clone();
    let job = move |hub: &Hub| {
        let month = asked.month(hub.now())?;
        let form = form(&forms, &name)?;
        let report = form.as_ref().map_or(&name, |form| &form.report);
        let only = asked.only(report, hub.now())?;
        let window = Window::table(report, &only, month, hub.now());
        let facts = hub.facts(&session, asked.about(), &window)?;
        let made = facts.rows_of(report, asked.grid, &only, month, hub.now());
        let (mut table, mut rows) = made.ok_or_else(ApiError::not_found)?;
        if form.is_some() || !shape.is_plain() {
            table = table.with(rows);
            if let Some(form) = form {
                let filled = form.fill(name.as_str(), table);
                table = filled.map_err(|error| ApiError::bad_request(error.to_string()))?;
            }
            let shaped = table.shaped(&shape);
            let shaped = shaped.map_err(|error| ApiError::bad_request(format!("shape: {error}")));
            (table, rows) = shaped?.apart();
        }
        let deed = match asked.format {
            Format::Json => Deed::ReportSeen,
            Format::Xlsx | Format::Csv => Deed::ReportExported,
        };
        let noted = (deed, about_table(&table, asked.format.word()));
        let mark = Mark {
            by: hub.name_of(&session)?,
            at: hub.now(),
        };
        let answer = file(table, rows, &mark, (month, asked.format), accepts)?;
        Ok((answer, community, noted))
    };
    let made: Result<_, ApiError> = state.hub.reading(move |hub| Ok(job(hub))).await?;
    let (answer, community, (deed, about)) = made?;
    // What cannot be noted does not go out.
    state
        .hub
        .writing(move |hub| hub.note_report(&session, community, deed, about))
        .await?;
    Ok(answer)
}

/// The form of this name, for what is no report of ours.
fn form(forms: &Forms, name: &ReportName) -> Result<Option<Form>, ApiError> {
    let ReportName::Other(word) = name else {
        return Ok(None);
    };
    let form = forms.named(word);
    form.map_err(|error| ApiError::bad_request(error.to_string()))
}

/// `GET /v1/report-forms`: the forms that reports can be put into.
#[utoipa::path(
    get,
    path = "/v1/report-forms",
    operation_id = "report_forms",
    summary = "Forms that reports can be put into",
    responses(
        (status = 200, body = serde_json::Value, description = "Their names; one that cannot be read says why"),
        (status = 401, description = "`unauthorized`", body = super::openapi::Error),
        (status = 403, description = "`not_granted`, `device_revoked`", body = super::openapi::Error),
    ),
    security(("device" = [])),
)]
pub(super) async fn names(
    State(state): State<AppState>,
    Reader(session): Reader,
    headers: HeaderMap,
) -> Result<Reply, ApiError> {
    let forms = state.forms.clone();
    let job = move |hub: &Hub| {
        hub.may_read_reports(&session)?;
        Ok(forms.names())
    };
    let forms = state.hub.reading(job).await?.map_err(ApiError::internal)?;
    Reply::json(&FormsResponse { forms }, Accepts::of(&headers))
}

/// The first day of `2026-11`.
fn month(text: &str) -> Option<Date> {
    if text.len() != "2026-11".len() {
        return None;
    }
    format!("{text}-01").parse().ok()
}

/// A report with who took it away; when, it says itself.
#[derive(Serialize)]
struct Taken<'t> {
    #[serde(flatten)]
    table: &'t Table,
    by: &'t str,
}

pub(super) fn file(
    table: Table,
    rows: Rows<'_>,
    mark: &Mark,
    (month, format): (Date, Format),
    accepts: Accepts,
) -> Result<Response, ApiError> {
    // Which record a row leads to is of no use in a file.
    let cells = |row: Row| row.cells;
    let (bytes, kind, ending) = match format {
        Format::Json => {
            let table = table.with(rows);
            let taken = Taken {
                table: &table,
                by: &mark.by,
            };
            return Ok(private(Reply::json(&taken, accepts)?).into_response());
        }
        Format::Xlsx => (
            reports::xlsx(&table, rows.map(cells), mark).map_err(ApiError::internal)?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
        ),
        Format::Csv => (
            reports::csv(&table, rows.map(cells), mark).map_err(ApiError::internal)?,
            "text/csv; charset=utf-8",
            "csv",
        ),
    };
    // A form's name is for people; the app names its files itself.
    let known = ReportName::KNOWN.contains(&table.name);
    let name = if known { table.name.as_str() } else { "form" };
    let name = format!("{name}-{}.{ending}", month.strftime("%Y-%m"));
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// What is about people stays out of every cache on the way; the app keeps what it needs.
pub(super) fn private(reply: Reply) -> Reply {
    reply.with(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}

pub(super) fn unreadable() -> ApiError {
    ApiError::bad_request("community and grid are ids, month is 2026-11, format json, xlsx or csv")
}

use chuanmen_core::UnixMillis;
use chuanmen_core::report::{Overview, Table};
use chuanmen_replica::api::{
    Ask, CachedReport, CachedReportQuery, CachedReportView, Command, Outcome, ReplicaError,
    ReportRequest,
};

use crate::ui::live::Live;

/// A report, fresh or kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pulled<R> {
    /// What it says.
    pub(crate) report: R,
    /// When it was pulled, if the hub does not answer now.
    pub(crate) stale: Option<UnixMillis>,
}

/// What can be pulled from the hub and is kept for when there is no signal.
pub(crate) trait Report: Sized {
    /// From a fresh pull.
    fn fresh(outcome: Outcome) -> Option<Self>;
    /// From the last one.
    fn kept(report: CachedReport) -> Option<Self>;
}

impl Report for Overview {
    fn fresh(outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::Overview(report) => Some(*report),
            _ => None,
        }
    }

    fn kept(report: CachedReport) -> Option<Self> {
        match report {
            CachedReport::Overview(report) => Some(report),
            CachedReport::Table(_) => None,
        }
    }
}

impl Report for Table {
    fn fresh(outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::Table(table) => Some(*table),
            _ => None,
        }
    }

    fn kept(report: CachedReport) -> Option<Self> {
        match report {
            CachedReport::Table(table) => Some(table),
            CachedReport::Overview(_) => None,
        }
    }
}

/// Pulls with `command`; where the hub does not answer, the last one pulled for `request` (none:
/// the overview).
///
/// # Errors
/// Why there is no fresh one, where none is kept either.
pub(crate) async fn pull<R: Report>(
    live: &Live,
    command: Command,
    request: Option<ReportRequest>,
) -> Result<Pulled<R>, ReplicaError> {
    let error = match live.door.send(command).await {
        Ok(outcome) => match R::fresh(outcome) {
            Some(report) => {
                return Ok(Pulled {
                    report,
                    stale: None,
                });
            }
            None => ReplicaError::Gone {
                detail: "another outcome".to_owned(),
            },
        },
        Err(error) => error,
    };
    let query = CachedReportQuery { request }.into_query();
    let answer = live.door.ask(query).await.ok();
    let kept: Option<CachedReportView> = answer.and_then(CachedReportQuery::from_answer).flatten();
    kept.and_then(|view| {
        Some(Pulled {
            report: R::kept(view.report)?,
            stale: Some(view.pulled_at),
        })
    })
    .ok_or(error)
}

use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::ErrorCode;
use chuanmen_core::report::{Overview, Subdistrict, Table};
use chuanmen_replica::api::{
    Ask, CachedReport, CachedReportQuery, CachedReportView, Command, Outcome, ReplicaError,
    ReportRequest,
};

use dioxus::prelude::*;

use crate::device;
use crate::ui::live::Live;

use super::use_live;

/// How often a screen says that it shows a report; the replica forgets it after a minute.
const WATCH_EVERY_MS: u32 = 20_000;

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
            CachedReport::Table(_) | CachedReport::Subdistrict(_) => None,
        }
    }
}

impl Report for Subdistrict {
    fn fresh(outcome: Outcome) -> Option<Self> {
        match outcome {
            Outcome::Subdistrict(view) => Some(*view),
            _ => None,
        }
    }

    fn kept(report: CachedReport) -> Option<Self> {
        match report {
            CachedReport::Subdistrict(view) => Some(view),
            CachedReport::Overview(_) | CachedReport::Table(_) => None,
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
            CachedReport::Overview(_) | CachedReport::Subdistrict(_) => None,
        }
    }
}

/// What a pull gave; none while the first is under way.
pub(crate) type PulledSoFar<R> = Option<Result<Pulled<R>, ReplicaError>>;

/// Pulls what `ask` says, again when that changes, and again whenever the hub has news for it as
/// long as the screen is open. One pull at a time: news that come meanwhile are one more.
pub(crate) fn use_pulled<R: Report + Clone + 'static>(
    ask: impl Fn() -> (Command, ReportRequest) + 'static,
) -> ReadSignal<PulledSoFar<R>> {
    let live = use_live();
    let mut shown: Signal<PulledSoFar<R>> = use_signal(|| None);
    let pulling = live.clone();
    let _pulls = use_resource(move || {
        let live = pulling.clone();
        let (command, request) = ask();
        async move {
            let mut news = live.report_news();
            loop {
                news.mark_unchanged();
                let pulled = pull::<R>(&live, command.clone(), request.clone()).await;
                shown.set(Some(pulled));
                if news.changed().await.is_err() {
                    return;
                }
            }
        }
    });
    use_future(move || {
        let live = live.clone();
        async move {
            loop {
                // Where it cannot be told, the report stays as it is, with its time.
                let _ = live.door.send(Command::WatchReports).await;
                device::sleep(WATCH_EVERY_MS).await;
            }
        }
    });
    shown.into()
}

/// Pulls with `command`; where the hub does not answer, the last one pulled for `request`. What it
/// refuses is not there.
///
/// # Errors
/// Why there is no fresh one, where none is kept either.
async fn pull<R: Report>(
    live: &Live,
    command: Command,
    request: ReportRequest,
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
    if is_refusal(&error) {
        return Err(error);
    }
    let request = Box::new(request);
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

/// Whether the hub said no: then what was pulled before is none of this person's business, or an
/// answer to something else.
const fn is_refusal(error: &ReplicaError) -> bool {
    use ErrorCode::{BadRequest, NotFound, NotGranted};
    matches!(
        error,
        ReplicaError::Hub {
            code: BadRequest | NotFound | NotGranted
        }
    )
}

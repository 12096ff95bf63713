//! Counts what a subdistrict will ask for before it asks.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chuanmen_core::domain::Role;
use chuanmen_core::report::Overview;
use chuanmen_core::{UnixMillis, china_date};
use futures_util::FutureExt;
use jiff::ToSpan;
use jiff::civil::Date;
use tokio::time::sleep;

use super::kept::{Last, MOST};
use super::{Community, overseen_by};
use crate::hub::{Hub, HubError};

/// After each count it rests so many times as long as that took: at most a fifth of one core.
const REST: u32 = 4;

/// The same while somebody waits: half of one core.
const REST_ASKED: u32 = 1;

/// From news to counting: what comes in a row is counted once.
const PAUSE: Duration = Duration::from_secs(1);

/// At least this often it looks whether a day has begun, or another process wrote.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Figures are counted again after this, before they are too old to be given.
const RENEW: i64 = 45 * UnixMillis::MINUTE;

const FAILED: &str = "a subdistrict's figures were not counted ahead";

/// The months that are counted ahead: the running one, and those before it.
const MONTHS: i64 = 12;

impl Hub {
    /// Counts ahead until it is dropped, or the hub is gone.
    pub(crate) async fn count_ahead(self: Arc<Self>) {
        let mut news = self.news.watch();
        loop {
            match AssertUnwindSafe(self.catch_up()).catch_unwind().await {
                Ok(Ok(())) => {}
                Ok(Err(HubError::Stopped)) => return,
                Ok(Err(error)) => tracing::warn!(%error, "{FAILED}"),
                Err(_) => tracing::error!("{FAILED}: it panicked"),
            }
            tokio::select! {
                () = self.kept.is_asked() => {}
                _ = news.changed() => sleep(PAUSE).await,
                () = sleep(LOOK_EVERY) => {}
            }
        }
    }

    /// Counts until nothing is due.
    async fn catch_up(self: &Arc<Self>) -> Result<(), HubError> {
        let (mut watched, mut looked) = (self.watched_now().await?, Instant::now());
        loop {
            if looked.elapsed() > LOOK_EVERY {
                (watched, looked) = (self.watched_now().await?, Instant::now());
            }
            let (began, watched) = (Instant::now(), Arc::clone(&watched));
            if !self.reading(move |hub| hub.count_next(&watched)).await? {
                return Ok(());
            }
            let rest = match self.kept.is_awaited(self.now()) {
                true => REST_ASKED,
                false => REST,
            };
            sleep(began.elapsed() * rest).await;
        }
    }

    /// The communities that somebody sees from above; nobody waits for others any more.
    async fn watched_now(self: &Arc<Self>) -> Result<Arc<[Community]>, HubError> {
        let began = Instant::now();
        let watched: Arc<[Community]> = self.reading(|hub| hub.watched()).await?.into();
        self.kept.waits_for(&watched);
        sleep(began.elapsed() * REST).await;
        Ok(watched)
    }

    /// The communities that somebody sees from above.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn watched(&self) -> Result<Vec<Community>, HubError> {
        let read = self.store.read()?;
        let mut grants = Vec::new();
        for (key, _) in read.communities()? {
            for account in read.accounts(key)? {
                grants.extend(read.grants(key, account.id)?);
            }
        }
        grants.retain(|grant| grant.role == Role::SubdistrictSupervisor);
        grants.sort_by_key(|grant| grant.area);
        grants.dedup_by_key(|grant| grant.area);
        overseen_by(&*read, &grants)
    }

    /// Counts what is due first; false if nothing is.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn count_next(&self, watched: &[Community]) -> Result<bool, HubError> {
        let Some((community, month)) = self.due(watched)? else {
            return Ok(false);
        };
        self.count(community, month)?;
        Ok(true)
    }

    /// What is to be counted next: what somebody waits for, then the running month of what changed;
    /// of months before, what is not kept.
    ///
    /// # Errors
    /// The store's.
    pub(crate) fn due(&self, watched: &[Community]) -> Result<Option<(Community, Date)>, HubError> {
        let now = self.now();
        let this = china_date(now).first_of_month();
        let is_busy = |of| self.kept.is_busy(of, now);
        for (key, month) in self.kept.left() {
            let found = watched.iter().find(|(watched, _)| *watched == key);
            if let Some(community) = found.filter(|_| !is_busy((key, month))) {
                return Ok(Some((*community, month)));
            }
        }
        let is_old = |figures: &Overview| now.since(figures.at) > RENEW;
        let stands = watched.iter().map(|community| self.stand(*community));
        let stands = stands.collect::<Result<Vec<_>, _>>()?;
        // As many months of each as can be kept.
        let fit = MOST / watched.len().max(1);
        for back in 0..MONTHS.min(i64::try_from(fit).unwrap_or(MONTHS)) {
            let month = this.saturating_sub(back.months());
            for (community, stand) in watched.iter().zip(&stands) {
                let is_due = match self.kept.find((community.0, month), *stand, now) {
                    Last::None => true,
                    Last::Before(figures) => back == 0 || is_old(&figures),
                    Last::Current(figures) => back == 0 && is_old(&figures),
                };
                if is_due && !is_busy((community.0, month)) {
                    return Ok(Some((*community, month)));
                }
            }
        }
        Ok(None)
    }
}

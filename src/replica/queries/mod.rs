//! What screens ask, answered from this device's database: one file per question, few statements
//! each, however much is stored.

mod area_tree;
mod areas;
mod board;
mod buildings;
mod by_pinyin;
pub(crate) mod campaigns;
mod care;
pub(crate) mod catalogue;
pub(crate) mod checklist;
mod climbs;
pub(crate) mod common_form;
mod community_sets;
mod conflicts;
mod dispatch;
pub(crate) mod door_twins;
pub(crate) mod doors;
mod drafts;
mod feedback;
mod guide;
mod guides;
mod health;
mod history;
mod homes;
mod household;
mod leavings;
mod lists;
mod lives;
mod meetings;
mod merged;
mod names;
mod need;
mod needs;
mod neighbours;
mod organisations;
mod people;
mod places;
pub(crate) mod points;
pub(crate) mod postings;
pub(crate) mod posts;
pub(crate) mod questions;
mod read;
mod receipt;
mod residents;
pub(crate) mod round;
mod search;
mod session;
pub(crate) mod tasks;
mod today;
mod twins;
mod visit_form;
pub(crate) mod visits;
mod wish;
mod wishes;

#[cfg(test)]
pub(crate) mod tests;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chuanmen_core::{UnixMillis, china_date};
use jiff::civil::Date;

use crate::api::{Answer, AreaTreeView, Query, ReplicaError};
use crate::storage::{DraftKey, ReportKey, StorageError, Store};

pub(crate) use area_tree::level_above;
pub(crate) use areas::Areas;
pub(crate) use catalogue::Catalogue;
pub(crate) use health::{of as health_of, scope_of as health_scope_of};
pub(crate) use leavings::leavings;
pub(crate) use merged::Merged;
pub(crate) use residents::of as residents_of;
pub(crate) use wish::{LAST_NUMBER, is_anothers_number, next_number};

/// What every question is answered from: the database, and what time it is.
#[derive(Clone, Copy)]
struct Reading<'s> {
    store: &'s Store,
    /// The best guess at the true time.
    now: UnixMillis,
    /// The day in China.
    today: Date,
}

impl<'s> Reading<'s> {
    fn new(store: &'s Store, wall: UnixMillis) -> Self {
        let now = store.now(wall);
        let today = china_date(now);
        Self { store, now, today }
    }

    fn connection(&self) -> &'s rusqlite::Connection {
        self.store.connection()
    }
}

/// The area tree, for a command that changes it.
///
/// # Errors
/// SQLite's.
pub(crate) fn area_tree(store: &Store, wall: UnixMillis) -> Result<AreaTreeView, StorageError> {
    area_tree::answer(Reading::new(store, wall))
}

/// Answers a question while the wall clock says `wall`.
///
/// # Errors
/// [`ReplicaError::NotFound`] for a record that is not on this device (any more),
/// [`ReplicaError::Storage`] when the database fails.
pub fn answer(store: &Store, query: Query, wall: UnixMillis) -> Result<Answer, ReplicaError> {
    let reading = Reading::new(store, wall);
    Ok(match query {
        Query::SessionQuery(_) => Answer::SessionQuery(session::answer(reading)?.into()),
        Query::SyncQuery(_) => Answer::SyncQuery(store.sync_view(wall)?.into()),
        Query::TodayQuery(_) => Answer::TodayQuery(today::answer(reading)?.into()),
        Query::RoundQuery(_) => Answer::RoundQuery(round::answer(reading)?.into()),
        Query::PlanQuery(_) => Answer::PlanQuery(round::plan(reading)?.into()),
        Query::CareQuery(ask) => Answer::CareQuery(care::answer(reading, ask.list)?.into()),
        Query::PlacesQuery(_) => Answer::PlacesQuery(places::answer(reading)?.into()),
        Query::BoardQuery(ask) => Answer::BoardQuery(board::answer(reading, ask.building)?.into()),
        Query::HouseholdQuery(ask) => {
            Answer::HouseholdQuery(household::answer(reading, ask.household)?.into())
        }
        Query::BuildingsQuery(_) => Answer::BuildingsQuery(buildings::answer(reading)?.into()),
        Query::DoorTwinsQuery(ask) => {
            Answer::DoorTwinsQuery(door_twins::answer(reading, &ask)?.into())
        }
        Query::HistoryQuery(ask) => Answer::HistoryQuery(history::answer(reading, &ask)?.into()),
        Query::VisitFormQuery(ask) => {
            Answer::VisitFormQuery(visit_form::answer(reading, ask.household)?.into())
        }
        Query::CorrectionFormQuery(ask) => {
            Answer::CorrectionFormQuery(visit_form::correction(reading, ask.visit)?.into())
        }
        Query::ResidentFormQuery(ask) => {
            let key = DraftKey::of_resident(ask.household, ask.resident);
            Answer::ResidentFormQuery(store.draft(key)?.into())
        }
        Query::OrganisationsQuery(ask) => {
            Answer::OrganisationsQuery(organisations::rows(reading, &ask.text)?.into())
        }
        Query::OrganisationQuery(ask) => {
            Answer::OrganisationQuery(organisations::one(reading, ask.organisation)?.into())
        }
        Query::OrganisationFormQuery(ask) => {
            Answer::OrganisationFormQuery(organisations::form(reading, ask.organisation)?.into())
        }
        Query::CallFormQuery(ask) => {
            Answer::CallFormQuery(organisations::call_form(reading, ask.organisation)?.into())
        }
        Query::CampaignsQuery(_) => Answer::CampaignsQuery(campaigns::rows(reading)?.into()),
        Query::CampaignQuery(ask) => {
            Answer::CampaignQuery(campaigns::one(reading, ask.campaign)?.into())
        }
        Query::CampaignFormQuery(ask) => {
            Answer::CampaignFormQuery(campaigns::form(reading, ask.campaign)?.into())
        }
        Query::CampaignVisitFormQuery(ask) => Answer::CampaignVisitFormQuery(
            visit_form::of_campaign(reading, ask.household, ask.campaign)?.into(),
        ),
        Query::CommonFormQuery(_) => Answer::CommonFormQuery(common_form::answer(reading)?.into()),
        Query::NeedsQuery(_) => Answer::NeedsQuery(needs::answer(reading)?.into()),
        Query::DispatchQuery(ask) => {
            Answer::DispatchQuery(dispatch::answer(reading, &ask.filter)?.into())
        }
        Query::NeedQuery(ask) => Answer::NeedQuery(need::answer(reading, ask.need)?.into()),
        Query::WishesQuery(_) => Answer::WishesQuery(wishes::answer(reading)?.into()),
        Query::WishQuery(ask) => Answer::WishQuery(wish::answer(reading, ask.wish)?.into()),
        Query::PostingsQuery(_) => Answer::PostingsQuery(postings::answer(reading)?.into()),
        Query::PostingQuery(ask) => {
            Answer::PostingQuery(postings::one(reading, ask.posting)?.into())
        }
        Query::PointsQuery(_) => Answer::PointsQuery(points::answer(reading)?.into()),
        Query::LedgerQuery(ask) => {
            let days = (ask.from, ask.to);
            Answer::LedgerQuery(points::ledger(reading, ask.account, days)?.into())
        }
        Query::PostsQuery(_) => Answer::PostsQuery(posts::answer(reading)?.into()),
        Query::PostQuery(ask) => Answer::PostQuery(posts::one(reading, ask.post)?.into()),
        Query::HealthSessionsQuery(_) => {
            Answer::HealthSessionsQuery(health::sessions(reading)?.into())
        }
        Query::HealthSessionQuery(ask) => {
            Answer::HealthSessionQuery(health::session(reading, ask.session)?.into())
        }
        Query::ResidentHealthQuery(ask) => {
            Answer::ResidentHealthQuery(health::of_resident(reading, ask.resident)?.into())
        }
        Query::LapsingSigningsQuery(_) => {
            Answer::LapsingSigningsQuery(health::lapsing(reading)?.into())
        }
        Query::TasksQuery(_) => Answer::TasksQuery(tasks::answer(reading)?.into()),
        Query::TaskQuery(ask) => Answer::TaskQuery(tasks::one(reading, ask.task)?.into()),
        Query::ReceiptQuery(_) => Answer::ReceiptQuery(receipt::answer(reading, wall)?.into()),
        Query::ConflictsQuery(_) => Answer::ConflictsQuery(conflicts::answer(reading)?.into()),
        Query::TwinsQuery(ask) => Answer::TwinsQuery(twins::answer(reading, &ask)?.into()),
        Query::RecentQuery(_) => Answer::RecentQuery(search::recent(reading)?.into()),
        Query::SearchQuery(ask) => Answer::SearchQuery(search::answer(reading, &ask.text)?.into()),
        Query::CachedReportQuery(ask) => {
            let kept = store.kept_report(&ReportKey::of(&ask.request))?;
            Answer::CachedReportQuery(kept.into())
        }
        Query::PictureQuery(ask) => {
            let bytes = store.blob(ask.hash)?;
            let base64 = bytes.map(|bytes| BASE64_STANDARD.encode(bytes));
            Answer::PictureQuery(base64.into())
        }
        // Whoever is asked here has the database, and no lock before it.
        Query::LockQuery(_) => Answer::LockQuery(Box::default()),
        Query::PreferencesQuery(_) => Answer::PreferencesQuery(store.preference()?.into()),
        Query::GuidesQuery(ask) => Answer::GuidesQuery(guides::answer(reading, &ask.text)?.into()),
        Query::ChecklistQuery(_) => Answer::ChecklistQuery(checklist::answer(reading)?.into()),
        Query::AreaTreeQuery(_) => Answer::AreaTreeQuery(area_tree::answer(reading)?.into()),
        Query::CatalogueQuery(_) => Answer::CatalogueQuery(community_sets::answer(reading)?.into()),
        Query::GuideFormQuery(ask) => {
            Answer::GuideFormQuery(community_sets::guide_form(reading, ask.guide)?.into())
        }
        Query::ChangesQuery(ask) => {
            Answer::ChangesQuery(history::of_catalogue(reading, &ask.records)?.into())
        }
        Query::FeedbackQuery(_) => Answer::FeedbackQuery(feedback::answer(reading)?.into()),
        Query::ListsQuery(_) => Answer::ListsQuery(lists::answer(reading)?.into()),
        Query::ResourceQuery(ask) => {
            Answer::ResourceQuery(lists::resource(reading, ask.resource)?.into())
        }
        Query::ProjectQuery(ask) => {
            Answer::ProjectQuery(lists::project(reading, ask.project)?.into())
        }
        Query::ProjectFormQuery(ask) => {
            Answer::ProjectFormQuery(lists::form(reading, ask.project)?.into())
        }
        Query::MeetingsQuery(_) => Answer::MeetingsQuery(meetings::rows(reading)?.into()),
        Query::MeetingQuery(ask) => {
            Answer::MeetingQuery(meetings::one(reading, ask.meeting)?.into())
        }
        Query::GuideQuery(ask) => Answer::GuideQuery(guide::answer(reading, ask.guide)?.into()),
    })
}

//! The only door to a replica: [`Command`]s change it, queries ([`Ask`]) read it, [`Notice`]s tell
//! what changed. Plain data on both sides, so that the same screen speaks to a thread, a worker in
//! the browser, or a test.

mod command;
mod error;
mod form;
mod home_form;
mod import;
mod lock;
mod query;
mod question;
mod round;
mod view;

pub use command::{Command, FileBytes, Outcome, Preference, ReportRequest, Stroke};
pub use error::ReplicaError;
pub use form::{
    AreaForm, CallDraft, CampaignForm, CareTagForm, Choice, EditResident, EveryForm, FeedbackDraft,
    GuideForm, HealthSessionForm, MeasurementForm, MeetingForm, NeedCategoryForm, NeedDraft,
    OrganisationForm, Owner, PointsForm, PointsRuleForm, PostForm, ProjectForm, ResidentDraft,
    ResidentForm, ResolutionForm, ResourceForm, RetryAt, RewardForm, SigningForm, StepForm,
    TakeNeedStep, TakeWishStep, VisitDraft, WishDraft,
};
pub use home_form::{DoorForm, EditHousehold, HouseholdForm, SplitHousehold};
pub use import::{ImportColumns, ImportStep};
pub use lock::{LockView, Pin, Tries};
pub use query::{
    Answer, AreaTreeQuery, Ask, BoardQuery, BuildingsQuery, CachedReportQuery, CallFormQuery,
    CampaignFormQuery, CampaignQuery, CampaignVisitFormQuery, CampaignsQuery, CareQuery,
    CatalogueQuery, ChangesQuery, ChecklistQuery, CommonFormQuery, ConflictsQuery,
    CorrectionFormQuery, DispatchQuery, DoorTwinsQuery, FeedbackQuery, GuideFormQuery, GuideQuery,
    GuidesQuery, HealthSessionQuery, HealthSessionsQuery, HistoryQuery, HouseholdQuery,
    LapsingSigningsQuery, LedgerQuery, ListsQuery, LockQuery, MeetingQuery, MeetingsQuery,
    NeedQuery, NeedsQuery, OrganisationFormQuery, OrganisationQuery, OrganisationsQuery,
    PictureQuery, PlacesQuery, PlanQuery, PointsQuery, PostQuery, PostingQuery, PostingsQuery,
    PostsQuery, PreferencesQuery, ProjectFormQuery, ProjectQuery, Query, ReceiptQuery, RecentQuery,
    ResidentFormQuery, ResidentHealthQuery, ResourceQuery, RoundQuery, SearchQuery, SessionQuery,
    SyncQuery, TaskQuery, TasksQuery, TodayQuery, TwinsQuery, VisitFormQuery, WishQuery,
    WishesQuery,
};
pub use question::{OptionForm, QuestionForm, Sort};
pub use round::{RoundStep, Staircase};
pub use view::*;

use serde::{Deserialize, Serialize};

/// What a replica tells its screens without being asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// Something that a query shows may have changed: ask again.
    Changed,
    /// What reports are made of may have changed at the hub: pull again what is shown.
    Reports,
    /// The state of synchronisation changed.
    Sync(SyncView),
    /// Another tab holds the database. A screen may offer [`Command::TakeOver`].
    HeldElsewhere,
    /// The database was handed to another tab; this one is out of work until it takes over.
    HandedOver,
}

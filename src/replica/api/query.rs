use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{
    AccountId, AreaId, BlobHash, CampaignId, GuideId, HealthSessionId, HouseholdId, MeetingId,
    NeedId, OrganisationId, PostId, PostingId, ProjectId, ResidentId, ResourceId, TaskId, VisitId,
    WishId,
};
use chuanmen_core::merge::RecordId;
use jiff::civil::Date;

use super::command::ReportRequest;
use super::form::{GuideForm, ResidentForm};
use super::home_form::DoorForm;
use super::view::{
    AreaTreeView, BoardView, CachedReportView, CallFormView, CampaignFormView, CampaignRow,
    CampaignView, CareList, CatalogueView, ChangeRow, ChecklistView, CommonFormView,
    CompoundChoice, ConflictRow, DispatchFilter, DispatchView, DoorTwin, FeedbackRow, GuideRow,
    GuideView, HealthSessionView, HealthSessionsView, HistoryView, HouseholdView, LedgerView,
    ListsView, MeetingRow, MeetingView, NeedRow, NeedView, OrganisationFormView, OrganisationRow,
    OrganisationView, PlacesView, PlanView, PointsView, PostView, PostingRow, PostingView,
    PostsView, ProjectFormView, ProjectView, ReceiptView, ResidentHealthView, ResourceView,
    RoundView, SearchRow, SessionView, SigningRow, SyncView, TaskRow, TaskView, TodayView, Trip,
    TwinRow, VisitFormView, WishRow, WishView,
};
use super::{LockView, Preference};

/// A question and the type of its answer.
pub trait Ask: Send + 'static {
    /// What is answered.
    type View;
    /// The question as it travels.
    fn into_query(self) -> Query;
    /// The answer out of what travelled; none if it answers another question.
    fn from_answer(answer: Answer) -> Option<Self::View>;
}

macro_rules! queries {
    ($($(#[$meta:meta])* $query:ident { $($field:ident: $type:ty),* } -> $view:ty;)+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
            pub struct $query { $(#[allow(missing_docs, reason = "named by the question")] pub $field: $type),* }

            impl Ask for $query {
                type View = $view;
                fn into_query(self) -> Query { Query::$query(self) }
                fn from_answer(answer: Answer) -> Option<$view> {
                    match answer {
                        Answer::$query(view) => Some(*view),
                        _ => None,
                    }
                }
            }
        )+

        /// Any question, as it travels.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "query", rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each is documented at its struct")]
        pub enum Query { $($query($query)),+ }

        /// Its answer, as it travels.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        // Tagged from outside: any other way, each view is read through a copy of itself, in code
        // of its own, which made the page a tenth larger.
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "each is documented at its view")]
        pub enum Answer { $($query(Box<$view>)),+ }
    };
}

queries! {
    /// Who uses this device.
    SessionQuery {} -> SessionView;
    /// How far synchronisation is.
    SyncQuery {} -> SyncView;
    /// What to do today.
    TodayQuery {} -> TodayView;
    /// The round of the day, if one was planned.
    RoundQuery {} -> Option<RoundView>;
    /// Where a round may go.
    PlanQuery {} -> PlanView;
    /// Households that somebody looks after, by building as they stand.
    CareQuery { list: CareList } -> Vec<Trip>;
    /// Compounds and buildings.
    PlacesQuery {} -> PlacesView;
    /// One building, floors by rooms.
    BoardQuery { building: AreaId } -> BoardView;
    /// One household.
    HouseholdQuery { household: HouseholdId } -> HouseholdView;
    /// What was changed about a household and those who live there.
    HistoryQuery { household: HouseholdId } -> HistoryView;
    /// Every compound and building of the community, for choosing where a household moves.
    BuildingsQuery {} -> Vec<CompoundChoice>;
    /// The community with its grids, compounds and buildings, counted on this device.
    AreaTreeQuery {} -> AreaTreeView;
    /// Households of this device that may be behind the door that is being typed. `household`:
    /// whose form it is, if it is known already.
    DoorTwinsQuery { door: DoorForm, household: Option<HouseholdId> } -> Vec<DoorTwin>;
    /// The form for a visit, prefilled.
    VisitFormQuery { household: HouseholdId } -> VisitFormView;
    /// The form that puts a saved visit right, filled in with it.
    CorrectionFormQuery { visit: VisitId } -> VisitFormView;
    /// The form of a resident (none: of somebody new) as it was left, if it was.
    ResidentFormQuery {
        household: HouseholdId,
        resident: Option<ResidentId>
    } -> Option<ResidentForm>;
    /// Organisations by what was typed: all of them by place for nothing, else what fits by name,
    /// pinyin, initials, contact or telephone, best first. Closed ones last.
    OrganisationsQuery { text: String } -> Vec<OrganisationRow>;
    /// One organisation.
    OrganisationQuery { organisation: OrganisationId } -> OrganisationView;
    /// The form of an organisation (none: of a new one), and as it was left, if it was.
    OrganisationFormQuery { organisation: Option<OrganisationId> } -> OrganisationFormView;
    /// The form of a call at an organisation.
    CallFormQuery { organisation: OrganisationId } -> CallFormView;
    /// Every campaign, those that run first, with how far each is on this device.
    CampaignsQuery {} -> Vec<CampaignRow>;
    /// One campaign, by building, and the doors left.
    CampaignQuery { campaign: CampaignId } -> CampaignView;
    /// The form of a campaign (none: of a new one).
    CampaignFormQuery { campaign: Option<CampaignId> } -> CampaignFormView;
    /// The form for a visit that is made for a campaign, prefilled.
    CampaignVisitFormQuery { campaign: CampaignId, household: HouseholdId } -> VisitFormView;
    /// The form for a need about what a building shares, for its chief.
    CommonFormQuery {} -> CommonFormView;
    /// Every need on this device, most pressing first.
    NeedsQuery {} -> Vec<NeedRow>;
    /// The dispatch desk: every need that is not finished, by whose hands it is in.
    DispatchQuery { filter: DispatchFilter } -> DispatchView;
    /// One need with its timeline.
    NeedQuery { need: NeedId } -> NeedView;
    /// Every wish on this device, what waits for this person first.
    WishesQuery {} -> Vec<WishRow>;
    /// One wish with its timeline.
    WishQuery { wish: WishId } -> WishView;
    /// Posts and activities of the community, those to come first.
    PostsQuery {} -> PostsView;
    /// One post or activity; with its rota for a supervisor.
    PostQuery { post: PostId } -> PostView;
    /// Whose points there are, for a supervisor; the rules and the rewards for everybody.
    PointsQuery {} -> PointsView;
    /// Somebody's points between two days, entry by entry; one's own if nobody is named.
    LedgerQuery {
        account: Option<AccountId>,
        from: Option<Date>,
        to: Option<Date>
    } -> LedgerView;
    /// When doctors are at the health station.
    HealthSessionsQuery {} -> HealthSessionsView;
    /// One health session, with who booked of those this device holds.
    HealthSessionQuery { session: HealthSessionId } -> HealthSessionView;
    /// What is known of a resident's health; not there for who does not hold it.
    ResidentHealthQuery { resident: ResidentId } -> ResidentHealthView;
    /// Contracts with family doctors that lapse within a month, the soonest first.
    LapsingSigningsQuery {} -> Vec<SigningRow>;
    /// What was delivered, what waits and why.
    ReceiptQuery {} -> ReceiptView;
    /// Disagreements not settled.
    ConflictsQuery {} -> Vec<ConflictRow>;
    /// The households last opened or visited on this device, the last one first.
    RecentQuery {} -> Vec<SearchRow>;
    /// Households by room, name, pinyin, telephone or care tag, as typed; the best 50.
    SearchQuery { text: String } -> Vec<SearchRow>;
    /// Those on this device who may be the same person as one whose name and citizen ID number are
    /// being typed; the surest first. `resident`: whose form it is, if they are known already.
    TwinsQuery {
        household: HouseholdId,
        resident: Option<ResidentId>,
        name: String,
        citizen_id: String
    } -> Vec<TwinRow>;
    /// The report that was last pulled for `request`, if there is one.
    CachedReportQuery { request: Box<ReportRequest> } -> Option<CachedReportView>;
    /// How this device looks.
    PreferencesQuery {} -> Preference;
    /// The service handbook by what was typed: all of it by category for nothing, else what fits
    /// by words, pinyin or initials, best first.
    GuidesQuery { text: String } -> Vec<GuideRow>;
    /// One entry of the service handbook.
    GuideQuery { guide: GuideId } -> GuideView;
    /// The community's checklist.
    ChecklistQuery {} -> ChecklistView;
    /// What else the community has set: care tags with visit rules, categories, the handbook.
    CatalogueQuery {} -> CatalogueView;
    /// An entry of the service handbook as it is typed.
    GuideFormQuery { guide: GuideId } -> GuideForm;
    /// Who changed what the community has set, and when: of these records, newest first.
    ChangesQuery { records: Vec<RecordId> } -> Vec<ChangeRow>;
    /// What this person said about the app, the last first.
    FeedbackQuery {} -> Vec<FeedbackRow>;
    /// A picture in base64, if this device has it.
    PictureQuery { hash: BlobHash } -> Option<String>;
    /// Published wishes of the community, what this person has to do with first.
    PostingsQuery {} -> Vec<PostingRow>;
    /// One published wish.
    PostingQuery { posting: PostingId } -> PostingView;
    /// The community's three lists: needs that wait for a resource, resources, projects.
    ListsQuery {} -> ListsView;
    /// One resource.
    ResourceQuery { resource: ResourceId } -> ResourceView;
    /// One project.
    ProjectQuery { project: ProjectId } -> ProjectView;
    /// The form of a project (none: of a new one).
    ProjectFormQuery { project: Option<ProjectId> } -> ProjectFormView;
    /// Joint meetings, for those who supervise: held ones, planned ones, closed ones.
    MeetingsQuery {} -> Vec<MeetingRow>;
    /// One joint meeting.
    MeetingQuery { meeting: MeetingId } -> MeetingView;
    /// What was dispatched to the party that this person answers for, in hand first.
    TasksQuery {} -> Vec<TaskRow>;
    /// One of those.
    TaskQuery { task: TaskId } -> TaskView;
    /// Whether this device is locked; answered even if it is.
    LockQuery {} -> LockView;
}

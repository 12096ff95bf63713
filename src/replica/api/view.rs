//! What screens draw: names resolved, due days computed, ready to be put into words.

mod area;
mod campaign;
mod care;
mod catalogue;
mod checklist;
mod dispatch;
mod door;
mod draft;
mod feedback;
mod guide;
mod health;
mod home;
mod household;
mod leavings;
mod lists;
mod meeting;
mod need;
mod organisation;
mod points;
mod post;
mod posting;
mod round;
mod session;
mod sync;
mod task;
mod wish;

pub use area::{AreaNode, AreaTreeView};
pub use campaign::{
    CampaignBuilding, CampaignClimb, CampaignDoor, CampaignFormView, CampaignRow, CampaignView,
    KnownCampaign,
};
pub use care::{Birthday, CareList, FestivalDay};
pub use catalogue::{CareTagRow, CatalogueView, GuideEntryRow, NeedCategoryRow};
pub use checklist::{ChecklistRow, ChecklistView};
pub use dispatch::{DispatchCard, DispatchFilter, DispatchLane, DispatchView, Lane};
pub use door::{
    BoardCell, BoardFloor, BoardView, BuildingRow, CompoundRow, Coverage, Door, DoorState,
    PlacesView, SearchRow, SearchSign, TodayView, Trip, TripFloor, UnitBoard,
};
pub use draft::{DraftForm, DraftRow};
pub use feedback::FeedbackRow;
pub use guide::{GuideRow, GuideView};
pub use health::{
    BookingRow, HealthSessionRow, HealthSessionView, HealthSessionsView, MeasurementRow,
    ResidentHealthView, SigningRow,
};
pub use home::{BuildingChoice, ChangeFate, ChangeRow, CompoundChoice, DoorTwin, HistoryView};
pub use household::{
    ConflictRow, ConflictSide, FormItem, HouseholdView, NeighbourDoor, ResidentView, TwinRow,
    TwinSign, VisitFormView, VisitRow,
};
pub use leavings::{Decided, LeavingsView, LeftSave};
pub use lists::{
    ListsView, ProjectFormView, ProjectName, ProjectRow, ProjectView, ResourceRow, ResourceView,
    WaitingNeed,
};
pub use meeting::{AgendaItem, MeetingRow, MeetingView, ResolutionRow};
pub use need::{CategoryChoice, CommonFormView, NeedName, NeedRow, NeedView, TimelineRow};
pub use organisation::{
    BuildingChoices, CallFormView, OrganisationFormView, OrganisationRow, OrganisationView,
};
pub use points::{LedgerRow, LedgerView, PointsPerson, PointsRuleRow, PointsView, RewardRow};
pub use post::{PostRow, PostView, PostsView, RotaRow, SignUpStand};
pub use posting::{PostingRow, PostingStand, PostingView, WhereaboutsView};
pub use round::{PlanBuilding, PlanCompound, PlanUnit, PlanView, RoundLeft, RoundLine, RoundView};
pub use session::{
    AreaName, CachedReport, CachedReportView, Farewell, Language, Me, PhotoLine, SessionView,
    Standing, TextSize, Theme,
};
pub use sync::{
    CarriedRow, CarriedState, Phase, PhotosView, ReceiptRow, ReceiptView, Summary, SyncView,
};
pub use task::{TaskRow, TaskView};
pub use wish::{ClaimView, WishRow, WishView};

//! The things people speak of, typed: one file each, read from a record's fields and written back
//! as fields. A typed entity is a view: fields it does not know stay in the record untouched.

mod account;
mod area;
mod blob;
mod campaign;
mod care;
mod catalogue;
mod checklist;
mod citizen_id;
mod claim;
pub mod cleaned;
mod deadline;
mod doorplate;
mod due;
mod event;
mod feedback;
mod festival;
mod fields;
mod guide;
mod handbook;
mod health;
mod host;
mod household;
mod id;
mod kind;
mod life;
mod meeting;
mod need;
mod organisation;
mod overdue;
mod points;
mod points_rule;
mod post;
mod posting;
mod project;
mod resident;
mod resource;
mod rota;
mod scope;
mod sign_up;
mod task;
mod visit;
mod wish;
mod workday;

pub use account::{Account, Device, Grant, Role, scopes_of};
pub use area::{Area, AreaLevel};
pub use blob::{BlobHash, ParseBlobHashError, Picture, blobs_named};
pub use campaign::{Campaign, CampaignState};
pub use care::CareGround;
pub use catalogue::{CareTag, Interval, NeedCategory, VisitRule};
pub use checklist::{
    AnswerOption, AnswerProblem, Asks, ChecklistItem, EmptySpan, NoChoice, Numbers, Options,
    ShownIf, Span, asked, shown,
};
pub use citizen_id::{CitizenId, CitizenIdError, Sex};
pub use claim::{ClaimState, ClaimStory, OwnClaim, Whereabouts};
pub use deadline::Deadline;
pub use doorplate::{floor_of, narrow, same_door, tidy_door};
pub use due::{Due, VisitRules, due_date};
pub use event::{Event, EventOrder, StoredEvent};
pub use feedback::{Feedback, FeedbackSort};
pub use festival::Festival;
pub use fields::{Fields, FieldsBuilder};
pub use guide::Guide;
pub use handbook::guides_of;
pub use health::{
    Advice, Booking, BookingState, Glucose, HealthService, HealthSession, Measurement, Pressure,
    Reading, Sampled, Signing, Site as MeasuringSite, Stand, booked, stands,
};
pub use host::Host;
pub use household::{Household, Housing, Place};
pub use id::{
    AccountId, AreaId, BookingId, CampaignId, CareTagId, ChecklistItemId, ClaimId, DeviceId,
    FeedbackId, GuideId, HealthSessionId, HouseholdId, MeasurementId, MeetingId, NeedCategoryId,
    NeedId, OrganisationId, PointsRuleId, PostId, PostingId, ProjectId, ResidentId, ResourceId,
    RewardId, SignUpId, SigningId, TaskId, VisitId, WishId,
};
pub use kind::Kind;
pub use life::{Effect, TimelineEntry, WithoutEffect};
pub use meeting::{
    Attendance, Meeting, MeetingLife, MeetingState, MeetingStep, Presence, Resolution,
    fold_meeting, resolutions,
};
pub use need::{Need, NeedLife, NeedState, NeedStep, Party, Urgency, fold_need};
pub use organisation::{Contact, Organisation, Site, Trade};
pub use overdue::Rung;
pub use points::{Ledger, PointsEntry, PointsStep, Terms, Unfit};
pub use points_rule::{EarnedBy, PointsRule, Reward};
pub use post::{Post, PostSort};
pub use posting::Posting;
pub use project::{Project, ProjectState, ProjectStep};
pub use resident::{Relation, Resident};
pub use resource::{Resource, ResourceKind};
pub use rota::{PostStep, RotaPlace, SignUpState, fold_rota, taken};
pub use scope::{Access, Scope};
pub use sign_up::SignUp;
pub use task::{Errand, Task};
pub use visit::{Outcome, Purpose, Visit};
pub use wish::{CLAIM_DAYS, Claim, Wish, WishKind, WishLife, WishState, WishStep, fold_wish};
pub use workday::{add_working_days, is_working_day, working_days_until};

/// How content a resident is with what was done: 1 (not at all) to 5 (very).
pub type Satisfaction = i64;

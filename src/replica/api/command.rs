//! What a person does, one variant each; what comes of it has a room of its own.

mod file;
mod outcome;
mod preference;
mod report;
mod stroke;

pub use file::FileBytes;
pub use outcome::Outcome;
pub use preference::Preference;
pub use report::ReportRequest;
pub use stroke::Stroke;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{
    AccountId, AreaId, BlobHash, BookingId, BookingState, CampaignId, CareTagId, ChecklistItemId,
    DeviceId, GuideId, HealthSessionId, HouseholdId, Kind, MeasurementId, MeetingId, MeetingStep,
    NeedCategoryId, NeedId, NeedStep, OrganisationId, Party, PointsRuleId, PostId, PostStep,
    PostingId, ProjectId, Relation, ResidentId, ResourceId, RewardId, Role, SigningId, TaskId,
    VisitId, WishStep,
};
use chuanmen_core::merge::{FieldName, RecordId, TransactionId};
use chuanmen_core::protocol::{AuditRequest, BundleId, Credential, GivenGrant};

use super::ImportStep;
use super::Pin;
use super::RoundStep;
use super::form::{
    AreaForm, CallDraft, CampaignForm, CareTagForm, Choice, EditResident, EveryForm, FeedbackDraft,
    GuideForm, HealthSessionForm, MeasurementForm, MeetingForm, NeedCategoryForm, NeedDraft,
    OrganisationForm, PointsForm, PointsRuleForm, PostForm, ProjectForm, ResidentDraft,
    ResidentForm, ResolutionForm, ResourceForm, RewardForm, SigningForm, TakeNeedStep,
    TakeWishStep, VisitDraft, WishDraft,
};
use super::home_form::{DoorForm, EditHousehold, HouseholdForm, SplitHousehold};
use super::question::QuestionForm;
use super::view::DraftForm;

/// What a person does. Each is all or nothing and durable when it returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Makes this device one of an account's. → [`Outcome::Done`]
    Enrol {
        /// Where the hub is: `https://hub.example`; on the web, the page's origin.
        hub: String,
        /// Code or password.
        credential: Credential,
        /// What the owner will know the device by.
        device_name: String,
    },
    /// Saves a visit with its needs and wishes, and those of other doors with it, and drops its
    /// draft. → [`Outcome::Saved`]
    RecordVisit {
        /// At whose door.
        household: HouseholdId,
        /// The form.
        visit: VisitDraft,
    },
    /// Keeps a form as it stands. → [`Outcome::Done`]
    SaveDraft {
        /// At whose door.
        household: HouseholdId,
        /// The form.
        visit: VisitDraft,
    },
    /// Forgets a form. → [`Outcome::Done`]
    DropDraft {
        /// At whose door.
        household: HouseholdId,
    },
    /// Keeps the form of a resident, or of somebody new, as it stands, or forgets it. →
    /// [`Outcome::Done`]
    KeepResidentForm {
        /// Where they live.
        household: HouseholdId,
        /// Who, if they are known already.
        resident: Option<ResidentId>,
        /// The form; none to forget it.
        form: Option<ResidentForm>,
    },
    /// Puts an unsaved form away. → [`Outcome::Done`]
    DiscardDraft {
        /// Which.
        form: DraftForm,
    },
    /// Brings back the form that was put away last. → [`Outcome::Done`]
    RestoreDraft {
        /// Which.
        form: DraftForm,
    },
    /// Makes an unsaved form of a refused save again, to be put right. → [`Outcome::Form`]
    Amend {
        /// Which.
        transaction: TransactionId,
    },
    /// Says something about the app to those who run it. → [`Outcome::Saved`]
    SendFeedback(FeedbackDraft),
    /// Keeps a photo for a form to name in its draft. → [`Outcome::Kept`]
    KeepPhoto {
        /// JPEG of at most 200 KB, in base64. What a camera wrote into it beside the picture is
        /// taken out.
        photo: String,
        /// A small one of the same.
        thumb: String,
    },
    /// Keeps a signature for a form to name in its draft. → [`Outcome::Kept`]
    KeepSignature {
        /// What a finger drew.
        strokes: Vec<Stroke>,
    },
    /// Gets a picture of a visit from the hub, for [`crate::api::PictureQuery`] to find. →
    /// [`Outcome::Done`]
    FetchPicture {
        /// Whose.
        visit: VisitId,
        /// Which.
        hash: BlobHash,
        /// Whether it is a thumbnail.
        small: bool,
    },
    /// Sends the photos that the hub refused once more. → [`Outcome::Done`]
    SendPhotosAgain,
    /// Records a need outside a visit. → [`Outcome::Saved`]
    RaiseNeed {
        /// Whose.
        household: HouseholdId,
        /// The form.
        need: NeedDraft,
    },
    /// Records a need about what a building shares, by its chief. → [`Outcome::Saved`]
    RaiseCommonNeed {
        /// The building.
        area: AreaId,
        /// The form.
        need: NeedDraft,
    },
    /// Records a wish outside a visit. → [`Outcome::Saved`]
    RaiseWish {
        /// Whose.
        household: HouseholdId,
        /// The form.
        wish: WishDraft,
    },
    /// Takes a step about a need. → [`Outcome::Saved`]
    TakeNeedStep(TakeNeedStep),
    /// Takes a step about a wish. → [`Outcome::Saved`]
    TakeWishStep(TakeWishStep),
    /// Answers what was dispatched to one's party: begun, gone on with, resolved, returned. →
    /// [`Outcome::Saved`]
    TakeTaskStep {
        /// Which.
        task: TaskId,
        /// Which step.
        step: NeedStep,
        /// What to say about it; required but for `start`.
        note: String,
    },
    /// Asks for a step about a published wish: to claim it, to say that it is fulfilled, to give it
    /// back. It holds once the hub has heard it first. → [`Outcome::Saved`]
    TakePostingStep {
        /// Which wish.
        posting: PostingId,
        /// Which step.
        step: WishStep,
        /// What to say about it.
        note: String,
    },
    /// Adds somebody to a household. → [`Outcome::Saved`]
    AddResident {
        /// Where they live.
        household: HouseholdId,
        /// The form.
        resident: ResidentDraft,
    },
    /// Somebody does not live there any more. → [`Outcome::Saved`]
    MoveOut {
        /// Who.
        resident: ResidentId,
    },
    /// Makes one of a person who was entered twice. → [`Outcome::Saved`]
    MergeResidents {
        /// Who stays; what is known of them stands.
        resident: ResidentId,
        /// Who goes; what is known of them alone is taken over, and so are their wishes.
        twin: ResidentId,
    },
    /// Somebody lives in another household of this device from now on; their wishes go with them.
    /// → [`Outcome::Saved`]
    MoveResident {
        /// Who.
        resident: ResidentId,
        /// Where.
        household: HouseholdId,
        /// To the head there; unknown if absent.
        relation: Option<Relation>,
    },
    /// Adds a household that is not in the list yet. → [`Outcome::NewHousehold`]
    AddHousehold(HouseholdForm),
    /// Changes what is known of a household. → [`Outcome::Saved`], or [`Outcome::Done`] if nothing
    /// was new.
    EditHousehold(EditHousehold),
    /// A household lives elsewhere from now on, with all that belongs to it; or its door was
    /// written wrong. → [`Outcome::Saved`], or [`Outcome::Done`] if nothing was new.
    MoveHousehold {
        /// Which.
        household: HouseholdId,
        /// Where.
        door: DoorForm,
    },
    /// Takes away a household that was entered by mistake: nobody lives there, nobody called.
    /// → [`Outcome::Saved`]
    RemoveHousehold {
        /// Which.
        household: HouseholdId,
    },
    /// Some of a household become one of their own. → [`Outcome::NewHousehold`]
    SplitHousehold(SplitHousehold),
    /// Makes one of a household that was entered twice: the one entered first stays.
    /// → [`Outcome::Saved`]
    MergeHouseholds {
        /// One of the two.
        household: HouseholdId,
        /// The other.
        twin: HouseholdId,
    },
    /// Changes what is known of a resident. → [`Outcome::Saved`], or [`Outcome::Done`] if nothing
    /// was new.
    EditResident(EditResident),
    /// Enters an organisation, or changes what is known of one. → [`Outcome::Saved`], or
    /// [`Outcome::Done`] if nothing was new.
    SaveOrganisation {
        /// Which, if it is known already.
        organisation: Option<OrganisationId>,
        /// The form.
        form: OrganisationForm,
    },
    /// Keeps the form of an organisation, or of a new one, as it stands, or forgets it. →
    /// [`Outcome::Done`]
    KeepOrganisationForm {
        /// Which, if it is known already.
        organisation: Option<OrganisationId>,
        /// The form; none to forget it.
        form: Option<OrganisationForm>,
    },
    /// Saves a call at an organisation with its needs, and drops its draft. → [`Outcome::Saved`]
    CallAt {
        /// Where.
        organisation: OrganisationId,
        /// The form.
        call: CallDraft,
    },
    /// Keeps the form of a call at an organisation as it stands, or forgets it. →
    /// [`Outcome::Done`]
    KeepCall {
        /// Where.
        organisation: OrganisationId,
        /// The form; none to forget it.
        call: Option<CallDraft>,
    },
    /// Records a need of an organisation outside a call. → [`Outcome::Saved`]
    RaiseOrganisationNeed {
        /// Whose.
        organisation: OrganisationId,
        /// The form.
        need: NeedDraft,
    },
    /// Shows the telephone of an organisation's contact in full, and logs that. →
    /// [`Outcome::Revealed`]
    RevealContact {
        /// Whose.
        organisation: OrganisationId,
    },
    /// Adds a question to the community's checklist, or changes one. → [`Outcome::Saved`], or
    /// [`Outcome::Done`] if nothing was new.
    SaveQuestion {
        /// Which; none for a new one.
        item: Option<ChecklistItemId>,
        /// The form.
        question: Box<QuestionForm>,
    },
    /// Moves a question of the checklist by one place among those that are asked. →
    /// [`Outcome::Saved`], or [`Outcome::Done`] at either end.
    MoveQuestion {
        /// Which.
        item: ChecklistItemId,
        /// Towards the first.
        up: bool,
    },
    /// Asks a question of the checklist no longer, or again. → [`Outcome::Saved`]
    RetireQuestion {
        /// Which.
        item: ChecklistItemId,
        /// No longer.
        retired: bool,
    },
    /// Adds a care tag as the last, or changes one, with how often to visit. → [`Outcome::Saved`], or
    /// [`Outcome::Done`] if nothing was new.
    SaveCareTag {
        /// Which; none for a new one.
        tag: Option<CareTagId>,
        /// The form.
        form: CareTagForm,
    },
    /// Sets how often to visit every household. → as [`Command::SaveCareTag`].
    SaveVisitRule {
        /// How often.
        every: EveryForm,
    },
    /// Adds a category of needs as the last, or changes one. → as [`Command::SaveCareTag`].
    SaveNeedCategory {
        /// Which; none for a new one.
        category: Option<NeedCategoryId>,
        /// The form.
        form: NeedCategoryForm,
    },
    /// Adds an entry to the service handbook as the last, or changes one. → as
    /// [`Command::SaveCareTag`].
    SaveGuide {
        /// Which; none for a new one.
        guide: Option<GuideId>,
        /// The form.
        form: Box<GuideForm>,
    },
    /// Adds the entries of a document to the service handbook in its order, at most
    /// [`GuideForm::AT_ONCE`]. One whose title is there is changed, and keeps what the form leaves
    /// empty. All of it, or nothing. → as [`Command::SaveCareTag`].
    SaveGuides {
        /// The forms.
        guides: Vec<GuideForm>,
    },
    /// Adds a grid, a compound or a building, or changes one: its name, its place, what it lies in.
    /// → as [`Command::SaveCareTag`].
    SaveArea {
        /// Which; none for a new one.
        area: Option<AreaId>,
        /// The form.
        form: AreaForm,
    },
    /// Takes an area away in which nothing is. → [`Outcome::Saved`]
    RetireArea {
        /// Which.
        area: AreaId,
    },
    /// Adds a rule for points, or changes one; what was credited stays as it was. →
    /// [`Outcome::Saved`], or [`Outcome::Done`] if nothing was new.
    SavePointsRule {
        /// Which, if it is there already.
        rule: Option<PointsRuleId>,
        /// The form.
        form: PointsRuleForm,
    },
    /// Adds something that points are redeemed for, or changes it. → [`Outcome::Saved`], or
    /// [`Outcome::Done`] if nothing was new.
    SaveReward {
        /// Which, if it is there already.
        reward: Option<RewardId>,
        /// The form.
        form: RewardForm,
    },
    /// Gives somebody points by a rule, corrects them, or redeems some. The hub says whether there
    /// are enough. → [`Outcome::Saved`]
    TakePoints {
        /// Whose.
        account: AccountId,
        /// The form.
        form: PointsForm,
    },
    /// Takes a care tag, a category of needs, an entry of the handbook, a rule for points or a
    /// reward out of use, or back into it. → [`Outcome::Saved`]
    RetireEntry {
        /// What it is.
        kind: Kind,
        /// Which.
        id: RecordId,
        /// Out of use.
        retired: bool,
    },
    /// Makes a campaign, changes or ends one. → [`Outcome::Saved`], or [`Outcome::Done`] if nothing
    /// was new.
    SaveCampaign {
        /// Which, if it is there already.
        campaign: Option<CampaignId>,
        /// The form.
        form: CampaignForm,
    },
    /// Makes a post or an activity, changes or cancels one. → [`Outcome::Saved`], or
    /// [`Outcome::Done`] if nothing was new.
    SavePost {
        /// Which, if it is there already.
        post: Option<PostId>,
        /// The form.
        form: PostForm,
    },
    /// Asks for a step about a post: to sign up, to withdraw. The hub says who has a seat. →
    /// [`Outcome::Saved`]
    TakePostStep {
        /// Which.
        post: PostId,
        /// Which step.
        step: PostStep,
    },
    /// Says how long somebody served at a post, or that they did not come. Saying it again puts it
    /// right. → [`Outcome::Saved`]
    MarkRota {
        /// Which.
        post: PostId,
        /// Who.
        account: AccountId,
        /// For how long, in minutes, 1 to 1,440; none if they did not come.
        minutes: Option<i64>,
    },
    /// Makes a health session, or several of one day of the week, or changes one; a community's
    /// supervisor alone. → [`Outcome::Saved`], or [`Outcome::Done`] if nothing was new.
    SaveHealthSession {
        /// Which, if it is there already.
        session: Option<HealthSessionId>,
        /// The form.
        form: HealthSessionForm,
    },
    /// Books a place at a health session for a resident. → [`Outcome::Saved`]
    Book {
        /// Which session.
        session: HealthSessionId,
        /// For whom.
        resident: ResidentId,
    },
    /// Says what became of a booking. Saying it again puts it right. → [`Outcome::Saved`]
    MarkBooking {
        /// Which.
        booking: BookingId,
        /// What.
        state: BookingState,
    },
    /// Notes that what is known of a resident's health is shown: asked before it is. →
    /// [`Outcome::Done`]
    LookAtHealth {
        /// Whose.
        resident: ResidentId,
    },
    /// Saves what was measured of a resident, and drops the form with it. → [`Outcome::Saved`]
    Measure {
        /// Of whom.
        resident: ResidentId,
        /// The form.
        form: MeasurementForm,
    },
    /// Keeps the form of a measurement as it stands; none: forgets it. → [`Outcome::Done`]
    KeepMeasurement {
        /// Of whom.
        resident: ResidentId,
        /// The form.
        form: Option<MeasurementForm>,
    },
    /// Says that a measurement does not count; it is kept. → [`Outcome::Saved`]
    WithdrawMeasurement {
        /// Which.
        measurement: MeasurementId,
        /// Why; required.
        reason: String,
    },
    /// Notes a contract with a family doctor, and that the resident has one. → [`Outcome::Saved`]
    SignFamilyDoctor {
        /// Whose.
        resident: ResidentId,
        /// The form.
        form: SigningForm,
    },
    /// Says that a contract with a family doctor no longer holds. → [`Outcome::Saved`]
    EndSigning {
        /// Which.
        signing: SigningId,
        /// Why; required.
        reason: String,
    },
    /// Says that a need waits for a resource, or does not any more. → [`Outcome::Saved`], or
    /// [`Outcome::Done`] if nothing was new.
    AwaitResource {
        /// Which.
        need: NeedId,
        /// It does.
        awaits: bool,
    },
    /// Enters a resource, offers one in one's grid, or changes one. → [`Outcome::Saved`], or
    /// [`Outcome::Done`] if nothing was new.
    SaveResource {
        /// Which, if it is there already.
        resource: Option<ResourceId>,
        /// The form.
        form: ResourceForm,
    },
    /// Makes a project, or changes one. → [`Outcome::Saved`], or [`Outcome::Done`] if nothing was
    /// new.
    SaveProject {
        /// Which, if it is there already.
        project: Option<ProjectId>,
        /// The form.
        form: ProjectForm,
    },
    /// Makes a joint meeting, or changes one whose minutes are not closed. → [`Outcome::Saved`], or
    /// [`Outcome::Done`] if nothing was new.
    SaveMeeting {
        /// Which, if it is there already.
        meeting: Option<MeetingId>,
        /// The form.
        form: MeetingForm,
    },
    /// Holds a joint meeting, closes its minutes, or says something of closed ones. →
    /// [`Outcome::Saved`]
    TakeMeetingStep {
        /// Which.
        meeting: MeetingId,
        /// Which step.
        step: MeetingStep,
        /// What to say; required to amend, nothing otherwise.
        note: String,
    },
    /// Resolves something about a need of a meeting's agenda: a step of the need, which is
    /// dispatched if a party takes it on. → [`Outcome::Saved`]
    PassResolution {
        /// At which meeting.
        meeting: MeetingId,
        /// The form.
        form: ResolutionForm,
    },
    /// Pulls a joint meeting's minutes as a document. → [`Outcome::File`]
    ExportMinutes {
        /// Of which meeting.
        meeting: MeetingId,
    },
    /// Settles a disagreement. → [`Outcome::Saved`]
    SettleConflict {
        /// What the record is.
        kind: Kind,
        /// Which record.
        id: RecordId,
        /// Which field.
        field: FieldName,
        /// Which value.
        choice: Choice,
    },
    /// Takes back a save that has not been sent yet. → [`Outcome::Done`], or
    /// [`Outcome::TooLateToUndo`].
    Undo {
        /// What [`Outcome::Saved`] named.
        transaction: TransactionId,
    },
    /// Sends a refused transaction again, as it is. → [`Outcome::Done`]
    Resend {
        /// Which.
        transaction: TransactionId,
    },
    /// Shows a resident's citizen ID number and telephone in full, and logs that. →
    /// [`Outcome::Revealed`]
    Reveal {
        /// Whose.
        resident: ResidentId,
    },
    /// Synchronises now, until nothing is left on either side. → [`Outcome::Done`], or why not.
    SyncNow,
    /// The network came back, or the app came to the front: synchronise soon. → [`Outcome::Done`]
    Wake,
    /// A screen shows a report: for the next minute it wants to be told
    /// ([`super::Notice::Reports`]) when the hub has news for it. → [`Outcome::Done`]
    WatchReports,
    /// Pulls the overview from the hub and keeps it. → [`Outcome::Overview`]
    PullOverview {
        /// Of which community; one's own if none.
        #[serde(default)]
        community: Option<AreaId>,
        /// Narrowed to a grid.
        grid: Option<AreaId>,
        /// First day of the month.
        month: Date,
    },
    /// Pulls the names of the forms that reports can be put into. → [`Outcome::Forms`]
    PullForms,
    /// Pulls the tokens that read the community's reports. → [`Outcome::Tokens`]
    PullTokens,
    /// Has the hub make one. → [`Outcome::NewToken`]
    MakeToken {
        /// What it is for.
        name: String,
        /// For how many days it is good.
        days: u16,
    },
    /// Has the hub take one no longer. → [`Outcome::Done`]
    RevokeToken {
        /// Which.
        id: DeviceId,
    },
    /// Pulls a page of who did what in this supervisor's community. → [`Outcome::Audit`]
    PullAudit(AuditRequest),
    /// Pulls the people whom this supervisor looks after, and their phones. → [`Outcome::People`]
    PullPeople,
    /// Has the hub make an account for somebody new. → [`Outcome::NewPerson`]
    AddPerson {
        /// Full name.
        name: String,
        /// Unique over the hub.
        login: String,
        /// What they are.
        role: Role,
        /// What they answer for.
        areas: Vec<AreaId>,
        /// For whom, of [`Role::Party`].
        #[serde(default)]
        party: Option<Party>,
    },
    /// Has the hub give somebody a grant, take one back, or change one into another. →
    /// [`Outcome::Done`]
    ChangeGrants {
        /// Whose.
        account: AccountId,
        /// What is given.
        #[serde(default)]
        give: Option<GivenGrant>,
        /// Which is taken back.
        #[serde(default)]
        take: Option<RecordId>,
    },
    /// Asks the hub for a one-time code for another phone of somebody's. → [`Outcome::Enrolment`]
    OfferEnrolment {
        /// Whose.
        account: AccountId,
    },
    /// Has the hub take nothing more from a phone. → [`Outcome::Done`]
    RevokeDevice {
        /// Which.
        device: DeviceId,
    },
    /// Pulls what revoked phones of this supervisor's community left behind. →
    /// [`Outcome::Leavings`]
    PullLeavings,
    /// Has the hub take saves that a revoked phone left behind, or throw them away. →
    /// [`Outcome::Decided`]
    Decide {
        /// Which phone's.
        device: DeviceId,
        /// Which saves.
        transactions: Vec<TransactionId>,
        /// Whether to take them.
        take: bool,
    },
    /// Pulls a report from the hub and keeps it. → [`Outcome::Table`]
    PullTable(ReportRequest),
    /// Pulls the communities of one's subdistrict. → [`Outcome::Subdistrict`]
    PullSubdistrict {
        /// First day of the month.
        month: Date,
    },
    /// Pulls a report as a spreadsheet. → [`Outcome::File`]
    ExportXlsx(ReportRequest),
    /// Pulls a report as CSV. → [`Outcome::File`]
    ExportCsv(ReportRequest),
    /// Remembers that a household was opened here. → [`Outcome::Done`]
    Opened {
        /// Which.
        household: HouseholdId,
    },
    /// Does something about the round of the day. → [`Outcome::Done`]
    Round(RoundStep),
    /// Sets how this device looks. → [`Outcome::Done`]
    Prefer(Preference),
    /// Takes the database over from another tab. → [`Outcome::Done`]
    TakeOver,
    /// A step of an import of a list, at the hub. → [`Outcome::ImportPreview`],
    /// [`Outcome::ImportProgress`], [`Outcome::Imports`], [`Outcome::ImportUndone`],
    /// [`Outcome::Words`], [`Outcome::ImportRefused`] or [`Outcome::File`], as the step says
    Import(ImportStep),
    /// Makes a file of what was not sent, for somebody to carry; it counts as sent from then on. →
    /// [`Outcome::Bundle`]
    ExportBundle,
    /// Keeps a colleague's file and hands it to the hub with the next synchronisation. →
    /// [`Outcome::Done`]
    TakeIn {
        /// What the file is called.
        name: String,
        /// Its content, in base64.
        base64: String,
    },
    /// Forgets a colleague's file, handed over or not. → [`Outcome::Done`]
    DropCarried {
        /// Which.
        id: BundleId,
    },
    /// Opens this device. → [`Outcome::Done`]
    Unlock {
        /// What was typed.
        pin: Pin,
    },
    /// Opens this device by its hub; a new PIN is to be chosen then. → [`Outcome::Done`]
    UnlockOnline {
        /// Of the account that the device belongs to.
        credential: Credential,
    },
    /// Sets or changes the PIN. → [`Outcome::Done`]
    SetPin {
        /// The present one; absent if there is none, or after [`Command::UnlockOnline`].
        old: Option<Pin>,
        /// The new one.
        new: Pin,
    },
    /// This device has no PIN any more. → [`Outcome::Done`]
    RemovePin {
        /// The present one; absent after [`Command::UnlockOnline`].
        pin: Option<Pin>,
    },
    /// Closes the database until the PIN is typed; nothing happens without a PIN. →
    Lock,
}

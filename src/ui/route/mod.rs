//! Every address of the app, and what each says of itself.

mod belongs;
mod parent;
mod place;
mod task;
#[cfg(test)]
mod tests;
mod who;

pub(crate) use place::Place;

use chuanmen_core::domain::{
    AccountId, AreaId, BlobHash, CampaignId, CareTagId, ChecklistItemId, DeviceId, GuideId,
    HealthSessionId, HouseholdId, MeetingId, NeedCategoryId, NeedId, OrganisationId, PointsRuleId,
    PostId, PostingId, ProjectId, ResidentId, ResourceId, RewardId, TaskId, VisitId, WishId,
};
use chuanmen_core::merge::RecordId;
use dioxus::prelude::*;

use super::address::Asking;
use super::screens::{
    About, AboutHome, AddArea, AddCampaign, AddHealthSession, AddHome, AddMeeting, AddOrganisation,
    AddPerson, AddPost, AddProject, AddResident, AddResource, Areas, Audit, Building, Call,
    Campaign, CampaignVisit, Campaigns, Care, CareTags, ChangeGrant, Checklist, ConfirmNeed,
    ConfirmWish, Conflicts, Correct, Dispatch, EditArea, EditCampaign, EditCareTag, EditGuide,
    EditHealthSession, EditMeeting, EditNeedCategory, EditOrganisation, EditPointsRule, EditPost,
    EditProject, EditQuestion, EditResident, EditResource, EditReward, Enrol, EnrolPhone,
    EveryHousehold, Feedback, GiveGrant, Guide, Guides, GuidesOfDocument, Handbook, HealthSession,
    HealthStation, Help, HelpPage, History, Household, Import, LapsingSignings, Lists, Manage, Me,
    Measure, Meeting, Meetings, MergeHomes, Minutes, MoveHome, MoveResident, Need, NeedCategories,
    Needs, NewCareTag, NewGuide, NewNeedCategory, NewPointsRule, NewQuestion, NewReward, NotFound,
    Organisation, Organisations, Overview, OwnPoints, People, Person, PersonPoints, Picture, Pin,
    PinOff, Places, PlanRound, Points, PointsRules, Post, Posting, Postings, Posts, Project,
    Quarantine, RaiseCommon, Reports, ResidentHealth, Resource, RevokePhone, Round, ShowGuide,
    SignDoctor, SplitHome, Subdistrict, TakeGrant, Task, Tasks, Today, Tokens, Tour, Visit, Wish,
    Wishes,
};
use super::shell::Shell;

/// Every address of the app.
#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
pub(crate) enum Route {
    #[layout(Shell)]
        #[route("/")]
        Today {},
        #[route("/enrol")]
        Enrol {},
        #[route("/round")]
        Round {},
        #[route("/round/plan")]
        PlanRound {},
        #[route("/care?:list")]
        Care { list: String },
        #[route("/places")]
        Places {},
        #[route("/building/:id?:unit")]
        Building { id: AreaId, unit: String },
        #[route("/building/:id/add?:unit")]
        AddHome { id: AreaId, unit: String },
        #[route("/household/:id")]
        Household { id: HouseholdId },
        #[route("/household/:id/visit")]
        Visit { id: HouseholdId },
        #[route("/household/:id/correct/:visit")]
        Correct { id: HouseholdId, visit: VisitId },
        #[route("/household/:id/picture/:visit/:hash")]
        Picture { id: HouseholdId, visit: VisitId, hash: BlobHash },
        #[route("/household/:id/add")]
        AddResident { id: HouseholdId },
        #[route("/household/:id/edit/:resident")]
        EditResident { id: HouseholdId, resident: ResidentId },
        #[route("/organisations")]
        Organisations {},
        #[route("/organisations/add")]
        AddOrganisation {},
        #[route("/organisation/:id")]
        Organisation { id: OrganisationId },
        #[route("/organisation/:id/edit")]
        EditOrganisation { id: OrganisationId },
        #[route("/organisation/:id/visit")]
        Call { id: OrganisationId },
        #[route("/campaigns")]
        Campaigns {},
        #[route("/campaigns/add")]
        AddCampaign {},
        #[route("/campaign/:id")]
        Campaign { id: CampaignId },
        #[route("/campaign/:id/edit")]
        EditCampaign { id: CampaignId },
        #[route("/campaign/:id/visit/:household")]
        CampaignVisit { id: CampaignId, household: HouseholdId },
        #[route("/household/:id/edit/:resident/move")]
        MoveResident { id: HouseholdId, resident: ResidentId },
        #[route("/household/:id/about")]
        AboutHome { id: HouseholdId },
        #[route("/household/:id/move")]
        MoveHome { id: HouseholdId },
        #[route("/household/:id/split")]
        SplitHome { id: HouseholdId },
        #[route("/household/:id/merge")]
        MergeHomes { id: HouseholdId },
        #[route("/household/:id/history?:of")]
        History { id: HouseholdId, of: String },
        #[route("/needs")]
        Needs {},
        #[route("/needs/new")]
        RaiseCommon {},
        #[route("/needs/:id")]
        Need { id: NeedId },
        #[route("/needs/:id/confirm")]
        ConfirmNeed { id: NeedId },
        #[route("/wishes")]
        Wishes {},
        #[route("/wishes/:id")]
        Wish { id: WishId },
        #[route("/wishes/:id/confirm")]
        ConfirmWish { id: WishId },
        #[route("/board")]
        Postings {},
        #[route("/posts")]
        Posts {},
        #[route("/posts/add")]
        AddPost {},
        #[route("/points")]
        Points {},
        #[route("/points/mine")]
        OwnPoints {},
        #[route("/points/:id")]
        PersonPoints { id: AccountId },
        #[route("/post/:id")]
        Post { id: PostId },
        #[route("/post/:id/edit")]
        EditPost { id: PostId },
        #[route("/health")]
        HealthStation {},
        #[route("/health/add")]
        AddHealthSession {},
        #[route("/health/signings")]
        LapsingSignings {},
        #[route("/health/:id")]
        HealthSession { id: HealthSessionId },
        #[route("/health/:id/edit")]
        EditHealthSession { id: HealthSessionId },
        #[route("/residents/:id/health")]
        ResidentHealth { id: ResidentId },
        #[route("/residents/:id/measure")]
        Measure { id: ResidentId },
        #[route("/residents/:id/sign")]
        SignDoctor { id: ResidentId },
        #[route("/board/:id")]
        Posting { id: PostingId },
        #[route("/tasks")]
        Tasks {},
        #[route("/tasks/:id")]
        Task { id: TaskId },
        #[route("/me")]
        Me {},
        #[route("/conflicts")]
        Conflicts {},
        #[route("/overview?:..asking")]
        Overview { asking: Asking },
        #[route("/subdistrict?:..asking")]
        Subdistrict { asking: Asking },
        #[route("/dispatch?:..asking")]
        Dispatch { asking: Asking },
        #[route("/reports?:..asking")]
        Reports { asking: Asking },
        #[route("/manage")]
        Manage {},
        #[route("/people")]
        People {},
        #[route("/people/add")]
        AddPerson {},
        #[route("/people/:id")]
        Person { id: AccountId },
        #[route("/people/:id/enrol")]
        EnrolPhone { id: AccountId },
        #[route("/people/:id/revoke/:device")]
        RevokePhone { id: AccountId, device: DeviceId },
        #[route("/people/:id/grant")]
        GiveGrant { id: AccountId },
        #[route("/people/:id/grant/:grant")]
        ChangeGrant { id: AccountId, grant: RecordId },
        #[route("/people/:id/grant/:grant/take")]
        TakeGrant { id: AccountId, grant: RecordId },
        #[route("/tokens")]
        Tokens {},
        #[route("/manage/areas?:at")]
        Areas { at: String },
        #[route("/manage/areas/:id")]
        EditArea { id: AreaId },
        #[route("/manage/areas/:id/add")]
        AddArea { id: AreaId },
        #[route("/manage/import")]
        Import {},
        #[route("/audit")]
        Audit {},
        #[route("/quarantine")]
        Quarantine {},
        #[route("/checklist")]
        Checklist {},
        #[route("/checklist/new")]
        NewQuestion {},
        #[route("/checklist/:id")]
        EditQuestion { id: ChecklistItemId },
        #[route("/manage/tags")]
        CareTags {},
        #[route("/manage/tags/new")]
        NewCareTag {},
        #[route("/manage/tags/everybody")]
        EveryHousehold {},
        #[route("/manage/tags/:id")]
        EditCareTag { id: CareTagId },
        #[route("/manage/categories")]
        NeedCategories {},
        #[route("/manage/categories/new")]
        NewNeedCategory {},
        #[route("/manage/categories/:id")]
        EditNeedCategory { id: NeedCategoryId },
        #[route("/manage/handbook")]
        Handbook {},
        #[route("/manage/handbook/new")]
        NewGuide {},
        #[route("/manage/handbook/document")]
        GuidesOfDocument {},
        #[route("/manage/handbook/:id")]
        EditGuide { id: GuideId },
        #[route("/manage/points")]
        PointsRules {},
        #[route("/manage/points/rule")]
        NewPointsRule {},
        #[route("/manage/points/reward")]
        NewReward {},
        #[route("/manage/points/rule/:id")]
        EditPointsRule { id: PointsRuleId },
        #[route("/manage/points/reward/:id")]
        EditReward { id: RewardId },
        #[route("/lists?:tab")]
        Lists { tab: String },
        #[route("/resources/add")]
        AddResource {},
        #[route("/resource/:id")]
        Resource { id: ResourceId },
        #[route("/resource/:id/edit")]
        EditResource { id: ResourceId },
        #[route("/projects/add")]
        AddProject {},
        #[route("/project/:id")]
        Project { id: ProjectId },
        #[route("/project/:id/edit")]
        EditProject { id: ProjectId },
        #[route("/meetings")]
        Meetings {},
        #[route("/meetings/new")]
        AddMeeting {},
        #[route("/meetings/:id")]
        Meeting { id: MeetingId },
        #[route("/meetings/:id/edit")]
        EditMeeting { id: MeetingId },
        #[route("/meetings/:id/minutes")]
        Minutes { id: MeetingId },
        #[route("/guide")]
        Guides {},
        #[route("/guide/:id")]
        Guide { id: GuideId },
        #[route("/guide/:id/show")]
        ShowGuide { id: GuideId },
        #[route("/pin")]
        Pin {},
        #[route("/pin/off")]
        PinOff {},
        #[route("/help")]
        Help {},
        #[route("/help/tour")]
        Tour {},
        #[route("/help/:topic")]
        HelpPage { topic: String },
        #[route("/feedback")]
        Feedback {},
        #[route("/about")]
        About {},
        #[route("/:..segments")]
        NotFound { segments: Vec<String> },
}

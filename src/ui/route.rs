use chuanmen_core::domain::{
    AccountId, AreaId, BlobHash, CampaignId, CareTagId, ChecklistItemId, DeviceId, GuideId,
    HealthSessionId, HouseholdId, MeetingId, NeedCategoryId, NeedId, OrganisationId, PointsRuleId,
    PostId, PostingId, ProjectId, ResidentId, ResourceId, RewardId, Role, TaskId, VisitId, WishId,
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

/// The places of the bars at the bottom and at the side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// 今日
    Today,
    /// 走访
    Places,
    /// 诉求
    Needs,
    /// 心愿
    Wishes,
    /// 心愿, of the whole community
    Postings,
    /// 志愿, posts and activities
    Posts,
    /// 任务, of a party
    Tasks,
    /// 我的
    Me,
    /// 冲突
    Conflicts,
    /// 总览
    Overview,
    /// 街道
    Subdistrict,
    /// 调度
    Dispatch,
    /// 报表
    Reports,
    /// 管理
    Manage,
    /// 三清单
    Lists,
}

impl Place {
    /// The bar of somebody with this role: what they have, and nothing that would be empty.
    pub(crate) const fn bar(role: &Role) -> &'static [Self] {
        match role {
            Role::Volunteer => &[Self::Postings, Self::Posts, Self::Me],
            Role::BuildingChief => &[Self::Needs, Self::Postings, Self::Posts, Self::Me],
            Role::Party => &[Self::Tasks, Self::Me],
            Role::SubdistrictSupervisor => &[
                Self::Subdistrict,
                Self::Overview,
                Self::Needs,
                Self::Reports,
                Self::Me,
            ],
            Role::CommunitySupervisor => &[
                Self::Overview,
                Self::Needs,
                Self::Wishes,
                Self::Reports,
                Self::Me,
            ],
            _ => &[
                Self::Today,
                Self::Places,
                Self::Needs,
                Self::Wishes,
                Self::Me,
            ],
        }
    }
}

impl Route {
    /// Where somebody with this role is led who opens an address of a place that they have not.
    pub(crate) fn instead(&self, role: &Role) -> Option<Self> {
        let visits_nobody = matches!(role, Role::Volunteer | Role::BuildingChief | Role::Party);
        let mut place = self.place().into_iter();
        let lost =
            place.any(|place| place != Place::Conflicts && !Place::bar(role).contains(&place));
        (visits_nobody && lost).then(|| Self::home(role))
    }

    /// Where somebody with this role begins.
    pub(crate) fn home(role: &Role) -> Self {
        let asking = Asking::default();
        match role {
            Role::Volunteer => Self::Postings {},
            Role::BuildingChief => Self::Needs {},
            Role::Party => Self::Tasks {},
            Role::CommunitySupervisor => Self::Overview { asking },
            Role::SubdistrictSupervisor => Self::Subdistrict { asking },
            _ => Self::Today {},
        }
    }

    /// Where this address belongs in the bars.
    pub(crate) fn place(&self) -> Option<Place> {
        Some(match self {
            Self::Today {} | Self::Round {} | Self::PlanRound {} | Self::Care { .. } => {
                Place::Today
            }
            Self::Places {}
            | Self::Building { .. }
            | Self::Household { .. }
            | Self::Visit { .. }
            | Self::Correct { .. }
            | Self::Picture { .. }
            | Self::AddResident { .. }
            | Self::EditResident { .. }
            | Self::Organisations {}
            | Self::AddOrganisation {}
            | Self::Organisation { .. }
            | Self::EditOrganisation { .. }
            | Self::Call { .. }
            | Self::CampaignVisit { .. }
            | Self::MoveResident { .. }
            | Self::AddHome { .. }
            | Self::AboutHome { .. }
            | Self::MoveHome { .. }
            | Self::SplitHome { .. }
            | Self::MergeHomes { .. }
            | Self::ResidentHealth { .. }
            | Self::Measure { .. }
            | Self::SignDoctor { .. }
            | Self::History { .. } => Place::Places,
            Self::Needs {}
            | Self::RaiseCommon {}
            | Self::Need { .. }
            | Self::ConfirmNeed { .. } => Place::Needs,
            Self::Wishes {} | Self::Wish { .. } | Self::ConfirmWish { .. } => Place::Wishes,
            Self::Postings {} | Self::Posting { .. } => Place::Postings,
            Self::Posts {}
            | Self::AddPost {}
            | Self::Post { .. }
            | Self::EditPost { .. }
            | Self::OwnPoints {}
            | Self::Points {}
            | Self::PersonPoints { .. } => Place::Posts,
            Self::Tasks {} | Self::Task { .. } => Place::Tasks,
            Self::Me {}
            | Self::HealthStation {}
            | Self::AddHealthSession {}
            | Self::LapsingSignings {}
            | Self::HealthSession { .. }
            | Self::EditHealthSession { .. }
            | Self::Campaigns {}
            | Self::AddCampaign {}
            | Self::Campaign { .. }
            | Self::EditCampaign { .. }
            | Self::Guides {}
            | Self::Guide { .. }
            | Self::ShowGuide { .. }
            | Self::Pin {}
            | Self::PinOff {}
            | Self::Help {}
            | Self::Tour {}
            | Self::HelpPage { .. }
            | Self::Feedback {}
            | Self::About {} => Place::Me,
            Self::Conflicts {} => Place::Conflicts,
            Self::Overview { .. } => Place::Overview,
            Self::Subdistrict { .. } => Place::Subdistrict,
            Self::Dispatch { .. }
            | Self::Meetings {}
            | Self::AddMeeting {}
            | Self::Meeting { .. }
            | Self::EditMeeting { .. }
            | Self::Minutes { .. } => Place::Dispatch,
            Self::Reports { .. } => Place::Reports,
            Self::Manage {}
            | Self::Audit {}
            | Self::Tokens {}
            | Self::Import {}
            | Self::Quarantine {}
            | Self::Checklist {}
            | Self::NewQuestion {}
            | Self::EditQuestion { .. }
            | Self::CareTags {}
            | Self::NewCareTag {}
            | Self::EveryHousehold {}
            | Self::EditCareTag { .. }
            | Self::NeedCategories {}
            | Self::NewNeedCategory {}
            | Self::EditNeedCategory { .. }
            | Self::Handbook {}
            | Self::NewGuide {}
            | Self::GuidesOfDocument {}
            | Self::EditGuide { .. }
            | Self::Areas { .. }
            | Self::EditArea { .. }
            | Self::AddArea { .. }
            | Self::PointsRules {}
            | Self::NewPointsRule {}
            | Self::NewReward {}
            | Self::EditPointsRule { .. }
            | Self::EditReward { .. }
            | Self::People {}
            | Self::AddPerson {}
            | Self::Person { .. }
            | Self::EnrolPhone { .. }
            | Self::RevokePhone { .. }
            | Self::GiveGrant { .. }
            | Self::ChangeGrant { .. }
            | Self::TakeGrant { .. } => Place::Manage,
            Self::Lists { .. }
            | Self::AddResource {}
            | Self::Resource { .. }
            | Self::EditResource { .. }
            | Self::AddProject {}
            | Self::Project { .. }
            | Self::EditProject { .. } => Place::Lists,
            Self::Enrol {} | Self::NotFound { .. } => return None,
        })
    }

    /// Where it counts at the side of the desk of somebody with this role: one comes to posts,
    /// campaigns and the health station from what is set up, or else from what is one's own.
    pub(crate) fn beside(&self, role: &Role) -> Option<Place> {
        let set_up = self.place() == Some(Place::Posts)
            || matches!(
                self,
                Self::HealthStation {}
                    | Self::AddHealthSession {}
                    | Self::LapsingSignings {}
                    | Self::HealthSession { .. }
                    | Self::EditHealthSession { .. }
                    | Self::Campaigns {}
                    | Self::AddCampaign {}
                    | Self::Campaign { .. }
                    | Self::EditCampaign { .. }
            );
        match (set_up, role) {
            (true, Role::CommunitySupervisor) => Some(Place::Manage),
            (true, _) => Some(Place::Me),
            (false, _) => self.place(),
        }
    }

    /// Whether this is one task with its own way out: bars would only distract.
    pub(crate) fn is_task(&self) -> bool {
        matches!(
            self,
            Self::Enrol {}
                | Self::PlanRound {}
                | Self::Visit { .. }
                | Self::Correct { .. }
                | Self::Picture { .. }
                | Self::AddResident { .. }
                | Self::EditResident { .. }
                | Self::AddOrganisation {}
                | Self::EditOrganisation { .. }
                | Self::Call { .. }
                | Self::NewCareTag {}
                | Self::EveryHousehold {}
                | Self::EditCareTag { .. }
                | Self::NewNeedCategory {}
                | Self::EditNeedCategory { .. }
                | Self::NewGuide {}
                | Self::GuidesOfDocument {}
                | Self::EditGuide { .. }
                | Self::AddHealthSession {}
                | Self::EditHealthSession { .. }
                | Self::Measure { .. }
                | Self::SignDoctor { .. }
                | Self::NewPointsRule {}
                | Self::NewReward {}
                | Self::EditPointsRule { .. }
                | Self::EditReward { .. }
                | Self::NewQuestion {}
                | Self::EditQuestion { .. }
                | Self::AddCampaign {}
                | Self::EditCampaign { .. }
                | Self::AddPost {}
                | Self::EditPost { .. }
                | Self::CampaignVisit { .. }
                | Self::MoveResident { .. }
                | Self::AddHome { .. }
                | Self::AboutHome { .. }
                | Self::MoveHome { .. }
                | Self::SplitHome { .. }
                | Self::MergeHomes { .. }
                | Self::ShowGuide { .. }
                | Self::RaiseCommon {}
                | Self::ConfirmNeed { .. }
                | Self::ConfirmWish { .. }
                | Self::Pin {}
                | Self::PinOff {}
                | Self::AddResource {}
                | Self::EditResource { .. }
                | Self::AddProject {}
                | Self::EditProject { .. }
                | Self::AddMeeting {}
                | Self::EditMeeting { .. }
                | Self::AddPerson {}
                | Self::EnrolPhone { .. }
                | Self::RevokePhone { .. }
                | Self::GiveGrant { .. }
                | Self::EditArea { .. }
                | Self::AddArea { .. }
                | Self::ChangeGrant { .. }
                | Self::TakeGrant { .. }
        )
    }

    /// Whether a device that belongs to nobody may be here.
    pub(crate) fn needs_nobody(&self) -> bool {
        matches!(
            self,
            Self::Enrol {} | Self::Help {} | Self::Tour {} | Self::HelpPage { .. } | Self::About {}
        )
    }

    /// Where the arrow leads when there is nothing to go back to.
    pub(crate) fn parent(&self) -> Self {
        match self {
            Self::Task { .. } => Self::Tasks {},
            Self::Building { .. } | Self::Household { .. } => Self::Places {},
            Self::Visit { id }
            | Self::Correct { id, .. }
            | Self::Picture { id, .. }
            | Self::AddResident { id }
            | Self::EditResident { id, .. }
            | Self::AboutHome { id }
            | Self::MoveHome { id }
            | Self::SplitHome { id }
            | Self::MergeHomes { id }
            | Self::History { id, .. } => Self::Household { id: *id },
            Self::MoveResident { id, resident } => Self::EditResident {
                id: *id,
                resident: *resident,
            },
            Self::AddHome { id, unit } => Self::Building {
                id: *id,
                unit: unit.clone(),
            },
            Self::AddOrganisation {} | Self::Organisation { .. } => Self::Organisations {},
            Self::EditOrganisation { id } | Self::Call { id } => Self::Organisation { id: *id },
            Self::Need { .. } | Self::RaiseCommon {} => Self::Needs {},
            Self::Wish { .. } => Self::Wishes {},
            Self::ConfirmNeed { id } => Self::Need { id: *id },
            Self::ConfirmWish { id } => Self::Wish { id: *id },
            Self::Posting { .. } => Self::Postings {},
            Self::AddPost {} | Self::Post { .. } | Self::OwnPoints {} => Self::Posts {},
            Self::PersonPoints { .. } => Self::Points {},
            Self::NewPointsRule {}
            | Self::NewReward {}
            | Self::EditPointsRule { .. }
            | Self::EditReward { .. } => Self::PointsRules {},
            Self::EditPost { id } => Self::Post { id: *id },
            Self::AddHealthSession {} | Self::LapsingSignings {} | Self::HealthSession { .. } => {
                Self::HealthStation {}
            }
            Self::EditHealthSession { id } => Self::HealthSession { id: *id },
            Self::ResidentHealth { .. } => Self::Places {},
            Self::Measure { id } | Self::SignDoctor { id } => Self::ResidentHealth { id: *id },
            Self::NewQuestion {} | Self::EditQuestion { .. } => Self::Checklist {},
            Self::NewCareTag {} | Self::EveryHousehold {} | Self::EditCareTag { .. } => {
                Self::CareTags {}
            }
            Self::NewNeedCategory {} | Self::EditNeedCategory { .. } => Self::NeedCategories {},
            Self::NewGuide {} | Self::GuidesOfDocument {} | Self::EditGuide { .. } => {
                Self::Handbook {}
            }
            Self::EditArea { id } | Self::AddArea { id } => Self::Areas { at: id.to_string() },
            Self::AddPerson {} | Self::Person { .. } => Self::People {},
            Self::EnrolPhone { id }
            | Self::RevokePhone { id, .. }
            | Self::GiveGrant { id }
            | Self::ChangeGrant { id, .. }
            | Self::TakeGrant { id, .. } => Self::Person { id: *id },
            Self::AddCampaign {} | Self::Campaign { .. } => Self::Campaigns {},
            Self::EditCampaign { id } | Self::CampaignVisit { id, .. } => {
                Self::Campaign { id: *id }
            }
            Self::AddResource {} | Self::Resource { .. } => Self::Lists {
                tab: "resources".to_owned(),
            },
            Self::AddProject {} | Self::Project { .. } => Self::Lists {
                tab: "projects".to_owned(),
            },
            Self::Meetings {} => Self::Dispatch {
                asking: Asking::default(),
            },
            Self::AddMeeting {} | Self::Meeting { .. } => Self::Meetings {},
            Self::EditMeeting { id } | Self::Minutes { id } => Self::Meeting { id: *id },
            Self::EditResource { id } => Self::Resource { id: *id },
            Self::EditProject { id } => Self::Project { id: *id },
            Self::Areas { .. }
            | Self::Audit {}
            | Self::CareTags {}
            | Self::Checklist {}
            | Self::Handbook {}
            | Self::NeedCategories {}
            | Self::Points {}
            | Self::PointsRules {}
            | Self::People {}
            | Self::Quarantine {}
            | Self::Tokens {}
            | Self::Import {} => Self::Manage {},
            Self::Manage {}
            | Self::Lists { .. }
            | Self::Campaigns {}
            | Self::Posts {}
            | Self::HealthStation {}
            | Self::Conflicts {}
            | Self::Guides {}
            | Self::Pin {}
            | Self::PinOff {}
            | Self::Help {}
            | Self::Feedback {}
            | Self::About {} => Self::Me {},
            Self::Tour {} | Self::HelpPage { .. } => Self::Help {},
            Self::Guide { .. } => Self::Guides {},
            Self::ShowGuide { id } => Self::Guide { id: *id },
            _ => Self::Today {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_a_desk_what_is_set_up_counts_under_what_has_the_way_to_it() {
        let desk = Role::CommunitySupervisor;
        for (route, at_desk, above) in [
            (Route::HealthStation {}, Place::Manage, Place::Me),
            (Route::Posts {}, Place::Manage, Place::Me),
            (Route::Campaigns {}, Place::Manage, Place::Me),
            (Route::Guides {}, Place::Me, Place::Me),
            (Route::Needs {}, Place::Needs, Place::Needs),
        ] {
            assert_eq!(route.beside(&desk), Some(at_desk), "{route:?}");
            let beside = route.beside(&Role::SubdistrictSupervisor);
            assert_eq!(beside, Some(above), "{route:?}");
        }
    }
}

//! Where each address belongs in the bars.

use chuanmen_core::domain::Role;

use super::{Place, Route};

impl Route {
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
}

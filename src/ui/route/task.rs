//! Which addresses are one task, drawn without bars.

use super::Route;

impl Route {
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
}

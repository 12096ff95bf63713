//! The way back from each address.

use super::Route;
use crate::ui::address::Asking;

impl Route {
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

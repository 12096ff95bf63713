//! What a person fills in, as it stands.

mod area;
mod campaign;
mod catalogue;
mod health;
mod lists;
mod meeting;
mod organisation;
mod points;
mod post;

pub use area::AreaForm;
pub use campaign::CampaignForm;
pub use catalogue::{CareTagForm, EveryForm, GuideForm, NeedCategoryForm};
pub use health::{HealthSessionForm, MeasurementForm, SigningForm};
pub use lists::{Owner, ProjectForm, ResourceForm, StepForm};
pub use meeting::{MeetingForm, ResolutionForm};
pub use organisation::{CallDraft, OrganisationForm};
pub use points::{PointsForm, PointsRuleForm, RewardForm};
pub use post::PostForm;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    CampaignId, CareGround, FeedbackSort, HouseholdId, NeedId, NeedStep, Outcome as VisitOutcome,
    Party, Picture, Purpose, Relation, ResidentId, Satisfaction, Sex, Urgency, VisitId, WishId,
    WishKind, WishStep,
};
use chuanmen_core::merge::Stamp;

/// A visit's form as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitDraft {
    /// When the form was opened; set by the replica if absent.
    pub started_at: Option<UnixMillis>,
    /// How the call went; a visit cannot be saved without.
    pub outcome: Option<VisitOutcome>,
    /// Why; routine if absent.
    pub purpose: Option<Purpose>,
    /// Whether all answers are as last time.
    pub unchanged: bool,
    /// Checklist answers by item code, as typed or chosen; an empty one takes back the answer of
    /// last time. See [`chuanmen_core::domain::ChecklistItem::take`].
    pub answers: BTreeMap<String, String>,
    /// When to try again, after nobody was home.
    pub retry: Option<RetryAt>,
    /// Anything else.
    pub note: String,
    /// Needs heard.
    pub needs: Vec<NeedDraft>,
    /// Wishes heard.
    pub wishes: Vec<WishDraft>,
    /// The visit that this one puts right: a saved visit never changes.
    pub corrects: Option<VisitId>,
    /// Other doors of the same floor where it went the same: each is a visit of its own, with the
    /// same outcome and note and, where somebody was met, its own answers of last time.
    #[serde(default)]
    pub also: BTreeSet<HouseholdId>,
    /// What was filled in last, by its field's name in [`crate::api::ReplicaError::Invalid`]: a
    /// form that is opened again begins there.
    #[serde(default)]
    pub touched: Option<String>,
    /// The campaign it is made for.
    pub campaign: Option<CampaignId>,
    /// Photos taken, kept by [`super::Command::KeepPhoto`].
    #[serde(default)]
    pub photos: Vec<Picture>,
    /// What the resident signed, kept by [`super::Command::KeepSignature`].
    #[serde(default)]
    pub signature: Option<Picture>,
}

/// When somebody is more likely home. Stored in the visit as `answer/retry`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryAt {
    /// 上午
    Morning,
    /// 下午
    Afternoon,
    /// 18 点后
    Evening,
    /// 周末
    Weekend,
}

/// A need's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedDraft {
    /// Code of its category.
    pub category: String,
    /// What is asked for.
    pub text: String,
    /// How pressing.
    pub urgency: Urgency,
}

/// A wish's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishDraft {
    /// Whose.
    pub resident: Option<ResidentId>,
    /// Goods or a service.
    pub kind: WishKind,
    /// What is wished for.
    pub text: String,
    /// By when.
    pub needed_by: Option<Date>,
}

/// A step about a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeNeedStep {
    /// Which need.
    pub need: NeedId,
    /// Which step.
    pub step: NeedStep,
    /// What to say about it; required for `progress` and `return`.
    pub note: String,
    /// To whom; required for `dispatch`.
    pub party: Option<Party>,
    /// For `confirm`, required: 1 to 5.
    pub satisfaction: Option<Satisfaction>,
    /// Into which need; required for `merge`.
    #[serde(default)]
    pub into: Option<NeedId>,
    /// For `dispatch`: whether the party may know whom to ask for, and their telephone.
    #[serde(default)]
    pub contact: bool,
    /// For `dispatch` to a department: which one; may be empty.
    #[serde(default)]
    pub department: String,
}

/// A step about a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeWishStep {
    /// Which wish.
    pub wish: WishId,
    /// Which step.
    pub step: WishStep,
    /// What to say about it.
    pub note: String,
    /// For `confirm`, required: 1 to 5.
    pub satisfaction: Option<Satisfaction>,
    /// For `verify`, one that no other wish has; the next after those on this device if absent.
    pub number: Option<i64>,
    /// For `publish`: the wish in words fit for everybody; its own if empty.
    #[serde(default)]
    pub text: String,
}

/// A new resident's form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentDraft {
    /// Full name; required.
    pub name: String,
    /// Telephone; empty for none.
    pub phone: String,
    /// Citizen ID number as typed, empty for none; sets birth date and sex with it.
    pub citizen_id: String,
    /// Birth date, where no number says it.
    pub born: Option<Date>,
    /// Sex, where no number says it.
    pub sex: Option<Sex>,
    /// To the head of the household.
    pub relation: Option<Relation>,
    /// `傣族`; empty for unknown.
    pub ethnicity: String,
    /// Member of the Party.
    pub party_member: bool,
    /// What a visitor should know.
    pub note: String,
    /// Signed with a family doctor.
    pub family_doctor: bool,
    /// Care tags by code.
    pub care_tags: BTreeSet<String>,
    /// Since when and why, by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub care_grounds: BTreeMap<String, CareGround>,
}

/// What is new about a resident; what is absent stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditResident {
    /// Who.
    pub resident: ResidentId,
    /// Full name.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Citizen ID number as typed; sets birth date and sex with it.
    pub citizen_id: Option<String>,
    /// Birth date; what a citizen ID number says stands against it.
    pub born: Option<Date>,
    /// Sex; what a citizen ID number says stands against it.
    pub sex: Option<Sex>,
    /// To the head of the household.
    pub relation: Option<Relation>,
    /// `傣族`; empty for unknown.
    pub ethnicity: Option<String>,
    /// Member of the Party.
    pub party_member: Option<bool>,
    /// What a visitor should know.
    pub note: Option<String>,
    /// Signed with a family doctor.
    pub family_doctor: Option<bool>,
    /// Care tags by code, set or cleared.
    pub care_tags: BTreeMap<String, bool>,
    /// Since when and why, by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub care_grounds: BTreeMap<String, CareGround>,
}

impl EditResident {
    /// Nothing new yet.
    #[must_use]
    pub const fn of(resident: ResidentId) -> Self {
        Self {
            resident,
            name: None,
            phone: None,
            citizen_id: None,
            born: None,
            sex: None,
            relation: None,
            ethnicity: None,
            party_member: None,
            note: None,
            family_doctor: None,
            care_tags: BTreeMap::new(),
            care_grounds: BTreeMap::new(),
        }
    }
}

/// A form about somebody, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResidentForm {
    /// Of somebody new.
    New(ResidentDraft),
    /// Of somebody who is known: only what was changed, because the rest may be changed by others
    /// before it is saved.
    Edit(EditResident),
}

/// What somebody says about the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackDraft {
    /// What sort it is.
    pub sort: FeedbackSort,
    /// What they say; required.
    pub text: String,
    /// How to reach them; empty for none.
    pub contact: String,
    /// Version, screen and device, as they were shown it.
    pub about: String,
}

/// How a disagreement is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// What shows stays.
    Keep,
    /// The other value, by its stamp.
    Take(Stamp),
    /// A third, typed: a text, a date, a word of the field's vocabulary, `true` or `false`, a
    /// citizen ID number. A place or a household cannot be typed.
    Type(String),
}

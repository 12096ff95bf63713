use crate::merge::RecordId;
use crate::uuid_newtype::uuid_newtype;

/// Declares ids that are record ids of one kind.
macro_rules! record_id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        uuid_newtype!($(#[$meta])* $name);

        impl From<RecordId> for $name {
            fn from(id: RecordId) -> Self { Self(id.0) }
        }
        impl From<$name> for RecordId {
            fn from(id: $name) -> Self { Self(id.0) }
        }
        impl From<$name> for crate::merge::Value {
            fn from(id: $name) -> Self { Self::from(id.to_string()) }
        }
    )+};
}

record_id! {
    /// An area: community, grid, compound or building.
    AreaId,
    /// A household.
    HouseholdId,
    /// A resident.
    ResidentId,
    /// A visit.
    VisitId,
    /// A need.
    NeedId,
    /// A micro-wish.
    WishId,
    /// An organisation.
    OrganisationId,
    /// An account.
    AccountId,
    /// An enrolled device.
    DeviceId,
    /// An entry of the service handbook.
    GuideId,
    /// A care tag of the catalogue.
    CareTagId,
    /// A category of needs.
    NeedCategoryId,
    /// A question of the checklist.
    ChecklistItemId,
    /// Something said about the app.
    FeedbackId,
    /// A campaign.
    CampaignId,
    /// A published wish on a community's board.
    PostingId,
    /// A claim, as its claimant is told of it.
    ClaimId,
    /// Something that a unit can give.
    ResourceId,
    /// A project that answers needs with resources.
    ProjectId,
    /// A volunteer post or an activity.
    PostId,
    /// What somebody is told of their place on a rota.
    SignUpId,
    /// A need, as the party that it was dispatched to is told of it.
    TaskId,
    /// A joint meeting.
    MeetingId,
    /// A rule for points.
    PointsRuleId,
    /// Something that points are redeemed for.
    RewardId,
    /// Doctors at the health station, on a day.
    HealthSessionId,
    /// A resident's place at a health session.
    BookingId,
    /// A resident's blood pressure or glucose, once.
    MeasurementId,
    /// A resident's contract with a family doctor.
    SigningId,
}

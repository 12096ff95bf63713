use crate::text_enum::text_enum;

text_enum! {
    /// What a record is.
    pub enum Kind {
        /// Community, grid, compound or building.
        Area => "area",
        /// The people behind one door.
        Household => "household",
        /// A person.
        Resident => "resident",
        /// One call at a household or an organisation. Immutable.
        Visit => "visit",
        /// What a household or an organisation asks for.
        Need => "need",
        /// A micro-wish.
        Wish => "wish",
        /// A shop, company or school of a grid.
        Organisation => "organisation",
        /// Somebody who uses Chuanmen.
        Account => "account",
        /// A phone or browser, enrolled.
        Device => "device",
        /// What an account answers for.
        Grant => "grant",
        /// Catalogue: a reason for care.
        CareTag => "care_tag",
        /// Catalogue: what needs are about, with deadlines.
        NeedCategory => "need_category",
        /// Catalogue: how often to visit whom.
        VisitRule => "visit_rule",
        /// Catalogue: what to look at on a visit.
        ChecklistItem => "checklist_item",
        /// An entry of the community's service handbook.
        Guide => "guide",
        /// What somebody says about the app.
        Feedback => "feedback",
        /// A named round over chosen buildings.
        Campaign => "campaign",
        /// A published wish on the community's board.
        Posting => "posting",
        /// What somebody is told of their claim of a posting.
        Claim => "claim",
        /// What a unit can give.
        Resource => "resource",
        /// What answers needs with resources.
        Project => "project",
        /// What a party is told of a need that was dispatched to it.
        Task => "task",
        /// A volunteer post or a cultural activity.
        Post => "post",
        /// What somebody is told of their place on a post's rota.
        SignUp => "sign_up",
        /// A joint meeting of the five parties.
        Meeting => "meeting",
        /// Catalogue: what a volunteer is credited with points for.
        PointsRule => "points_rule",
        /// Catalogue: what points are redeemed for.
        Reward => "reward",
        /// A volunteer's points, as the desk asks for a change of them.
        Points => "points",
        /// A volunteer's points, as the hub keeps them. No record: only entries about an account.
        Ledger => "ledger",
        /// Doctors at the health station, on a day.
        HealthSession => "health_session",
        /// A resident's place at a health session.
        Booking => "booking",
        /// A resident's blood pressure or glucose, once.
        Measurement => "measurement",
        /// A resident's contract with a family doctor.
        Signing => "signing",
    }
}

impl Kind {
    /// Whether a record of this kind never changes once saved; a correction is a new record that
    /// names the one it corrects.
    #[must_use]
    pub const fn is_immutable(&self) -> bool {
        matches!(self, Self::Visit)
    }

    /// Whether it is something that the community sets, for everybody to go by.
    #[must_use]
    pub const fn is_of_a_catalogue(&self) -> bool {
        matches!(
            self,
            Self::CareTag
                | Self::NeedCategory
                | Self::VisitRule
                | Self::ChecklistItem
                | Self::Campaign
                | Self::Guide
                | Self::PointsRule
                | Self::Reward
        )
    }

    /// Whether it is about a resident's health, and lies where only those do who answer for it.
    #[must_use]
    pub const fn is_of_health(&self) -> bool {
        matches!(self, Self::Booking | Self::Measurement | Self::Signing)
    }

    /// Whether its state is a fold over events, and so events may name a record of this kind.
    #[must_use]
    pub const fn has_life(&self) -> bool {
        matches!(
            self,
            Self::Need | Self::Wish | Self::Post | Self::Meeting | Self::Ledger
        ) || self.is_asked_about()
    }

    /// Whether steps about it are asked for in one's own scope; the hub takes them into the life
    /// of the wish, the need, the post or the ledger behind it.
    #[must_use]
    pub const fn is_asked_about(&self) -> bool {
        matches!(
            self,
            Self::Posting | Self::Task | Self::SignUp | Self::Points
        )
    }

    /// Whether only the hub writes records of this kind: who is who, who answers for what, whose a
    /// replica is, what stands on the board, what became of a claim, what a party is told, and who
    /// is told of their place on a rota.
    #[must_use]
    pub const fn is_the_hubs(&self) -> bool {
        matches!(
            self,
            Self::Account
                | Self::Device
                | Self::Grant
                | Self::Posting
                | Self::Claim
                | Self::Task
                | Self::SignUp
                | Self::Points
                | Self::Ledger
        )
    }
}

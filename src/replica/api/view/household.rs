use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AreaId, CareGround, ChecklistItem, Due, HouseholdId, Housing, Kind, Outcome, Picture, Relation,
    ResidentId, Sex, VisitId,
};
use chuanmen_core::merge::{FieldName, RecordId, Stamp};

use super::{CategoryChoice, DoorState, NeedRow, WishRow};
use crate::api::{RetryAt, VisitDraft};

/// One household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdView {
    /// Which.
    pub id: HouseholdId,
    /// `3-2-502`
    pub title: String,
    /// The building.
    pub building: AreaId,
    /// `花卉园小区`
    pub compound: String,
    /// `3 栋`
    pub building_name: String,
    /// `2`; may be empty.
    pub unit: String,
    /// 0 where floors are not told apart.
    pub floor: i64,
    /// `502`
    pub room: String,
    /// Whose the flat is.
    pub housing: Housing,
    /// What a visitor should know.
    pub note: String,
    /// How it stands.
    pub state: DoorState,
    /// When it is due.
    pub due: Due,
    /// When somebody was last met.
    pub met_at: Option<UnixMillis>,
    /// Names of the care tags of those who live there.
    pub tags: Vec<String>,
    /// Whether somebody is signed with a family doctor.
    pub family_doctor: bool,
    /// Who lives there, head first.
    pub residents: Vec<ResidentView>,
    /// Needs not finished.
    pub needs: Vec<NeedRow>,
    /// Wishes not finished.
    pub wishes: Vec<WishRow>,
    /// The last ten visits, newest first.
    pub visits: Vec<VisitRow>,
    /// Visits in all.
    pub visit_count: u32,
    /// Disagreements about the household and those who live there.
    pub conflicts: Vec<ConflictRow>,
    /// Every care tag of the community, for whoever sets them: code and name.
    pub care_tags: Vec<(String, String)>,
    /// Whether this device holds the health of those who live there.
    pub health: bool,
}

/// Somebody who lives there. ID number and telephone are masked: the full ones stay in the
/// database until [`crate::api::Command::Reveal`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentView {
    /// Which.
    pub id: ResidentId,
    /// Full name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Full years.
    pub age: Option<i16>,
    /// Birth date.
    pub born: Option<Date>,
    /// To the head of the household.
    pub relation: Option<Relation>,
    /// `傣族`
    pub ethnicity: String,
    /// Care tags: code and name.
    pub tags: Vec<(String, String)>,
    /// Since when they have a tag and why, by code, where that is known.
    pub grounds: BTreeMap<String, CareGround>,
    /// First four and last two characters of the ID number.
    pub citizen_id: Option<(String, String)>,
    /// First three and last four digits of the telephone.
    pub phone: Option<(String, String)>,
    /// Member of the Party.
    pub party_member: bool,
    /// Signed with a family doctor.
    pub family_doctor: bool,
    /// What a visitor should know.
    pub note: String,
}

/// Somebody who may be the one who is being entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwinRow {
    /// Who.
    pub resident: ResidentId,
    /// Where they live.
    pub household: HouseholdId,
    /// `3-2-502`
    pub place: String,
    /// Full name.
    pub name: String,
    /// What speaks for it.
    pub sign: TwinSign,
}

/// What speaks for two entries being one person, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TwinSign {
    /// The same citizen ID number.
    Number,
    /// The same name and birth date.
    NameAndBirth,
    /// Names that are easily taken for each other, in one household.
    SimilarName,
}

/// A visit made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitRow {
    /// Which.
    pub id: VisitId,
    /// How it went.
    pub outcome: Outcome,
    /// Whether all answers were as before.
    pub unchanged: bool,
    /// How many answers want attention.
    pub attention: u32,
    /// When.
    pub at: UnixMillis,
    /// Who called.
    pub by: String,
    /// What they wrote.
    pub note: String,
    /// When to try again.
    pub retry: Option<RetryAt>,
    /// Not delivered yet.
    pub pending: bool,
    /// Whether it is this person's own, to be put right if it is wrong.
    pub own: bool,
    /// Photos taken, in order.
    pub photos: Vec<Picture>,
    /// What the resident signed.
    pub signature: Option<Picture>,
}

/// The form for a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitFormView {
    /// At whose door.
    pub household: HouseholdId,
    /// `502`
    pub room: String,
    /// The head of the household.
    pub name: String,
    /// The campaign it is made for; empty for none.
    pub campaign: String,
    /// What to look at: the catalogue's items for this household's tags and the campaign's, shown
    /// or not.
    pub items: Vec<FormItem>,
    /// Other doors of the floor that wait for a visit too, without those whose form is begun.
    pub neighbours: Vec<NeighbourDoor>,
    /// When somebody was last met; the answers are from then.
    pub met_at: Option<UnixMillis>,
    /// The form as it was left, if it was.
    pub draft: Option<VisitDraft>,
    /// Categories for a need.
    pub categories: Vec<CategoryChoice>,
    /// Whose wish it may be.
    pub residents: Vec<(ResidentId, String)>,
}

/// One question of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormItem {
    /// The question.
    pub item: ChecklistItem,
    /// What it starts from: the answer of the last visit that met somebody, or the usual one;
    /// empty if there is none.
    pub last: String,
}

/// Another door of the same floor that waits for a visit too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeighbourDoor {
    /// Which.
    pub household: HouseholdId,
    /// `503`
    pub room: String,
    /// The head of the household.
    pub name: String,
    /// How it stands.
    pub state: DoorState,
    /// The question that has to be asked there first: it must be answered and never was.
    pub asks_first: Option<String>,
}

/// A disagreement on one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictRow {
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub id: RecordId,
    /// Which field.
    pub field: FieldName,
    /// The household it is about, if any.
    pub household: Option<HouseholdId>,
    /// `3-2-502`
    pub place: String,
    /// Whose: a resident's name; empty for the household itself.
    pub subject: String,
    /// What shows.
    pub shown: ConflictSide,
    /// The others, newest first.
    pub others: Vec<ConflictSide>,
}

/// One side of a disagreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictSide {
    /// For [`crate::api::Choice::Take`].
    pub stamp: Stamp,
    /// The value in words: names for ids and codes, numbers of people masked; empty for nothing,
    /// for `false` and for a care tag that is not there. Words of a vocabulary (`rent`) and `true`
    /// stay as they are stored, to be said in the language of the screen.
    pub value: String,
    /// Who wrote it; empty if not known here.
    pub by: String,
    /// Whether it was written on this device.
    pub mine: bool,
    /// When.
    pub at: UnixMillis,
}

/// The day of a date-like view, for screens that group by day.
impl VisitRow {
    /// The day in China.
    #[must_use]
    pub fn day(&self) -> Date {
        chuanmen_core::china_date(self.at)
    }
}

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{AccountId, PostId, PostSort, PostStep, SignUpState};
use chuanmen_core::merge::TransactionId;

/// Posts and activities, and what whoever uses this device has served. Nobody else's hours are
/// counted anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostsView {
    /// Those to come first, the soonest first; then those that are over, the last first.
    pub rows: Vec<PostRow>,
    /// How many of them are to come.
    pub ahead: usize,
    /// What this person served in all, in minutes.
    pub minutes: i64,
    /// How many points this person has; none if they get none.
    pub points: Option<i64>,
}

/// A post or an activity in a list, as it stands to whoever uses this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostRow {
    /// Which.
    pub id: PostId,
    /// `义务理发`
    pub title: String,
    /// A post or an activity.
    pub sort: PostSort,
    /// Where; may be empty.
    pub place: String,
    /// Its day.
    pub on: Date,
    /// When it begins.
    pub from: Time,
    /// When it ends.
    pub to: Time,
    /// How many may come.
    pub seats: i64,
    /// How many have signed up, as far as the hub has said.
    pub taken: i64,
    /// It does not take place.
    pub cancelled: bool,
    /// How this person stands to it; none if they have not signed up.
    pub mine: Option<SignUpStand>,
    /// Whether something of it is not delivered yet.
    pub pending: bool,
}

/// How somebody stands to a post that they signed up for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignUpStand {
    /// Signed up on this device; the hub has not heard of it, and others may be first.
    Asked,
    /// They have a seat.
    Held,
    /// All seats are taken.
    Waiting {
        /// How many wait before them.
        ahead: i64,
    },
    /// They came.
    Served {
        /// For how long.
        minutes: i64,
    },
    /// They did not come.
    Missed,
}

/// One post or activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostView {
    /// As in a list.
    pub row: PostRow,
    /// What to bring, what to know.
    pub text: String,
    /// What this person may do next.
    pub next: Vec<PostStep>,
    /// Their save that is not sent yet and can be taken back.
    pub undo: Option<TransactionId>,
    /// Who signed up, in the order in which the hub heard of it; none for all but the community's
    /// supervisors.
    pub rota: Option<Vec<RotaRow>>,
    /// Who else might have come, without having signed up; by name, for whoever sees the rota.
    pub others: Vec<(AccountId, String)>,
    /// Whether its day has come, so that the rota can be marked.
    pub begun: bool,
}

/// Somebody on a rota.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RotaRow {
    /// Who.
    pub account: AccountId,
    /// Their name; empty if not known here.
    pub name: String,
    /// How they stand.
    pub state: SignUpState,
    /// What they served, in minutes.
    pub minutes: i64,
}

use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::{BundleId, ErrorCode, RefusalCode, TakenIn};

use super::DraftRow;

use super::PhotoLine;

/// How far synchronisation is. Counts are of saves (transactions) made on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncView {
    /// Delivered in the last 30 days.
    pub delivered: u32,
    /// Saved and not answered.
    pub waiting: u32,
    /// Refused and not dealt with.
    pub refused: u32,
    /// What is going on.
    pub phase: Phase,
    /// When a sync was last complete: all answered, all applied.
    pub complete_at: Option<UnixMillis>,
    /// Whether everything granted has arrived at least once.
    pub bootstrapped: bool,
}

/// What the engine is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phase", rename_all = "snake_case")]
pub enum Phase {
    /// Nothing.
    Idle,
    /// Bytes move.
    Syncing {
        /// Things received in this run.
        received: u64,
        /// Things the hub says are still to come.
        remaining: u64,
    },
    /// The hub could not be reached at the last try.
    Offline,
    /// The hub answered with an error at the last try.
    Failing {
        /// Its word.
        code: ErrorCode,
    },
}

/// What was delivered, what waits and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// The figures.
    pub sync: SyncView,
    /// Saved and not answered, oldest first.
    pub waiting: Vec<ReceiptRow>,
    /// Refused, newest first.
    pub refused: Vec<ReceiptRow>,
    /// Delivered, newest first; the last 50.
    pub delivered: Vec<ReceiptRow>,
    /// Own steps that met another state and had no effect (a claim that came second), newest
    /// first; the last 20.
    pub without_effect: Vec<ReceiptRow>,
    /// Forms not finished, the last one first.
    pub drafts: Vec<DraftRow>,
    /// Bytes of the database on this device.
    pub stored_bytes: u64,
    /// Colleagues' files that this device carries or carried, the last one first.
    pub carried: Vec<CarriedRow>,
    /// How far photos are.
    pub photos: PhotosView,
}

/// How far photos and signatures are: they follow their visits, and are not counted with the saves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotosView {
    /// On this device and not at the hub.
    pub waiting: u32,
    /// Refused by the hub; they stay on this device.
    pub refused: u32,
    /// Why, of one of them.
    pub code: Option<ErrorCode>,
    /// Over which lines they go.
    pub line: PhotoLine,
}

/// A colleague's file of unsent work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedRow {
    /// Which.
    pub id: BundleId,
    /// What the file was called.
    pub name: String,
    /// When it was taken in.
    pub taken_at: UnixMillis,
    /// How far it has got.
    pub state: CarriedState,
}

/// How far a colleague's file has got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarriedState {
    /// It is here.
    Waiting,
    /// The hub has taken what was in it.
    Delivered(TakenIn),
    /// The hub will not have it.
    Refused {
        /// Its word.
        code: ErrorCode,
    },
}

/// One save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptRow {
    /// Which.
    pub transaction: TransactionId,
    /// What was saved.
    pub summary: Summary,
    /// When it was saved.
    pub saved_at: UnixMillis,
    /// When the hub took it.
    pub delivered_at: Option<UnixMillis>,
    /// Why it was refused.
    pub refused: Option<RefusalCode>,
    /// The household had moved to another grid, and the save went there.
    pub elsewhere: bool,
    /// Whether [`super::super::Command::Amend`] makes a form of it, if it was refused.
    pub amendable: bool,
}

/// What a save was about, to be put into words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Where: `3-2-502`; empty if nowhere in particular.
    pub place: String,
    /// Who or what: a resident's name, a wish's text.
    pub subject: String,
    /// Visits.
    pub visits: u32,
    /// Needs.
    pub needs: u32,
    /// Wishes.
    pub wishes: u32,
    /// Changes to residents and households.
    pub edits: u32,
    /// Changes to questions of the checklist.
    #[serde(default)]
    pub questions: u32,
    /// Words about the app.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub feedback: u32,
    /// Bookings, measurements and contracts with family doctors.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub health: u32,
    /// Steps of needs, by their words.
    pub need_steps: Vec<String>,
    /// Steps of wishes, by their words.
    pub wish_steps: Vec<String>,
    /// Steps about posts, by their words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub post_steps: Vec<String>,
    /// What the desk does about points, by its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points_steps: Vec<String>,
}

const fn is_zero(number: &u32) -> bool {
    *number == 0
}

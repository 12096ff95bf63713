use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AreaId, HouseholdId, Kind, NeedId, NeedStep, Outcome as VisitOutcome, Party, Purpose, Relation,
    ResidentId, Satisfaction, Sex, Urgency, VisitId, WishId, WishKind, WishStep,
};
use chuanmen_core::merge::{FieldName, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::{BundleId, Credential};
use chuanmen_core::report::{Overview, ReportName, Table};

use super::Pin;
use super::view::{Language, TextSize, Theme};

/// What a person does. Each is all or nothing and durable when it returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Makes this device one of an account's. → [`Outcome::Done`]
    Enrol {
        /// Where the hub is: `https://hub.example`; on the web, the page's origin.
        hub: String,
        /// Code or password.
        credential: Credential,
        /// What the owner will know the device by.
        device_name: String,
    },
    /// Saves a visit with its needs and wishes, and drops its draft. → [`Outcome::Saved`]
    RecordVisit {
        /// At whose door.
        household: HouseholdId,
        /// The form.
        visit: VisitDraft,
    },
    /// Keeps a form as it stands. → [`Outcome::Done`]
    SaveDraft {
        /// At whose door.
        household: HouseholdId,
        /// The form.
        visit: VisitDraft,
    },
    /// Forgets a form. → [`Outcome::Done`]
    DropDraft {
        /// At whose door.
        household: HouseholdId,
    },
    /// Keeps the form of a resident, or of somebody new, as it stands, or forgets it. →
    /// [`Outcome::Done`]
    KeepResidentForm {
        /// Where they live.
        household: HouseholdId,
        /// Who, if they are known already.
        resident: Option<ResidentId>,
        /// The form; none to forget it.
        form: Option<ResidentDraft>,
    },
    /// Records a need outside a visit. → [`Outcome::Saved`]
    RaiseNeed {
        /// Whose.
        household: HouseholdId,
        /// The form.
        need: NeedDraft,
    },
    /// Records a wish outside a visit. → [`Outcome::Saved`]
    RaiseWish {
        /// Whose.
        household: HouseholdId,
        /// The form.
        wish: WishDraft,
    },
    /// Takes a step about a need. → [`Outcome::Saved`]
    TakeNeedStep(TakeNeedStep),
    /// Takes a step about a wish. → [`Outcome::Saved`]
    TakeWishStep(TakeWishStep),
    /// Adds somebody to a household. → [`Outcome::Saved`]
    AddResident {
        /// Where they live.
        household: HouseholdId,
        /// The form.
        resident: ResidentDraft,
    },
    /// Somebody does not live there any more. → [`Outcome::Saved`]
    MoveOut {
        /// Who.
        resident: ResidentId,
    },
    /// Makes one of a person who was entered twice. → [`Outcome::Saved`]
    MergeResidents {
        /// Who stays; what is known of them stands.
        resident: ResidentId,
        /// Who goes; what is known of them alone is taken over, and so are their wishes.
        twin: ResidentId,
    },
    /// Changes what is known of a resident. → [`Outcome::Saved`], or [`Outcome::Done`] if nothing
    /// was new.
    EditResident(EditResident),
    /// Settles a disagreement. → [`Outcome::Saved`]
    SettleConflict {
        /// What the record is.
        kind: Kind,
        /// Which record.
        id: RecordId,
        /// Which field.
        field: FieldName,
        /// Which value.
        choice: Choice,
    },
    /// Takes back a save that has not been sent yet. → [`Outcome::Done`], or
    /// [`Outcome::TooLateToUndo`].
    Undo {
        /// What [`Outcome::Saved`] named.
        transaction: TransactionId,
    },
    /// Sends a refused transaction again, as it is. → [`Outcome::Done`]
    Resend {
        /// Which.
        transaction: TransactionId,
    },
    /// Shows a resident's citizen ID number and telephone in full, and logs that. →
    /// [`Outcome::Revealed`]
    Reveal {
        /// Whose.
        resident: ResidentId,
    },
    /// Synchronises now, until nothing is left on either side. → [`Outcome::Done`], or why not.
    SyncNow,
    /// The network came back, or the app came to the front: synchronise soon. → [`Outcome::Done`]
    Wake,
    /// Pulls the overview from the hub and keeps it. → [`Outcome::Overview`]
    PullOverview {
        /// Narrowed to a grid.
        grid: Option<AreaId>,
        /// First day of the month.
        month: Date,
    },
    /// Pulls a report from the hub and keeps it. → [`Outcome::Table`]
    PullTable(ReportRequest),
    /// Pulls a report as a spreadsheet. → [`Outcome::File`]
    ExportXlsx(ReportRequest),
    /// Pulls a report as CSV. → [`Outcome::File`]
    ExportCsv(ReportRequest),
    /// Sets how this device looks. → [`Outcome::Done`]
    Prefer(Preference),
    /// Takes the database over from another tab. → [`Outcome::Done`]
    TakeOver,
    /// Makes a file of what was not sent, for somebody to carry; it counts as sent from then on. →
    /// [`Outcome::Bundle`]
    ExportBundle,
    /// Keeps a colleague's file and hands it to the hub with the next synchronisation. →
    /// [`Outcome::Done`]
    TakeIn {
        /// What the file is called.
        name: String,
        /// Its content, in base64.
        base64: String,
    },
    /// Forgets a colleague's file, handed over or not. → [`Outcome::Done`]
    DropCarried {
        /// Which.
        id: BundleId,
    },
    /// Opens this device. → [`Outcome::Done`]
    Unlock {
        /// What was typed.
        pin: Pin,
    },
    /// Opens this device by its hub; a new PIN is to be chosen then. → [`Outcome::Done`]
    UnlockOnline {
        /// Of the account that the device belongs to.
        credential: Credential,
    },
    /// Sets or changes the PIN. → [`Outcome::Done`]
    SetPin {
        /// The present one; absent if there is none, or after [`Command::UnlockOnline`].
        old: Option<Pin>,
        /// The new one.
        new: Pin,
    },
    /// This device has no PIN any more. → [`Outcome::Done`]
    RemovePin {
        /// The present one; absent after [`Command::UnlockOnline`].
        pin: Option<Pin>,
    },
    /// Closes the database until the PIN is typed; nothing happens without a PIN. →
    Lock,
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It did.
    Done,
    /// It is saved on this device, durably.
    Saved {
        /// For [`Command::Undo`].
        transaction: TransactionId,
    },
    /// It was sent already.
    TooLateToUndo,
    /// In full; show it for ten seconds.
    Revealed {
        /// Citizen ID number.
        citizen_id: Option<String>,
        /// Telephone.
        phone: String,
    },
    /// The overview.
    Overview(Box<Overview>),
    /// A report.
    Table(Box<Table>),
    /// A file.
    File(FileBytes),
    /// A file of what was not sent.
    Bundle {
        /// The file.
        file: FileBytes,
        /// How many saves are in it.
        saves: u32,
        /// How many did not fit.
        left: u32,
    },
}

/// A file for the person to keep.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileBytes {
    /// `诉求台账-2026-11.xlsx`
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its content, in base64.
    pub base64: String,
}

impl std::fmt::Debug for FileBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileBytes")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

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
    /// Checklist answers by item code: `normal` or `attention`.
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
    /// For `verify`; the next after those on this device if absent.
    pub number: Option<i64>,
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
        }
    }
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

/// Which report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRequest {
    /// Its name.
    pub name: ReportName,
    /// Narrowed to a grid.
    pub grid: Option<AreaId>,
    /// First day of the month.
    pub month: Date,
}

/// How this device looks; kept on the device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    /// Light, dark, sunlight, or as the system says if absent.
    pub theme: Option<Theme>,
    /// Text size.
    pub text: TextSize,
    /// Language; the system's if absent.
    pub language: Option<Language>,
}

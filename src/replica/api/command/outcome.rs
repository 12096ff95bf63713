//! What came of a command.

use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{AccountId, HouseholdId, Picture};
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::{
    AuditResponse, EnrolmentResponse, FormsResponse, ImportPreview, ImportProgress,
    ImportsResponse, NewTokenResponse, PeopleResponse, TokensResponse, UndoneImport,
};
use chuanmen_core::report::{Overview, Subdistrict, Table};

use super::FileBytes;
use crate::api::{Decided, DraftForm, LeavingsView};

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It did.
    Done,
    /// It is saved on this device, durably.
    Saved {
        /// For [`super::Command::Undo`].
        transaction: TransactionId,
    },
    /// It is saved on this device, durably, and made a household.
    NewHousehold {
        /// For [`super::Command::Undo`].
        transaction: TransactionId,
        /// Which.
        household: HouseholdId,
    },
    /// It was sent already.
    TooLateToUndo,
    /// It is a form again.
    Form(DraftForm),
    /// It is kept on this device; a form may name it.
    Kept(Picture),
    /// In full; show it for ten seconds.
    Revealed {
        /// Citizen ID number.
        citizen_id: Option<String>,
        /// Telephone.
        phone: String,
    },
    /// The overview.
    Overview(Box<Overview>),
    /// A subdistrict.
    Subdistrict(Box<Subdistrict>),
    /// Forms that reports can be put into.
    Forms(FormsResponse),
    /// Tokens that read reports.
    Tokens(Box<TokensResponse>),
    /// A token, shown this once.
    NewToken(Box<NewTokenResponse>),
    /// Who did what.
    Audit(Box<AuditResponse>),
    /// People and their phones.
    People(Box<PeopleResponse>),
    /// An account was made.
    NewPerson {
        /// Which.
        account: AccountId,
    },
    /// What revoked phones left behind.
    Leavings {
        /// By phone, the one that delivered last first.
        left: Vec<LeavingsView>,
    },
    /// What came of a word on it.
    Decided(Decided),
    /// A one-time code.
    Enrolment(EnrolmentResponse),
    /// A report.
    Table(Box<Table>),
    /// A file.
    File(FileBytes),
    /// What a file to be imported holds, and what is wrong with it.
    ImportPreview(Box<ImportPreview>),
    /// How far an import is.
    ImportProgress(ImportProgress),
    /// The lists that were imported.
    Imports(Box<ImportsResponse>),
    /// An import was taken back.
    ImportUndone(UndoneImport),
    /// What a document says.
    Words {
        /// Its lines.
        text: String,
    },
    /// A file is no list, or no document, that can be read.
    ImportRefused {
        /// A stable word, a colon and a sentence for people.
        message: String,
    },
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

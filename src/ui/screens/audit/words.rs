use chuanmen_core::protocol::Deed;

use crate::ui::text::t;

/// `导出了报表`; a newer hub's word as it is.
pub(super) fn deed_name(deed: &Deed) -> String {
    match deed {
        Deed::ReportSeen => t!("deed-report-seen"),
        Deed::ReportExported => t!("deed-report-exported"),
        Deed::Revealed => t!("deed-revealed"),
        Deed::HealthSeen => t!("deed-health-seen"),
        Deed::PersonAdded => t!("deed-person-added"),
        Deed::CodeMade => t!("deed-code-made"),
        Deed::PasswordSet => t!("deed-password-set"),
        Deed::PhoneEnrolled => t!("deed-phone-enrolled"),
        Deed::PhoneRevoked => t!("deed-phone-revoked"),
        Deed::LeavingsTaken => t!("deed-leavings-taken"),
        Deed::LeavingsDropped => t!("deed-leavings-dropped"),
        Deed::GrantGiven => t!("deed-grant-given"),
        Deed::GrantTaken => t!("deed-grant-taken"),
        Deed::Imported => t!("deed-imported"),
        Deed::ImportUndone => t!("deed-import-undone"),
        Deed::Erased => t!("deed-erased"),
        Deed::CatalogueChanged => t!("deed-catalogue-changed"),
        Deed::TokenMade => t!("deed-token-made"),
        Deed::TokenRevoked => t!("deed-token-revoked"),
        Deed::Restored => t!("deed-restored"),
        Deed::Other(word) => word.to_string(),
    }
}

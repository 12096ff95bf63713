use crate::device;
use crate::ui::route::Place;
use crate::ui::text::t;

/// What goes with what is said: version, part of the app, device. No door, no name.
pub(super) fn about(was: Option<Place>) -> String {
    let part = match was {
        Some(Place::Today) => t!("tab-today"),
        Some(Place::Places) => t!("tab-places"),
        Some(Place::Needs) => t!("tab-needs"),
        Some(Place::Posts) => t!("tab-posts"),
        Some(Place::Wishes | Place::Postings) => t!("tab-wishes"),
        Some(Place::Tasks) => t!("tab-tasks"),
        Some(Place::Conflicts) => t!("tab-conflicts"),
        Some(Place::Lists) => t!("lists"),
        Some(Place::Overview) => t!("tab-overview"),
        Some(Place::Subdistrict) => t!("tab-subdistrict"),
        Some(Place::Dispatch) => t!("tab-dispatch"),
        Some(Place::Reports) => t!("tab-reports"),
        Some(Place::Manage) => t!("tab-manage"),
        Some(Place::Me) | None => t!("tab-me"),
    };
    let version = format!("{} {}", t!("app-name"), env!("CARGO_PKG_VERSION"));
    let device = device::device_name();
    let parts = [version, part, device];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_along_names_the_part_of_the_app_and_no_door() {
        let said = about(Some(Place::Needs));
        assert!(
            said.starts_with("串门 0.") && said.contains("/ 诉求"),
            "{said}"
        );
    }
}

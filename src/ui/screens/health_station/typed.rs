use std::collections::BTreeSet;

use chuanmen_core::domain::{HealthService, HealthSession, Post};
use chuanmen_replica::api::{HealthSessionForm, HealthSessionRow};

/// The form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// As the browser's date field says it.
    pub(super) on: String,
    /// As the browser's time field says it: `09:00`.
    pub(super) from: String,
    pub(super) to: String,
    pub(super) place: String,
    pub(super) doctors: String,
    pub(super) services: BTreeSet<HealthService>,
    /// Empty: as many as come.
    pub(super) seats: String,
    /// Of a new one; empty for none.
    pub(super) weeks: String,
    pub(super) cancelled: bool,
}

impl Typed {
    /// Of a new one.
    pub(super) fn new() -> Self {
        Self {
            on: String::new(),
            from: "09:00".to_owned(),
            to: "11:30".to_owned(),
            place: String::new(),
            doctors: String::new(),
            services: [HealthService::Measuring].into(),
            seats: String::new(),
            weeks: String::new(),
            cancelled: false,
        }
    }

    /// What is known.
    pub(super) fn of(row: &HealthSessionRow) -> Self {
        Self {
            on: row.on.to_string(),
            from: Post::hour(row.from),
            to: Post::hour(row.to),
            place: row.place.clone(),
            doctors: HealthSession::joined(&row.doctors),
            services: row.services.iter().cloned().collect(),
            seats: row.seats.map(|it| it.to_string()).unwrap_or_default(),
            weeks: String::new(),
            cancelled: row.cancelled,
        }
    }

    /// Offers a service, or does not any more.
    pub(super) fn toggle(&mut self, service: &HealthService) {
        if !self.services.remove(service) {
            self.services.insert(service.clone());
        }
    }

    /// What was filled in, against what is known (none of a new one): only what was changed. What
    /// is no number is sent as none that can be taken: the field says so.
    pub(super) fn changes_from(&self, first: Option<&Self>) -> HealthSessionForm {
        let changed = |of: fn(&Self) -> &String| {
            let now = of(self);
            let before = first.map(of);
            (before.map_or(!now.is_empty(), |before| before != now)).then_some(now)
        };
        let number = |typed: &str| typed.trim().parse().unwrap_or(-1);
        let before = first.map(|first| &first.services);
        let offered = |service: &&HealthService| self.services.contains(service);
        let services = HealthService::KNOWN.iter().filter(|service| {
            let known = before.is_some_and(|before| before.contains(service));
            known != offered(service)
        });
        HealthSessionForm {
            on: changed(|it| &it.on).and_then(|day| day.parse().ok()),
            from: changed(|it| &it.from).and_then(|time| time.parse().ok()),
            to: changed(|it| &it.to).and_then(|time| time.parse().ok()),
            place: changed(|it| &it.place).cloned(),
            doctors: changed(|it| &it.doctors).cloned(),
            services: services.map(|it| (it.clone(), offered(&it))).collect(),
            seats: changed(|it| &it.seats)
                .map(|seats| (!seats.trim().is_empty()).then(|| number(seats))),
            cancelled: first
                .filter(|first| first.cancelled != self.cancelled)
                .map(|_| self.cancelled),
            weeks: match self.weeks.trim() {
                "" => 0,
                weeks => number(weeks),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_changed_is_sent() {
        let first = Typed {
            on: "2026-12-05".into(),
            seats: "12".into(),
            ..Typed::new()
        };
        assert_eq!(
            first.changes_from(Some(&first)),
            HealthSessionForm::default()
        );
        let mut typed = Typed {
            seats: " ".into(),
            weeks: "many".into(),
            ..first.clone()
        };
        typed.toggle(&HealthService::Measuring);
        typed.toggle(&HealthService::Elderly);
        let form = typed.changes_from(Some(&first));
        assert_eq!((form.seats, form.weeks), (Some(None), -1));
        let services: Vec<_> = form.services.into_iter().collect();
        assert_eq!(
            services,
            [
                (HealthService::Elderly, true),
                (HealthService::Measuring, false)
            ]
        );
    }
}

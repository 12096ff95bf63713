//! What a report or the dispatch desk is narrowed to, as its address says it: a reload, the way back and a shared link
//! keep it.

use std::fmt;

use chuanmen_core::domain::AreaId;
use chuanmen_core::report::{Counted, Only, Pick, ReportName, Shape};
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::DispatchFilter;
use jiff::civil::Date;

/// What the overview, a report or the dispatch desk is asked for. What an address says that cannot be is ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asking {
    /// Which report; the first if none. The overview and the desk have none.
    pub(crate) name: Option<ReportName>,
    /// Which community; one's own if none.
    pub(crate) community: Option<AreaId>,
    /// Which grid; all of them if none.
    pub(crate) grid: Option<AreaId>,
    /// First day of the month; the running one if none.
    pub(crate) month: Option<Date>,
    /// Which rows.
    pub(crate) only: Only,
    /// How it is laid out anew.
    pub(crate) shape: Shape,
}

impl Asking {
    /// The rows that a number counts, in a month of a community.
    pub(crate) fn rows(counted: &Counted, community: Option<AreaId>, month: Date) -> Self {
        Self {
            community,
            name: Some(counted.report.clone()),
            grid: counted.grid,
            month: Some(month),
            only: counted.only.clone(),
            shape: Shape::default(),
        }
    }
}

impl Asking {
    /// The first day of the month: of the running one if it does not say, or says one still to
    /// come.
    pub(crate) fn month_at(&self, now: UnixMillis) -> Date {
        let running = china_date(now).first_of_month();
        self.month.map_or(running, |month| month.min(running))
    }

    /// What of it the dispatch desk is narrowed to.
    pub(crate) fn of_desk(&self) -> DispatchFilter {
        DispatchFilter {
            grid: self.grid,
            category: self.only.category.clone(),
            overdue: self.only.pick == Some(Pick::Overdue),
        }
    }
}

impl From<DispatchFilter> for Asking {
    fn from(filter: DispatchFilter) -> Self {
        Self {
            grid: filter.grid,
            only: Only {
                pick: filter.overdue.then_some(Pick::Overdue),
                category: filter.category,
                ..Only::default()
            },
            ..Self::default()
        }
    }
}

impl From<&str> for Asking {
    fn from(query: &str) -> Self {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<_> = pairs.map(|(name, said)| (name, unescaped(said))).collect();
        let said = |name: &str| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|pair| &*pair.1)
        };
        let report = said("name").map(ReportName::from);
        let report = report.filter(|report| ReportName::KNOWN.contains(report));
        // A form is what the hub's folder has of that name.
        let form = said("form").map(|form| ReportName::Other(form.into()));
        let shape = said("shape").and_then(|json| json.parse().ok());
        let month = said("month").and_then(|month| format!("{month}-01").parse().ok());
        Self {
            name: form.or(report),
            community: said("community").and_then(|area| area.parse().ok()),
            grid: said("grid").and_then(|grid| grid.parse().ok()),
            month,
            only: Only::read(said),
            shape: shape.unwrap_or_default(),
        }
    }
}

impl fmt::Display for Asking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match &self.name {
            Some(ReportName::Other(_)) => "form",
            _ => "name",
        };
        let shape = Some(&self.shape).filter(|shape| !shape.is_plain());
        let own = [
            (name, self.name.as_ref().map(ToString::to_string)),
            ("shape", shape.map(ToString::to_string)),
            ("community", self.community.map(|area| area.to_string())),
            ("grid", self.grid.map(|grid| grid.to_string())),
            (
                "month",
                self.month.map(|month| month.strftime("%Y-%m").to_string()),
            ),
        ];
        let own = own
            .into_iter()
            .filter_map(|(name, said)| Some((name, said?)));
        for (number, (name, said)) in own.chain(self.only.pairs()).enumerate() {
            let between = if number == 0 { "" } else { "&" };
            write!(f, "{between}{name}={}", escaped(&said))?;
        }
        Ok(())
    }
}

/// A code may hold anything, and the router takes `%26` for `&` before it comes here: what would
/// end it is written `~26`.
fn escaped(said: &str) -> String {
    let mut escaped = String::new();
    for c in said.chars() {
        match c {
            '~' | '&' | '=' | '%' | '+' | '#' | '?' => {
                escaped.push_str(&format!("~{:02x}", c as u32))
            }
            c => escaped.push(c),
        }
    }
    escaped
}

fn unescaped(said: &str) -> String {
    let mut parts = said.split('~');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part
            .get(..2)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(code) if code.is_ascii() => {
                text.push(char::from(code));
                text.push_str(&part[2..]);
            }
            _ => text.push_str(part),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use chuanmen_core::report::Holding;

    use super::*;
    use crate::ui::route::Route;

    #[test]
    fn an_address_keeps_what_it_is_told_whatever_a_code_holds() {
        let asking = Asking {
            name: Some(ReportName::Needs),
            community: "01930000-0000-7000-8000-000000000002".parse().ok(),
            grid: "01930000-0000-7000-8000-000000000003".parse().ok(),
            month: Some(Date::constant(2026, 11, 1)),
            only: Only {
                category: Some("水&电 100%~#?=+".into()),
                ..Only::pick(Pick::Overdue)
            },
            shape: Shape {
                only: vec![Holding {
                    column: "state".into(),
                    is: vec!["在办 & \"急\"".into()],
                    ..Holding::default()
                }],
                by: vec!["grid".into()],
                find: "灯 & 物业".into(),
                ..Shape::default()
            },
        };
        let address = Route::Reports {
            asking: asking.clone(),
        }
        .to_string();
        assert!(address.contains("month=2026-11&pick=overdue"), "{address}");
        let read: Route = address.parse().unwrap();
        assert_eq!(read, Route::Reports { asking });
    }

    #[test]
    fn the_address_of_the_dispatch_desk_keeps_its_filters() {
        let filter = DispatchFilter {
            grid: "01930000-0000-7000-8000-000000000003".parse().ok(),
            category: Some("水&电".to_owned()),
            overdue: true,
        };
        let route = Route::Dispatch {
            asking: Asking::from(filter.clone()),
        };
        let read: Route = route.to_string().parse().unwrap();
        assert_eq!(read, route);
        assert_eq!(Asking::from(filter.clone()).of_desk(), filter);
        assert_eq!(Asking::default().of_desk(), DispatchFilter::default());
    }

    #[test]
    fn a_form_is_named_apart_from_our_own_reports() {
        let asking = Asking {
            name: Some(ReportName::from("综治9+X事件")),
            ..Asking::default()
        };
        assert_eq!(asking.to_string(), "form=综治9~2bX事件");
        assert_eq!(Asking::from(asking.to_string().as_str()), asking);
    }

    #[test]
    fn a_month_still_to_come_is_the_running_one() {
        let now = UnixMillis(1_795_406_400_000);
        let month = |address: &str| Asking::from(address).month_at(now);
        let running = Date::constant(2026, 11, 1);
        assert_eq!(month("month=2027-06"), running);
        assert_eq!(month(""), running);
        assert_eq!(month("month=2026-10"), Date::constant(2026, 10, 1));
    }

    #[test]
    fn nonsense_in_an_address_is_ignored() {
        let nonsense =
            "name='; drop table&grid=all&month=2026-13&pick=%FF&week=x&shape={&&=&~&~zz=1";
        assert_eq!(Asking::from(nonsense), Asking::default());
        let read: Route = "/overview?grid=<script>&month=".parse().unwrap();
        assert_eq!(
            read,
            Route::Overview {
                asking: Asking::default()
            }
        );
        let read: Route = "/overview".parse().unwrap();
        assert_eq!(
            read,
            Route::Overview {
                asking: Asking::default()
            }
        );
    }
}

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CareTag, Housing, Interval, VisitRule};

/// When a household should next be visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Nobody lives there.
    Never,
    /// By this day.
    By(Date),
}

impl Due {
    /// Days past due on `today`; 0 if it is not.
    #[must_use]
    pub fn days_late(self, today: Date) -> i64 {
        match self {
            Self::Never => 0,
            Self::By(day) => i64::from((today - day).get_days()).max(0),
        }
    }
}

/// A community's visit rules and the weights of its care tags.
#[derive(Debug, Clone, Default)]
pub struct VisitRules {
    by_tag: BTreeMap<String, Interval>,
    everybody: Option<Interval>,
    weights: BTreeMap<String, i64>,
}

impl VisitRules {
    /// Where a community has set no rule for everybody: each quarter.
    pub const QUARTERLY: Interval = Interval::Months(3);

    /// The rules of a community. Of two rules for one tag the more frequent holds, whatever
    /// their order; those of a retired tag rest.
    #[must_use]
    pub fn new(
        rules: impl IntoIterator<Item = VisitRule>,
        tags: impl IntoIterator<Item = CareTag>,
    ) -> Self {
        let anchor = Date::constant(2025, 1, 1);
        let sooner = |a: Interval, b: Interval| {
            if b.after(anchor) < a.after(anchor) {
                b
            } else {
                a
            }
        };
        let mut all = Self::default();
        for VisitRule { tag, every } in rules {
            match tag {
                None => all.everybody = Some(all.everybody.map_or(every, |a| sooner(a, every))),
                Some(tag) => {
                    let slot = all.by_tag.entry(tag).or_insert(every);
                    *slot = sooner(*slot, every);
                }
            }
        }
        for tag in tags {
            if tag.retired {
                all.by_tag.remove(&tag.code);
            } else {
                all.weights.insert(tag.code, tag.weight);
            }
        }
        all
    }

    /// How much a day overdue counts for a household with these tags: the heaviest of them, at
    /// least 1.
    #[must_use]
    pub fn weight<'t>(&self, tags: impl IntoIterator<Item = &'t str>) -> i64 {
        let weights = tags.into_iter().filter_map(|tag| self.weights.get(tag));
        weights.copied().max().unwrap_or(1)
    }
}

/// When a household is due: the earliest over its tags and the rule for everybody, counted from
/// the last day somebody was met; today if nobody ever was.
#[must_use]
pub fn due_date<'t>(
    rules: &VisitRules,
    housing: &Housing,
    tags: impl IntoIterator<Item = &'t str>,
    last_met: Option<Date>,
    today: Date,
) -> Due {
    if *housing == Housing::Vacant {
        return Due::Never;
    }
    let Some(last_met) = last_met else {
        return Due::By(today);
    };
    let by_tag = tags.into_iter().filter_map(|tag| rules.by_tag.get(tag));
    let everybody = rules
        .everybody
        .unwrap_or(VisitRules::QUARTERLY)
        .after(last_met);
    Due::By(
        by_tag
            .map(|every| every.after(last_met))
            .fold(everybody, Date::min),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const MET: Date = Date::constant(2026, 10, 22);
    const TODAY: Date = Date::constant(2026, 11, 23);

    fn rules() -> VisitRules {
        let monthly = VisitRule {
            tag: Some("living_alone".into()),
            every: Interval::Months(1),
        };
        let weekly = VisitRule {
            tag: Some("left_behind_child".into()),
            every: Interval::Days(7),
        };
        let tag = |code: &str, weight| CareTag {
            code: code.into(),
            name: String::new(),
            weight,
            order: 0,
            ..CareTag::default()
        };
        VisitRules::new(
            [monthly, weekly],
            [tag("living_alone", 3), tag("left_behind_child", 5)],
        )
    }

    fn due(tags: &[&str], last_met: Option<Date>) -> Due {
        due_date(
            &rules(),
            &Housing::Own,
            tags.iter().copied(),
            last_met,
            TODAY,
        )
    }

    #[test]
    fn the_most_pressing_tag_decides() {
        assert_eq!(
            due(&["living_alone"], Some(MET)),
            Due::By(Date::constant(2026, 11, 22))
        );
        assert_eq!(
            due(&["living_alone", "left_behind_child"], Some(MET)),
            Due::By(Date::constant(2026, 10, 29))
        );
        assert_eq!(rules().weight(["living_alone", "left_behind_child"]), 5);
    }

    #[test]
    fn a_household_without_tags_is_due_each_quarter() {
        assert_eq!(due(&[], Some(MET)), Due::By(Date::constant(2027, 1, 22)));
        assert_eq!(rules().weight([]), 1);
    }

    #[test]
    fn a_household_never_met_is_due_today() {
        assert_eq!(due(&[], None), Due::By(TODAY));
        assert_eq!(due(&[], None).days_late(TODAY), 0);
    }

    #[test]
    fn a_vacant_flat_is_never_due() {
        let vacant = due_date(&rules(), &Housing::Vacant, ["living_alone"], None, TODAY);
        assert_eq!(vacant, Due::Never);
        assert_eq!(vacant.days_late(TODAY), 0);
    }

    #[test]
    fn late_is_counted_in_days_after_the_due_day() {
        assert_eq!(due(&["living_alone"], Some(MET)).days_late(TODAY), 1);
    }
}

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ReportName;
use super::period::monday_of;
use super::words;
use crate::domain::{Party, WishState};
use crate::text_enum::text_enum;

text_enum! {
    /// Which rows of a report are wanted, by how they stand.
    pub enum Pick {
        /// Needs that are open.
        Open => "open",
        /// Open needs past their due day.
        Overdue => "overdue",
        /// Of these, those that the community follows up itself.
        ForCommunity => "for_community",
        /// Of these, those that the subdistrict is told of.
        ForSubdistrict => "for_subdistrict",
        /// Open needs before it.
        InTime => "in_time",
        /// Open needs not overdue, recorded within three days.
        To3Days => "to_3_days",
        /// Four to seven days ago.
        To7Days => "to_7_days",
        /// Eight days ago or more.
        From8Days => "from_8_days",
        /// Needs recorded in a week.
        Raised => "raised",
        /// Needs resolved in a week, and still so.
        Resolved => "resolved",
        /// Needs whose result was graded in a week.
        Rated => "rated",
        /// Care households that should be met, whether they were or not.
        Due => "due",
        /// Wishes whose claim expires within two days.
        Expiring => "expiring",
        /// Grids and buildings that nobody answers for in a role.
        Gap => "gap",
    }
}

impl Pick {
    /// `超期`: as a report says it.
    #[must_use]
    pub fn word(&self) -> &str {
        words::pick(self)
    }
}

/// In whose hands: a party's, or nobody's yet. In an address `nobody`, or the party's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder(pub Option<Party>);

const NOBODY: &str = "nobody";
const STRAY: &str = "yes";

impl From<&str> for Holder {
    fn from(word: &str) -> Self {
        Self((word != NOBODY).then(|| Party::from(word)))
    }
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.as_ref().map_or(NOBODY, Party::as_str))
    }
}

/// The names under which an address says what a report is narrowed to.
const NAMES: [&str; 7] = ["pick", "category", "party", "stray", "tag", "state", "week"];

/// What an address says that narrows nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is said, and narrows nothing in this report")]
pub struct NarrowsNothing(pub &'static str);

/// What a report is narrowed to, beside grid and month: the rows that one number counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Only {
    /// How they stand.
    pub pick: Option<Pick>,
    /// Needs of this category; the empty code is that of needs without one.
    pub category: Option<String>,
    /// Open needs in these hands.
    pub party: Option<Holder>,
    /// Needs that lie in no grid.
    pub stray: bool,
    /// Care households of somebody with this tag.
    pub tag: Option<String>,
    /// Wishes in this state.
    pub state: Option<WishState>,
    /// The Monday of the week it is about, instead of the month.
    pub week: Option<Date>,
}

impl Only {
    /// All that stand so.
    #[must_use]
    pub fn pick(pick: Pick) -> Self {
        Self {
            pick: Some(pick),
            ..Self::default()
        }
    }

    /// The names under which an address has it, each with what it says.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("pick", self.pick.as_ref().map(ToString::to_string)),
            ("category", self.category.clone()),
            ("party", self.party.as_ref().map(ToString::to_string)),
            ("stray", self.stray.then(|| STRAY.to_owned())),
            ("tag", self.tag.clone()),
            ("state", self.state.as_ref().map(ToString::to_string)),
            ("week", self.week.map(|week| week.to_string())),
        ];
        let said = pairs.into_iter();
        said.filter_map(|(name, said)| Some((name, said?)))
            .collect()
    }

    /// What an address says under those names. What cannot be is ignored.
    #[must_use]
    pub fn read<'a>(said: impl Fn(&str) -> Option<&'a str>) -> Self {
        let pick = said("pick").map(Pick::from);
        let state = said("state").map(WishState::from);
        let week = said("week").and_then(|week| week.parse().ok());
        Self {
            pick: pick.filter(|pick| Pick::KNOWN.contains(pick)),
            category: said("category").map(str::to_owned),
            party: said("party").map(Holder::from),
            stray: said("stray") == Some(STRAY),
            tag: said("tag").map(str::to_owned),
            state: state.filter(|state| WishState::KNOWN.contains(state)),
            week: week.map(monday_of),
        }
    }

    /// The same for a program, which is told of what would be ignored.
    ///
    /// # Errors
    /// [`NarrowsNothing`] for the first that is no word of ours, or means nothing for the report.
    pub fn asked<'a>(
        report: &ReportName,
        said: impl Fn(&str) -> Option<&'a str>,
    ) -> Result<Self, NarrowsNothing> {
        let only = Self::read(&said).of(report);
        let held = only.pairs();
        let missed = |name: &&str| said(name).is_some() && held.iter().all(|pair| pair.0 != *name);
        match NAMES.into_iter().find(missed) {
            Some(name) => Err(NarrowsNothing(name)),
            None => Ok(only),
        }
    }

    /// As far as it means something for a report.
    #[must_use]
    pub fn of(&self, report: &ReportName) -> Self {
        use Pick::{
            Due, Expiring, ForCommunity, ForSubdistrict, From8Days, Gap, InTime, Open, Overdue,
            Raised, Rated, Resolved, To3Days, To7Days,
        };
        let Self {
            pick,
            category,
            party,
            stray,
            tag,
            state,
            week,
        } = self.clone();
        let picked = |of: &[Pick]| pick.clone().filter(|pick| of.contains(pick));
        match report {
            ReportName::Needs => {
                let weekly = picked(&[Raised, Resolved, Rated]);
                let standing = [
                    Open,
                    Overdue,
                    ForCommunity,
                    ForSubdistrict,
                    InTime,
                    To3Days,
                    To7Days,
                    From8Days,
                ];
                let week = week.filter(|_| weekly.is_some());
                Self {
                    pick: picked(&standing).or(weekly.filter(|_| week.is_some())),
                    category,
                    party,
                    stray,
                    week,
                    ..Self::default()
                }
            }
            ReportName::Care => Self {
                pick: picked(&[Due]),
                tag,
                week,
                ..Self::default()
            },
            ReportName::Wishes => Self {
                pick: picked(&[Expiring]),
                state,
                ..Self::default()
            },
            ReportName::Duties => Self {
                pick: picked(&[Gap]),
                ..Self::default()
            },
            ReportName::Register
            | ReportName::Visits
            | ReportName::Households
            | ReportName::Residents
            | ReportName::Organisations
            | ReportName::NeedsList
            | ReportName::ResourcesList
            | ReportName::ProjectsList
            | ReportName::Hours
            | ReportName::Points
            | ReportName::Other(_) => Self::default(),
        }
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// `超期、物业`: what is listed, in Chinese; the names of codes are the catalogue's.
    pub(super) fn words(&self, name: impl Fn(&str) -> String) -> String {
        let pick = self.pick.as_ref().map(|pick| words::pick(pick).to_owned());
        let party = self.party.as_ref();
        let week = self.week.map(|week| format!("{week} 起一周"));
        let said = [
            week,
            self.category.as_deref().map(&name),
            party.map(|holder| words::holder(holder.0.as_ref()).to_owned()),
            self.stray.then(|| "不在网格里".to_owned()),
            self.tag.as_deref().map(&name),
            self.state
                .as_ref()
                .map(|state| words::wish_state(state).to_owned()),
            pick,
        ];
        said.into_iter().flatten().collect::<Vec<_>>().join("、")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Only {
        let find = |name: &str| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|pair| pair.1)
        };
        Only::read(find)
    }

    #[test]
    fn what_an_address_says_is_read_back_and_nonsense_is_ignored() {
        let only = Only {
            pick: Some(Pick::Raised),
            category: Some(String::new()),
            party: Some(Holder(None)),
            stray: true,
            tag: Some("living_alone".into()),
            state: Some(WishState::Published),
            week: Some(Date::constant(2026, 11, 23)),
        };
        let pairs = only.pairs();
        let said = |name: &str| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|pair| &*pair.1)
        };
        assert_eq!(Only::read(said), only);
        let nonsense = [
            ("pick", "'; drop table"),
            ("state", "?"),
            ("week", "2026-99-99"),
            ("stray", "?"),
        ];
        assert!(read(&nonsense).is_everything());
        assert_eq!(read(&[("week", "2026-11-25")]).week, only.week);
    }

    #[test]
    fn a_program_is_told_what_would_be_ignored() {
        let asked = |report, pairs: &[(&str, &str)]| {
            let find = |name: &str| Some(pairs.iter().find(|pair| pair.0 == name)?.1);
            Only::asked(&report, find)
        };
        let overdue = asked(
            ReportName::Needs,
            &[("pick", "overdue"), ("party", "nobody")],
        );
        assert_eq!(overdue.unwrap().pick, Some(Pick::Overdue));
        for (report, pairs, name) in [
            (ReportName::Needs, &[("pick", "?")], "pick"),
            (ReportName::Needs, &[("pick", "due")], "pick"),
            (ReportName::Needs, &[("week", "2026-11-23")], "week"),
            (ReportName::Needs, &[("stray", "?")], "stray"),
            (ReportName::Care, &[("week", "x")], "week"),
            (ReportName::Wishes, &[("state", "?")], "state"),
            (ReportName::Visits, &[("tag", "x")], "tag"),
        ] {
            assert_eq!(asked(report, pairs), Err(NarrowsNothing(name)), "{name}");
        }
    }

    #[test]
    fn what_means_nothing_for_a_report_narrows_nothing() {
        let only = read(&[("pick", "expiring"), ("tag", "x"), ("week", "2026-11-23")]);
        assert!(only.of(&ReportName::Needs).is_everything());
        assert!(only.of(&ReportName::Visits).is_everything());
        assert_eq!(only.of(&ReportName::Wishes), Only::pick(Pick::Expiring));
        assert!(
            read(&[("pick", "raised")])
                .of(&ReportName::Needs)
                .is_everything()
        );
    }
}

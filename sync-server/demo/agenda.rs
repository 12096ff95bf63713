use chuanmen_core::domain::{Due, Housing, VisitRules, due_date};
use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{Calendar, days_between};
use super::catalogue;
use super::chance::Chance;
use super::families::Home;

/// How a household stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Late,
    DueToday,
    /// Within three days.
    Soon,
    /// Not before the fourth day from now.
    UpToDate,
}

/// How often each, of those that stand on today's list.
const ON_THE_LIST: [(u32, Standing); 3] = [
    (35, Standing::Late),
    (20, Standing::DueToday),
    (45, Standing::Soon),
];

/// The days on which somebody was met at a home, oldest first, and whether the next call is late.
#[derive(Debug)]
pub(super) struct Meetings {
    /// Index of the home in its grid.
    pub(super) home: usize,
    pub(super) days: Vec<Date>,
    pub(super) late: bool,
}

/// Decides who is on today's list of a grid, and from there backwards when everybody was met.
pub(super) struct Agenda {
    rules: VisitRules,
    calendar: Calendar,
    call_days: Vec<Date>,
}

impl Agenda {
    pub(super) fn new(calendar: Calendar) -> Self {
        Self {
            rules: catalogue::rules(),
            calendar,
            call_days: calendar.call_days().collect(),
        }
    }

    /// For each home of a grid where somebody lives.
    pub(super) fn meetings(&self, homes: &[Home], chance: &mut Chance) -> Vec<Meetings> {
        let mut indices: Vec<_> = (0..homes.len())
            .filter(|index| homes.get(*index).is_some_and(|home| !home.is_vacant()))
            .collect();
        chance.shuffle(&mut indices);
        // Half of the list are homes visited each month, as far as there are such.
        let (mut monthly, mut others): (Vec<_>, Vec<_>) = indices
            .into_iter()
            .partition(|index| homes.get(*index).is_some_and(|home| self.is_monthly(home)));
        let doors = i64::try_from(homes.len()).unwrap_or(0);
        let listed = chance.between(10, 15).min(doors / 5);
        let mut meetings = Vec::new();
        for _ in 0..listed {
            let first = if chance.percent(50) {
                &mut monthly
            } else {
                &mut others
            };
            if let Some(index) = first.pop() {
                let standing = chance.weighted(&ON_THE_LIST, Standing::Soon);
                meetings.push((index, standing));
            }
        }
        let rest = monthly.into_iter().chain(others);
        meetings.extend(rest.map(|index| (index, Standing::UpToDate)));
        meetings
            .into_iter()
            .filter_map(|(index, standing)| {
                let home = homes.get(index)?;
                Some(self.history(index, home, standing, chance))
            })
            .collect()
    }

    fn is_monthly(&self, home: &Home) -> bool {
        let due = self.due(home, self.calendar.today);
        days_between(self.calendar.today, due) < 60
    }

    /// When a home is due that was last met on that day.
    fn due(&self, home: &Home, met: Date) -> Date {
        let tags = home.tags();
        let today = self.calendar.today;
        match due_date(&self.rules, &Housing::Own, tags, Some(met), today) {
            Due::By(day) => day,
            Due::Never => today,
        }
    }

    /// The last meeting so that the home stands as wanted, or as near to it as days allow; before
    /// it one about each interval.
    fn history(
        &self,
        index: usize,
        home: &Home,
        standing: Standing,
        chance: &mut Chance,
    ) -> Meetings {
        let today = self.calendar.today;
        let fits = |standing: Standing, day: Date| {
            let left = days_between(today, self.due(home, day));
            match standing {
                Standing::Late => (-7..0).contains(&left),
                Standing::DueToday => left == 0,
                Standing::Soon => (1..=3).contains(&left),
                Standing::UpToDate => left > 3,
            }
        };
        let mut pick = |standing: Standing| {
            let days: Vec<_> = self
                .call_days
                .iter()
                .filter(|day| fits(standing, **day))
                .collect();
            chance.pick(&days).map(|day| **day)
        };
        // Some due days follow from no call day: 30 November + 3 months is 28 February.
        let last = pick(standing)
            .or_else(|| pick(Standing::Soon))
            .or_else(|| pick(Standing::UpToDate));
        let Some(last) = last else {
            return Meetings {
                home: index,
                days: Vec::new(),
                late: false,
            };
        };
        let interval = days_between(last, self.due(home, last));
        let mut days = vec![last];
        let mut day = last;
        while let Some(earlier) = self.call_day_about(day, interval, chance) {
            days.push(earlier);
            day = earlier;
        }
        days.reverse();
        Meetings {
            home: index,
            days,
            late: fits(Standing::Late, last),
        }
    }

    /// A call day about one interval before `day`; none before everything began.
    fn call_day_about(&self, day: Date, interval: i64, chance: &mut Chance) -> Option<Date> {
        let back = interval + chance.between(-interval / 8, 2);
        let about = day.saturating_sub(back.max(1).days());
        let until = self.call_days.partition_point(|day| *day <= about);
        self.call_days.get(until.checked_sub(1)?).copied()
    }

    /// A day of calls between two days, both possible.
    pub(super) fn call_day_between(
        &self,
        from: Date,
        to: Date,
        chance: &mut Chance,
    ) -> Option<Date> {
        let days: Vec<_> = self
            .call_days
            .iter()
            .filter(|day| (from..=to).contains(day))
            .collect();
        chance.pick(&days).map(|day| **day)
    }
}

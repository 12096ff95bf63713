use std::collections::BTreeMap;

use chuanmen_core::domain::{AccountId, FieldsBuilder, Kind, Need, NeedId, Urgency, Visit};
use chuanmen_core::{UnixMillis, china_date};
use jiff::ToSpan;

use super::Attached;
use super::calendar::{Calendar, Hours};
use super::catalogue::CATEGORIES;
use super::chance::Chance;
use super::families::Home;
use super::ledger::{Ledger, made};
use super::life::{GridStory, Step, enter};
use super::need_texts as texts;
use super::staff::Staff;

/// How a need's life stands at the end of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Recorded,
    Accepted,
    Dispatched,
    InProgress,
    Returned,
    Reopened,
    Resolved,
    /// Settled at the door by whoever called, and confirmed later.
    Settled,
    Confirmed,
    Withdrawn,
    /// Last in the list, so that there is something to merge into.
    Merged,
}

/// How many of each in a community of 3,000 households, and between how many days ago they were
/// recorded; for those in progress the due day says that.
const FATES: [(u32, Fate, (i64, i64)); 11] = [
    (8, Fate::Recorded, (0, 3)),
    (5, Fate::Accepted, (0, 5)),
    (10, Fate::Dispatched, (2, 9)),
    (28, Fate::InProgress, (0, 0)),
    (5, Fate::Returned, (2, 8)),
    (4, Fate::Reopened, (6, 13)),
    (10, Fate::Resolved, (3, 12)),
    (40, Fate::Settled, (3, 100)),
    (140, Fate::Confirmed, (8, 100)),
    (7, Fate::Withdrawn, (3, 90)),
    (6, Fate::Merged, (4, 60)),
];

/// How often each category is asked for.
const OFTEN: [(u32, usize); 7] = [(18, 0), (12, 1), (9, 2), (8, 3), (7, 4), (6, 5), (4, 6)];

/// Of a hundred needs in progress, how many are past their due day.
const LATE: u32 = 16;
/// Of a hundred, how many are urgent, and so due in three days.
const URGENT: u32 = 8;
const URGENT_DAYS: i64 = 3;
/// Tries to fit a life between its recording and now, each a day earlier.
const TRIES: i64 = 45;

/// The needs of a community.
pub(super) struct Needs<'d> {
    pub(super) grids: &'d [GridStory<'d>],
    pub(super) staff: &'d Staff,
    pub(super) calendar: &'d Calendar,
}

/// What was asked for earlier in a grid.
struct Earlier {
    id: NeedId,
    category: &'static str,
    text: String,
}

impl Needs<'_> {
    /// Has needs told on visits and dealt with; at least one for each fate.
    pub(super) fn tell(
        &self,
        households: u32,
        attached: &mut Attached,
        ledger: &mut Ledger,
        chance: &mut Chance,
    ) {
        let mut fates = Vec::new();
        for (share, fate, ages) in FATES {
            let count = (households.saturating_mul(share) / 3000).max(1);
            fates.extend((0..count).map(|_| (fate, ages)));
        }
        let mut earlier = BTreeMap::new();
        for (turn, (fate, ages)) in fates.into_iter().enumerate() {
            // Grids in turn; in a very small demo some have nobody to tell anything.
            let grids = self.grids.len();
            let in_turn = (0..grids).map(|next| (turn + next) % grids.max(1));
            for grid in in_turn {
                let before: &mut Vec<Earlier> = earlier.entry(grid).or_default();
                if self.one(grid, fate, ages, before, attached, ledger, chance) {
                    break;
                }
            }
        }
    }

    /// One need of a grid; false if it cannot be told there.
    #[expect(
        clippy::too_many_arguments,
        reason = "the pens and papers of one writer"
    )]
    fn one(
        &self,
        grid: usize,
        fate: Fate,
        ages: (i64, i64),
        earlier: &mut Vec<Earlier>,
        attached: &mut Attached,
        ledger: &mut Ledger,
        chance: &mut Chance,
    ) -> bool {
        let Some(story) = self.grids.get(grid) else {
            return false;
        };
        let usual = CATEGORIES.get(chance.weighted(&OFTEN, 0));
        let (mut category, _, mut days) = usual.copied().unwrap_or(CATEGORIES[0]);
        let into = match fate {
            Fate::Merged => match chance.pick(earlier) {
                Some(other) => {
                    category = other.category;
                    Some((other.id, other.text.clone()))
                }
                None => return false,
            },
            _ => None,
        };
        let urgency = if chance.percent(URGENT) {
            Urgency::Urgent
        } else {
            Urgency::Normal
        };
        if urgency == Urgency::Urgent {
            days = URGENT_DAYS;
        }
        let ages = match fate {
            Fate::InProgress if chance.percent(LATE) => (days + 1, days + 6),
            Fate::InProgress => (days / 3, days - 1),
            _ => ages,
        };
        let age = chance.between(ages.0, ages.1);
        let told = (age..age + TRIES).find_map(|age| {
            let moment = self.calendar.now.plus(-age * UnixMillis::DAY);
            let (home, visit) = story.told_before(moment, |_| true)?;
            let merge = into.as_ref().map(|(id, _)| *id);
            let steps = self.life(fate, category, story, visit, merge, chance)?;
            Some((story.homes.get(home)?, visit, steps))
        });
        let Some((home, visit, steps)) = told else {
            return false;
        };
        let text = match into {
            Some((_, text)) => text,
            None => placed(chance.line(texts::asked(category)), home),
        };
        let id = NeedId(chance.id(visit.ended_at));
        let due_on = china_date(visit.ended_at).saturating_add(days.days());
        let need = Need {
            id,
            household: visit.host.household(),
            organisation: None,
            area: None,
            category: category.to_owned(),
            text: text.clone(),
            urgency,
            due_on: Some(due_on),
            raised_by: Some(visit.visitor),
            raised_at: visit.ended_at,
            awaits_resource: false,
        };
        let patch = made(Kind::Need, id, need.fields());
        attached.entry(visit.id).or_default().push(patch);
        enter(steps, &Kind::Need, id.into(), story.scope, ledger, chance);
        earlier.push(Earlier { id, category, text });
        true
    }

    /// The steps of a life after `visit`; none if they do not fit before now.
    fn life(
        &self,
        fate: Fate,
        category: &'static str,
        story: &GridStory<'_>,
        visit: &Visit,
        merge: Option<NeedId>,
        chance: &mut Chance,
    ) -> Option<Vec<Step>> {
        let supervisor = self.staff.supervisor(chance);
        let mut life = Telling::new(visit.ended_at);
        let (office, member) = (Who::Office(supervisor), Who::Neighbour(story.member));
        match fate {
            Fate::Recorded => {}
            Fate::Withdrawn => {
                life.then("withdraw", member, (3, 40), &said(texts::WITHDRAWN), chance)
            }
            Fate::Settled => {
                let here = Who::AtTheDoor(visit.visitor);
                life.then(
                    "resolve",
                    here,
                    (0, 0),
                    &said(texts::SETTLED_ON_THE_SPOT),
                    chance,
                );
                life.confirm(member, chance);
            }
            Fate::Merged => {
                life.then("accept", office, (1, 12), &[], chance);
                life.then("merge", office, (0, 4), &said(texts::MERGED), chance);
                if let (Some(step), Some(into)) = (life.steps.last_mut(), merge) {
                    step.fields = std::mem::take(&mut step.fields).set("into", into);
                }
            }
            _ => self.dealt_with(fate, category, story, supervisor, &mut life, chance),
        }
        life.ended_before(self.calendar.now)
    }

    /// From acceptance as far as the fate goes.
    fn dealt_with(
        &self,
        fate: Fate,
        category: &'static str,
        story: &GridStory<'_>,
        supervisor: AccountId,
        life: &mut Telling,
        chance: &mut Chance,
    ) {
        let (office, member) = (Who::Office(supervisor), Who::Neighbour(story.member));
        life.then("accept", office, (0, 10), &[], chance);
        if fate == Fate::Accepted {
            return;
        }
        life.dispatch(office, category, chance);
        if fate == Fate::Dispatched {
            return;
        }
        if fate == Fate::Returned || chance.percent(10) {
            life.then("return", office, (3, 26), &said(texts::RETURNED), chance);
            if fate == Fate::Returned {
                return;
            }
            life.dispatch(office, category, chance);
        }
        life.then("start", office, (0, 12), &[], chance);
        if fate == Fate::InProgress || chance.percent(40) {
            life.then("progress", office, (3, 30), &said(texts::PROGRESS), chance);
        }
        if fate == Fate::InProgress {
            self.still_going_on(office, member, life, chance);
            return;
        }
        let by = if chance.percent(30) { member } else { office };
        life.then("resolve", by, (6, 60), &said(texts::RESOLVED), chance);
        match fate {
            Fate::Confirmed => life.confirm(member, chance),
            Fate::Reopened => life.then("reopen", member, (10, 60), &said(texts::REOPENED), chance),
            _ => {}
        }
    }

    /// What takes long is reminded of and reported on, as far as there is time.
    fn still_going_on(&self, office: Who, member: Who, life: &mut Telling, chance: &mut Chance) {
        for (word, who, notes) in [
            ("remind", member, texts::REMINDED),
            ("progress", office, texts::PROGRESS),
        ] {
            let room = self.calendar.now.since(life.at) > 4 * UnixMillis::DAY;
            if room && chance.percent(60) {
                life.then(word, who, (20, 60), &said(notes), chance);
            }
        }
    }
}

/// Who takes a step, and so in which hours.
#[derive(Debug, Clone, Copy)]
enum Who {
    Office(AccountId),
    Neighbour(AccountId),
    AtTheDoor(AccountId),
}

/// A life told forwards from its recording.
struct Telling {
    at: UnixMillis,
    steps: Vec<Step>,
}

/// A note, one of these lines.
fn said(lines: &'static str) -> [&'static str; 1] {
    [lines]
}

impl Telling {
    const fn new(at: UnixMillis) -> Self {
        let steps = Vec::new();
        Self { at, steps }
    }

    /// The next step, between so many hours later, in hours that suit who takes it.
    fn then(
        &mut self,
        word: &'static str,
        who: Who,
        hours: (i64, i64),
        notes: &[&'static str],
        chance: &mut Chance,
    ) {
        let (from, to) = (hours.0 * 60 + 5, hours.1 * 60 + 20);
        let gap = chance.between(from, to) * UnixMillis::MINUTE + chance.between(0, 59_999);
        let earliest = self.at.plus(gap);
        let (at, by) = match who {
            Who::Office(by) => (Hours::Office.from(earliest, chance), by),
            Who::Neighbour(by) => (Hours::Waking.from(earliest, chance), by),
            Who::AtTheDoor(by) => (earliest, by),
        };
        self.at = at;
        let note = notes.first().map(|lines| chance.line(lines));
        self.steps.push(Step {
            at,
            by,
            word,
            fields: FieldsBuilder::new().maybe("note", note),
        });
    }

    fn dispatch(&mut self, office: Who, category: &str, chance: &mut Chance) {
        self.then("dispatch", office, (0, 8), &[], chance);
        let party = chance.weighted(texts::parties(category), "community");
        if let Some(step) = self.steps.last_mut() {
            step.fields = std::mem::take(&mut step.fields).set("party", party);
        }
    }

    fn confirm(&mut self, member: Who, chance: &mut Chance) {
        self.then("confirm", member, (4, 70), &[], chance);
        let satisfaction = chance.weighted(&[(55, 5_i64), (32, 4), (10, 3), (3, 2)], 4);
        if let Some(step) = self.steps.last_mut() {
            step.fields = std::mem::take(&mut step.fields).set("satisfaction", satisfaction);
        }
    }

    fn ended_before(self, now: UnixMillis) -> Option<Vec<Step>> {
        (self.at.plus(5 * UnixMillis::MINUTE) <= now).then_some(self.steps)
    }
}

/// The text with the household's floor and building put in.
fn placed(text: &str, home: &Home) -> String {
    let floor = home.household.place.floor.to_string();
    let building = home.building_number.to_string();
    text.replace("{楼}", &floor).replace("{栋}", &building)
}

use chuanmen_core::domain::{AccountId, FieldsBuilder, Kind, ResidentId, Wish, WishId, WishKind};
use chuanmen_core::{UnixMillis, china_date};
use jiff::ToSpan;

use super::Attached;
use super::calendar::{Calendar, Hours};
use super::chance::Chance;
use super::families::Home;
use super::ledger::{Ledger, made};
use super::life::{GridStory, Step, enter};
use super::staff::Staff;
use super::wish_texts as texts;

/// How a wish's life stands at the end of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Collected,
    Verified,
    Published,
    /// Claimed once, and given back.
    GivenBack,
    /// Claimed once, and the claim ran out.
    Expired,
    Claimed,
    /// The claim has a day or two left.
    Expiring,
    /// Fulfilled, but not quite; the claim goes on.
    FellShort,
    Fulfilled,
    Confirmed,
    Rejected,
    Withdrawn,
}

/// How many of each in a community of 3,000 households.
const FATES: [(u32, Fate); 12] = [
    (6, Fate::Collected),
    (4, Fate::Verified),
    (9, Fate::Published),
    (3, Fate::GivenBack),
    (2, Fate::Expired),
    (7, Fate::Claimed),
    (3, Fate::Expiring),
    (1, Fate::FellShort),
    (4, Fate::Fulfilled),
    (38, Fate::Confirmed),
    (3, Fate::Rejected),
    (3, Fate::Withdrawn),
];

/// The wishes of a community.
pub(super) struct Wishes<'d> {
    pub(super) grids: &'d [GridStory<'d>],
    pub(super) staff: &'d Staff,
    pub(super) calendar: &'d Calendar,
}

/// A wish with its steps, still without its number.
struct Told {
    id: WishId,
    grid: usize,
    steps: Vec<Step>,
}

impl Wishes<'_> {
    /// Has wishes told on visits and dealt with; at least one for each fate.
    pub(super) fn tell(
        &self,
        households: u32,
        attached: &mut Attached,
        ledger: &mut Ledger,
        chance: &mut Chance,
    ) {
        let mut fates = Vec::new();
        for (share, fate) in FATES {
            let count = (households.saturating_mul(share) / 3000).max(1);
            fates.extend((0..count).map(|_| fate));
        }
        let mut told = Vec::new();
        for (turn, fate) in fates.into_iter().enumerate() {
            let grids = self.grids.len();
            let mut in_turn = (0..grids).map(|next| (turn * 3 + next) % grids.max(1));
            told.extend(in_turn.find_map(|grid| self.one(grid, fate, attached, chance)));
        }
        number(&mut told);
        for Told { id, grid, steps } in told {
            if let Some(story) = self.grids.get(grid) {
                enter(steps, &Kind::Wish, id.into(), story.scope, ledger, chance);
            }
        }
    }

    /// One wish of a grid; none if nobody was met there in time to tell it.
    fn one(
        &self,
        grid: usize,
        fate: Fate,
        attached: &mut Attached,
        chance: &mut Chance,
    ) -> Option<Told> {
        let story = self.grids.get(grid)?;
        let mut life = Telling {
            at: self.calendar.now,
            steps: Vec::new(),
        };
        self.life(fate, story, &mut life, chance);
        let before = life.at.plus(-chance.between(2, 60) * HOUR);
        let has_tags = |home: &Home| !home.tags().is_empty();
        let (home, visit) = story.told_before(before, has_tags)?;
        let home = story.homes.get(home)?;

        let (resident, kind, text) = wished(home, china_date(visit.ended_at), chance);
        let id = WishId(chance.id(visit.ended_at));
        let day = china_date(visit.ended_at);
        let needed_by = chance
            .percent(50)
            .then(|| day.saturating_add(chance.between(14, 45).days()));
        let wish = Wish {
            id,
            resident,
            household: home.household.id,
            kind,
            text: text.to_owned(),
            needed_by,
            raised_by: Some(visit.visitor),
            raised_at: visit.ended_at,
        };
        let patch = made(Kind::Wish, id, wish.fields());
        attached.entry(visit.id).or_default().push(patch);
        life.steps.reverse();
        Some(Told {
            id,
            grid,
            steps: life.steps,
        })
    }

    /// The steps, told backwards from the last one: so that a claim has exactly so long to go.
    fn life(&self, fate: Fate, story: &GridStory<'_>, life: &mut Telling, chance: &mut Chance) {
        let (claimant, member) = (self.staff.volunteer(chance), story.member);
        let office = self.staff.supervisor(chance);
        match fate {
            Fate::Collected => return,
            Fate::Rejected => {
                life.before("reject", office, Hours::Office, (3, 1400), chance);
                return life.say(texts::REJECTED, chance);
            }
            Fate::Verified => {
                return life.before("verify", office, Hours::Office, (2, 50), chance);
            }
            Fate::Published => {}
            Fate::Withdrawn => {
                life.before("withdraw", member, Hours::Waking, (3, 1400), chance);
                life.say(texts::WITHDRAWN, chance);
            }
            Fate::GivenBack => {
                life.before("give_back", claimant, Hours::Waking, (3, 90), chance);
                life.say(texts::GIVEN_BACK, chance);
                life.before("claim", claimant, Hours::Waking, (10, 90), chance);
            }
            Fate::Expired => life.before("claim", claimant, Hours::Waking, (180, 300), chance),
            Fate::Claimed => life.before("claim", claimant, Hours::Waking, (2, 100), chance),
            Fate::Expiring => life.before("claim", claimant, Hours::Waking, (126, 150), chance),
            Fate::FellShort => {
                life.before("fall_short", member, Hours::Waking, (4, 60), chance);
                life.say(texts::FELL_SHORT, chance);
                life.fulfilled(claimant, (5, 40), chance);
            }
            Fate::Fulfilled => life.fulfilled(claimant, (4, 70), chance),
            Fate::Confirmed => {
                life.before("confirm", member, Hours::Waking, (5, 75 * 24), chance);
                life.say(texts::CONFIRMED, chance);
                life.please(chance);
                life.fulfilled(claimant, (8, 70), chance);
            }
        }
        life.before("publish", office, Hours::Office, (5, 80), chance);
        life.before("verify", office, Hours::Office, (4, 50), chance);
    }
}

const HOUR: i64 = 60 * UnixMillis::MINUTE;

/// A life told backwards: the last step first.
struct Telling {
    at: UnixMillis,
    steps: Vec<Step>,
}

impl Telling {
    /// The step before, between so many hours earlier.
    fn before(
        &mut self,
        word: &'static str,
        by: AccountId,
        hours: Hours,
        gap: (i64, i64),
        chance: &mut Chance,
    ) {
        let gap = chance.between(gap.0 * HOUR, gap.1 * HOUR);
        self.at = hours.until(self.at.plus(-gap), chance);
        self.steps.push(Step {
            at: self.at,
            by,
            word,
            fields: FieldsBuilder::new(),
        });
    }

    /// Puts words to the step told last.
    fn say(&mut self, lines: &'static str, chance: &mut Chance) {
        if let Some(step) = self.steps.last_mut() {
            let fields = std::mem::take(&mut step.fields);
            step.fields = fields.set("note", chance.line(lines));
        }
    }

    fn please(&mut self, chance: &mut Chance) {
        let satisfaction = chance.weighted(&[(70, 5_i64), (25, 4), (5, 3)], 5);
        if let Some(step) = self.steps.last_mut() {
            let fields = std::mem::take(&mut step.fields);
            step.fields = fields.set("satisfaction", satisfaction);
        }
    }

    /// Fulfilled, within the seven days of the claim before it.
    fn fulfilled(&mut self, claimant: AccountId, gap: (i64, i64), chance: &mut Chance) {
        self.before("fulfil", claimant, Hours::Waking, gap, chance);
        self.say(texts::FULFILLED, chance);
        self.before("claim", claimant, Hours::Waking, (8, 120), chance);
    }
}

/// Numbers follow the order of verification.
fn number(told: &mut [Told]) {
    let steps = told.iter_mut().flat_map(|wish| &mut wish.steps);
    let mut verified: Vec<_> = steps.filter(|step| step.word == "verify").collect();
    verified.sort_by_key(|step| step.at);
    for (number, step) in (1_i64..).zip(verified) {
        step.fields = std::mem::take(&mut step.fields).set("number", number);
    }
}

/// Who wishes for what: a schoolchild, or else the oldest of the home.
fn wished(
    home: &Home,
    day: jiff::civil::Date,
    chance: &mut Chance,
) -> (Option<ResidentId>, WishKind, &'static str) {
    let age = |who: &chuanmen_core::domain::Resident| who.age(day).unwrap_or_default();
    let child = home
        .residents
        .iter()
        .find(|who| (6..15).contains(&age(who)));
    let goods = chance.percent(52);
    let (who, goods_texts, service_texts) = match child {
        Some(child) if chance.percent(70) => {
            (Some(child), texts::CHILD_GOODS, texts::CHILD_SERVICES)
        }
        _ => {
            let oldest = home.residents.iter().max_by_key(|who| age(who));
            (oldest, texts::GOODS, texts::SERVICES)
        }
    };
    let (kind, lines) = if goods {
        (WishKind::Goods, goods_texts)
    } else {
        (WishKind::Service, service_texts)
    };
    (who.map(|who| who.id), kind, chance.line(lines))
}

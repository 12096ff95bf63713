//! Volunteers' points: what the hub credits by itself, in the commit of the mark or the
//! confirmation that it is for, by the rule that holds then; and what each is told of their own.

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Account, AccountId, ClaimState, EarnedBy, Effect, Event, Fields, FieldsBuilder, Kind, Ledger,
    PointsEntry, PointsRule, PointsStep, Post, PostStep, Reward, Scope, StoredEvent, Wish,
    WishStep, fold_rota, fold_wish,
};
use chuanmen_core::merge::{EventId, HybridClock, RecordId, Stamp};
use chuanmen_core::protocol::{MovedEvent, ScopeNumber};

use super::board::{Entries, Pen, Touched};
use crate::store::{CommunityKey, Digest, Entry, StoreError, WriteTxn};

/// Credits what was marked and confirmed, tells each of what is new in their ledger, counts what
/// was redeemed, and returns the entries that say so.
pub(super) fn credit(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    (taken, touched): (&Entries, &Touched),
    clock: &mut HybridClock,
    now: UnixMillis,
) -> Result<Entries, StoreError> {
    let steps: Vec<_> = taken.iter().flat_map(steps).collect();
    if steps.is_empty() {
        return Ok(Entries::new());
    }
    let mut book = Book {
        pen: Pen::new(txn, community, clock, now)?,
        ledgers: BTreeMap::new(),
        rules: None,
    };
    for step in &steps {
        match step.event.kind {
            Kind::Post => book.mark(step)?,
            Kind::Wish => book.confirm(step, touched.lies_in(step.scope, step.event.subject))?,
            _ => book.tell(step)?,
        }
    }
    Ok(book.pen.entries())
}

/// A step that changes a ledger, or may.
struct Step<'e> {
    scope: ScopeNumber,
    event: &'e Event,
    by: AccountId,
    stamp: Stamp,
    at: UnixMillis,
}

fn steps<'e>(
    (scope, entries): (&'e ScopeNumber, &'e Vec<Entry>),
) -> impl Iterator<Item = Step<'e>> {
    let all = entries.iter().flat_map(|entry| {
        let events = entry.transaction.events.iter();
        events.map(move |event| (entry, event))
    });
    let counts = |event: &Event| match event.kind {
        Kind::Post => matches!(
            PostStep::from(&*event.step),
            PostStep::Serve | PostStep::Miss
        ),
        Kind::Wish => WishStep::from(&*event.step) == WishStep::Confirm,
        Kind::Ledger => true,
        _ => false,
    };
    let all = all.filter(move |(_, event)| counts(event));
    all.map(|(entry, event)| Step {
        scope: *scope,
        event,
        by: entry.transaction.author,
        stamp: entry.transaction.stamp,
        at: entry.at,
    })
}

struct Book<'t> {
    pen: Pen<'t>,
    /// Those read so far, with what was written since.
    ledgers: BTreeMap<AccountId, Ledger>,
    /// All there are, once they were asked for.
    rules: Option<Vec<PointsRule>>,
}

impl Book<'_> {
    /// Hours that were marked, or that somebody did not come.
    fn mark(&mut self, step: &Step<'_>) -> Result<(), StoreError> {
        let shared = Scope::Community(self.pen.home());
        let post = self.pen.record(shared, step.event.subject)?;
        let post = post.filter(|it| it.kind == Kind::Post);
        let about = Fields(&step.event.fields).parse::<AccountId>("account");
        let (Some(post), Some(account)) = (post.as_ref().and_then(Post::read), about) else {
            return Ok(());
        };
        if !self.earns(account)? {
            return Ok(());
        }
        let events = self.events(step.scope, step.event.subject)?;
        let rota = fold_rota(post.seats, events).into_iter();
        let Some(place) = rota.into_iter().find(|place| place.account == account) else {
            return Ok(());
        };
        let rate = match EarnedBy::hours(&post.sort) {
            Some(by) => self.rate(&by)?,
            None => None,
        };
        let due = self.ledger(account)?.due(post.id, place.minutes, rate);
        let Some((points, rate)) = due else {
            return Ok(());
        };
        self.write(
            step,
            PointsEntry {
                minutes: place.minutes,
                rate,
                ..credited(step, account, PointsStep::Serve, points, post.title)
            },
        )
    }

    /// A wish that was confirmed, in the scope where it lies now.
    fn confirm(&mut self, step: &Step<'_>, scope: ScopeNumber) -> Result<(), StoreError> {
        let Some(grid) = self.pen.name(scope) else {
            return Ok(());
        };
        let record = self.pen.record(grid, step.event.subject)?;
        let record = record.filter(|it| it.kind == Kind::Wish);
        let Some(wish) = record.as_ref().and_then(Wish::read) else {
            return Ok(());
        };
        let life = fold_wish(self.events(scope, step.event.subject)?, self.pen.now());
        let mut timeline = life.timeline.iter();
        let holds = timeline
            .any(|one| one.event.event.id == step.event.id && one.effect == Effect::Applied);
        let mut claims = life.claims.iter();
        let claim = claims.rfind(|one| holds && one.state == ClaimState::Confirmed);
        let Some(account) = claim.map(|claim| claim.by) else {
            return Ok(());
        };
        if !self.earns(account)? || self.ledger(account)?.has_wish(wish.id) {
            return Ok(());
        }
        let Some(points) = self.rate(&EarnedBy::Wish)? else {
            return Ok(());
        };
        let number = life.number.map_or_else(String::new, |it| it.to_string());
        let entry = credited(step, account, PointsStep::Wish, points, number);
        self.write(step, entry)
    }

    /// An entry that the desk asked for: whose it is hears of it, and a reward is one less.
    fn tell(&mut self, step: &Step<'_>) -> Result<(), StoreError> {
        let shared = Scope::Community(self.pen.home());
        let about = Fields(&step.event.fields).parse::<RecordId>("about");
        if let (PointsStep::Redeem, Some(id)) = (PointsStep::from(&*step.event.step), about)
            && let Some(reward) = self.pen.record(shared, id)?.as_ref().and_then(Reward::read)
        {
            let taken = reward.taken.saturating_add(1);
            let fields = FieldsBuilder::new().set(Reward::TAKEN, taken).build();
            self.pen.write(shared, Kind::Reward, id, fields)?;
        }
        self.bring(step, step.event.clone())
    }

    /// Writes an entry into its ledger.
    fn write(&mut self, step: &Step<'_>, entry: PointsEntry) -> Result<(), StoreError> {
        let event = Event {
            id: entry.id,
            kind: Kind::Ledger,
            subject: entry.account.into(),
            step: entry.step.as_str().into(),
            fields: entry.fields(),
        };
        let desk = Scope::Desk(self.pen.home());
        let kept = MovedEvent {
            event: event.clone(),
            author: step.by,
            stamp: step.stamp,
            at: step.at,
        };
        self.pen.bring(desk, vec![kept])?;
        let ledger = self.ledgers.entry(entry.account).or_default();
        ledger.entries.push(entry);
        self.bring(step, event)
    }

    /// Tells whose ledger it is of an entry; not who marked or confirmed.
    fn bring(&mut self, step: &Step<'_>, event: Event) -> Result<(), StoreError> {
        let own = Scope::Account(event.subject.into());
        let told = MovedEvent {
            event,
            author: AccountId(self.pen.home().0),
            stamp: step.stamp,
            at: step.at,
        };
        self.pen.bring(own, vec![told])
    }

    fn earns(&self, account: AccountId) -> Result<bool, StoreError> {
        let shared = Scope::Community(self.pen.home());
        let record = self.pen.record(shared, account.into())?;
        let record = record.filter(|it| it.kind == Kind::Account && !it.is_deleted());
        let role = record.as_ref().and_then(Account::read).map(|it| it.role);
        Ok(role.is_some_and(|role| PointsStep::are_for(&role)))
    }

    /// How many points the rule that holds gives.
    fn rate(&mut self, by: &EarnedBy) -> Result<Option<i64>, StoreError> {
        if self.rules.is_none() {
            let shared = Scope::Community(self.pen.home());
            let rules = self.pen.of_kind(shared, &Kind::PointsRule)?;
            self.rules = Some(rules.iter().filter_map(PointsRule::read).collect());
        }
        let rule = PointsRule::in_force(self.rules.iter().flatten(), by);
        Ok(rule.map(|rule| rule.points))
    }

    fn ledger(&mut self, account: AccountId) -> Result<&Ledger, StoreError> {
        if !self.ledgers.contains_key(&account) {
            let events = match self.pen.find(Scope::Desk(self.pen.home())) {
                Some(desk) => self.events(desk, account.into())?,
                None => Vec::new(),
            };
            self.ledgers.insert(account, Ledger::fold(events));
        }
        Ok(self.ledgers.entry(account).or_default())
    }

    fn events(&self, scope: ScopeNumber, id: RecordId) -> Result<Vec<StoredEvent>, StoreError> {
        let read = self.pen.read();
        let rows = read.events_of(self.pen.community(), scope, &[id].into())?;
        Ok(rows.into_iter().map(|row| row.event).collect())
    }
}

/// An entry that follows from a step: always the same one.
fn credited(
    step: &Step<'_>,
    account: AccountId,
    why: PointsStep,
    points: i64,
    name: String,
) -> PointsEntry {
    let hash = Digest::of("points", step.event.id.0.as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.0[..16]);
    PointsEntry {
        id: EventId(uuid::Builder::from_custom_bytes(id).into_uuid()),
        account,
        step: why,
        points,
        about: Some(step.event.subject),
        name,
        note: String::new(),
        minutes: 0,
        rate: 0,
        by: step.by,
        at: step.at,
    }
}

//! The community's posts and activities: as they stand to whoever uses this device, and to a
//! supervisor with the rota.

use std::collections::BTreeMap;

use chuanmen_core::china_date;
use chuanmen_core::domain::{
    AccountId, EventOrder, Kind, Post, PostId, PostStep, Role, SignUp, SignUpState, StoredEvent,
    fold_rota,
};
use chuanmen_core::merge::TransactionId;
use jiff::civil::Date;

use super::people::People;
use super::{Reading, points, read};
use crate::api::{PostRow, PostView, PostsView, ReplicaError, RotaRow, SignUpStand};
use crate::storage::{StorageError, Store, event_of, record_of};

/// Everything this device knows of one post.
#[derive(Default)]
pub(crate) struct Known {
    post: Option<Post>,
    /// A change of the post itself waits.
    pending: bool,
    /// What the hub told this person of their own place.
    told: Option<SignUp>,
    /// Own steps that wait, oldest first.
    waiting: Vec<StoredEvent>,
}

/// All of them.
pub(super) fn answer(reading: Reading<'_>) -> Result<PostsView, StorageError> {
    let today = china_date(reading.now);
    let known = posts(reading.store)?;
    let told = known.values().filter_map(|one| one.told.as_ref());
    let minutes = told.map(|told| told.minutes).sum();
    let (mut ahead, mut over): (Vec<_>, Vec<_>) = known
        .values()
        .filter_map(Known::row)
        .partition(|row| !row.cancelled && row.on >= today);
    ahead.sort_by_key(|row| (row.on, row.from, row.id));
    over.sort_by_key(|row| std::cmp::Reverse((row.on, row.from, row.id)));
    Ok(PostsView {
        ahead: ahead.len(),
        rows: ahead.into_iter().chain(over).collect(),
        minutes,
        points: points::own(reading.store)?,
    })
}

/// One of them.
pub(super) fn one(reading: Reading<'_>, id: PostId) -> Result<PostView, ReplicaError> {
    let known = posts(reading.store)?.remove(&id).unwrap_or_default();
    let (Some(row), Some(post)) = (known.row(), known.post.as_ref()) else {
        return Err(ReplicaError::NotFound);
    };
    let today = china_date(reading.now);
    let role = reading.store.session().map(|me| me.role.clone());
    let rota = match role {
        Some(Role::CommunitySupervisor) => Some(rota(reading.store, post, &known.waiting)?),
        _ => None,
    };
    let others = match &rota {
        Some(rota) => others(reading.store, rota)?,
        None => Vec::new(),
    };
    Ok(PostView {
        others,
        text: post.text.clone(),
        next: known.next(reading.store, today),
        undo: undo(reading, &known)?,
        begun: post.on <= today,
        rota,
        row,
    })
}

/// What is known of each post.
pub(crate) fn posts(store: &Store) -> Result<BTreeMap<PostId, Known>, StorageError> {
    let mut posts: BTreeMap<PostId, Known> = BTreeMap::new();
    let mut select = store.connection().prepare_cached(
        "SELECT id, kind, fields, clocks, pending FROM record
         WHERE kind IN ('post', 'sign_up') AND NOT deleted",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let pending = row.get::<_, i64>("pending")? > 0;
        let record = record_of(row)?;
        if record.kind == Kind::Post {
            if let Some(post) = Post::read(&record) {
                let known = posts.entry(post.id).or_default();
                (known.post, known.pending) = (Some(post), pending);
            }
        } else if let Some(told) = SignUp::read(&record) {
            let known = posts.entry(told.post).or_default();
            known.told = Some(told);
        }
    }
    let mut select = store.connection().prepare_cached(
        "SELECT id, kind, subject, seq, at, n, idx, author, stamp, step, fields FROM event
         WHERE kind = 'sign_up' AND n IS NOT NULL ORDER BY n, idx",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let event = event_of(row)?;
        let post = PostId::from(event.event.subject);
        posts.entry(post).or_default().waiting.push(event);
    }
    Ok(posts)
}

/// Who signed up, with what this desk has marked that the hub has not heard of.
fn rota(store: &Store, post: &Post, waiting: &[StoredEvent]) -> Result<Vec<RotaRow>, StorageError> {
    let people = People::load(store)?;
    let mut select = store.connection().prepare_cached(
        "SELECT id, kind, subject, seq, at, n, idx, author, stamp, step, fields FROM event
         WHERE subject = ?1 AND kind = 'post'",
    )?;
    let mut rows = select.query([post.id.to_string()])?;
    let mut events = waiting.to_vec();
    while let Some(row) = rows.next()? {
        events.push(event_of(row)?);
    }
    let rota = fold_rota(post.seats, events).into_iter();
    let rota = rota.map(|place| RotaRow {
        name: people.name(place.account),
        account: place.account,
        state: place.state,
        minutes: place.minutes,
    });
    Ok(rota.collect())
}

/// Those who may sign up and are not on the rota, by name.
fn others(store: &Store, rota: &[RotaRow]) -> Result<Vec<(AccountId, String)>, StorageError> {
    let people = People::load(store)?;
    let may = |role: &Role| PostStep::SignUp.is_allowed_to(role);
    let is_on = |account: &AccountId| {
        let mut rows = rota.iter();
        rows.any(|row| row.account == *account && row.state != SignUpState::Withdrawn)
    };
    let others = people.of_roles(may).filter(|account| !is_on(account));
    let mut others: Vec<_> = others
        .map(|account| (account, people.name(account)))
        .collect();
    others.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    Ok(others)
}

impl Known {
    fn row(&self) -> Option<PostRow> {
        let post = self.post.as_ref()?;
        Some(PostRow {
            id: post.id,
            title: post.title.clone(),
            sort: post.sort.clone(),
            place: post.place.clone(),
            on: post.on,
            from: post.from,
            to: post.to,
            seats: post.seats,
            taken: post.taken,
            cancelled: post.cancelled,
            mine: self.stand(),
            pending: self.pending || !self.waiting.is_empty(),
        })
    }

    /// How this person stands to it.
    fn stand(&self) -> Option<SignUpStand> {
        let told = self.told.as_ref();
        let heard = told.and_then(|told| match told.state {
            SignUpState::Held => Some(SignUpStand::Held),
            SignUpState::Waiting => Some(SignUpStand::Waiting { ahead: told.ahead }),
            SignUpState::Served => Some(SignUpStand::Served {
                minutes: told.minutes,
            }),
            SignUpState::Missed => Some(SignUpStand::Missed),
            SignUpState::Withdrawn | SignUpState::Other(_) => None,
        });
        let mut stand = heard;
        for event in &self.waiting {
            match PostStep::from(&*event.event.step) {
                PostStep::SignUp => stand = Some(SignUpStand::Asked),
                PostStep::Withdraw => stand = None,
                _ => {}
            }
        }
        stand
    }

    /// Its name.
    pub(crate) fn title(&self) -> Option<&str> {
        self.post.as_ref().map(|post| post.title.as_str())
    }

    /// What this person may do next.
    pub(crate) fn next(&self, store: &Store, today: Date) -> Vec<PostStep> {
        let ahead = self.post.as_ref().is_some_and(|it| it.is_ahead(today));
        let step = match self.stand() {
            None => PostStep::SignUp,
            Some(SignUpStand::Held | SignUpStand::Waiting { .. }) => PostStep::Withdraw,
            Some(_) => return Vec::new(),
        };
        let role = store.session().map(|me| &me.role);
        let allowed = ahead && role.is_some_and(|role| step.is_allowed_to(role));
        allowed.then_some(step).into_iter().collect()
    }
}

/// The save of the last own step, if it waits.
fn undo(reading: Reading<'_>, known: &Known) -> Result<Option<TransactionId>, StorageError> {
    let Some(EventOrder::Pending { n }) = known.waiting.last().map(|event| event.order) else {
        return Ok(None);
    };
    let mut select = reading
        .connection()
        .prepare_cached("SELECT id FROM outbox WHERE n = ?1")?;
    let mut rows = select.query([i64::try_from(n).unwrap_or(i64::MAX)])?;
    match rows.next()? {
        Some(row) => Ok(read::id(row, 0)?.map(TransactionId)),
        None => Ok(None),
    }
}

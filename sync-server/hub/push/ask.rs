//! Steps about published wishes, dispatched needs, posts and points, asked for by people who do not
//! write the scope: they stand in their author's own, and the hub takes them into the life of the
//! wish, the need, the rota or the ledger behind, in the order in which they and those of others arrive.

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, Event, Scope};
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::{Moves, Refusal, RefusalCode, ScopeNumber, Transaction};

use super::judge::{Judge, written};
use crate::store::{Digest, Entry};

/// What may go with a step that was asked for.
const SAID: [&str; 6] = ["note", "days", "account", "minutes", "points", "about"];

impl Judge<'_> {
    /// Checks a step about a posting, a task, a post or points: it is asked for in one's own scope, of
    /// a wish that is or was on the board, a need that is or was in the hands of the author's party,
    /// or a post or an account of the community.
    pub(super) fn check_asked(
        &self,
        scope: &Scope,
        author: AccountId,
        event: &Event,
    ) -> Result<(), Refusal> {
        let behind = self.loaded.behind.get(&event.subject);
        let (Some(behind), true) = (behind, *scope == Scope::Account(author)) else {
            let detail = event.subject.to_string();
            return Err(Refusal::new(RefusalCode::UnknownSubject, detail));
        };
        if self.loaded.events.contains(&(behind.scope, event.id)) {
            let detail = format!("event {}", event.id);
            return Err(Refusal::new(RefusalCode::IdReused, detail));
        }
        Ok(())
    }

    /// Takes the steps about postings, tasks, posts and points into the lives of what is behind them.
    pub(super) fn take_asked(&mut self, transaction: &Transaction, at: UnixMillis) {
        let mut asked: BTreeMap<ScopeNumber, Vec<Event>> = BTreeMap::new();
        for event in &transaction.events {
            if event.kind.is_asked_about()
                && let Some(behind) = self.loaded.behind.get(&event.subject)
            {
                let said = event.fields.iter();
                let said = said.filter(|(name, _)| SAID.contains(&name.as_str()));
                let said = said.map(|(name, value)| (name.clone(), value.clone()));
                asked.entry(behind.scope).or_default().push(Event {
                    kind: behind.kind.clone(),
                    subject: behind.subject,
                    fields: said.chain(behind.mark.clone()).collect(),
                    ..event.clone()
                });
            }
        }
        for (scope, events) in asked {
            let Some(name) = self.loaded.names.get(&scope).copied() else {
                continue;
            };
            let ids = events.iter().map(|event| (scope, event.id));
            self.loaded.events.extend(ids);
            let entry = asked_entry(transaction, name, events, at);
            self.note_needs(scope, &entry.transaction, at);
            self.entries.entry(scope).or_default().push(entry);
        }
    }
}

/// What a grid's log tells of steps that were asked for elsewhere.
fn asked_entry(asked: &Transaction, scope: Scope, events: Vec<Event>, at: UnixMillis) -> Entry {
    let hash = Digest::of("asked", format!("{scope} {}", asked.id).as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.0[..16]);
    let transaction = Transaction {
        id: TransactionId(uuid::Builder::from_custom_bytes(id).into_uuid()),
        scope,
        author: asked.author,
        stamp: asked.stamp,
        patches: Vec::new(),
        events,
    };
    Entry {
        body: written(&transaction, &Moves::default()),
        transaction,
        moves: Moves::default(),
        at,
        hash,
        claimed: None,
    }
}

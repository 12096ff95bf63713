use std::pin::pin;

use futures_channel::{mpsc, oneshot};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use futures_util::stream::{FuturesUnordered, StreamExt};

use super::lockbox::Lockbox;
use super::{Clock, Engine};
use crate::api::{Answer, Command, Notice, Outcome, Query, ReplicaError};
use crate::client::{Replica, Request, Requests};
use crate::storage::{Safe, Store};
use crate::sync::Transport;

/// Stands before the engine: lets it work while the database is open, and answers for it while
/// it is locked.
pub(crate) struct Keeper<S, T, C> {
    lockbox: Lockbox<S>,
    /// The database that was just opened.
    store: Option<Store>,
    transport: T,
    clock: C,
    listeners: Vec<mpsc::UnboundedSender<Notice>>,
}

type Reply = oneshot::Sender<Result<Outcome, ReplicaError>>;

/// A command that the engine has carried out: whom to tell, what, and whether it enrolled.
type Done = (
    Reply,
    bool,
    Result<Result<Outcome, ReplicaError>, oneshot::Canceled>,
);
type UnderWay = FuturesUnordered<LocalBoxFuture<'static, Done>>;

/// Why the engine works no more.
enum End {
    /// The last handle is gone, or one asked to close.
    Closed(Option<oneshot::Sender<()>>),
    /// Somebody locked the device.
    Locked(Reply),
}

impl<S: Safe, T: Transport, C: Clock> Keeper<S, T, C> {
    /// Opens the database, if no PIN keeps it shut.
    ///
    /// # Errors
    /// When it does not open, or what is kept of its key cannot be read.
    pub(crate) async fn start(safe: S, transport: T, clock: C) -> Result<Self, ReplicaError> {
        let (lockbox, store) = Lockbox::new(safe).await?;
        Ok(Self {
            lockbox,
            store,
            transport,
            clock,
            listeners: Vec::new(),
        })
    }

    /// Answers requests until a handle asks to close (whom to tell is returned; the database is
    /// closed then) or the last one is dropped.
    pub(crate) async fn serve(mut self, mut requests: Requests) -> Option<oneshot::Sender<()>> {
        loop {
            let Some(store) = self.store.take() else {
                if let Some(closing) = self.stand_locked(&mut requests).await {
                    return closing;
                }
                continue;
            };
            let mut under_way = UnderWay::new();
            let end = self.attend(store, &mut requests, &mut under_way).await;
            match end {
                End::Closed(closing) => return closing,
                End::Locked(to) => {
                    self.lockbox.lock();
                    // Fails only when nobody waits any more; so below.
                    let _ = to.send(Ok(Outcome::Done));
                    let refusal = self.lockbox.refusal(self.clock.wall());
                    while let Some((to, _, result)) = under_way.next().await {
                        let _ = to.send(result.unwrap_or_else(|_| Err(refusal.clone())));
                    }
                    self.tell_changed();
                }
            }
        }
    }

    /// Has an engine work on `store` until it is to be closed.
    async fn attend(
        &mut self,
        store: Store,
        requests: &mut Requests,
        under_way: &mut UnderWay,
    ) -> End {
        let (transport, clock) = (&self.transport, &self.clock);
        let lockbox = &mut self.lockbox;
        if let Some(session) = store.session() {
            // Fails with a disk that is full, say; the PIN opens as before.
            let _ = lockbox.follow(session).await;
        } else {
            // It was revoked and has nothing of anybody's: the last owner's PIN goes, too.
            let _ = lockbox.release().await;
        }
        let engine = Engine::new(store, transport, clock);
        let (inner, inner_requests) = Replica::channel();
        for listener in &self.listeners {
            let _ = inner.pass(Request::Listen(listener.clone()));
        }
        let mut serving = pin!(engine.serve(inner_requests).fuse());
        loop {
            let request = futures_util::select_biased! {
                request = requests.next() => request,
                ended = serving => return End::Closed(ended),
                (to, enrolled, result) = under_way.select_next_some() => {
                    let session = engine.store.borrow().session().cloned();
                    if let (true, Some(session)) = (enrolled, session) {
                        let _ = lockbox.follow(&session).await;
                    }
                    if let Ok(result) = result {
                        let _ = to.send(result);
                    }
                    continue;
                }
            };
            let (command, to) = match request {
                None => return End::Closed(None),
                Some(Request::Close(closed)) => return End::Closed(Some(closed)),
                Some(Request::Query(Query::LockQuery(_), to)) => {
                    let view = lockbox.view(clock.wall()).await;
                    let _ = to.send(Ok(Answer::LockQuery(Box::new(view))));
                    continue;
                }
                Some(Request::Listen(listener)) => {
                    self.listeners.push(listener.clone());
                    let _ = inner.pass(Request::Listen(listener));
                    continue;
                }
                Some(Request::Command(command, to)) => (*command, to),
                Some(other) => {
                    let _ = inner.pass(other);
                    continue;
                }
            };
            let now = clock.wall();
            let changed = match command {
                Command::Lock if lockbox.has_pin() => return End::Locked(to),
                Command::Unlock { .. } | Command::UnlockOnline { .. } => Ok(()),
                Command::SetPin { old, new } => {
                    let session = engine.store.borrow().session().cloned();
                    lockbox.set_pin(old, &new, session, now).await
                }
                Command::RemovePin { pin } => lockbox.remove_pin(pin, now).await,
                command => {
                    under_way.push(forward(&inner, command, to));
                    continue;
                }
            };
            let _ = to.send(changed.map(|()| Outcome::Done));
            engine.tell(&Notice::Changed);
        }
    }

    /// Answers everybody that the device is locked, until somebody opens it (none) or asks to
    /// close.
    async fn stand_locked(
        &mut self,
        requests: &mut Requests,
    ) -> Option<Option<oneshot::Sender<()>>> {
        loop {
            let Some(request) = requests.next().await else {
                return Some(None);
            };
            let now = self.clock.wall();
            let (opened, to) = match request {
                Request::Close(closed) => return Some(Some(closed)),
                Request::Listen(listener) => {
                    self.listeners.push(listener);
                    continue;
                }
                Request::Query(Query::LockQuery(_), to) => {
                    let view = self.lockbox.view(now).await;
                    let _ = to.send(Ok(Answer::LockQuery(Box::new(view))));
                    continue;
                }
                Request::Query(_, to) => {
                    let _ = to.send(Err(self.lockbox.refusal(now)));
                    continue;
                }
                Request::Command(command, to) => match *command {
                    Command::Unlock { pin } => (self.lockbox.unlock(&pin, now).await, to),
                    Command::UnlockOnline { credential } => {
                        let opened = self.lockbox.unlock_online(&self.transport, credential);
                        (opened.await, to)
                    }
                    Command::Lock => {
                        let _ = to.send(Ok(Outcome::Done));
                        continue;
                    }
                    _ => {
                        let _ = to.send(Err(self.lockbox.refusal(now)));
                        continue;
                    }
                },
            };
            match opened {
                Ok(store) => {
                    self.store = Some(store);
                    let _ = to.send(Ok(Outcome::Done));
                    self.tell_changed();
                    return None;
                }
                Err(error) => drop(to.send(Err(error))),
            }
        }
    }

    fn tell_changed(&mut self) {
        self.listeners
            .retain(|listener| listener.unbounded_send(Notice::Changed).is_ok());
    }
}

/// Hands a command to the engine behind `inner`.
fn forward(inner: &Replica, command: Command, to: Reply) -> LocalBoxFuture<'static, Done> {
    let enrols = matches!(command, Command::Enrol { .. });
    let (answer, answered) = oneshot::channel();
    // Fails only when the engine has ended; then the dropped sender says so.
    let _ = inner.pass(Request::Command(Box::new(command), answer));
    async move { (to, enrols, answered.await) }.boxed_local()
}

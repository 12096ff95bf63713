use chuanmen_replica::Replica;
use chuanmen_replica::api::{Answer, Ask, Command, Notice, Outcome, Query, ReplicaError};
use futures_util::future::{FutureExt, LocalBoxFuture, ready};
use futures_util::stream::{LocalBoxStream, StreamExt, pending};

/// What the screens need of a replica. `main` provides an `Rc<dyn Door>` as context; tests provide
/// one with answers of their own.
pub trait Door {
    /// Does what a person did; durable when it resolves.
    fn send(&self, command: Command) -> LocalBoxFuture<'static, Result<Outcome, ReplicaError>>;
    /// Answers a question.
    fn ask(&self, query: Query) -> LocalBoxFuture<'static, Result<Answer, ReplicaError>>;
    /// What the replica tells unasked, from now on.
    fn notices(&self) -> LocalBoxStream<'static, Notice>;
}

impl Door for Replica {
    fn send(&self, command: Command) -> LocalBoxFuture<'static, Result<Outcome, ReplicaError>> {
        let replica = self.clone();
        async move { Replica::send(&replica, command).await }.boxed_local()
    }

    fn ask(&self, query: Query) -> LocalBoxFuture<'static, Result<Answer, ReplicaError>> {
        let replica = self.clone();
        async move { Replica::ask(&replica, Any(query)).await }.boxed_local()
    }

    fn notices(&self) -> LocalBoxStream<'static, Notice> {
        Replica::notices(self).boxed_local()
    }
}

/// Any question, its answer as it travels.
struct Any(Query);

impl Ask for Any {
    type View = Answer;

    fn into_query(self) -> Query {
        self.0
    }

    fn from_answer(answer: Answer) -> Option<Answer> {
        Some(answer)
    }
}

/// A door to nothing: the replica did not start, and every call says why.
pub struct Broken(pub ReplicaError);

impl Door for Broken {
    fn send(&self, _: Command) -> LocalBoxFuture<'static, Result<Outcome, ReplicaError>> {
        ready(Err(self.0.clone())).boxed_local()
    }

    fn ask(&self, _: Query) -> LocalBoxFuture<'static, Result<Answer, ReplicaError>> {
        ready(Err(self.0.clone())).boxed_local()
    }

    fn notices(&self) -> LocalBoxStream<'static, Notice> {
        pending().boxed_local()
    }
}

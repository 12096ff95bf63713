use std::cell::Cell;
use std::future::pending;
use std::time::Duration;

use chuanmen_core::protocol::{EnrolRequest, EnrolResponse, SyncRequest};
use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use futures_util::FutureExt;

use crate::actor::{Clock, Engine};
use crate::api::Notice;
use crate::queries::tests::town::Town;
use crate::storage::enrolled;
use crate::sync::{Exchange, Hub, ReportSubject, TestClock, Transport, TransportError};

/// A hub that says it listens, tells of one change and then nothing; or one that has no such
/// thing.
struct Voice {
    speaks: bool,
    asked: Cell<usize>,
}

fn nothing<T>() -> Result<T, TransportError> {
    Err(TransportError::Offline("nothing here".to_owned()))
}

impl Transport for Voice {
    async fn sync(&self, _: &Hub, _: &SyncRequest) -> Result<Exchange, TransportError> {
        nothing()
    }

    async fn enrol(&self, _: &str, _: &EnrolRequest) -> Result<EnrolResponse, TransportError> {
        Ok(enrolled(0xa, 7))
    }

    async fn report(&self, _: &Hub, _: &ReportSubject) -> Result<Vec<u8>, TransportError> {
        nothing()
    }

    async fn listen(&self, _: &Hub, heard: &dyn Fn(bool)) -> Result<(), TransportError> {
        self.asked.set(self.asked.get() + 1);
        if !self.speaks {
            return nothing();
        }
        heard(false);
        heard(true);
        pending().await
    }
}

fn engine(speaks: bool) -> (Engine<Voice, TestClock>, UnboundedReceiver<Notice>) {
    let town = Town::new();
    let clock = TestClock::new(town.wall);
    let asked = Cell::default();
    let engine = Engine::new(town.store, Voice { speaks, asked }, clock);
    let (told, notices) = unbounded();
    engine.listen(told);
    (engine, notices)
}

/// How often screens were told to pull.
fn pulls(notices: &mut UnboundedReceiver<Notice>) -> usize {
    let mut pulls = 0;
    while let Ok(notice) = notices.try_recv() {
        pulls += usize::from(notice == Notice::Reports);
    }
    pulls
}

#[test]
fn screens_are_told_when_the_line_stands_and_when_something_changed() {
    let (engine, mut notices) = engine(true);
    engine.watch_reports();
    assert!(engine.keep_reports_fresh().now_or_never().is_none());
    // Silent for 30 s, screens pull and it is opened anew, once before the screen has been gone for
    // a minute.
    assert_eq!(engine.transport.asked.get(), 2);
    assert_eq!(pulls(&mut notices), 5);
}

#[test]
fn where_nothing_can_be_heard_screens_pull_every_half_minute() {
    let (engine, mut notices) = engine(false);
    for _ in 0..4 {
        engine.watch_reports();
        let began = engine.clock.elapsed();
        assert!(engine.keep_reports_fresh().now_or_never().is_none());
        assert!(engine.clock.elapsed() - began >= Duration::from_secs(60));
    }
    // Each minute once after half of it; who comes anew has just pulled.
    assert_eq!(pulls(&mut notices), 4);
    assert!(engine.transport.asked.get() > 4);
}

#[test]
fn nobody_listens_while_no_report_is_open() {
    let (engine, mut notices) = engine(true);
    assert!(engine.keep_reports_fresh().now_or_never().is_none());
    assert_eq!((engine.transport.asked.get(), pulls(&mut notices)), (0, 0));
}

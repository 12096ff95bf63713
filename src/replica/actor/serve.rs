use std::pin::pin;

use futures_channel::oneshot;
use futures_util::FutureExt;
use futures_util::future::select;
use futures_util::stream::{FuturesUnordered, StreamExt};

use super::{Clock, Engine};
use crate::client::{Request, Requests};
use crate::sync::Transport;

impl<T: Transport, C: Clock> Engine<T, C> {
    /// Answers requests and keeps in step with the hub, until a handle asks to close (whom to tell
    /// once that is done is returned) or the last one is dropped.
    pub(crate) async fn serve(&self, mut requests: Requests) -> Option<oneshot::Sender<()>> {
        let mut network = FuturesUnordered::new();
        let mut in_step = pin!(self.keep_in_step().fuse());
        let mut photos = pin!(self.keep_photos_moving().fuse());
        let mut reports = pin!(self.keep_reports_fresh().fuse());
        loop {
            futures_util::select_biased! {
                request = requests.next() => match request? {
                    // Its screen was left while it waited.
                    Request::Query(_, to) if to.is_canceled() => {}
                    Request::Query(query, to) => {
                        // Fails only when nobody waits any more; so below.
                        let _ = to.send(self.answer(query));
                    }
                    Request::Command(command, to) => network.push(async move {
                        let _ = to.send(self.handle(*command).await);
                    }),
                    Request::Listen(listener) => self.listen(listener),
                    Request::Close(closed) => return Some(closed),
                },
                () = network.select_next_some() => {}
                () = in_step => {}
                () = photos => {}
                () = reports => {}
            }
        }
    }

    /// Synchronises when it is time to; never ends.
    async fn keep_in_step(&self) {
        loop {
            let pause = self.schedule.borrow().pause(self.clock.elapsed());
            match pause {
                Some(pause) if pause.is_zero() => {
                    // How it ended is in the phase and in the schedule.
                    let _ = self.synchronise(false).await;
                }
                Some(pause) => {
                    let sleep = pin!(self.clock.sleep(pause));
                    let rings = pin!(self.bell.rings());
                    // Whichever it was: look at the schedule again.
                    let _ = select(sleep, rings).await;
                }
                None => self.bell.rings().await,
            }
        }
    }
}

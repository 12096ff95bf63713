use std::rc::Rc;

use chuanmen_replica::api::{Command, ReplicaError};
use dioxus::core::{Runtime, current_scope_id, spawn_forever};
use dioxus::prelude::*;

use super::Door;
use super::live::Live;

/// How this shell opens a door to invented people. `main` provides one as context; a shell without
/// offers no practice.
#[derive(Clone)]
pub struct PracticeDoor(pub Rc<dyn Fn() -> Result<Rc<dyn Door>, ReplicaError>>);

/// Where one is: at work, or practising (练一练). Each has a door and screens of its own; what is
/// tapped in one never reaches the other.
#[derive(Clone)]
pub(crate) struct Ground {
    open: Option<PracticeDoor>,
    practice: Signal<Option<(u64, Live)>>,
    begun: CopyValue<u64>,
    /// Who outlives every practice: sentences of one may still be told after it was left.
    scope: ScopeId,
}

impl Ground {
    /// At work. Call once, at the root.
    pub(crate) fn new(open: Option<PracticeDoor>) -> Self {
        Self {
            open,
            practice: Signal::new(None),
            begun: CopyValue::new(0),
            scope: current_scope_id(),
        }
    }

    /// What is shared where one is; 0 is work, each practice has a number of its own.
    pub(crate) fn here(&self, work: &Live) -> (u64, Live) {
        let practice = self.practice.cloned();
        practice.unwrap_or_else(|| (0, work.clone()))
    }

    /// Whether one can practise here.
    pub(crate) fn can_practise(&self) -> bool {
        self.open.is_some()
    }

    /// Begins to practise, anew if one does already, looking as `from` does.
    ///
    /// # Errors
    /// Why there is no practice.
    pub(crate) fn practise(&self, from: &Live) -> Result<(), ReplicaError> {
        let Some(open) = &self.open else {
            return Ok(());
        };
        let door = (open.0)()?;
        let (mut practice, mut begun) = (self.practice, self.begun);
        let looks = *from.preference.peek();
        let live = Runtime::current().in_scope(self.scope, || Live::practice(door));
        let mut preference = live.preference;
        preference.set(looks);
        let kept = live.door.send(Command::Prefer(looks));
        // Without it, practice looks as the system says.
        spawn_forever(async move { drop(kept.await) });
        let number = *begun.peek() + 1;
        begun.set(number);
        practice.set(Some((number, live)));
        Ok(())
    }

    /// Back to work. The practice and all that was typed in it are gone.
    pub(crate) fn leave(&self) {
        let mut practice = self.practice;
        practice.set(None);
    }
}

//! A need's life: its events, folded.

use super::{NeedState, NeedStep, Party};
use crate::UnixMillis;
use crate::domain::{
    Effect, Fields, NeedId, Satisfaction, StoredEvent, TimelineEntry, WithoutEffect,
};

/// A need's life so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedLife {
    /// Where it stands.
    pub state: NeedState,
    /// Whose hands it is in.
    pub holder: Option<Party>,
    /// Which department, if it is in a department's hands and somebody said so.
    pub department: String,
    /// When it was last resolved, unless it was reopened since.
    pub resolved_at: Option<UnixMillis>,
    /// What the resident said of the result, unless it was reopened since.
    pub satisfaction: Option<Satisfaction>,
    /// Into which need it was merged, while it is.
    pub into: Option<NeedId>,
    /// Every event, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// Folds a need's events, given in [`crate::domain::EventOrder`], into its life.
#[must_use]
pub fn fold_need(events: impl IntoIterator<Item = StoredEvent>) -> NeedLife {
    let mut life = NeedLife {
        state: NeedState::Recorded,
        holder: None,
        department: String::new(),
        resolved_at: None,
        satisfaction: None,
        into: None,
        timeline: Vec::new(),
    };
    #[cfg(feature = "simulation")]
    let events = crate::domain::life::mislaid(events);
    for event in events {
        life.go_on(event);
    }
    life
}

impl NeedLife {
    /// One more event, after all that came before.
    pub fn go_on(&mut self, event: StoredEvent) {
        let effect = self.take(&event);
        self.timeline.push(TimelineEntry { event, effect });
    }

    fn take(&mut self, event: &StoredEvent) -> Effect {
        let step = NeedStep::from(&*event.event.step);
        if let NeedStep::Other(_) = step {
            return Effect::Without(WithoutEffect::UnknownStep);
        }
        let fields = Fields(&event.event.fields);
        let party = fields.word::<Party>(NeedStep::PARTY);
        let anothers = step != NeedStep::Dispatch && party.is_some() && party != self.holder;
        let unmeant = self.state.takes_back(&step) && !fields.flag(NeedStep::TAKES_BACK);
        let follows = !anothers && !unmeant;
        let Some(state) = self.state.after(&step).filter(|_| follows) else {
            return Effect::Without(WithoutEffect::DoesNotFollow);
        };
        if let Some(holder) = self.holder.as_ref().filter(|_| step == NeedStep::Dispatch)
            && fields
                .text(NeedStep::FROM)
                .is_some_and(|from| from != holder.as_str())
        {
            return Effect::Without(WithoutEffect::AlreadyWith {
                party: holder.clone(),
                department: self.department.clone(),
            });
        }
        match step {
            NeedStep::Dispatch => {
                let named = fields.string(NeedStep::DEPARTMENT);
                // A meeting resolves that a department goes on with it: the one that has it.
                let stays = named.is_empty() && party == self.holder;
                if party != Some(Party::Department) {
                    self.department.clear();
                } else if !stays {
                    self.department = named;
                }
                self.holder = party;
            }
            NeedStep::Return => (self.holder, self.department) = (None, String::new()),
            NeedStep::Reopen => {
                (self.holder, self.department) = (None, String::new());
                // The day and the grade were of a result that does not stand any more.
                (self.resolved_at, self.satisfaction, self.into) = (None, None, None);
            }
            NeedStep::Merge => self.into = fields.parse(NeedStep::INTO),
            NeedStep::Resolve => self.resolved_at = Some(event.effective_at()),
            NeedStep::Confirm => self.satisfaction = fields.int("satisfaction"),
            _ => {}
        }
        self.state = state;
        Effect::Applied
    }
}

use chuanmen_core::domain::{NeedId, NeedStep, Satisfaction, WishId, WishStep};
use chuanmen_replica::api::{Command, TakeNeedStep, TakeWishStep};

use crate::ui::text::t;

/// What the resident's word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// A need that was resolved.
    Need(NeedId),
    /// A wish that was fulfilled.
    Wish(WishId),
}

/// What the resident has said so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    /// The face.
    pub(super) grade: Option<Satisfaction>,
    /// Whoever is not content wants it gone on with, unless they say that it is enough.
    pub(super) go_on: bool,
    /// In their words.
    pub(super) words: String,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            grade: None,
            go_on: true,
            words: String::new(),
        }
    }
}

impl Given {
    pub(super) fn is_unhappy(&self) -> bool {
        self.grade.is_some_and(|grade| grade <= 2)
    }
}

impl About {
    /// What going on with it is called.
    pub(super) fn go_on(self) -> String {
        match self {
            Self::Need(_) => t!("word-go-on-need"),
            Self::Wish(_) => t!("word-go-on-wish"),
        }
    }

    /// What is saved: the grade, or that it goes on; nothing before a face is chosen.
    pub(super) fn command(self, given: &Given) -> Option<Command> {
        let grade = given.grade?;
        let goes_on = given.is_unhappy() && given.go_on;
        let satisfaction = (!goes_on).then_some(grade);
        let note = given.words.clone();
        Some(match self {
            Self::Need(need) => Command::TakeNeedStep(TakeNeedStep {
                need,
                step: if goes_on {
                    NeedStep::Reopen
                } else {
                    NeedStep::Confirm
                },
                note,
                party: None,
                satisfaction,
                into: None,
                contact: false,
                department: String::new(),
            }),
            Self::Wish(wish) => Command::TakeWishStep(TakeWishStep {
                wish,
                step: if goes_on {
                    WishStep::FallShort
                } else {
                    WishStep::Confirm
                },
                note,
                satisfaction,
                number: None,
                text: String::new(),
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(given: &Given) -> Option<(NeedStep, Option<Satisfaction>)> {
        let id = "01930000-0000-7000-8000-000000000001".parse().unwrap();
        match About::Need(id).command(given)? {
            Command::TakeNeedStep(take) => Some((take.step, take.satisfaction)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn who_is_not_content_has_it_gone_on_with_unless_it_is_enough() {
        let mut given = Given::default();
        assert_eq!(step(&given), None, "no face, no word");
        given.grade = Some(4);
        assert_eq!(step(&given), Some((NeedStep::Confirm, Some(4))));
        given.grade = Some(1);
        assert_eq!(step(&given), Some((NeedStep::Reopen, None)));
        given.go_on = false;
        assert_eq!(step(&given), Some((NeedStep::Confirm, Some(1))));
    }
}

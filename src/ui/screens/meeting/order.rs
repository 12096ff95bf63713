//! The order of an agenda.

use chuanmen_core::domain::{MeetingId, NeedId};
use chuanmen_replica::api::{Command, MeetingForm};

/// A meeting with this agenda.
pub(super) fn ordered(id: MeetingId, agenda: Vec<NeedId>) -> Command {
    let form = MeetingForm {
        agenda: Some(agenda),
        ..MeetingForm::default()
    };
    let meeting = Some(id);
    Command::SaveMeeting { meeting, form }
}

/// With the need at this place, the others in their order; the last place if there is none such.
pub(super) fn moved(order: &[NeedId], need: NeedId, to: usize) -> Vec<NeedId> {
    let mut others = without(order, need);
    others.insert(to.min(others.len()), need);
    others
}

/// Without the need.
pub(super) fn without(order: &[NeedId], need: NeedId) -> Vec<NeedId> {
    let others = order.iter().copied().filter(|one| *one != need);
    others.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(numbers: &[u32]) -> Vec<NeedId> {
        let need = |number| format!("01930000-0000-7000-8000-{number:012}").parse();
        numbers.iter().map(|number| need(number).unwrap()).collect()
    }

    #[test]
    fn a_need_takes_the_place_that_it_is_moved_to_and_the_others_keep_their_order() {
        let agenda = order(&[1, 2, 3, 4]);
        for (need, to, then) in [
            (1, 2, [2, 3, 1, 4]),
            (4, 1, [1, 4, 2, 3]),
            (2, 1, [1, 2, 3, 4]),
            (3, 0, [3, 1, 2, 4]),
            (1, 9, [2, 3, 4, 1]),
        ] {
            let one = order(&[need])[0];
            assert_eq!(moved(&agenda, one, to), order(&then), "{need} to {to}");
        }
    }

    #[test]
    fn a_need_that_is_taken_off_leaves_the_others_in_their_order() {
        let agenda = order(&[1, 2, 3]);
        assert_eq!(without(&agenda, agenda[1]), order(&[1, 3]));
        assert_eq!(without(&agenda, order(&[9])[0]), agenda);
    }
}

use chuanmen_core::UnixMillis;

/// A door of a round, in the order in which one comes to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stop {
    /// The number of its staircase in the round.
    pub(super) staircase: usize,
    /// When somebody called there today, if somebody did.
    pub(super) called_at: Option<UnixMillis>,
    /// Left out today.
    pub(super) left_out: bool,
    /// Whether nothing is known that speaks against calling at this hour.
    pub(super) good_time: bool,
}

/// The next door on the way: on from where somebody called last, to the end of that staircase,
/// then what was passed by in it, then the staircases after it and at last those before. Doors
/// where another hour was named come when nothing else is left.
pub(super) fn next(stops: &[Stop]) -> Option<usize> {
    let called = |(_, stop): &(usize, &Stop)| Some((stop.called_at?, stop.staircase));
    let last = stops
        .iter()
        .enumerate()
        .filter(|one| called(one).is_some())
        .max_by_key(called);
    let (at, here) = last.map_or((0, 0), |(index, stop)| (index, stop.staircase));
    stops
        .iter()
        .enumerate()
        .filter(|(_, stop)| stop.called_at.is_none() && !stop.left_out)
        .min_by_key(|(index, stop)| {
            let behind = stop.staircase < here;
            let passed = stop.staircase == here && *index < at;
            (!stop.good_time, behind, stop.staircase, passed, *index)
        })
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stop(staircase: usize, called_at: Option<i64>) -> Stop {
        Stop {
            staircase,
            called_at: called_at.map(UnixMillis),
            left_out: false,
            good_time: true,
        }
    }

    #[test]
    fn the_way_goes_on_from_the_last_door_and_comes_back_for_what_was_passed_by() {
        let mut stops = [
            stop(0, None),
            stop(0, None),
            stop(1, None),
            stop(1, None),
            stop(1, None),
        ];
        assert_eq!(next(&stops), Some(0));
        stops[3].called_at = Some(UnixMillis(1));
        assert_eq!(next(&stops), Some(4));
        stops[4].called_at = Some(UnixMillis(2));
        assert_eq!(next(&stops), Some(2), "passed by in this staircase");
        stops[2].called_at = Some(UnixMillis(3));
        assert_eq!(next(&stops), Some(0));
        stops[0].left_out = true;
        assert_eq!(next(&stops), Some(1));
        stops[1].called_at = Some(UnixMillis(4));
        assert_eq!(next(&stops), None);
    }

    #[test]
    fn a_door_of_another_hour_comes_last() {
        let mut stops = [stop(0, None), stop(0, None), stop(1, None)];
        stops[0].good_time = false;
        assert_eq!(next(&stops), Some(1));
        stops[1].called_at = Some(UnixMillis(1));
        assert_eq!(next(&stops), Some(2));
        stops[2].called_at = Some(UnixMillis(2));
        assert_eq!(next(&stops), Some(0));
    }

    proptest! {
        #[test]
        fn whoever_follows_it_calls_at_every_door_once(
            doors in proptest::collection::vec((0_usize..4, any::<bool>(), any::<bool>()), 0..40),
        ) {
            let mut staircases: Vec<_> = doors.iter().map(|door| door.0).collect();
            staircases.sort_unstable();
            let with = |(staircase, (_, left_out, good_time))| Stop {
                left_out,
                good_time,
                ..stop(staircase, None)
            };
            let mut stops: Vec<_> = staircases.into_iter().zip(doors).map(with).collect();
            let open = stops.iter().filter(|stop| !stop.left_out).count();
            let mut changes = 0;
            let mut before = None;
            for minute in 0..open {
                let index = next(&stops).expect("a door is left");
                prop_assert!(stops[index].called_at.is_none() && !stops[index].left_out);
                stops[index].called_at = Some(UnixMillis(i64::try_from(minute).unwrap()));
                let here = Some((stops[index].staircase, stops[index].good_time));
                changes += usize::from(before != here);
                before = here;
            }
            prop_assert_eq!(next(&stops), None);
            // No staircase is climbed twice: once at a good time, once for the rest.
            prop_assert!(changes <= 8, "{changes}");
        }
    }
}

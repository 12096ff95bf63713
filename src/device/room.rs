/// What a visit takes on the device, with its answers, its place in the outbox and the indexes
/// over both; generously.
const VISIT: u64 = 20_000;
/// Below this, a person is told.
const LITTLE: u64 = 10_000_000;

/// How much this device lets the app keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Room {
    free: u64,
}

impl Room {
    /// So many bytes may still be kept.
    #[cfg_attr(
        not(any(feature = "web", test)),
        allow(dead_code, reason = "only a browser says how much room there is")
    )]
    pub(crate) const fn of(free: u64) -> Self {
        Self { free }
    }

    /// Bytes that may still be kept.
    pub(crate) const fn free(self) -> u64 {
        self.free
    }

    /// About how many visits still fit, if there are few: two figures at most, because nobody
    /// knows better.
    pub(crate) fn visits_left(self) -> Option<u64> {
        if self.free >= LITTLE {
            return None;
        }
        let visits = self.free / VISIT;
        Some(match visits {
            0..10 => visits,
            10..100 => visits / 10 * 10,
            _ => visits / 100 * 100,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_before_the_device_is_full_and_in_round_numbers() {
        assert_eq!(Room::of(LITTLE).visits_left(), None);
        assert_eq!(Room::of(LITTLE - 1).visits_left(), Some(400));
        assert_eq!(Room::of(4_700_000).visits_left(), Some(200));
        assert_eq!(Room::of(950_000).visits_left(), Some(40));
        assert_eq!(Room::of(0).visits_left(), Some(0));
    }
}

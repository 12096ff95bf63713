use std::time::Duration;

use chuanmen_core::protocol::limits;

/// How much to say and to take at once, learned from how it went. A first body of 16 KiB takes
/// 6.5 s at 20 kbit/s; a good line soon gets sixteen times that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// Bytes of a request's body, compressed.
    push: usize,
    /// Bytes of page content to take, before compression.
    take: usize,
    /// JSON bytes that one byte of a compressed body holds.
    ratio: usize,
    /// Transactions of one request: fewer after the hub could not read one.
    count: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            push: Self::PUSH.0,
            take: Self::TAKE.0,
            ratio: 4,
            count: limits::TRANSACTIONS,
        }
    }
}

impl Pace {
    /// Smallest and largest body to send, compressed.
    const PUSH: (usize, usize) = (16 * 1024, 256 * 1024);
    /// Smallest and largest page content to ask for.
    const TAKE: (usize, usize) = (limits::SLOW_LINE_TAKE, limits::PAGE_BYTES);
    /// A round trip shorter than this could have carried more.
    const SHORT: Duration = Duration::from_secs(2);
    /// One longer than this should have carried less.
    const LONG: Duration = Duration::from_secs(10);
    /// Room for cursors and the like in a request's decoded size.
    const ROOM: usize = 1024 * 1024;

    /// JSON bytes and number of transactions to put into the next request.
    #[must_use]
    pub const fn push(&self) -> (usize, usize) {
        let bytes = self.push.saturating_mul(self.ratio);
        let most = limits::DECODED_BYTES - Self::ROOM;
        (if bytes < most { bytes } else { most }, self.count)
    }

    /// Bytes of page content to ask for.
    #[must_use]
    pub fn take(&self) -> u32 {
        u32::try_from(self.take).unwrap_or(u32::MAX)
    }

    /// A round trip worked: `(json, travelled)` bytes were sent, in `took`.
    pub fn went_well(&mut self, (json, travelled): (usize, usize), took: Duration) {
        // What little compresses is no measure.
        if travelled > 1024 {
            self.ratio = (json / travelled).clamp(1, 16);
        }
        if took < Self::SHORT {
            self.push = (self.push * 2).min(Self::PUSH.1);
            self.take = (self.take * 2).min(Self::TAKE.1);
            self.count = self.count.saturating_mul(2).min(limits::TRANSACTIONS);
        } else if took > Self::LONG {
            self.shrink();
        }
    }

    /// A round trip failed on the way.
    pub fn went_badly(&mut self) {
        self.shrink();
    }

    fn shrink(&mut self) {
        self.push = (self.push / 2).max(Self::PUSH.0);
        self.take = (self.take / 2).max(Self::TAKE.0);
    }

    /// The hub could not read a request of `count` transactions: look for the one at fault.
    pub fn narrow(&mut self, count: usize) {
        self.count = (count / 2).max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_line_soon_carries_whole_bodies_and_a_bad_one_small_ones() {
        let mut pace = Pace::default();
        let small = pace.push();
        for _ in 0..10 {
            pace.went_well((8192, 2048), Duration::from_millis(30));
        }
        assert_eq!(pace.push().0, 256 * 1024 * 4);
        assert_eq!(pace.take() as usize, limits::PAGE_BYTES);
        for _ in 0..10 {
            pace.went_badly();
        }
        assert_eq!(pace.push(), small, "the ratio is remembered");
    }

    #[test]
    fn one_unreadable_transaction_is_found_by_halves() {
        let mut pace = Pace::default();
        let mut rounds = 0;
        while pace.push().1 > 1 {
            pace.narrow(pace.push().1);
            rounds += 1;
        }
        assert!(rounds < 20);
    }
}

use chuanmen_core::UnixMillis;
use fastrand::Rng;

use super::town::{PEOPLE, Person};

/// How bad the line and the hub's machine are; all in thousandths of an exchange.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weather {
    pub(super) bad: u32,
    pub(super) hub_fails: u32,
    pub(super) disk_fails: u32,
    /// Others' turns that a message may take.
    pub(super) slow: u32,
    /// Milliseconds that a message may take.
    pub(super) lag: i64,
}

/// What a seed makes of the world. Each seed has its own few troubles: all of them at once would
/// hide one behind the other.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Whose phones there are; somebody may have two.
    pub(super) phones: Vec<Person>,
    /// How wrong each clock is at first, in ms.
    pub(super) errors: Vec<i64>,
    pub(super) steps: u32,
    pub(super) weather: Weather,
    /// Thousandths of a phone's steps at which its power goes, or its disk fails.
    pub(super) power_fails: u32,
    pub(super) storage_fails: u32,
    /// Pages of a phone's log before it is folded back.
    pub(super) fold_at: u32,
    /// Thousandths of steps at which time leaps by hours or days.
    pub(super) leaps: u32,
    /// Whether newer versions of the app are about.
    pub(super) newer: bool,
    /// Whether households and compounds move. Not where the hub goes back to a backup: what was
    /// sent to a scope that a household had left by then may be told twice, or not at all.
    pub(super) moves: bool,
    /// Whether people carry files of unsent work for each other. Not where the hub goes back to a
    /// backup: a step that was refused then, for what it lacked, may be sent again under another id
    /// before the file that holds it too is handed over, and is told of as refused though it is there.
    pub(super) bundles: bool,
    pub(super) troubles: Vec<Trouble>,
}

/// What may befall people now and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// A clock jumps.
    Clock,
    /// A grant is withdrawn, or given back.
    Grant,
    /// The app is removed and installed again.
    Reinstall,
    /// A phone goes back to a backup.
    RestorePhone,
    /// The hub goes back to a backup.
    RestoreHub,
    /// A device is revoked and enrolled again, keeping what it holds.
    Revoke,
    /// The hub is killed and started again.
    RestartHub,
}

impl Trouble {
    const ALL: [Self; 7] = [
        Self::Clock,
        Self::Grant,
        Self::Reinstall,
        Self::RestorePhone,
        Self::RestoreHub,
        Self::Revoke,
        Self::RestartHub,
    ];

    /// Whether a restored hub may be offered in vain what it lost when this happens too: its author
    /// has it no more, may not send it any more, or has another replica id.
    const fn outlives_no_restore(self) -> bool {
        matches!(
            self,
            Self::Grant | Self::Reinstall | Self::RestorePhone | Self::Revoke
        )
    }
}

/// From seconds to years, ahead and behind.
const ERRORS: [i64; 10] = [
    0,
    0,
    3_000,
    -40_000,
    10 * UnixMillis::MINUTE,
    -3 * UnixMillis::DAY,
    3 * UnixMillis::DAY,
    400 * UnixMillis::DAY,
    -2_000 * UnixMillis::DAY,
    -60 * 365 * UnixMillis::DAY,
];

pub(super) fn clock_error(chance: &mut Rng) -> i64 {
    ERRORS[chance.usize(..ERRORS.len())]
}

impl Plan {
    pub(super) fn draw(chance: &mut Rng) -> Self {
        let mut some = |most: u32| if chance.bool() { chance.u32(..most) } else { 0 };
        let weather = Weather {
            bad: some(500),
            hub_fails: some(60),
            disk_fails: some(60),
            slow: some(4),
            lag: i64::from(some(3_000)),
        };
        let (power_fails, storage_fails) = (some(60), some(60));
        let leaps = some(30);
        let mut phones: Vec<Person> = (0..chance.usize(2..=4))
            .map(|_| PEOPLE[chance.usize(..PEOPLE.len())])
            .collect();
        // Two at least who share a grid.
        phones[0] = PEOPLE[0];
        if phones.len() == 2 {
            phones[1] = PEOPLE[chance.usize(..3)];
        }
        let errors = phones.iter().map(|_| {
            if chance.u32(..3) == 0 {
                clock_error(chance)
            } else {
                chance.i64(-2_000..2_000)
            }
        });
        let errors = errors.collect();
        let troubles = troubles(chance);
        Self {
            errors,
            steps: chance.u32(30..140),
            weather,
            power_fails,
            storage_fails,
            fold_at: [4, 30, 1_000][chance.usize(..3)],
            leaps,
            newer: chance.bool(),
            moves: !troubles.contains(&Trouble::RestoreHub),
            bundles: chance.u32(..3) == 0 && !troubles.contains(&Trouble::RestoreHub),
            troubles,
            phones,
        }
    }
}

fn troubles(chance: &mut Rng) -> Vec<Trouble> {
    let mut troubles: Vec<_> = Trouble::ALL
        .into_iter()
        .filter(|_| chance.u32(..3) == 0)
        .collect();
    if troubles.contains(&Trouble::RestoreHub) {
        troubles.retain(|trouble| !trouble.outlives_no_restore());
    }
    troubles
}

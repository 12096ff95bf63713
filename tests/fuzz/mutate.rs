use serde_json::Value;

use super::json;

/// The longest input that is tried.
const LONGEST: usize = 64 * 1024;

/// Pieces that readers trip over.
const PIECES: [&[u8]; 24] = [
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"\\u0000",
    b"-",
    b"-1",
    b"0",
    b"9007199254740992",
    b"18446744073709551615",
    b"99999999999999999999",
    b"1e999",
    b"1.5",
    b"null",
    b"[]",
    b"{}",
    b"\"\"",
    b"/",
    b"e/18446744073709551615/65535",
    b"r/00000000-0000-0000-0000-000000000000",
    b"ffffffffffff-ffff-ffffffffffffffff",
    "\u{3000}Ｘ９\u{202e}".as_bytes(),
    b"grid/",
    b"deleted",
];

/// SplitMix64: the same seed tries the same inputs.
pub(crate) struct Luck(u64);

impl Luck {
    pub(crate) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `end`; 0 if that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).expect("a length");
        usize::try_from(self.next() % end).expect("below a length")
    }

    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// One of `pool`, changed here and there.
pub(crate) fn mutated(luck: &mut Luck, pool: &[Vec<u8>]) -> Vec<u8> {
    let mut input = pool[luck.below(pool.len())].clone();
    // Most readers look at structure first: half of the mutations keep it.
    if luck.below(2) == 0
        && let Ok(mut value) = serde_json::from_slice::<Value>(&input)
    {
        let other = pool[luck.below(pool.len())].as_slice();
        let other = serde_json::from_slice(other).unwrap_or(Value::Null);
        for _ in 0..=luck.below(3) {
            json::spoil(luck, &mut value, &other);
        }
        input = serde_json::to_vec(&value).expect("JSON is written");
    } else {
        for _ in 0..=luck.below(4) {
            let other = &pool[luck.below(pool.len())];
            change(luck, &mut input, other);
        }
    }
    input.truncate(LONGEST);
    input
}

fn change(luck: &mut Luck, input: &mut Vec<u8>, other: &[u8]) {
    let at = luck.below(input.len() + 1);
    let end = (at + 1 + luck.below(16)).min(input.len());
    match luck.below(8) {
        0 => input.truncate(at),
        1 => drop(input.drain(at..end)),
        2 => insert(input, at, luck.one_of(&PIECES)),
        3 => {
            let piece = luck.one_of(&PIECES);
            drop(input.splice(at..end, piece.iter().copied()));
        }
        4 => {
            let (from, length) = (luck.below(other.len()), luck.below(64));
            let piece: Vec<u8> = other.iter().skip(from).take(length).copied().collect();
            insert(input, at, &piece);
        }
        5 => {
            let piece = input[at..end].repeat(1 + luck.below(40));
            insert(input, at, &piece);
        }
        _ => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << luck.below(8);
            }
        }
    }
}

fn insert(input: &mut Vec<u8>, at: usize, piece: &[u8]) {
    drop(input.splice(at..at, piece.iter().copied()));
}

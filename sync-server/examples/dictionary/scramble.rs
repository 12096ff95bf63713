use std::collections::BTreeMap;

use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;

/// Lengths of the groups of hex digits that ids and stamps are made of.
const SHAPES: [&[usize]; 3] = [&[8, 4, 4, 4, 12], &[12, 4, 16], &[16]];

/// A body with every id and replica of it replaced by random ones, equal ones by equal ones: what
/// occurs in one community only must not fill a dictionary for all.
pub(crate) fn scrambled(body: &[u8], chance: &mut ChaCha8Rng) -> Vec<u8> {
    let mut made: BTreeMap<&[u8], Vec<u8>> = BTreeMap::new();
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        let fresh = at == 0 || !body[at - 1].is_ascii_hexdigit();
        let shape = SHAPES
            .iter()
            .find(|shape| fresh && fits(&body[at..], shape));
        let Some(shape) = shape else {
            out.push(*byte);
            at += 1;
            continue;
        };
        let length = shape.iter().sum::<usize>() + shape.len() - 1;
        let old = &body[at..at + length];
        let new = made.entry(old).or_insert_with(|| like(old, shape, chance));
        out.extend_from_slice(new);
        at += length;
    }
    out
}

/// Whether a text begins with groups of these lengths, and nothing of the kind follows.
fn fits(text: &[u8], shape: &[usize]) -> bool {
    let mut rest = text;
    for (index, length) in shape.iter().enumerate() {
        if index > 0 {
            let Some(after) = rest.strip_prefix(b"-") else {
                return false;
            };
            rest = after;
        }
        let Some((group, after)) = rest.split_at_checked(*length) else {
            return false;
        };
        if !group.iter().all(u8::is_ascii_hexdigit) {
            return false;
        }
        rest = after;
    }
    !rest
        .first()
        .is_some_and(|byte| byte.is_ascii_hexdigit() || *byte == b'-')
}

/// Random digits where the old ones say something: not in the years of a time (the first three
/// digits), in the version and variant of an id, in the counter of a stamp.
fn like(old: &[u8], shape: &[usize], chance: &mut ChaCha8Rng) -> Vec<u8> {
    let kept: &[usize] = match shape.len() {
        5 => &[0, 1, 2, 14, 19],
        3 => &[0, 1, 2, 13, 14, 15, 16],
        _ => &[],
    };
    let digits = old.iter().enumerate().map(|(index, byte)| {
        if *byte == b'-' || kept.contains(&index) {
            return *byte;
        }
        *b"0123456789abcdef".choose(chance).unwrap_or(&b'0')
    });
    digits.collect()
}

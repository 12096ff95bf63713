use super::*;

fn key() -> SealingKey {
    SealingKey::new([7; SealingKey::BYTES])
}

/// Quick, for tests.
const LIGHT: Hardness = Hardness {
    memory: 8,
    passes: 1,
};

#[test]
fn what_was_sealed_opens_with_its_key() {
    let sealed = key().seal("走访".as_bytes(), b"bundle").unwrap();
    assert_eq!(sealed.len(), "走访".len() + SealingKey::OVERHEAD);
    assert_eq!(
        key().open(&sealed, b"bundle").unwrap().as_slice(),
        "走访".as_bytes()
    );
}

#[test]
fn nothing_opens_with_another_key_or_as_something_else() {
    let sealed = key().seal(b"x", b"bundle").unwrap();
    assert_eq!(SealingKey::new([8; 32]).open(&sealed, b"bundle"), None);
    assert_eq!(key().open(&sealed, b"database"), None);
}

#[test]
fn a_changed_or_short_text_does_not_open() {
    let sealed = key().seal(b"x", b"").unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert_eq!(key().open(&changed, b""), None, "byte {at}");
        assert_eq!(key().open(&sealed[..at], b""), None, "{at} bytes");
    }
}

#[test]
fn no_text_is_sealed_the_same_twice() {
    assert_ne!(key().seal(b"x", b""), key().seal(b"x", b""));
}

#[test]
fn each_token_and_each_purpose_has_a_key_of_its_own() {
    let of = |token, purpose| *TokenDigest::of(token).key_for(purpose).reveal();
    assert_eq!(of("a", "bundle"), of("a", "bundle"));
    assert_ne!(of("a", "bundle"), of("a", "unlock"));
    assert_ne!(of("a", "bundle"), of("b", "bundle"));
}

#[test]
fn a_pin_needs_its_salt_and_its_device() {
    let salt = PinSalt([1; PinSalt::BYTES]);
    let of = |pin, salt, secret: &[u8]| *LIGHT.key_of(pin, salt, secret).unwrap().reveal();
    let right = of("135790", salt, b"device");
    assert_eq!(right, of("135790", salt, b"device"));
    assert_ne!(right, of("135791", salt, b"device"));
    assert_ne!(right, of("135790", PinSalt([2; PinSalt::BYTES]), b"device"));
    assert_ne!(right, of("135790", salt, b"another"));
}

#[test]
fn a_hardness_that_nothing_can_bear_is_an_error() {
    let endless = Hardness {
        memory: u32::MAX,
        passes: u32::MAX,
    };
    let salt = PinSalt([1; PinSalt::BYTES]);
    for hardness in [
        endless,
        Hardness {
            memory: 0,
            passes: 0,
        },
    ] {
        assert!(hardness.key_of("135790", salt, b"device").is_err());
    }
}

use super::*;

const NOTHING_TO_DO: &str = r#"{"v":1,"app":"0.1.0","replica":"5f1d3a9c0b7e4d21","epoch":3627740,"cursors":[[3,1204],[4,17]],"take":262144}"#;

fn codec() -> Codec {
    Codec::newest()
}

#[test]
fn what_was_packed_is_unpacked_byte_for_byte() {
    for body in ["", "{}", NOTHING_TO_DO, &"楼道灯不亮，".repeat(20_000)] {
        for effort in [Effort::Hard, Effort::Light] {
            let frame = codec().pack(body.as_bytes(), effort).unwrap();
            assert_eq!(codec().unpack(&frame, body.len()).unwrap(), body.as_bytes());
        }
    }
}

#[test]
fn every_dictionary_is_named_by_its_number_and_fits_a_first_load() {
    for (number, dictionary) in (1_u32..).zip(&DICTIONARIES) {
        assert_eq!(dictionary.media_type, format!("{}{number}", Codec::FAMILY));
        assert_eq!(dictionary.id, 32_768 + number);
        let named = zstd::zstd_safe::get_dict_id_from_dict(dictionary.bytes()).unwrap();
        assert_eq!(named.get(), dictionary.id);
        assert!(dictionary.bytes().len() <= 64 * 1024);
        assert_eq!(Codec::named(dictionary.media_type), Some(Codec(dictionary)));
        assert_eq!(u32::from(Codec(dictionary).number()), number);
        let numbered = u16::try_from(number).unwrap();
        assert_eq!(Codec::numbered(numbered), Some(Codec(dictionary)));
    }
    for stranger in [
        "application/cmz",
        "application/cmz0",
        "application/json",
        "",
    ] {
        assert_eq!(Codec::named(stranger), None, "{stranger}");
    }
}

#[test]
fn a_request_with_nothing_to_say_is_small() {
    let frame = codec()
        .pack(NOTHING_TO_DO.as_bytes(), Effort::Hard)
        .unwrap();
    assert!(frame.len() <= 60, "{}", frame.len());
}

#[test]
fn a_frame_that_was_cut_or_has_a_tail_is_broken() {
    let frame = codec()
        .pack(NOTHING_TO_DO.as_bytes(), Effort::Hard)
        .unwrap();
    for length in 0..frame.len() {
        let cut = codec().unpack(&frame[..length], 1 << 20);
        assert_eq!(cut, Err(UnpackError::Broken), "cut at {length}");
    }
    let tail = [&*frame, &*frame].concat();
    assert_eq!(codec().unpack(&tail, 1 << 20), Err(UnpackError::Broken));
}

#[test]
fn no_changed_bit_goes_unnoticed() {
    let frame = codec()
        .pack(NOTHING_TO_DO.as_bytes(), Effort::Hard)
        .unwrap();
    for bit in 0..frame.len() * 8 {
        let mut changed = frame.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        if let Ok(body) = codec().unpack(&changed, 1 << 20) {
            // One bit of a frame's head means nothing.
            assert_eq!(body, NOTHING_TO_DO.as_bytes(), "bit {bit}");
        }
    }
}

#[test]
fn a_frame_of_another_dictionary_is_told_from_a_broken_one() {
    let plain = zstd::bulk::compress(NOTHING_TO_DO.as_bytes(), 3).unwrap();
    let other = Err(UnpackError::OtherDictionary);
    assert_eq!(codec().unpack(&plain, 1 << 20), other);
    let mut next = codec()
        .pack(NOTHING_TO_DO.as_bytes(), Effort::Hard)
        .unwrap();
    next[5] += 1;
    assert_eq!(codec().unpack(&next, 1 << 20), other);
}

#[test]
fn a_frame_that_holds_more_than_the_bound_or_than_it_says_is_not_unpacked() {
    let spaces = vec![b' '; 100_000];
    let frame = codec().pack(&spaces, Effort::Hard).unwrap();
    assert!(frame.len() < 100);
    let refused = codec().unpack(&frame, spaces.len() - 1);
    assert_eq!(refused, Err(UnpackError::TooLarge));
    // Its length stands behind magic (4), descriptor, window and dictionary id (2).
    let mut lying = frame;
    let at = lying
        .windows(4)
        .position(|four| four == 100_000_u32.to_le_bytes());
    lying[at.unwrap()] = 0;
    assert_eq!(codec().unpack(&lying, 1 << 20), Err(UnpackError::Broken));
}

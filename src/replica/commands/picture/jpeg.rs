//! What a camera writes into a photo besides the picture: where it was taken, when, by which phone.

const MARK: u8 = 0xff;
const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const COMMENT: u8 = 0xfe;

/// A JPEG without anything that is not the picture: no EXIF, no XMP, no comment, no colour profile,
/// nothing behind the end. None for what is no JPEG, or is cut off.
pub(super) fn without_metadata(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file.strip_prefix(&[MARK, START])?;
    let mut clean = vec![MARK, START];
    let mut scanned = false;
    loop {
        let (code, after) = marker(rest)?;
        if code == END {
            clean.extend([MARK, END]);
            return scanned.then_some(clean);
        }
        let (length, _) = after.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let segment = after.get(..length).filter(|_| length >= 2)?;
        if !is_metadata(code) {
            clean.extend([MARK, code]);
            clean.extend_from_slice(segment);
        }
        rest = after.get(length..)?;
        if code == SCAN {
            scanned = true;
            let end = end_of_scan(rest)?;
            clean.extend_from_slice(&rest[..end]);
            rest = &rest[end..];
        }
    }
}

/// The next marker and what follows it; fill bytes may stand before.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = bytes.strip_prefix(&[MARK])?;
    loop {
        let (code, after) = rest.split_first()?;
        match *code {
            MARK => rest = after,
            0 => return None,
            code => return Some((code, after)),
        }
    }
}

/// Application segments but JFIF's own and Adobe's word on colours, and comments.
const fn is_metadata(code: u8) -> bool {
    matches!(code, 0xe1..=0xed | 0xef | COMMENT)
}

/// Where the picture's own bytes end: at a marker that is neither an escaped byte nor a restart.
fn end_of_scan(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| {
        let [first, second] = *pair else { return false };
        first == MARK && !matches!(second, 0 | MARK | 0xd0..=0xd7)
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn segment(code: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[MARK, code], &length[..], content].concat()
    }

    /// Bytes that are a JPEG by form, with a place in it.
    pub(crate) fn photo(picture: &[u8]) -> Vec<u8> {
        [
            &[MARK, START][..],
            &segment(0xe0, b"JFIF\0"),
            &segment(0xe1, b"Exif\0\0GPS 21.99N 100.79E"),
            &segment(0xdb, b"tables"),
            &segment(COMMENT, "勐海路 12 号".as_bytes()),
            &segment(SCAN, b"scan"),
            picture,
            &[MARK, 0, MARK, 0xd1, 7],
            &segment(0xc4, b"more tables \xff\xd9"),
            &segment(SCAN, b"scan"),
            picture,
            &[MARK, END],
            b"a video behind the end",
        ]
        .concat()
    }

    #[test]
    fn the_picture_stays_and_everything_else_goes() {
        let clean = without_metadata(&photo(b"picture")).unwrap();
        let holds = |what: &[u8]| clean.windows(what.len()).any(|window| window == what);
        assert!(holds(b"picture") && holds(b"JFIF") && holds(b"more tables"));
        for gone in ["Exif", "GPS", "勐海路", "video"] {
            assert!(!holds(gone.as_bytes()), "{gone}");
        }
        assert!(clean.ends_with(&[MARK, END]));
        assert_eq!(without_metadata(&clean), Some(clean.clone()));
    }

    #[test]
    fn what_is_cut_anywhere_is_no_photo() {
        let photo = without_metadata(&photo(b"picture")).unwrap();
        for length in 0..photo.len() {
            assert_eq!(without_metadata(&photo[..length]), None, "{length}");
        }
        assert_eq!(without_metadata(b"GIF89a"), None);
        assert_eq!(without_metadata(&[MARK, START, MARK, END]), None);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(at in 0_usize..120, byte: u8) {
            let mut photo = photo(b"picture");
            photo[at] = byte;
            let _ = without_metadata(&photo);
        }
    }
}

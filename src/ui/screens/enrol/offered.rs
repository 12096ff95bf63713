/// The code in the fragment of an address that a supervisor's screen showed:
/// `#code=7KQ4-M2XV-9P`. Anybody can make such an address: what cannot be a code is left out.
pub(super) fn code_in(fragment: &str) -> Option<String> {
    const LONGEST: usize = 16;
    let parts = fragment.trim_start_matches('#').split('&');
    let code = parts.filter_map(|part| part.strip_prefix("code=")).next()?;
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (!code.is_empty() && code.len() <= LONGEST && code.chars().all(fits)).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::code_in;

    #[test]
    fn an_address_brings_its_code() {
        let code = Some("7KQ4-M2XV-9P".to_owned());
        assert_eq!(code_in("#code=7KQ4-M2XV-9P"), code);
        assert_eq!(code_in("code=7KQ4-M2XV-9P"), code);
        assert_eq!(code_in("#from=screen&code=7KQ4-M2XV-9P"), code);
    }

    #[test]
    fn what_cannot_be_a_code_is_left_out() {
        for odd in [
            "",
            "#",
            "#code=",
            "#7KQ4-M2XV-9P",
            "#code=<b>",
            "#code=赵秀兰",
            "#code=%37KQ4",
            "#code=7KQ4-M2XV-9P7KQ4-M2XV-9P",
        ] {
            assert_eq!(code_in(odd), None, "{odd}");
        }
    }
}

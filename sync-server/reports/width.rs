/// How wide a column may get, in digits of the standard font; longer texts wrap.
const WIDEST: u16 = 44;
/// How narrow.
const NARROWEST: u16 = 8;
/// Room for the cell's margins and the filter's button.
const MARGIN: u16 = 3;

/// The width of a column that shows texts of at most this width, each on one line if it is not too
/// long.
pub(super) fn column_width(widest: u16) -> u16 {
    widest.saturating_add(MARGIN).clamp(NARROWEST, WIDEST)
}

/// The width of the longest line, in digits of the standard font: a Han character takes two.
pub(super) fn text_width(text: &str) -> u16 {
    let line = |line: &str| line.chars().map(char_width).sum::<u16>();
    // More than this is too wide whatever comes after; stopping here keeps the sum in range.
    let short = text
        .char_indices()
        .nth(500)
        .map_or(text, |(end, _)| &text[..end]);
    short.lines().map(line).max().unwrap_or(0)
}

/// Everything from the first Hangul letters on is drawn wide or rare enough to be taken so.
fn char_width(c: char) -> u16 {
    if c >= '\u{1100}' { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_han_character_takes_the_room_of_two_digits() {
        assert_eq!(text_width("3 栋"), 4);
        assert_eq!(text_width("二〇二六"), 8);
    }

    #[test]
    fn the_longest_line_counts() {
        assert_eq!(text_width("一二三\n一"), 6);
    }

    #[test]
    fn columns_are_neither_slivers_nor_endless() {
        assert_eq!(column_width(0), NARROWEST);
        assert_eq!(column_width(text_width(&"字".repeat(9_000))), WIDEST);
        assert_eq!(column_width(text_width("榕树小区 3-2-501")), 19);
    }
}

//! What comes along when something is pasted and nobody sees: taken out before it is stored, where
//! it would make a name that is never found or a line that reads backwards.

/// Free text: its lines stay lines.
#[must_use]
pub fn text(typed: &str) -> String {
    let typed = typed
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let seen = |c: &char| match c {
        // These join emoji and letters, and choose how a character is drawn.
        '\u{200c}' | '\u{200d}' => true,
        '\n' | '\t' => true,
        c => !is_unseen(*c),
    };
    typed
        .chars()
        .filter(seen)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// One line: what breaks it is a blank, several blanks are one, and none stands between two
/// characters of Chinese, where a table had set a name of two as wide as one of three.
#[must_use]
pub fn line(typed: &str) -> String {
    let seen = typed
        .chars()
        .filter(|c| c.is_whitespace() || !is_unseen(*c));
    let seen: String = seen.collect();
    let mut line = String::new();
    for word in seen.split_whitespace() {
        let ends = line.chars().next_back().is_none_or(is_han);
        let begins = word.chars().next().is_some_and(is_han);
        let joined = line.is_empty() || (ends && begins);
        if !joined {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character draws nothing and no person typed it: controls, what has no width, what
/// turns the direction of reading.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_name_is_one_line_without_what_nobody_sees() {
        for (pasted, name) in [
            ("李\u{200b}国\u{feff}华", "李国华"),
            ("\u{202e}李国华\u{202c}", "李国华"),
            (" 李国华\n\t", "李国华"),
            ("玉\r\n罕", "玉罕"),
            ("王\u{3000}明", "王明"),
            ("Ana\u{3000}  Maria", "Ana Maria"),
            ("买买提·艾力", "买买提·艾力"),
            ("𠮷田䶮", "𠮷田䶮"),
            ("\u{200b}\u{2060}", ""),
        ] {
            assert_eq!(line(pasted), name);
        }
    }

    #[test]
    fn a_pasted_note_keeps_its_lines_and_its_emoji() {
        assert_eq!(text("一楼\r\n二楼\u{202e}\0"), "一楼\n二楼");
        assert_eq!(
            text("👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}"),
            "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}"
        );
    }
}

//! The order of names in a list that is read by name: by pinyin, as in a Chinese dictionary.

use pinyin::ToPinyin;

/// How characters are read as surnames, where that is not how they are mostly read
/// (《现代汉语词典》).
const SURNAMES: [(char, &str); 18] = [
    ('单', "shan"),
    ('曾', "zeng"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('查', "zha"),
    ('盖', "ge"),
    ('区', "ou"),
    ('朴', "piao"),
    ('乐', "yue"),
    ('缪', "miao"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('黑', "he"),
    ('员', "yun"),
    ('召', "shao"),
    ('种', "chong"),
    ('折', "she"),
    ('谌', "chen"),
];

/// What a name is sorted by: how each character is read, and the character, so that those of one
/// surname stand together. What has no reading is sorted as it is written.
pub(super) fn by_pinyin(name: &str) -> Vec<(String, char)> {
    let characters = name.chars().enumerate();
    let read = characters.map(|(place, c)| {
        let surname = SURNAMES.iter().find(|(of, _)| place == 0 && *of == c);
        let reading = surname.map(|(_, reading)| (*reading).to_owned());
        let reading = reading.or_else(|| Some(c.to_pinyin()?.plain().to_owned()));
        (reading.unwrap_or_else(|| c.to_lowercase().collect()), c)
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_by_pinyin_those_of_one_surname_together() {
        let sorted = [
            "Anna",
            "安静",
            "李国华",
            "李小红",
            "黎国庆",
            "黎小芳",
            "玉罕",
            "张三",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by_cached_key(|name| by_pinyin(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn a_surname_stands_by_how_it_is_read_as_one() {
        let mut names = ["赵一", "曾二", "单三", "解四", "仇五", "白单", "白丁"];
        names.sort_by_cached_key(|name| by_pinyin(name));
        let sorted = ["白单", "白丁", "仇五", "单三", "解四", "曾二", "赵一"];
        assert_eq!(names, sorted);
    }

    #[test]
    fn what_has_no_reading_stands_as_it_is_written() {
        assert_eq!(by_pinyin("𠮷"), [("𠮷".to_owned(), '𠮷')]);
        assert_eq!(by_pinyin(""), []);
    }
}

//! Names as people type them: `岩温龙`, `温龙`, `ywl`, `yanwenlong`, `y温l`.

use pinyin::{ToPinyin, ToPinyinMulti};

/// A bit for each place in the typed text; longer texts name nobody.
const LONGEST: usize = 63;

/// A search text as a name, lower case, without blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::queries) struct TypedName {
    typed: Vec<char>,
}

impl TypedName {
    /// Reads a search text; none if there is nothing in it, or more than a name has.
    pub(in crate::queries) fn parse(text: &str) -> Option<Self> {
        let typed: Vec<char> = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '·'))
            .flat_map(char::to_lowercase)
            .collect();
        (!typed.is_empty() && typed.len() <= LONGEST).then_some(Self { typed })
    }

    /// How well a name fits: 0 wholly as typed, 1 from its beginning, 2 from a later character,
    /// none if not. A character fits as itself, by any of its readings (so a surname of several,
    /// 单 or 曾, by that of the surname), or by how a reading begins: one letter, or zh, ch, sh.
    pub(in crate::queries) fn fit(&self, name: &str) -> Option<u8> {
        let mut rest = name.chars().filter(|c| *c != '·' && !c.is_whitespace());
        if rest.clone().eq(self.typed.iter().copied()) {
            return Some(0);
        }
        if self.fits_from(rest.clone()) {
            return Some(1);
        }
        while rest.next().is_some() {
            if self.fits_from(rest.clone()) {
                return Some(2);
            }
        }
        None
    }

    /// Whether the typed text is how these characters begin.
    fn fits_from(&self, name: impl Iterator<Item = char>) -> bool {
        let end = 1 << self.typed.len();
        // Places of the typed text up to which the characters so far account for it.
        let mut reached: u64 = 1;
        for c in name {
            let mut next = 0;
            for place in (0..self.typed.len()).filter(|place| reached & (1 << place) != 0) {
                next |= self.eaten(c, place);
            }
            if next & end != 0 {
                return true;
            }
            if next == 0 {
                return false;
            }
            reached = next;
        }
        false
    }

    /// Where the typed text may go on after `c` accounted for what stands at `place`.
    fn eaten(&self, c: char, place: usize) -> u64 {
        let rest = self.typed.get(place..).unwrap_or_default();
        let mut ends = 0;
        if rest
            .first()
            .is_some_and(|typed| c.to_lowercase().eq([*typed]))
        {
            ends |= 1 << (place + 1);
        }
        if rest.first().is_none_or(|typed| !typed.is_ascii_lowercase()) {
            return ends;
        }
        for reading in readings(c) {
            let fit = reading
                .chars()
                .zip(rest)
                .take_while(|(read, typed)| read == *typed || is_u_umlaut(*read, **typed))
                .count();
            let whole = fit == reading.chars().count();
            let begun = fit == rest.len();
            if fit > 0 && (whole || begun) {
                ends |= 1 << (place + fit);
            }
            if fit > 0 {
                ends |= 1 << (place + 1);
            }
            if fit > 1 && matches!(reading.get(..2), Some("zh" | "ch" | "sh")) {
                ends |= 1 << (place + 2);
            }
        }
        ends
    }
}

/// Every reading of a character, without tones.
fn readings(c: char) -> impl Iterator<Item = &'static str> {
    let several = c.to_pinyin_multi().into_iter().flatten();
    let one = c.to_pinyin().into_iter();
    let surname = SURNAMES.iter().filter(move |(of, _)| *of == c);
    one.chain(several)
        .map(|reading| reading.plain())
        .chain(surname.map(|(_, reading)| *reading))
}

/// Readings that characters have as surnames only, and that the table of readings lacks.
const SURNAMES: [(char, &str); 2] = [('黑', "he"), ('谌', "shen")];

/// Keyboards have no ü: people type v or u.
fn is_u_umlaut(read: char, typed: char) -> bool {
    read == 'ü' && matches!(typed, 'u' | 'v')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fit(text: &str, name: &str) -> Option<u8> {
        TypedName::parse(text)?.fit(name)
    }

    #[test]
    fn a_name_is_found_by_its_characters_its_pinyin_its_initials_and_mixtures() {
        for text in ["张三石", " 张 三石 ", "张三 石"] {
            assert_eq!(fit(text, "张三石"), Some(0), "{text}");
        }
        for text in [
            "张三",
            "zss",
            "ZSS",
            "zhss",
            "zhangsanshi",
            "zhangs",
            "zhang san",
            "zhangssh",
            "z三s",
            "zh",
        ] {
            assert_eq!(fit(text, "张三石"), Some(1), "{text}");
        }
        for text in ["三石", "ss", "sanshi", "s石"] {
            assert_eq!(fit(text, "张三石"), Some(2), "{text}");
        }
        for text in ["zs石s", "zhangx", "zzs", "李", "张石", "anss"] {
            assert_eq!(fit(text, "张三石"), None, "{text}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn surnames_of_several_readings_are_found_by_that_of_the_surname() {
        let mut missed = Vec::new();
        for (surname, reading) in [
            ("单", "shan"), ("解", "xie"), ("曾", "zeng"), ("仇", "qiu"), ("查", "zha"),
            ("盖", "ge"), ("区", "ou"), ("朴", "piao"), ("任", "ren"), ("华", "hua"),
            ("乐", "yue"), ("缪", "miao"), ("翟", "zhai"), ("覃", "qin"), ("覃", "tan"),
            ("冼", "xian"), ("洗", "xian"), ("黑", "he"), ("折", "she"), ("员", "yun"),
            ("召", "shao"), ("种", "chong"), ("重", "chong"), ("繁", "po"), ("秘", "bi"),
            ("逄", "pang"), ("郗", "xi"), ("郗", "chi"), ("晁", "chao"), ("句", "gou"),
            ("车", "che"), ("谌", "chen"), ("谌", "shen"), ("牟", "mu"), ("牟", "mou"),
            ("尹", "yin"), ("隗", "wei"), ("隗", "kui"), ("祭", "zhai"), ("祝", "zhu"),
            ("能", "nai"), ("尉", "wei"), ("佴", "nai"), ("乜", "nie"), ("眭", "sui"),
            ("燕", "yan"), ("纪", "ji"), ("葛", "ge"), ("柏", "bai"), ("薄", "bo"),
            ("卜", "bu"), ("褚", "chu"), ("都", "du"), ("洪", "hong"), ("那", "na"),
            ("宁", "ning"), ("曲", "qu"), ("阙", "que"), ("沈", "shen"), ("石", "shi"),
            ("应", "ying"), ("於", "yu"), ("臧", "zang"), ("占", "zhan"), ("中", "zhong"),
            ("不", "fou"), ("角", "jue"), ("筰", "zuo"), ("撒", "sa"), ("哈", "ha"),
            ("尉迟", "yuchi"), ("万俟", "moqi"), ("长孙", "zhangsun"), ("澹台", "tantai"),
            ("令狐", "linghu"), ("欧阳", "ouyang"), ("单于", "chanyu"), ("宿", "su"),
            ("皇甫", "huangfu"), ("夏侯", "xiahou"), ("鲜于", "xianyu"), ("呼延", "huyan"),
        ] {
            let name = format!("{surname}晓峰");
            let more = format!("{reading}xf");
            if fit(reading, &name) != Some(1) || fit(&more, &name) != Some(1) {
                missed.push((surname, reading));
            }
        }
        assert_eq!(missed, []);
    }

    #[test]
    fn u_umlaut_is_found_as_keyboards_type_it() {
        for text in ["lvl", "lul", "lüliang"] {
            assert_eq!(fit(text, "吕良"), Some(1), "{text}");
        }
    }

    #[test]
    fn names_of_other_scripts_and_rare_characters_fit_as_they_are_written() {
        assert_eq!(fit("𠮷田", "𠮷田"), Some(0));
        assert_eq!(fit("岩罕叫", "岩罕·叫"), Some(0));
        assert_eq!(fit("ana", "Ana María"), Some(1));
        assert_eq!(fit("", "张三"), None);
        assert_eq!(fit(&"a".repeat(64), "啊"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(text in ".{0,80}", name in ".{0,30}") {
            let _ = fit(&text, &name);
        }

        #[test]
        fn every_name_is_found_by_each_part_of_itself(name in "[\u{4e00}-\u{9fa5}]{1,5}", from in 0usize..5) {
            let part: String = name.chars().skip(from).collect();
            prop_assert!(part.is_empty() || fit(&part, &name).is_some());
        }
    }
}

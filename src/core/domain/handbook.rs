//! Entries of the service handbook out of a document: what a notice of a service window says, in
//! the order in which such notices say it.

use super::Guide;

/// The longest heading or title of an entry, in characters: a line of a phone, twice.
const TITLE_CHARS: usize = 40;

/// The most entries that are read; the rest of a document is of the last.
const MOST: usize = 500;

/// What a line may begin with, and what it is then about. The longer words come first.
const LABELS: [(&str, Part); 37] = [
    ("事项名称", Part::Title),
    ("办什么事", Part::Title),
    ("事项", Part::Title),
    ("归在哪一类", Part::Category),
    ("类别", Part::Category),
    ("分类", Part::Category),
    ("是什么", Part::Summary),
    ("事项说明", Part::Summary),
    ("简介", Part::Summary),
    ("说明", Part::Summary),
    ("谁能办", Part::Eligibility),
    ("办理对象", Part::Eligibility),
    ("办理条件", Part::Eligibility),
    ("申请条件", Part::Eligibility),
    ("申请对象", Part::Eligibility),
    ("受理条件", Part::Eligibility),
    ("条件", Part::Eligibility),
    ("带什么", Part::Papers),
    ("所需材料", Part::Papers),
    ("申请材料", Part::Papers),
    ("办理材料", Part::Papers),
    ("提交材料", Part::Papers),
    ("材料", Part::Papers),
    ("去哪里办", Part::Place),
    ("去哪办", Part::Place),
    ("办理地点", Part::Place),
    ("办理窗口", Part::Place),
    ("窗口", Part::Place),
    ("地点", Part::Place),
    ("什么时候办", Part::Hours),
    ("办理时间", Part::Hours),
    ("办公时间", Part::Hours),
    ("时间", Part::Hours),
    ("咨询电话", Part::Phone),
    ("联系电话", Part::Phone),
    ("办理电话", Part::Phone),
    ("电话", Part::Phone),
];

/// A part of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Category,
    Summary,
    Eligibility,
    Papers,
    Place,
    Hours,
    Phone,
}

/// How a document says that another entry begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// `事项：高龄津贴`
    Labelled,
    /// `## 高龄津贴`, under the heading `# 养老` where there are two levels of them.
    Marked(usize),
    /// `一、高龄津贴`
    Numbered,
    /// Only one: its first line is its title.
    Once,
}

/// The entries of a document, in its order; those of one title are one. Whoever takes them looks
/// at them first: a document is read by what its lines begin with.
#[must_use]
pub fn guides_of(document: &str) -> Vec<Guide> {
    let document = document.trim_start_matches('\u{feff}');
    let lines = document.lines().map(str::trim);
    let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    let mut reading = Reading {
        begins: begins(&lines),
        guides: Vec::new(),
        category: String::new(),
        part: Part::Summary,
    };
    for line in lines {
        reading.read(line);
    }
    reading.guides
}

fn begins(lines: &[&str]) -> Begins {
    let labelled = |line: &&str| matches!(labelled(line), Some((Part::Title, _)));
    let headings = lines.iter().filter_map(|line| marked(line));
    let headings = headings.filter(|(_, said)| is_plain(said));
    let numbered = |line: &&str| is_plain(line) && numbered(line).is_some();
    if lines.iter().any(labelled) {
        Begins::Labelled
    } else if let Some(depth) = headings.map(|(depth, _)| depth.min(2)).max() {
        Begins::Marked(depth)
    } else if lines.iter().any(numbered) {
        Begins::Numbered
    } else {
        Begins::Once
    }
}

struct Reading {
    begins: Begins,
    guides: Vec<Guide>,
    /// Of the entries that follow.
    category: String,
    /// What a line without a label goes on with.
    part: Part,
}

impl Reading {
    fn read(&mut self, line: &str) {
        match (self.begins, marked(line)) {
            (Begins::Marked(2), Some((1, heading))) => {
                return self.category = heading.to_owned();
            }
            (Begins::Marked(_), Some((..=2, title))) if is_plain(title) => {
                return self.begin(title);
            }
            _ => {}
        }
        if let Some((part, rest)) = labelled(line) {
            return self.say(part, rest);
        }
        match self.begins {
            Begins::Numbered => match numbered(line) {
                Some(title) => self.begin(title),
                None => self.go_on(line),
            },
            Begins::Once if self.guides.is_empty() => self.begin(line),
            _ => self.go_on(line),
        }
    }

    fn begin(&mut self, title: &str) {
        self.part = Part::Summary;
        let title: String = title.chars().take(TITLE_CHARS).collect();
        // An entry that was begun before is told on.
        if let Some(at) = self.guides.iter().position(|one| one.title == title) {
            let guide = self.guides.remove(at);
            return self.guides.push(guide);
        }
        if self.guides.len() == MOST {
            return;
        }
        self.guides.push(Guide {
            title,
            category: self.category.clone(),
            ..Guide::default()
        });
    }

    fn say(&mut self, part: Part, rest: &str) {
        match part {
            Part::Title if !rest.is_empty() => self.begin(rest),
            Part::Title => {}
            Part::Category => self.categorise(rest),
            part => {
                self.part = part;
                if !rest.is_empty() {
                    self.go_on(rest);
                }
            }
        }
    }

    /// Said right under a title it is that entry's; else of those that follow.
    fn categorise(&mut self, category: &str) {
        self.category = category.chars().take(TITLE_CHARS).collect();
        let category = self.category.clone();
        let bare = |guide: &&mut Guide| {
            let told = [&guide.summary, &guide.eligibility, &guide.place];
            told.into_iter().all(String::is_empty) && guide.papers.is_empty()
        };
        if let Some(guide) = self.guides.last_mut().filter(bare) {
            guide.category = category;
        }
    }

    /// What stands before the first entry is of none.
    fn go_on(&mut self, line: &str) {
        let Some(guide) = self.guides.last_mut() else {
            return;
        };
        let (said, between) = match self.part {
            Part::Eligibility => (&mut guide.eligibility, "\n"),
            Part::Papers => {
                let papers = line.split(['；', ';']).map(unlisted);
                let papers = papers.filter(|paper| !paper.is_empty());
                return guide.papers.extend(papers.map(str::to_owned));
            }
            Part::Place => (&mut guide.place, " "),
            Part::Hours => (&mut guide.hours, " "),
            Part::Phone => (&mut guide.phone, " "),
            Part::Title | Part::Category | Part::Summary => (&mut guide.summary, "\n"),
        };
        if !said.is_empty() {
            said.push_str(between);
        }
        said.push_str(line);
    }
}

/// Whether a line begins with no label.
fn is_plain(line: &str) -> bool {
    labelled(line).is_none()
}

/// What a line is about and what it says of it, where it begins with a label: `二、申请材料：身份证`,
/// `【办理时间】`.
fn labelled(line: &str) -> Option<(Part, &str)> {
    let line = line.trim_start_matches(['#', '*', '【', '[', ' ']);
    let line = unlisted(numbered(line).unwrap_or(line)).trim_start_matches(['【', '[']);
    let of = |(label, part): &(&str, Part)| {
        let rest = line.strip_prefix(label)?;
        let shut = rest.trim_start_matches(['】', ']', '*', ' ']);
        let said = shut.strip_prefix(['：', ':']);
        let boxed = rest.starts_with(['】', ']']).then_some(shut);
        let said = said.or(boxed).or_else(|| shut.is_empty().then_some(""))?;
        Some((*part, said.trim_matches(['*', ' ', '\u{3000}'])))
    };
    LABELS.iter().find_map(of)
}

/// How deep a heading is and what it says: `## 高龄津贴`.
fn marked(line: &str) -> Option<(usize, &str)> {
    let said = line.trim_start_matches('#');
    let depth = line.len() - said.len();
    (depth > 0 && said.starts_with(' ') && !said.trim().is_empty()).then(|| (depth, said.trim()))
}

/// What stands behind a number in words: `一、高龄津贴`; not a sentence.
fn numbered(line: &str) -> Option<&str> {
    let said = line.trim_start_matches(|c| "一二三四五六七八九十百".contains(c));
    let title = said
        .strip_prefix('、')
        .filter(|_| said.len() < line.len())?;
    let title = title.trim();
    let is_short = title.chars().count() <= TITLE_CHARS && !title.ends_with(['。', '；', '，']);
    (is_short && !title.is_empty()).then_some(title)
}

/// Without its number or dot in a list: `1. 身份证`, `（2）户口簿`, `- 照片`.
fn unlisted(line: &str) -> &str {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix(['-', '*', '•', '·', '●']) {
        return rest.trim();
    }
    let inner = line.strip_prefix(['（', '(']);
    let open = inner.unwrap_or(line);
    let rest = open.trim_start_matches(|c: char| {
        c.is_ascii_digit() || inner.is_some() && "一二三四五六七八九十".contains(c)
    });
    if rest.len() == open.len() {
        return line;
    }
    let closed = match inner {
        Some(_) => rest.strip_prefix(['）', ')']),
        None => rest.strip_prefix(['、', '.', '．', '）', ')']),
    };
    closed.map_or(line, str::trim)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(document: &str) -> Guide {
        let mut guides = guides_of(document);
        assert_eq!(guides.len(), 1, "{guides:?}");
        guides.remove(0)
    }

    #[test]
    fn a_notice_of_one_service_has_its_title_on_top_and_its_parts_under_their_labels() {
        let guide = one("\u{feff}高龄津贴\n给 80 岁以上老人的补贴。\n\n\
             一、申请条件\n本市户籍\n年满 80 岁\n\
             二、所需材料：\n1. 身份证；2、户口簿\n（3）银行卡\n- 照片\n\
             【办理地点】便民服务中心 3 号窗\n办理时间: 周一到周五\n咨询电话：0691-2120000\n");
        assert_eq!(guide.title, "高龄津贴");
        assert_eq!(guide.summary, "给 80 岁以上老人的补贴。");
        assert_eq!(guide.eligibility, "本市户籍\n年满 80 岁");
        assert_eq!(guide.papers, ["身份证", "户口簿", "银行卡", "照片"]);
        assert_eq!(guide.place, "便民服务中心 3 号窗");
        assert_eq!(guide.hours, "周一到周五");
        assert_eq!(guide.phone, "0691-2120000");
    }

    #[test]
    fn several_entries_are_told_apart_by_label_by_heading_or_by_number() {
        for document in [
            "类别：养老\n事项：高龄津贴\n材料：身份证\n事项：老年证\n材料：照片",
            "# 养老\n## 高龄津贴\n材料：身份证\n## 老年证\n**材料**：照片",
            "类别：养老\n一、高龄津贴\n材料：身份证\n二、老年证\n（一）材料\n照片",
        ] {
            let guides = guides_of(document);
            let told: Vec<_> = guides
                .iter()
                .map(|one| (&*one.title, &*one.category, one.papers.join("")))
                .collect();
            let (first, second) = ("身份证".to_owned(), "照片".to_owned());
            assert_eq!(
                told,
                [("高龄津贴", "养老", first), ("老年证", "养老", second)],
                "{document}"
            );
        }
    }

    #[test]
    fn headings_of_one_level_are_titles_and_what_stands_before_them_is_of_no_entry() {
        let guides = guides_of("办事指南汇编\n# 居住证\n类别：户籍\n# 老年证\n类别：养老");
        let told: Vec<_> = guides
            .iter()
            .map(|one| (&*one.title, &*one.category))
            .collect();
        assert_eq!(told, [("居住证", "户籍"), ("老年证", "养老")]);
    }

    #[test]
    fn parts_under_headings_of_their_own_are_no_entries() {
        let guide = one("# 高龄津贴\n## 申请材料\n- 身份证\n## 办理地点\n3 号窗");
        assert_eq!(
            (guide.title.as_str(), guide.place.as_str()),
            ("高龄津贴", "3 号窗")
        );
        assert_eq!(guide.papers, ["身份证"]);
    }

    #[test]
    fn an_entry_told_twice_is_one() {
        let guide = one("事项：居住证\n材料：身份证\n事项：居住证\n电话：110");
        assert_eq!((guide.papers.len(), &*guide.phone), (1, "110"));
        assert_eq!(guides_of(" \n\n"), []);
    }

    proptest! {
        #[test]
        fn no_document_breaks_it_and_every_entry_has_a_title(
            lines in proptest::collection::vec("(#{0,3} ?|一、|1\\.|（|【)?(事项|材料|类别)?[：:]?.{0,12}", 0..20)
        ) {
            for guide in guides_of(&lines.join("\n")) {
                prop_assert!(!guide.title.is_empty());
                prop_assert!(guide.title.chars().count() <= TITLE_CHARS);
            }
        }
    }
}

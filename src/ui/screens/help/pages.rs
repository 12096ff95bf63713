use chuanmen_replica::api::Language;

use crate::ui::text::spoken;

/// A help page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// The name in its address.
    pub(super) topic: &'static str,
    pub(super) title: &'static str,
    /// What it says, drawn when the app was built.
    pub(super) html: &'static str,
    /// What it says, in small letters, for the search.
    words: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/help.rs"));

/// Every page in the language spoken.
pub(super) fn all() -> &'static [Page] {
    match spoken() {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    }
}

/// The page of a topic.
pub(super) fn page(topic: &str) -> Option<&'static Page> {
    all().iter().find(|page| page.topic == topic)
}

/// The pages that hold every word typed, those that have it in their title first.
pub(super) fn found(typed: &str) -> Vec<&'static Page> {
    let typed = typed.to_lowercase();
    let words: Vec<_> = typed.split_whitespace().collect();
    let holds = |text: &str| words.iter().all(|word| text.contains(word));
    let mut pages: Vec<_> = all().iter().filter(|page| holds(page.words)).collect();
    pages.sort_by_key(|page| !holds(&page.title.to_lowercase()));
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::components::Topic;
    use crate::ui::text::speak;

    #[test]
    fn both_languages_explain_the_same_in_the_same_order() {
        let topics = |pages: &[Page]| pages.iter().map(|page| page.topic).collect::<Vec<_>>();
        assert_eq!(topics(CHINESE), topics(ENGLISH));
        assert!(CHINESE.len() >= 12);
        for page in ENGLISH {
            let han = |c: char| ('\u{4e00}'..'\u{9fff}').contains(&c);
            assert!(!page.words.contains(han), "{}", page.topic);
        }
        for page in CHINESE {
            assert!(
                !page.html.contains(['！', '!', '您']),
                "plain words in {}",
                page.topic
            );
        }
    }

    #[test]
    fn every_screen_leads_to_a_page_that_is_there() {
        for topic in Topic::ALL {
            assert!(page(topic.name()).is_some(), "{topic:?}");
        }
    }

    #[test]
    fn a_page_is_found_by_words_of_its_title_first() {
        speak(Language::Chinese);
        assert_eq!(found("密码")[0].topic, "pin");
        assert!(found("导出 同事").iter().any(|page| page.topic == "bundle"));
        assert_eq!(found("没有这样的词"), Vec::<&Page>::new());
        speak(Language::English);
        assert_eq!(found("WISHES")[0].topic, "wishes");
        speak(Language::Chinese);
    }
}

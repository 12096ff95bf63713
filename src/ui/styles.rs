/// The styles, in the order of their names: a shell without a web server puts them into its page
/// itself. A browser gets the same files joined into one.
pub const STYLES: &[&str] = &[
    include_str!("../../assets/styles/01-tokens.css"),
    include_str!("../../assets/styles/02-ground.css"),
    include_str!("../../assets/styles/03-frame.css"),
    include_str!("../../assets/styles/04-controls.css"),
    include_str!("../../assets/styles/05-lists.css"),
    include_str!("../../assets/styles/06-desk.css"),
    include_str!("../../assets/styles/screen-areas.css"),
    include_str!("../../assets/styles/screen-building.css"),
    include_str!("../../assets/styles/screen-campaign.css"),
    include_str!("../../assets/styles/screen-checklist.css"),
    include_str!("../../assets/styles/screen-dispatch.css"),
    include_str!("../../assets/styles/screen-enrol.css"),
    include_str!("../../assets/styles/screen-guide.css"),
    include_str!("../../assets/styles/screen-health.css"),
    include_str!("../../assets/styles/screen-help.css"),
    include_str!("../../assets/styles/screen-household.css"),
    include_str!("../../assets/styles/screen-import.css"),
    include_str!("../../assets/styles/screen-lists.css"),
    include_str!("../../assets/styles/screen-lock.css"),
    include_str!("../../assets/styles/screen-me.css"),
    include_str!("../../assets/styles/screen-meeting.css"),
    include_str!("../../assets/styles/screen-need.css"),
    include_str!("../../assets/styles/screen-organisation.css"),
    include_str!("../../assets/styles/screen-overview.css"),
    include_str!("../../assets/styles/screen-people.css"),
    include_str!("../../assets/styles/screen-photo.css"),
    include_str!("../../assets/styles/screen-places.css"),
    include_str!("../../assets/styles/screen-posts.css"),
    include_str!("../../assets/styles/screen-round.css"),
    include_str!("../../assets/styles/screen-today.css"),
    include_str!("../../assets/styles/screen-visit.css"),
    include_str!("../../assets/styles/screen-wish.css"),
    include_str!("../../assets/styles/screen-word.css"),
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::STYLES;

    #[test]
    fn every_style_is_in_both_shells_in_the_same_order() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/styles");
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "css"))
            .collect();
        files.sort();
        let files: Vec<String> = files
            .iter()
            .map(|path| fs::read_to_string(path).unwrap())
            .collect();
        assert_eq!(files, STYLES);
    }

    #[test]
    fn no_style_needs_more_than_the_page_itself() {
        for style in STYLES {
            assert!(
                !style.contains("@import") && !style.contains("url("),
                "{style}"
            );
        }
    }
    /// The selectors of a sheet, one line each as they are written here; not those of what is printed.
    fn selectors(style: &str) -> impl Iterator<Item = &str> {
        let rules = style.lines().filter(|line| line.starts_with(['.', '[']));
        let heads = rules.filter_map(|rule| rule.split('{').next());
        heads.flat_map(|head| head.split(',')).map(str::trim)
    }

    #[test]
    fn what_one_screen_names_no_other_screen_draws() {
        // All sheets are in one page: a keypad's key once had the size of a signature's pad.
        let screens = &STYLES[6..];
        for one in screens {
            let alone = selectors(one).filter_map(|selector| selector.strip_prefix('.'));
            let plain = |class: &&str| class.chars().all(|c| c.is_alphanumeric() || c == '-');
            for class in alone.filter(plain) {
                let others = screens.iter().filter(|other| *other != one);
                let parts = others.flat_map(|other| selectors(other));
                let clash = parts.filter(|selector| {
                    let itself = *selector == format!(".{class}");
                    // `.fl.first`: a word about something else.
                    let mut words = selector.split([' ', '>', ':']);
                    itself || words.any(|word| word.split('.').skip(2).any(|it| it == class))
                });
                assert_eq!(clash.collect::<Vec<_>>(), Vec::<&str>::new(), ".{class}");
            }
        }
    }
}

//! Whether Chinese text on a display is text, not boxes.

use chuanmen_tests::harness::{Picture, Window};

/// Fewest different characters that say something.
const ENOUGH: usize = 6;

/// Checks that the window draws each Han character of its text as a shape of its own. A font
/// without them draws one and the same box for all.
pub(crate) async fn are_drawn(window: &Window) -> Picture {
    let characters = window.han_characters().await;
    let picture = window.picture().await;
    assert!(
        characters.len() >= ENOUGH,
        "hardly any text: {characters:?}"
    );
    let mut shapes: Vec<(char, Vec<bool>)> = Vec::new();
    for (character, place) in characters {
        let ink = picture.ink(place);
        let inked = ink.iter().filter(|pixel| **pixel).count();
        let share = inked * 100 / ink.len().max(1);
        assert!((3..70).contains(&share), "{character} is {share} % ink");
        let twin = shapes.iter().find(|(_, shape)| *shape == ink);
        assert_eq!(
            twin.map(|(other, _)| other),
            None,
            "{character} is drawn alike"
        );
        shapes.push((character, ink));
    }
    picture
}

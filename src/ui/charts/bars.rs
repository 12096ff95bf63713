use dioxus::prelude::*;

use crate::ui::components::Go;
use crate::ui::route::Route;

/// How a piece of a bar is filled: one hue light to dark, and hatched red for what is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shade {
    /// Lightest.
    One,
    /// Middle.
    Two,
    /// Darkest.
    Three,
    /// Late: another colour, and hatched, so that it reads in grey.
    Late,
}

impl Shade {
    /// The class that fills.
    #[must_use]
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::One => "c1",
            Self::Two => "c2",
            Self::Three => "c3",
            Self::Late => "c4",
        }
    }
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    /// How it is filled.
    pub(crate) shade: Shade,
    /// How long it is.
    pub(crate) count: u32,
    /// Where what it counts is listed.
    pub(crate) to: Option<Route>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BarRow {
    /// What it is about.
    pub(crate) label: String,
    /// Its pieces, left to right; empty ones are not drawn.
    pub(crate) pieces: Vec<Piece>,
    /// Where all that it counts is listed.
    pub(crate) to: Option<Route>,
    /// What stands behind the bar beside the sum.
    pub(crate) note: String,
}

impl BarRow {
    pub(super) fn sum(&self) -> u32 {
        self.pieces.iter().map(|piece| piece.count).sum()
    }
}

/// Horizontal bars on a common scale. `figures` writes each piece's count into it.
#[component]
pub(crate) fn Bars(
    label: String,
    rows: Vec<BarRow>,
    key_words: Vec<(Shade, String)>,
    figures: bool,
) -> Element {
    let longest = rows.iter().map(BarRow::sum).max().unwrap_or(0).max(1);
    rsx! {
        if !key_words.is_empty() {
            div { class: "key", "aria-hidden": "true",
                for (shade, word) in key_words.clone() {
                    span { i { class: shade.class() } {word} }
                }
            }
        }
        ul { class: "bars", "aria-label": label,
            for (index , row) in rows.into_iter().enumerate() {
                li { key: "{index}",
                    span { class: "lb", {row.label.clone()} }
                    span { class: "track",
                        span { class: "length", width: "{percent(row.sum(), longest)}%",
                            for piece in row.pieces.iter().filter(|piece| piece.count > 0) {
                                Filled { piece: piece.clone(), of: row.label.clone(), word: word_of(&key_words, piece.shade), figures }
                            }
                        }
                        span { class: "tot",
                            match (row.sum(), row.to.clone()) {
                                (1.., Some(to)) => rsx! {
                                    Go { to, label: "{row.label} {row.sum()}", "{row.sum()}" }
                                },
                                (sum, _) => rsx! { "{sum}" },
                            }
                            if !row.note.is_empty() {
                                span { class: "late", " {row.note}" }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A piece; with its figure it is a link, too.
#[component]
fn Filled(piece: Piece, of: String, word: String, figures: bool) -> Element {
    let Piece { shade, count, to } = piece;
    rsx! {
        match to.filter(|_| figures) {
            Some(to) => rsx! {
                Go { to, class: "piece {shade.class()}", style: "flex-grow: {count}", label: "{of} {word} {count}",
                    b { "{count}" }
                }
            },
            None => rsx! {
                i { class: shade.class(), flex_grow: "{count}", "aria-hidden": "true",
                    if figures {
                        b { "{count}" }
                    }
                }
            },
        }
    }
}

/// What the key calls a shade.
fn word_of(key_words: &[(Shade, String)], shade: Shade) -> String {
    let mut words = key_words.iter();
    let found = words.find(|(known, _)| *known == shade);
    found.map(|(_, word)| word.clone()).unwrap_or_default()
}

/// `part` of `whole` in percent, to a tenth.
fn percent(part: u32, whole: u32) -> String {
    let tenths = u64::from(part) * 1000 / u64::from(whole.max(1));
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_given_to_a_tenth_of_a_percent() {
        assert_eq!(percent(1, 3), "33.3");
        assert_eq!(percent(18, 18), "100.0");
        assert_eq!(percent(0, 0), "0.0");
    }
}

//! What a key does in a tree, after the pattern of the ARIA practices.

use std::collections::BTreeSet;

use chuanmen_core::domain::AreaId;
use chuanmen_replica::api::AreaNode;
use dioxus::prelude::Key;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The focus goes to the row at this place.
    To(usize),
    /// The row shows what lies in it.
    Open,
    /// It hides it.
    Close,
    /// The row is chosen.
    Choose,
}

/// The rows that show: those all of whose ancestors are open.
pub(super) fn visible(areas: &[AreaNode], open: &BTreeSet<AreaId>) -> Vec<AreaNode> {
    let mut shown: Vec<AreaNode> = Vec::new();
    // Below this depth nothing shows until something as high comes.
    let mut hidden = usize::MAX;
    for node in areas {
        if node.depth > hidden {
            continue;
        }
        hidden = if open.contains(&node.id) {
            usize::MAX
        } else {
            node.depth
        };
        shown.push(node.clone());
    }
    shown
}

/// What a key does at a row; `inside` says whether something lies in it.
pub(super) fn step(
    key: &Key,
    rows: &[AreaNode],
    index: usize,
    open: &BTreeSet<AreaId>,
    inside: bool,
) -> Option<Step> {
    let last = rows.len().checked_sub(1)?;
    let row = rows.get(index)?;
    let is_open = open.contains(&row.id);
    match key {
        Key::ArrowDown if index < last => Some(Step::To(index + 1)),
        Key::ArrowUp if index > 0 => Some(Step::To(index - 1)),
        Key::Home => Some(Step::To(0)),
        Key::End => Some(Step::To(last)),
        Key::ArrowRight if inside && !is_open => Some(Step::Open),
        Key::ArrowRight if inside && index < last => Some(Step::To(index + 1)),
        Key::ArrowLeft if inside && is_open => Some(Step::Close),
        Key::ArrowLeft => {
            let parent = rows.iter().position(|one| Some(one.id) == row.parent)?;
            Some(Step::To(parent))
        }
        Key::Enter => Some(Step::Choose),
        Key::Character(typed) if typed == " " => Some(Step::Choose),
        Key::Character(typed) => typed_at(typed, rows, index),
        _ => None,
    }
}

/// The next row whose name begins with what is typed, or whose number does: `3` finds 第 3 网格.
fn typed_at(typed: &str, rows: &[AreaNode], index: usize) -> Option<Step> {
    let after = (index + 1..rows.len()).chain(0..index);
    let fits =
        |row: &AreaNode| row.name.starts_with(typed) || row.number.to_string().starts_with(typed);
    let mut found = after.filter(|place| rows.get(*place).is_some_and(fits));
    found.next().map(Step::To)
}

/// What is open at first: the community, what is chosen, and all that it lies in.
pub(super) fn opened(areas: &[AreaNode], chosen: Option<AreaId>) -> BTreeSet<AreaId> {
    let find = |id: AreaId| areas.iter().find(|one| one.id == id);
    let above = std::iter::successors(chosen, |id| find(*id)?.parent);
    let roots = areas.iter().filter(|one| one.depth == 0);
    roots.map(|one| one.id).chain(above).collect()
}

#[cfg(test)]
mod tests {
    use chuanmen_core::domain::AreaLevel;

    use super::*;

    fn id(number: u32) -> AreaId {
        let text = format!("01930000-0000-7000-8000-{number:012}");
        text.parse().unwrap()
    }

    fn node(number: u32, depth: usize, parent: Option<u32>, name: &str) -> AreaNode {
        AreaNode {
            id: id(number),
            level: AreaLevel::Grid,
            name: name.into(),
            number: (number % 10).into(),
            parent: parent.map(id),
            depth,
            households: 0,
            residents: 0,
            organisations: 0,
            who: Vec::new(),
            pending: false,
        }
    }

    fn areas() -> Vec<AreaNode> {
        vec![
            node(1, 0, None, "花卉园社区"),
            node(11, 1, Some(1), "第 1 网格"),
            node(23, 2, Some(11), "榕树小区"),
            node(12, 1, Some(1), "第 2 网格"),
        ]
    }

    #[test]
    fn what_lies_in_a_closed_area_does_not_show() {
        let names = |open: &[u32]| {
            let open = open.iter().map(|number| id(*number)).collect();
            let rows = visible(&areas(), &open);
            rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
        };
        assert_eq!(names(&[]), ["花卉园社区"]);
        assert_eq!(names(&[1]), ["花卉园社区", "第 1 网格", "第 2 网格"]);
        assert_eq!(names(&[1, 11]).len(), 4);
        assert_eq!(names(&[11]).len(), 1);
    }

    #[test]
    fn what_is_chosen_is_open_at_first_and_so_is_all_that_it_lies_in() {
        let open = |chosen: Option<u32>| opened(&areas(), chosen.map(id));
        assert_eq!(open(None), [id(1)].into());
        assert_eq!(open(Some(23)), [id(1), id(11), id(23)].into());
        assert_eq!(open(Some(12)), [id(1), id(12)].into());
    }

    #[test]
    fn arrows_open_go_in_go_out_and_close() {
        let open: BTreeSet<_> = [id(1), id(11)].into();
        let rows = visible(&areas(), &open);
        let at = |key, index, inside| step(&key, &rows, index, &open, inside);
        assert_eq!(at(Key::ArrowDown, 0, true), Some(Step::To(1)));
        assert_eq!(at(Key::ArrowDown, 3, false), None);
        assert_eq!(at(Key::ArrowUp, 0, true), None);
        assert_eq!(at(Key::ArrowRight, 1, true), Some(Step::To(2)));
        assert_eq!(at(Key::ArrowRight, 2, true), Some(Step::Open));
        assert_eq!(at(Key::ArrowRight, 2, false), None);
        assert_eq!(at(Key::ArrowLeft, 1, true), Some(Step::Close));
        assert_eq!(at(Key::ArrowLeft, 2, false), Some(Step::To(1)));
        assert_eq!(at(Key::End, 0, true), Some(Step::To(3)));
        assert_eq!(at(Key::Home, 3, false), Some(Step::To(0)));
        assert_eq!(at(Key::Enter, 2, false), Some(Step::Choose));
    }

    #[test]
    fn what_is_typed_goes_to_the_next_that_begins_with_it_round_the_end() {
        let open: BTreeSet<_> = [id(1), id(11)].into();
        let rows = visible(&areas(), &open);
        let typed = |text: &str, index| {
            let key = Key::Character(text.into());
            step(&key, &rows, index, &open, true)
        };
        assert_eq!(typed("榕", 0), Some(Step::To(2)));
        assert_eq!(typed("第", 1), Some(Step::To(3)));
        assert_eq!(typed("第", 3), Some(Step::To(1)));
        assert_eq!(typed("2", 0), Some(Step::To(3)));
        assert_eq!(typed("x", 0), None);
    }
}

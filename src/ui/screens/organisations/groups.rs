use chuanmen_core::domain::Trade;
use chuanmen_replica::api::OrganisationRow;

use crate::ui::text::t;

/// What the organisations of a list are, as this version orders it, and how many of each.
pub(super) fn trades(rows: &[OrganisationRow]) -> Vec<(Trade, usize)> {
    let strangers = rows.iter().map(|row| &row.trade);
    let strangers = strangers.filter(|trade| !Trade::KNOWN.contains(trade));
    let mut trades: Vec<(Trade, usize)> = Vec::new();
    for trade in Trade::KNOWN.iter().chain(strangers) {
        let count = rows.iter().filter(|row| row.trade == *trade).count();
        if count > 0 && !trades.iter().any(|(known, _)| known == trade) {
            trades.push((trade.clone(), count));
        }
    }
    trades
}

/// In the order they came, under their compound; those in no building apart, and closed ones.
pub(super) fn by_place(rows: Vec<OrganisationRow>) -> Vec<(String, Vec<OrganisationRow>)> {
    let mut groups: Vec<(String, Vec<OrganisationRow>)> = Vec::new();
    for row in rows {
        let place = match (row.closed, row.compound.as_str()) {
            (true, _) => t!("organisations-closed"),
            (false, "") => t!("organisations-elsewhere"),
            (false, compound) => compound.to_owned(),
        };
        match groups.iter_mut().find(|(known, _)| *known == place) {
            Some((_, group)) => group.push(row),
            None => groups.push((place, vec![row])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use chuanmen_core::domain::OrganisationId;

    use super::*;
    use crate::ui::text::speak;
    use chuanmen_replica::api::Language;

    fn row(compound: &str, trade: &str, closed: bool) -> OrganisationRow {
        OrganisationRow {
            id: OrganisationId(Default::default()),
            name: "曾家面馆".into(),
            trade: trade.into(),
            compound: compound.into(),
            place: String::new(),
            open_needs: 0,
            met_at: None,
            closed,
        }
    }

    #[test]
    fn each_place_stands_once_and_closed_ones_apart() {
        speak(Language::Chinese);
        let rows = vec![
            row("木棉家园", "shop", false),
            row("曼岭寨", "shop", false),
            row("木棉家园", "shop", false),
            row("", "shop", false),
            row("木棉家园", "shop", true),
        ];
        let groups = by_place(rows);
        let counts: Vec<_> = groups
            .iter()
            .map(|(place, rows)| (place.as_str(), rows.len()))
            .collect();
        let all = [
            ("木棉家园", 2),
            ("曼岭寨", 1),
            ("不在小区里", 1),
            ("已歇业", 1),
        ];
        assert_eq!(counts, all);
    }

    #[test]
    fn a_filter_offers_what_there_is_and_words_of_a_newer_version_once() {
        let rows = ["clinic", "homestay", "shop", "homestay", "shop"];
        let rows: Vec<_> = rows.map(|trade| row("", trade, false)).into();
        let words: Vec<_> = trades(&rows)
            .into_iter()
            .map(|(trade, count)| (trade.to_string(), count))
            .collect();
        let all = [("shop", 2), ("clinic", 1), ("homestay", 2)];
        assert_eq!(words, all.map(|(word, count)| (word.to_owned(), count)));
    }
}

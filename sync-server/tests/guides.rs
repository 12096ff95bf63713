use chuanmen_core::domain::{Guide, Kind};
use chuanmen_core::merge::Record;

use super::town::{COMMUNITY, SISTER, Town, area, community};
use crate::guides::GuideSheet;
use crate::hub::GuideChanges;

fn guide(order: i64, title: &str, phone: &str) -> Guide {
    Guide {
        title: title.into(),
        category: "养老".into(),
        phone: phone.into(),
        order,
        ..Guide::default()
    }
}

/// A sheet that has every column.
fn sheet(guides: impl Into<Vec<Guide>>) -> GuideSheet {
    GuideSheet {
        guides: guides.into(),
        ..GuideSheet::default()
    }
}

fn changes(new: usize, changed: usize, same: usize) -> GuideChanges {
    GuideChanges { new, changed, same }
}

#[tokio::test]
async fn an_import_adds_what_is_new_changes_what_is_there_and_leaves_the_rest() {
    let town = Town::new();
    let here = area(COMMUNITY);
    let first = sheet([guide(1, "高龄津贴", "1"), guide(2, "居住证", "2")]);
    let preview = town.hub.preview_guides(here, &first).unwrap();
    assert_eq!(preview, changes(2, 0, 0));
    assert_eq!(town.hub.guides(here).unwrap(), []);
    assert_eq!(town.hub.import_guides(here, &first).unwrap(), preview);
    assert_eq!(
        town.hub.import_guides(here, &first).unwrap(),
        changes(0, 0, 2)
    );

    let second = sheet([guide(1, "高龄津贴", "9"), guide(3, "低保", "3")]);
    assert_eq!(
        town.hub.import_guides(here, &second).unwrap(),
        changes(1, 1, 0)
    );
    let stands = [
        guide(1, "高龄津贴", "9"),
        guide(2, "居住证", "2"),
        guide(3, "低保", "3"),
    ];
    assert_eq!(town.hub.guides(here).unwrap(), stands);
    assert_eq!(town.hub.guides(area(SISTER)).unwrap(), []);
    // What was changed was seen: nobody disagrees with the hub.
    let records = town.stands(community()).into_iter();
    let entries: Vec<Record> = records.filter(|r| r.kind == Kind::Guide).collect();
    assert_eq!(entries.len(), 3);
    assert!(entries.iter().all(|entry| entry.conflicts().count() == 0));
}

#[tokio::test]
async fn a_phone_of_the_community_has_the_handbook_after_its_next_sync() {
    let town = Town::new();
    let mut alice = town.phone("member");
    town.drain(&mut alice, 1 << 20).await;
    let guides = sheet([guide(1, "高龄津贴", "1")]);
    town.hub.import_guides(area(COMMUNITY), &guides).unwrap();
    let pages = town.drain(&mut alice, 1 << 20).await;
    let entries = pages.iter().flat_map(|page| &page.log);
    let patches = entries.flat_map(|entry| &entry.transaction.patches);
    assert_eq!(patches.filter(|patch| patch.kind == Kind::Guide).count(), 1);
}

#[tokio::test]
async fn what_a_sheet_has_no_column_for_stays_as_it_was() {
    let town = Town::new();
    let here = area(COMMUNITY);
    let full = Guide {
        summary: "八十岁以上每月发".into(),
        retired: true,
        ..guide(1, "高龄津贴", "1")
    };
    town.hub
        .import_guides(here, &sheet([full.clone()]))
        .unwrap();
    let narrow = GuideSheet {
        guides: vec![guide(1, "高龄津贴", "9")],
        untold: ["summary", "retired"].into(),
    };
    town.hub.import_guides(here, &narrow).unwrap();
    let stands = Guide {
        phone: "9".into(),
        ..full
    };
    assert_eq!(town.hub.guides(here).unwrap(), [stands]);
}

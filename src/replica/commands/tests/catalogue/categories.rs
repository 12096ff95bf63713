//! Categories of needs, and by when they are due.

use chuanmen_core::domain::{Deadline, Kind, Party, Urgency};

use super::{category, supervisor};
use crate::api::{CatalogueQuery, Command, NeedCategoryForm, NeedDraft, NeedsQuery};
use crate::queries::tests::town::{NOON, THREE, Town};

#[test]
fn a_category_goes_last_suggests_its_party_and_once_retired_is_not_offered() {
    let mut town = supervisor();
    let form = category("噪声", "3");
    town.act(Command::SaveNeedCategory {
        category: None,
        form,
    });
    let rows = town.ask(CatalogueQuery {}).categories;
    let last = rows.last().unwrap();
    assert_eq!(
        (last.name.as_str(), last.within),
        ("噪声", Deadline::Days(3))
    );
    assert_eq!(last.party, Some(Party::PropertyCompany));
    let home = town.household(THREE, "2", 5, "502");
    let names = |town: &Town| {
        let form = town.ask(crate::api::VisitFormQuery { household: home });
        form.categories
            .into_iter()
            .map(|one| one.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&town), ["公共设施", "噪声"]);
    let form = NeedCategoryForm {
        party: None,
        ..category("噪声", "4")
    };
    let id = Some(last.id);
    town.act(Command::SaveNeedCategory { category: id, form });
    let last = town.ask(CatalogueQuery {}).categories.pop().unwrap();
    assert_eq!((last.within, last.party), (Deadline::Days(4), None));
    let retire = Command::RetireEntry {
        kind: Kind::NeedCategory,
        id: last.id.into(),
        retired: true,
    };
    town.act(retire);
    assert_eq!(names(&town), ["公共设施"]);
}

#[test]
fn a_need_is_due_by_the_sort_of_days_that_its_category_counts_when_it_is_recorded() {
    let mut town = supervisor();
    let home = town.household(THREE, "2", 5, "502");
    let category = town.ask(CatalogueQuery {}).categories[0].id;
    let mut due = |working, text: &str| {
        town.act(Command::SaveNeedCategory {
            category: Some(category),
            form: NeedCategoryForm {
                name: "公共设施".into(),
                days: "10".into(),
                working,
                party: None,
            },
        });
        let need = NeedDraft {
            category: "public_facility".into(),
            text: text.into(),
            urgency: Urgency::Normal,
        };
        town.act(Command::RaiseNeed {
            household: home,
            need,
        });
        let needs = town.ask(NeedsQuery {});
        let due = |text: &str| needs.iter().find(|row| row.text == text)?.due_on;
        (due(text), due("灯"))
    };
    let today = chuanmen_core::china_date(NOON);
    let calendar = Some(Deadline::Days(10).after(today));
    let working = Some(Deadline::WorkingDays(10).after(today));
    assert!(working > calendar);
    assert_eq!(due(false, "灯"), (calendar, calendar));
    // What was recorded before keeps its day.
    assert_eq!(due(true, "门"), (working, calendar));
    assert_eq!(due(false, "窗"), (calendar, calendar));
}

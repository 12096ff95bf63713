use std::collections::BTreeSet;

use chuanmen_core::domain::{Asks, ChecklistItem, ChecklistItemId, Kind, Numbers, ShownIf, Span};
use chuanmen_core::merge::{FieldName, RecordId, Value};

use super::Town;

/// Questions beside the two of two words that every town has.
impl Town {
    /// A question that the community set.
    pub(crate) fn question(&mut self, item: &ChecklistItem) -> ChecklistItemId {
        let id = self.fresh();
        let mut fields = item.fields();
        if let Asks::Unknown(sort) = &item.asks {
            let group = [(FieldName::known("type"), sort.as_str().into())];
            fields.insert(FieldName::known("asks"), Value::Group(group.into()));
        }
        self.create(1, Kind::ChecklistItem, id, fields);
        ChecklistItemId(id)
    }

    /// A question on whose name two colleagues disagree.
    pub(crate) fn disputed_question(&mut self) {
        let id = self.fresh();
        let item = ChecklistItem::words("odd", "说法一", "正常", "要留意");
        self.create(2, Kind::ChecklistItem, id, item.fields());
        self.colleague_writes(
            Kind::ChecklistItem,
            RecordId(id),
            "name",
            "说法二".into(),
            0,
        );
    }
}

/// How high the blood pressure is; must be answered.
pub(crate) fn pressure() -> ChecklistItem {
    let numbers = Numbers {
        unit: "mmHg".into(),
        range: Span::new(60, 260).unwrap(),
        usual: Span::new(90, 150).unwrap(),
    };
    ChecklistItem {
        required: true,
        order: 5,
        ..ChecklistItem::asking("systolic", "高压", Asks::Number(numbers))
    }
}

/// As it is, shown only where something is wrong with power or gas.
pub(crate) fn after_a_danger(item: ChecklistItem) -> ChecklistItem {
    ChecklistItem {
        shown_if: Some(ShownIf {
            item: "power_gas".into(),
            answers: BTreeSet::from([ChecklistItem::ATTENTION.to_owned()]),
        }),
        ..item
    }
}

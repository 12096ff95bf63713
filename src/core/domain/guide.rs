use std::collections::BTreeMap;

use super::{Fields, FieldsBuilder};
use crate::merge::{FieldName, Record, Value};

/// An entry of the community's service handbook (办事指南).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guide {
    /// `高龄津贴`; tells the entries of a community apart.
    pub title: String,
    /// The heading it stands under: `养老`.
    pub category: String,
    /// What it is.
    pub summary: String,
    /// Who may have it.
    pub eligibility: String,
    /// Which papers to bring.
    pub papers: Vec<String>,
    /// Which window.
    pub place: String,
    /// When that is open.
    pub hours: String,
    /// Its telephone.
    pub phone: String,
    /// Its place in lists.
    pub order: i64,
    /// Whether it no longer holds; kept, not shown.
    pub retired: bool,
}

impl Guide {
    /// Reads an entry; none without a title.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let papers = fields.text("papers").unwrap_or_default().lines();
        let papers = papers.map(str::trim).filter(|paper| !paper.is_empty());
        Some(Self {
            title: fields.text("title")?.to_owned(),
            category: fields.string("category"),
            summary: fields.string("summary"),
            eligibility: fields.string("eligibility"),
            papers: papers.map(str::to_owned).collect(),
            place: fields.string("place"),
            hours: fields.string("hours"),
            phone: fields.string("phone"),
            order: fields.int("order").unwrap_or_default(),
            retired: fields.flag("retired"),
        })
    }

    /// Its fields, the empty ones too: what an import leaves empty is emptied. Papers are one text
    /// of a line each, so that two people's halves of a list are never mixed.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("title", self.title.as_str())
            .set("category", self.category.as_str())
            .set("summary", self.summary.as_str())
            .set("eligibility", self.eligibility.as_str())
            .set("papers", self.papers.join("\n"))
            .set("place", self.place.as_str())
            .set("hours", self.hours.as_str())
            .set("phone", self.phone.as_str())
            .set("order", self.order)
            .set("retired", self.retired)
            .build()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::UnixMillis;
    use crate::domain::Kind;
    use crate::merge::{Patch, RecordId, ReplicaId, Stamp};

    fn record(fields: BTreeMap<FieldName, Value>) -> Record {
        let stamp = Stamp::new(UnixMillis(1_795_406_400_000), 0, ReplicaId::HUB);
        let id = RecordId(Uuid::from_u128(1));
        Record::from_patch(&Patch::create(Kind::Guide, id, fields), stamp)
    }

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let guide = Guide {
            title: "高龄津贴".into(),
            category: "养老".into(),
            papers: vec!["身份证".into(), "银行卡".into()],
            phone: "0691-2120000".into(),
            order: 3,
            retired: true,
            ..Guide::default()
        };
        assert_eq!(Guide::read(&record(guide.fields())), Some(guide));
    }

    #[test]
    fn an_entry_without_a_title_is_none_and_blank_lines_are_no_papers() {
        let fields = FieldsBuilder::new().set("papers", " 身份证 \n\n 银行卡\n");
        assert_eq!(Guide::read(&record(fields.build())), None);
        let fields = FieldsBuilder::new().set("papers", " 身份证 \n\n 银行卡\n");
        let guide = Guide::read(&record(fields.set("title", "居住证").build())).unwrap();
        assert_eq!(guide.papers, ["身份证", "银行卡"]);
    }

    #[test]
    fn a_kind_that_came_before_this_version_knew_it_is_the_same_word() {
        // Phones keep records of kinds they do not know by their word: after an update those are
        // entries, without another sync.
        assert_eq!(Kind::from("guide"), Kind::Guide);
        assert_eq!(Kind::Guide.as_str(), "guide");
        assert!(!Kind::Guide.is_immutable() && !Kind::Guide.has_life());
    }
}

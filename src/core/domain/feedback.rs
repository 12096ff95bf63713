use std::collections::BTreeMap;

use super::{AccountId, FeedbackId, Fields, FieldsBuilder};
use crate::UnixMillis;
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// What sort of word about the app it is.
    pub enum FeedbackSort {
        /// 投诉
        Complaint => "complaint",
        /// 建议
        Idea => "idea",
        /// 表扬
        Praise => "praise",
    }
}

/// What somebody says about the app itself (投诉建议), and what an operator answered. It lies in
/// its author's own scope: no colleague and no supervisor is sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// Which.
    pub id: FeedbackId,
    /// What sort it is.
    pub sort: FeedbackSort,
    /// What they say.
    pub text: String,
    /// How to reach them, if they want that; empty for none.
    pub contact: String,
    /// Whose account.
    pub author: Option<AccountId>,
    /// When.
    pub written_at: UnixMillis,
    /// What they used: version, screen and device, as they were shown it before it was sent.
    pub about: String,
    /// What an operator answered; empty before that.
    pub answer: String,
    /// When.
    pub answered_at: Option<UnixMillis>,
}

impl Feedback {
    /// Reads one; none without a text.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let sort = fields.word("sort");
        Some(Self {
            id: record.id.into(),
            sort: sort.unwrap_or(FeedbackSort::Idea),
            text: fields.text("text")?.to_owned(),
            contact: fields.string("contact"),
            author: fields.parse("author"),
            written_at: fields
                .millis("written_at")
                .unwrap_or_else(|| record.clocks.at.wall()),
            about: fields.string("about"),
            answer: fields.string("answer"),
            answered_at: fields.millis("answered_at"),
        })
    }

    /// What its author writes.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("sort", self.sort.as_str())
            .set("text", self.text.as_str())
            .text("contact", &self.contact)
            .maybe("author", self.author)
            .set("written_at", self.written_at.0)
            .text("about", &self.about)
            .build()
    }

    /// What an operator writes.
    #[must_use]
    pub fn answered(answer: &str, at: UnixMillis) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("answer", answer)
            .set("answered_at", at.0)
            .build()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::Kind;
    use crate::merge::{Patch, RecordId, ReplicaId, Stamp, plan};

    fn said() -> Feedback {
        Feedback {
            id: FeedbackId(Uuid::from_u128(1)),
            sort: FeedbackSort::Complaint,
            text: "字太小".into(),
            contact: "0691-2120000".into(),
            author: Some(AccountId(Uuid::from_u128(2))),
            written_at: UnixMillis(1_795_406_400_000),
            about: "0.1.0 · 今日 · Android".into(),
            answer: String::new(),
            answered_at: None,
        }
    }

    fn stamp(millis: i64) -> Stamp {
        Stamp::new(UnixMillis(millis), 0, ReplicaId::HUB)
    }

    #[test]
    fn an_answer_joins_what_was_said_without_a_disagreement() {
        let said = said();
        let patch = Patch::create(Kind::Feedback, RecordId(said.id.0), said.fields());
        let record = Record::from_patch(&patch, stamp(1_795_406_400_000));
        assert_eq!(Feedback::read(&record), Some(said.clone()));
        let at = UnixMillis(1_795_406_500_000);
        let answer = Patch::edit(&record, Feedback::answered("可以在“我的”里调大", at));
        let record = plan(Some(&record), &answer, stamp(at.0)).record;
        let read = Feedback::read(&record).unwrap();
        assert_eq!(read.answer, "可以在“我的”里调大");
        assert_eq!((read.answered_at, read.text), (Some(at), said.text));
        assert_eq!(record.conflicts().count(), 0);
    }

    #[test]
    fn a_sort_of_a_newer_version_is_kept_and_no_text_is_no_feedback() {
        let fields = FieldsBuilder::new().set("sort", "question");
        let patch = Patch::create(Kind::Feedback, RecordId(Uuid::from_u128(1)), fields.build());
        assert_eq!(Feedback::read(&Record::from_patch(&patch, stamp(1))), None);
        let fields = FieldsBuilder::new()
            .set("sort", "question")
            .set("text", "怎么改名");
        let patch = Patch::create(Kind::Feedback, RecordId(Uuid::from_u128(1)), fields.build());
        let read = Feedback::read(&Record::from_patch(&patch, stamp(1))).unwrap();
        assert_eq!(read.sort.as_str(), "question");
    }
}

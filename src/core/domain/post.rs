use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use super::{Fields, FieldsBuilder, PostId};
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// What somebody signs up for.
    pub enum PostSort {
        /// 志愿岗位
        Service => "service",
        /// 文化活动
        Activity => "activity",
    }
}

/// A volunteer post or a cultural activity of the community, with seats to sign up for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Which.
    pub id: PostId,
    /// `义务理发`
    pub title: String,
    /// A post or an activity.
    pub sort: PostSort,
    /// `社区服务中心一楼`
    pub place: String,
    /// Its day.
    pub on: Date,
    /// When it begins, on that day.
    pub from: Time,
    /// When it ends, after it began.
    pub to: Time,
    /// How many may come: 1 to [`Self::SEATS`].
    pub seats: i64,
    /// What to bring, what to know.
    pub text: String,
    /// It does not take place.
    pub cancelled: bool,
    /// How many have signed up, those who wait for a seat too. The hub alone counts.
    pub taken: i64,
}

impl Post {
    /// The most seats of one post.
    pub const SEATS: i64 = 500;
    /// The field that only the hub writes.
    pub const TAKEN: &'static str = "taken";

    /// Reads a post; none without a title, a day, its hours and seats.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let (from, to) = (time(fields, "from")?, time(fields, "to")?);
        Some(Self {
            id: record.id.into(),
            title: fields.text("title")?.to_owned(),
            sort: fields.word("sort").unwrap_or(PostSort::Service),
            place: fields.string("place"),
            on: fields.date("on")?,
            from,
            to,
            seats: fields.int("seats")?.clamp(1, Self::SEATS),
            text: fields.string("text"),
            cancelled: fields.flag("cancelled"),
            taken: fields.int(Self::TAKEN).unwrap_or(0).max(0),
        })
    }

    /// Its fields, without what the hub counts.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("title", self.title.as_str())
            .set("sort", self.sort.as_str())
            .text("place", &self.place)
            .set("on", self.on.to_string())
            .set("from", Self::hour(self.from))
            .set("to", Self::hour(self.to))
            .set("seats", self.seats)
            .text("text", &self.text)
            .maybe("cancelled", self.cancelled.then_some(true))
            .build()
    }

    /// A time of day as it is written: `09:00`.
    #[must_use]
    pub fn hour(time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// How long it takes, in minutes.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
        (minute(self.to) - minute(self.from)).max(0)
    }

    /// Whether it is still to come, or under way, on `today`.
    #[must_use]
    pub fn is_ahead(&self, today: Date) -> bool {
        !self.cancelled && self.on >= today
    }
}

fn time(fields: Fields<'_>, name: &str) -> Option<Time> {
    fields.parse(name)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use uuid::Uuid;

    use super::*;
    use crate::UnixMillis;
    use crate::domain::Kind;
    use crate::merge::{Patch, RecordId, ReplicaId, Stamp};

    fn record(fields: BTreeMap<FieldName, Value>) -> Record {
        let stamp = Stamp::new(UnixMillis(1_795_406_400_000), 0, ReplicaId::HUB);
        let id = RecordId(Uuid::from_u128(1));
        Record::from_patch(&Patch::create(Kind::Post, id, fields), stamp)
    }

    #[test]
    fn a_post_is_read_as_it_was_written_and_not_at_all_without_its_hours() {
        let post = Post {
            id: PostId(Uuid::from_u128(1)),
            title: "义务理发".into(),
            sort: PostSort::Activity,
            place: "社区服务中心一楼".into(),
            on: date(2026, 12, 5),
            from: time(9, 0, 0, 0),
            to: time(11, 30, 0, 0),
            seats: 3,
            text: "带上剪刀".into(),
            cancelled: false,
            taken: 0,
        };
        assert_eq!(Post::read(&record(post.fields())), Some(post.clone()));
        assert_eq!(post.minutes(), 150);
        let mut wrong = post.fields();
        wrong.insert(FieldName::known("from"), "half past".into());
        assert_eq!(Post::read(&record(wrong)), None);
    }
}

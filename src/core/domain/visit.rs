use std::collections::BTreeMap;

use super::{AccountId, CampaignId, Fields, FieldsBuilder, Host, Picture, VisitId};
use crate::UnixMillis;
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// Why somebody calls.
    pub enum Purpose {
        /// 日常走访
        Routine => "routine",
        /// 关爱
        Care => "care",
        /// 回访
        FollowUp => "follow_up",
        /// 政策宣传
        Policy => "policy",
        /// 安全
        Safety => "safety",
        /// 健康
        Health => "health",
    }
}

text_enum! {
    /// How the call went. Only [`Outcome::Met`] counts as a visit.
    pub enum Outcome {
        /// 见到人
        Met => "met",
        /// 无人在家
        NobodyHome => "nobody_home",
        /// 拒访
        Refused => "refused",
        /// 已搬离
        MovedAway => "moved_away",
    }
}

/// One call at a door or a counter. Immutable: a correction is a new visit that names the one it corrects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Which.
    pub id: VisitId,
    /// Whom it is paid to.
    pub host: Host,
    /// Who called.
    pub visitor: AccountId,
    /// When the form was opened.
    pub started_at: UnixMillis,
    /// When it was saved.
    pub ended_at: UnixMillis,
    /// Why.
    pub purpose: Purpose,
    /// How it went.
    pub outcome: Outcome,
    /// Whether all answers are as last time.
    pub unchanged: bool,
    /// Checklist answers by item code.
    pub answers: BTreeMap<String, String>,
    /// Anything else.
    pub note: String,
    /// The visit that this one corrects.
    pub corrects: Option<VisitId>,
    /// The campaign it was made for.
    pub campaign: Option<CampaignId>,
    /// Pictures taken, in order.
    pub photos: Vec<Picture>,
    /// What the resident signed.
    pub signature: Option<Picture>,
}

impl Visit {
    /// The set of checklist answers: each is a field `answer/<item>`.
    pub const ANSWER: &'static str = "answer";

    /// Reads a visit; none without host, visitor and outcome.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let ended_at = fields.millis("ended_at")?;
        let own = |(item, answer): (&str, &str)| (item.to_owned(), answer.to_owned());
        Some(Self {
            id: record.id.into(),
            host: Host::read(&fields)?,
            visitor: fields.parse("visitor")?,
            started_at: fields.millis("started_at").unwrap_or(ended_at),
            ended_at,
            purpose: fields.word("purpose").unwrap_or(Purpose::Routine),
            outcome: fields.word("outcome")?,
            unchanged: fields.flag("unchanged"),
            answers: fields.answers(Self::ANSWER).map(own).collect(),
            note: fields.string("note"),
            corrects: fields.parse("corrects"),
            campaign: fields.parse("campaign"),
            photos: Picture::read(fields, Picture::PHOTO),
            signature: Picture::read(fields, Picture::SIGNATURE).pop(),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let answers = self
            .answers
            .iter()
            .map(|(item, answer)| (item.as_str(), answer.as_str()));
        let mut fields = self
            .host
            .set(FieldsBuilder::new())
            .set("visitor", self.visitor)
            .set("started_at", self.started_at.0)
            .set("ended_at", self.ended_at.0)
            .set("purpose", self.purpose.as_str())
            .set("outcome", self.outcome.as_str())
            .maybe("unchanged", self.unchanged.then_some(true))
            .answers(Self::ANSWER, answers)
            .text("note", &self.note)
            .maybe("corrects", self.corrects)
            .maybe("campaign", self.campaign)
            .build();
        let photos = self.photos.iter().enumerate();
        fields.extend(photos.filter_map(|(place, photo)| photo.field(Picture::PHOTO, place)));
        let signature = self.signature.as_ref();
        fields.extend(signature.and_then(|picture| picture.field(Picture::SIGNATURE, 0)));
        fields
    }
}

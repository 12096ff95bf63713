use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};

use crate::domain::{Fields, FieldsBuilder, HealthSessionId, Post};
use crate::merge::{FieldName, Record, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// What a health session offers: the thirteen services of 国家基本公共卫生服务规范, and what
    /// the station itself does.
    pub enum HealthService {
        /// 居民健康档案
        Records => "records",
        /// 健康教育
        Education => "education",
        /// 预防接种
        Vaccination => "vaccination",
        /// 0～6 岁儿童健康管理
        Children => "children",
        /// 孕产妇健康管理
        Maternal => "maternal",
        /// 老年人健康管理
        Elderly => "elderly",
        /// 高血压患者健康管理
        Hypertension => "hypertension",
        /// 2 型糖尿病患者健康管理
        Diabetes => "diabetes",
        /// 严重精神障碍患者管理
        MentalIllness => "mental_illness",
        /// 肺结核患者健康管理
        Tuberculosis => "tuberculosis",
        /// 中医药健康管理
        ChineseMedicine => "chinese_medicine",
        /// 传染病及突发公共卫生事件报告和处理
        Epidemics => "epidemics",
        /// 卫生监督协管
        Supervision => "supervision",
        /// 义诊
        FreeClinic => "free_clinic",
        /// 家庭医生签约
        FamilyDoctor => "family_doctor",
        /// 测血压、血糖
        Measuring => "measuring",
    }
}

/// Doctors at the health station, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealthSession {
    /// Which.
    pub id: HealthSessionId,
    /// Its day.
    pub on: Date,
    /// When it begins, on that day.
    pub from: Time,
    /// When it ends, after it began.
    pub to: Time,
    /// `健康加油站一楼`
    pub place: String,
    /// Their names; at most [`Self::DOCTORS`].
    pub doctors: Vec<String>,
    /// What it offers.
    pub services: BTreeSet<HealthService>,
    /// How many may book: 1 to [`Self::SEATS`]; none: as many as come.
    pub seats: Option<i64>,
    /// It does not take place.
    pub cancelled: bool,
    /// How many have booked, those who wait for a seat too. The hub alone counts.
    pub booked: i64,
}

impl HealthSession {
    /// The most doctors of one session.
    pub const DOCTORS: usize = 4;
    /// The most seats of one session.
    pub const SEATS: i64 = 500;
    /// The set of what it offers: each is a field `service/<word>` of its own.
    pub const SERVICE: &'static str = "service";
    /// The field that only the hub writes.
    pub const BOOKED: &'static str = "booked";
    /// What stands between two doctors' names.
    const BETWEEN: char = '、';

    /// Reads a session; none without a day and its hours.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let services = fields.members(Self::SERVICE).map(HealthService::from);
        Some(Self {
            id: record.id.into(),
            on: fields.date("on")?,
            from: fields.parse("from")?,
            to: fields.parse("to")?,
            place: fields.string("place"),
            doctors: Self::names(fields.text("doctors").unwrap_or_default()),
            services: services.collect(),
            seats: fields.int("seats").map(|it| it.clamp(1, Self::SEATS)),
            cancelled: fields.flag("cancelled"),
            booked: fields.int(Self::BOOKED).unwrap_or(0).max(0),
        })
    }

    /// Its fields, without what the hub counts.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let services = self.services.iter().map(HealthService::as_str);
        FieldsBuilder::new()
            .set("on", self.on.to_string())
            .set("from", Post::hour(self.from))
            .set("to", Post::hour(self.to))
            .text("place", &self.place)
            .text("doctors", &Self::joined(&self.doctors))
            .members(Self::SERVICE, services)
            .maybe("seats", self.seats)
            .maybe("cancelled", self.cancelled.then_some(true))
            .build()
    }

    /// Doctors' names as somebody typed them, one after the other.
    #[must_use]
    pub fn names(typed: &str) -> Vec<String> {
        let between = |c| matches!(c, '、' | ',' | '，' | ';' | '；' | '\n');
        let names = typed.split(between).map(str::trim);
        let names = names.filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    }

    /// Doctors' names as they are written.
    #[must_use]
    pub fn joined(names: &[String]) -> String {
        names.join(Self::BETWEEN.encode_utf8(&mut [0; 4]))
    }

    /// Whether it is still to come, or under way, on `today`.
    #[must_use]
    pub fn is_ahead(&self, today: Date) -> bool {
        !self.cancelled && self.on >= today
    }
}

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::text_enum::text_enum;

/// What a figure suggests to do: never what somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Nothing stands out.
    Fine,
    /// Measure again on another day (复测).
    Recheck,
    /// See a doctor (就医).
    SeeDoctor,
    /// See a doctor at once (马上就医).
    SeeDoctorNow,
}

/// Blood pressure at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pressure {
    /// In mmHg, within [`Pressure::SYSTOLIC`].
    pub systolic: i64,
    /// In mmHg, within [`Pressure::DIASTOLIC`], below the systolic.
    pub diastolic: i64,
    /// A minute, within [`Pressure::PULSE`].
    pub pulse: Option<i64>,
}

impl Pressure {
    /// What a meter shows of a living person, in mmHg.
    pub const SYSTOLIC: RangeInclusive<i64> = 50..=300;
    /// What a meter shows of a living person, in mmHg.
    pub const DIASTOLIC: RangeInclusive<i64> = 20..=200;
    /// What a meter shows of a living person, a minute.
    pub const PULSE: RangeInclusive<i64> = 20..=250;
    /// Beyond these somebody is asked whether they typed what they read.
    const USUAL: [RangeInclusive<i64>; 3] = [80..=220, 45..=130, 40..=150];

    /// From here on it is high, systolic and diastolic, in mmHg: 诊室血压 ≥ 140/90
    /// (中国高血压防治指南, 2024).
    pub const HIGH: (i64, i64) = (140, 90);
    /// From here on a patient is referred at once, systolic and diastolic, in mmHg
    /// (国家基本公共卫生服务规范, third edition, 高血压患者健康管理: 收缩压 ≥ 180 和/或 舒张压 ≥ 110).
    pub const URGENT: (i64, i64) = (180, 110);
    /// Below these it is low, systolic and diastolic, in mmHg: 90/60.
    pub const LOW: (i64, i64) = (90, 60);

    /// The field that cannot be so; none if all can.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        if !Self::SYSTOLIC.contains(&self.systolic) {
            Some("systolic")
        } else if !Self::DIASTOLIC.contains(&self.diastolic) || self.diastolic >= self.systolic {
            Some("diastolic")
        } else {
            let odd = self.pulse.is_some_and(|it| !Self::PULSE.contains(&it));
            odd.then_some("pulse")
        }
    }

    /// Whether somebody should be asked if they typed what they read.
    #[must_use]
    pub fn is_unusual(&self) -> bool {
        let [systolic, diastolic, pulse] = &Self::USUAL;
        !systolic.contains(&self.systolic)
            || !diastolic.contains(&self.diastolic)
            || self.pulse.is_some_and(|it| !pulse.contains(&it))
    }

    /// What it suggests.
    #[must_use]
    pub const fn advice(&self) -> Advice {
        if self.systolic >= Self::URGENT.0 || self.diastolic >= Self::URGENT.1 {
            Advice::SeeDoctorNow
        } else if self.systolic >= Self::HIGH.0 || self.diastolic >= Self::HIGH.1 {
            Advice::SeeDoctor
        } else if self.systolic < Self::LOW.0 || self.diastolic < Self::LOW.1 {
            Advice::Recheck
        } else {
            Advice::Fine
        }
    }
}

text_enum! {
    /// When glucose was measured.
    pub enum Sampled {
        /// 空腹: eight hours without food
        Fasting => "fasting",
        /// 餐后 2 小时
        AfterMeal => "after_meal",
        /// 随机
        Random => "random",
    }
}

/// Blood glucose at one time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Glucose {
    /// In tenths of mmol/L, within [`Glucose::TENTHS`].
    pub tenths: i64,
    /// When.
    pub sampled: Sampled,
}

impl Glucose {
    /// What a meter shows, in tenths of mmol/L.
    pub const TENTHS: RangeInclusive<i64> = 5..=500;
    /// Beyond these somebody is asked whether they typed what they read.
    const USUAL: RangeInclusive<i64> = 30..=250;

    /// Below this it is low, in tenths of mmol/L: < 3.9 is 低血糖 of whoever is under treatment
    /// (中国 2 型糖尿病防治指南, 2020), and a patient is referred at once
    /// (国家基本公共卫生服务规范, third edition, 2 型糖尿病患者健康管理).
    pub const LOW: i64 = 39;
    /// From here on a patient is referred at once, in tenths of mmol/L (the same: 血糖 ≥ 16.7).
    pub const URGENT: i64 = 167;

    /// From here on it is high, in tenths of mmol/L: 7.0 fasting, 11.1 otherwise
    /// (中国 2 型糖尿病防治指南, 2020).
    #[must_use]
    pub const fn high(sampled: &Sampled) -> i64 {
        match sampled {
            Sampled::Fasting => 70,
            _ => 111,
        }
    }

    /// From here on it is worth another look, in tenths of mmol/L: 6.1 fasting, 7.8 two hours after
    /// a meal (the same: 空腹血糖受损, 糖耐量减低).
    #[must_use]
    pub const fn raised(sampled: &Sampled) -> i64 {
        match sampled {
            Sampled::Fasting => 61,
            Sampled::AfterMeal => 78,
            _ => 111,
        }
    }

    /// The field that cannot be so; none if all can.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        if !Self::TENTHS.contains(&self.tenths) {
            Some("glucose")
        } else {
            matches!(self.sampled, Sampled::Other(_)).then_some("sampled")
        }
    }

    /// Whether somebody should be asked if they typed what they read.
    #[must_use]
    pub fn is_unusual(&self) -> bool {
        !Self::USUAL.contains(&self.tenths)
    }

    /// What it suggests.
    #[must_use]
    pub const fn advice(&self) -> Advice {
        if self.tenths < Self::LOW || self.tenths >= Self::URGENT {
            Advice::SeeDoctorNow
        } else if self.tenths >= Self::high(&self.sampled) {
            Advice::SeeDoctor
        } else if self.tenths >= Self::raised(&self.sampled) {
            Advice::Recheck
        } else {
            Advice::Fine
        }
    }
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// 血压
    Pressure(Pressure),
    /// 血糖
    Glucose(Glucose),
}

impl Reading {
    /// The field that cannot be so; none if all can.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        match self {
            Self::Pressure(pressure) => pressure.fault(),
            Self::Glucose(glucose) => glucose.fault(),
        }
    }

    /// Whether somebody should be asked if they typed what they read.
    #[must_use]
    pub fn is_unusual(&self) -> bool {
        match self {
            Self::Pressure(pressure) => pressure.is_unusual(),
            Self::Glucose(glucose) => glucose.is_unusual(),
        }
    }

    /// What it suggests.
    #[must_use]
    pub const fn advice(&self) -> Advice {
        match self {
            Self::Pressure(pressure) => pressure.advice(),
            Self::Glucose(glucose) => glucose.advice(),
        }
    }
}

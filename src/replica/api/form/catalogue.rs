use chuanmen_core::domain::{Guide, Interval, Party};
use serde::{Deserialize, Serialize};

/// How often to visit, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EveryForm {
    /// How many; empty for no rule.
    pub count: String,
    /// Days rather than months.
    pub days: bool,
}

impl EveryForm {
    /// The form of what is set.
    #[must_use]
    pub fn of(every: Option<Interval>) -> Self {
        let (count, days) = match every {
            Some(Interval::Months(months)) => (months.to_string(), false),
            Some(Interval::Days(days)) => (days.to_string(), true),
            None => Default::default(),
        };
        Self { count, days }
    }
}

/// The form of a care tag, with how often to visit those who have it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareTagForm {
    /// `独居老人`.
    pub name: String,
    /// How much a day overdue counts, 1 to 10; as typed.
    pub weight: String,
    /// Shown to supervisors and grid members only.
    pub restricted: bool,
    /// How often to visit.
    pub every: EveryForm,
}

/// The form of a category of needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedCategoryForm {
    /// `公共设施`.
    pub name: String,
    /// Days until such a need should be resolved, 1 to 365; as typed.
    pub days: String,
    /// Working days rather than days of the calendar.
    pub working: bool,
    /// Whose such needs usually are.
    pub party: Option<Party>,
}

/// The form of an entry of the service handbook, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideForm {
    /// `高龄津贴`.
    pub title: String,
    /// `养老`.
    pub category: String,
    /// What it is.
    pub summary: String,
    /// Who may have it.
    pub eligibility: String,
    /// Which papers to bring, a line each.
    pub papers: String,
    /// Which window.
    pub place: String,
    /// When that is open.
    pub hours: String,
    /// Its telephone.
    pub phone: String,
}

impl GuideForm {
    /// The most entries that are saved at once.
    pub const AT_ONCE: usize = 200;

    /// This form, with what it leaves empty as `before` has it.
    #[must_use]
    pub fn over(&self, before: Self) -> Self {
        let or = |said: &String, before: String| match said.trim().is_empty() {
            true => before,
            false => said.clone(),
        };
        Self {
            title: or(&self.title, before.title),
            category: or(&self.category, before.category),
            summary: or(&self.summary, before.summary),
            eligibility: or(&self.eligibility, before.eligibility),
            papers: or(&self.papers, before.papers),
            place: or(&self.place, before.place),
            hours: or(&self.hours, before.hours),
            phone: or(&self.phone, before.phone),
        }
    }

    /// The form of an entry that is there.
    #[must_use]
    pub fn of(guide: Guide) -> Self {
        Self {
            title: guide.title,
            category: guide.category,
            summary: guide.summary,
            eligibility: guide.eligibility,
            papers: guide.papers.join("\n"),
            place: guide.place,
            hours: guide.hours,
            phone: guide.phone,
        }
    }
}

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::only::Only;
use crate::UnixMillis;
use crate::domain::Kind;
use crate::merge::RecordId;
use crate::text_enum::text_enum;

text_enum! {
    /// A report that can be seen, printed and exported.
    pub enum ReportName {
        /// 诉求台账: needs with state, holder, due day and age.
        Needs => "needs",
        /// 未走访关爱户: care households not met in time.
        Care => "care",
        /// 关爱户名册: every care household.
        Register => "care_register",
        /// 微心愿台账: wishes with state and claim.
        Wishes => "wishes",
        /// 走访台账: visits of the month.
        Visits => "visits",
        /// 人户台账: every household.
        Households => "households",
        /// 居民台账: everybody who lives there.
        Residents => "residents",
        /// 单位台账: every organisation.
        Organisations => "organisations",
        /// 需求清单: open needs that wait for a resource.
        NeedsList => "needs_list",
        /// 资源清单: what units can give.
        ResourcesList => "resources_list",
        /// 项目清单: what answers needs with resources.
        ProjectsList => "projects_list",
        /// 责任清单: who answers for which grid or building.
        Duties => "duties",
        /// 志愿服务时长: who served where and how long. Only the desk has it.
        Hours => "hours",
        /// 积分台账: volunteers' points, entry by entry. Only the desk has it.
        Points => "points",
    }
}

impl ReportName {
    /// What it is called: `诉求台账`. A newer version's report goes by its word.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Needs => "诉求台账",
            Self::Care => "未走访关爱户",
            Self::Register => "关爱户名册",
            Self::Wishes => "微心愿台账",
            Self::Visits => "走访台账",
            Self::Households => "人户台账",
            Self::Residents => "居民台账",
            Self::Organisations => "单位台账",
            Self::NeedsList => "需求清单",
            Self::ResourcesList => "资源清单",
            Self::ProjectsList => "项目清单",
            Self::Duties => "责任清单",
            Self::Hours => "志愿服务时长",
            Self::Points => "积分台账",
            Self::Other(word) => word,
        }
    }

    /// Whether it says what stands today, whichever month is asked for.
    #[must_use]
    pub const fn is_of_today(&self) -> bool {
        matches!(
            self,
            Self::Register
                | Self::Households
                | Self::Residents
                | Self::Organisations
                | Self::NeedsList
                | Self::ResourcesList
                | Self::ProjectsList
                | Self::Duties
        )
    }

    /// Of which kind the records are that its rows lead to; none of those that lead nowhere. A
    /// resident is at home in their household.
    #[must_use]
    pub const fn leads_to(&self) -> Option<Kind> {
        match self {
            Self::Needs | Self::NeedsList => Some(Kind::Need),
            Self::Wishes => Some(Kind::Wish),
            Self::Care | Self::Register | Self::Visits | Self::Households | Self::Residents => {
                Some(Kind::Household)
            }
            Self::Organisations => Some(Kind::Organisation),
            Self::ResourcesList
            | Self::ProjectsList
            | Self::Duties
            | Self::Hours
            | Self::Points
            | Self::Other(_) => None,
        }
    }

    /// Whether it says what only a community's own supervisors know: `desk/…`.
    #[must_use]
    pub const fn is_of_the_desk(&self) -> bool {
        matches!(self, Self::Hours | Self::Points)
    }
}

text_enum! {
    /// What the cells of a column hold. A cell may be empty in any of them.
    #[derive(Default)]
    pub enum ColumnKind {
        /// Text.
        #[default]
        Text => "text",
        /// Whole numbers, and as text those with a fraction: `12800.50`.
        Number => "number",
        /// Days, each as text `2026-11-23`.
        Date => "date",
    }
}

/// Rows and columns, as a screen, a CSV file and a spreadsheet all show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Which report.
    pub name: ReportName,
    /// What it says at the top, in Chinese.
    pub title: String,
    /// What the hub narrowed it to. A hub that cannot says nothing here and leaves nothing out.
    #[serde(default, skip_serializing_if = "Only::is_everything")]
    pub only: Only,
    /// When the hub computed it.
    pub at: UnixMillis,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
    /// The record that each row leads to; none where a row is not of one record. No file has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
}

/// The records that a table's rows lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Of which kind all of them are.
    pub kind: Kind,
    /// Of each row its own.
    pub ids: Vec<RecordId>,
}

impl About {
    /// Of rows that are still to come.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            ids: Vec::new(),
        }
    }
}

impl Table {
    /// The same without its rows, and the rows.
    #[must_use]
    pub fn apart(mut self) -> (Self, Rows<'static>) {
        let ids = self
            .about
            .as_mut()
            .map(|about| std::mem::take(&mut about.ids));
        let ids = ids.into_iter().flatten().map(Some);
        let ids = ids.chain(std::iter::repeat(None));
        let rows = std::mem::take(&mut self.rows).into_iter().zip(ids);
        let rows = rows.map(|(cells, id)| Row { cells, id });
        (self, Box::new(rows))
    }

    /// The same with these rows after its own.
    #[must_use]
    pub fn with(mut self, rows: Rows<'_>) -> Self {
        for Row { cells, id } in rows {
            self.rows.push(cells);
            if let Some(about) = &mut self.about {
                about.ids.extend(id);
            }
        }
        self
    }

    /// Leaves only some rows, each with its record.
    pub fn retain(&mut self, keep: impl FnMut(&Vec<Cell>) -> bool) {
        let kept: Vec<_> = self.rows.iter().map(keep).collect();
        let mut of_rows = kept.iter();
        self.rows.retain(|_| of_rows.next() == Some(&true));
        if let Some(about) = &mut self.about {
            let mut of_ids = kept.iter();
            about.ids.retain(|_| of_ids.next() == Some(&true));
        }
    }
}

/// A row on its way into a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// A cell per column.
    pub cells: Vec<Cell>,
    /// The record that it leads to, of the kind that its table says.
    pub id: Option<RecordId>,
}

impl Row {
    /// A row that leads to a record.
    #[must_use]
    pub fn of(id: impl Into<RecordId>, cells: Vec<Cell>) -> Self {
        Self {
            cells,
            id: Some(id.into()),
        }
    }
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self { cells, id: None }
    }
}

/// A table's rows, each made when it is taken, so that nobody has to hold them all.
pub type Rows<'f> = Box<dyn Iterator<Item = Row> + 'f>;

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// For programs: `due_on`.
    pub key: String,
    /// For people: `最迟`.
    pub title: String,
    /// What its cells hold.
    #[serde(default)]
    pub kind: ColumnKind,
    /// In a form, the key of the report's column that fills it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

impl Column {
    /// A column of a report.
    #[must_use]
    pub fn new(key: impl Into<String>, title: impl Into<String>, kind: ColumnKind) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            kind,
            from: None,
        }
    }
}

/// A cell. Numbers stay numbers in a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// A number.
    Number(i64),
    /// Text; a date is `2026-11-23`; the empty text is an empty cell.
    Text(String),
}

impl Cell {
    /// Nothing.
    pub const EMPTY: Self = Self::Text(String::new());
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Text(day.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::EMPTY, Into::into)
    }
}

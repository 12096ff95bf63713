use serde::{Serialize, Serializer};

use super::column_letters;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing of the file can be written.
    Stop,
    /// The row is not written.
    Error,
    /// The row is not written: it is there already.
    Duplicate,
    /// The row is written; somebody should look.
    Notice,
}

impl Severity {
    /// Stable: programs may match on it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Error => "error",
            Self::Duplicate => "duplicate",
            Self::Notice => "notice",
        }
    }

    /// In a word, for a table.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stop => "不能导入",
            Self::Error => "错误",
            Self::Duplicate => "重复",
            Self::Notice => "提醒",
        }
    }
}

/// Declares what can be wrong at a cell: its code, how much it matters, and its sentence.
macro_rules! problem_codes {
    ($($(#[$meta:meta])* $name:ident = $code:literal, $severity:ident, $sentence:literal;)+) => {
        /// What is wrong at a row or a cell.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode { $($(#[$meta])* #[doc = $sentence] $name,)+ }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable: programs may match on it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// How much it matters.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// What to say about it.
            #[must_use]
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$name => $sentence,)+ }
            }
        }
    };
}

problem_codes! {
    HeadingsMissing = "headings.missing", Stop, "没有找到表头，请用模板里的列名。";
    ColumnMissing = "column.missing", Stop, "缺少这一列。";
    ColumnTwice = "column.twice", Stop, "有两列说的是同一件事，请删去一列，或指明用哪一列。";
    ColumnUnknown = "column.unknown", Notice, "不认识这一列，不导入它。";
    CellFormula = "cell.formula", Error, "这一格是公式，请改成数值。";
    CellError = "cell.error", Error, "这一格是表格的错误值。";
    CellMerged = "cell.merged", Error, "这一格和别的格合并了，请取消合并，每格都填。";
    CellDay = "cell.day", Error, "这一格被表格当成了日期，请设为文本再填。";
    CellTooLong = "cell.too_long", Error, "太长了，最多 100 个字。";
    NameMissing = "name.missing", Error, "没有填姓名。空置的、还不知道住着谁的，填房屋性质，个人信息都不填。";
    BuildingMissing = "building.missing", Error, "没有填楼栋。";
    RoomMissing = "room.missing", Error, "没有填房号。";
    GridMissing = "grid.missing", Error, "没有填网格。";
    CompoundMissing = "compound.missing", Error, "有楼栋，没有填小区。";
    NumberTaken = "number.taken", Error, "这个小区里别的楼已经用了这个号，请先改那一栋的号。";
    GridUnknown = "grid.unknown", Error, "社区里没有这个网格。";
    CompoundUnknown = "compound.unknown", Error, "没有这个小区，请先导入小区和楼栋。";
    BuildingUnknown = "building.unknown", Error, "没有这一栋，请先导入小区和楼栋。";
    BuildingAmbiguous = "building.ambiguous", Error, "不止一个小区有这一栋，请填小区或网格。";
    UnitMissing = "unit.missing", Error, "几个单元都有这个房号，请填单元。";
    FloorForm = "floor.form", Error, "楼层要填数字，-10 到 200。";
    CitizenIdForm = "citizen_id.form", Error, "身份证号应是 17 位数字加一位校验码。";
    CitizenIdBirthDate = "citizen_id.birth_date", Error, "身份证号里的出生日期不存在。";
    CitizenIdCheck = "citizen_id.check", Error, "身份证号有一位不对：校验码不符。";
    CitizenIdNumber = "citizen_id.number", Error, "身份证号被当成了数字，末几位已丢失，请把这一列设为文本再重填。";
    BornForm = "born.form", Error, "看不出是哪一天，请写成 1950-03-08。";
    BornFuture = "born.future", Error, "出生日期在今天之后。";
    BornTooEarly = "born.too_early", Error, "出生日期太早了。";
    BornDiffers = "born.differs", Error, "出生日期和身份证号不符。";
    SexForm = "sex.form", Error, "性别请填“男”或“女”。";
    SexDiffers = "sex.differs", Error, "性别和身份证号不符。";
    PhoneForm = "phone.form", Error, "电话应是 5 到 20 位数字。";
    RelationUnknown = "relation.unknown", Error, "不认识这个关系，请填户主、配偶、子女、父母等。";
    HousingUnknown = "housing.unknown", Error, "房屋性质请填自住、租住、合租或空置。";
    YesNoForm = "yes_no.form", Error, "请填“是”或“否”。";
    CareUnknown = "care.unknown", Error, "社区的关爱类别里没有这一类。";
    CareRetired = "care.retired", Error, "这一类关爱类别不再用了。";
    SameInFile = "same.in_file", Duplicate, "上面已有同一身份证号的人。";
    SamePersonInFile = "same.person_in_file", Duplicate, "上面同一户已有同名同生日的人。";
    SameKnown = "same.known", Duplicate, "系统里已有同一身份证号的人。";
    SamePersonKnown = "same.person_known", Duplicate, "系统里同一户已有同名同生日的人。";
    SameAreaKnown = "same.area_known", Duplicate, "系统里已经有了。";
    SameAreaInFile = "same.area_in_file", Duplicate, "上面已有同样的一行。";
    SameHomeKnown = "same.home_known", Duplicate, "系统里已有这一户。";
    SameHomeInFile = "same.home_in_file", Duplicate, "上面已有这一户。";
    MaybeSame = "same.maybe", Notice, "同一户已有同名的人，请核对是不是一个人。";
    SameElsewhereKnown = "same.elsewhere_known", Notice, "系统里别的户有同名同生日的人，请核对是不是一个人。";
    SameElsewhereInFile = "same.elsewhere_in_file", Notice, "上面别的户有同名同生日的人，请核对是不是一个人。";
    HousingDiffers = "housing.differs", Notice, "同一户上面写的房屋性质不同，用上面的。";
}

impl Serialize for ProblemCode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// Something wrong, and where. Never holds a person's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// As a spreadsheet counts it, from 1.
    pub row: u32,
    /// From 0; none if it is about the whole row.
    pub column: Option<usize>,
    /// The column's heading, or what would be its heading; may be empty.
    pub heading: String,
    /// What.
    pub code: ProblemCode,
}

impl Problem {
    /// The cell as a spreadsheet names it, `D7`, or the row.
    #[must_use]
    pub fn place(&self) -> String {
        match self.column {
            Some(column) => format!("{}{}", column_letters(column), self.row),
            None => self.row.to_string(),
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Told<'p> {
            row: u32,
            column: Option<String>,
            heading: &'p str,
            code: ProblemCode,
            severity: Severity,
            message: &'static str,
        }
        Told {
            row: self.row,
            column: self.column.map(column_letters),
            heading: &self.heading,
            code: self.code,
            severity: self.code.severity(),
            message: self.code.sentence(),
        }
        .serialize(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_one_of_its_own_and_says_something() {
        let codes: std::collections::BTreeSet<_> =
            ProblemCode::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), ProblemCode::ALL.len());
        assert!(
            ProblemCode::ALL
                .iter()
                .all(|code| code.sentence().ends_with('。'))
        );
    }

    #[test]
    fn a_problem_names_its_cell_as_a_spreadsheet_does() {
        let problem = Problem {
            row: 7,
            column: Some(27),
            heading: "电话".into(),
            code: ProblemCode::PhoneForm,
        };
        assert_eq!(problem.place(), "AB7");
        let told = serde_json::to_value(&problem).unwrap();
        assert_eq!(told["column"], "AB");
        assert_eq!(told["severity"], "error");
    }
}

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Field, ImportKind};

/// An empty list to fill in: a sheet with the headings, whose cells are texts so that no number
/// loses a digit, and one with an example and what belongs into each column.
///
/// # Errors
/// The workbook cannot be written; in practice never.
pub fn template(kind: ImportKind) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let list = workbook.add_worksheet();
    list.set_name("名单")?;
    write_headings(list, kind)?;
    let text = Format::new().set_num_format("@");
    for (place, _) in (0..).zip(Field::of(kind)) {
        list.set_column_format(place, &text)?;
        list.set_column_width(place, 14)?;
    }
    list.set_freeze_panes(1, 0)?;
    let notes = workbook.add_worksheet();
    notes.set_name("示例和说明")?;
    write_headings(notes, kind)?;
    for (place, field) in (0..).zip(Field::of(kind)) {
        notes.write_string(1, place, example(field))?;
        notes.set_column_width(place, 14)?;
    }
    let wrapped = Format::new().set_align(FormatAlign::Top);
    for (row, field) in (3..).zip(Field::of(kind)) {
        let needed = if field.is_needed(kind) {
            "必填"
        } else {
            "可不填"
        };
        notes.write_string(row, 0, field.heading())?;
        notes.write_string(row, 1, needed)?;
        notes.write_string_with_format(row, 2, note(field), &wrapped)?;
    }
    workbook.save_to_buffer()
}

fn write_headings(sheet: &mut Worksheet, kind: ImportKind) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_background_color(0xDD_EE_EC);
    for (place, field) in (0..).zip(Field::of(kind)) {
        sheet.write_string_with_format(0, place, field.heading(), &bold)?;
    }
    Ok(())
}

/// An invented row: its number is of no region that there is.
pub(super) const fn example(field: Field) -> &'static str {
    match field {
        Field::Grid => "第 1 网格",
        Field::Compound => "花卉园小区",
        Field::Building => "3 栋",
        Field::Unit => "2",
        Field::Floor => "5",
        Field::Room => "501",
        Field::Housing => "自住",
        Field::Name => "玉罕",
        Field::Sex => "女",
        Field::Born => "1949-12-31",
        Field::CitizenId => "11010519491231002X",
        Field::Phone => "15400000042",
        Field::Relation => "户主",
        Field::Ethnicity => "傣族",
        Field::PartyMember => "否",
        Field::FamilyDoctor => "是",
        Field::Care => "独居老人、低保",
        Field::Note => "上午在家",
    }
}

const fn note(field: Field) -> &'static str {
    match field {
        Field::Grid => "网格的名称或数字。",
        Field::Compound => "小区的名称。社区里楼栋号不重复时可不填。",
        Field::Building => "楼栋的名称或数字：3 栋、3 号楼、3 都可以。",
        Field::Unit => "没有单元的楼不填。",
        Field::Floor => "不填时从房号看出：502 是 5 层。",
        Field::Room => "门上写的房号。写成 3-2-501 也可以。",
        Field::Housing => {
            "自住、租住、合租或空置。同一户填一次就够。空置的、还不知道住着谁的，个人信息都不填。"
        }
        Field::Name => "一人一行，同一户的人各占一行。",
        Field::Sex => "男或女。填了身份证号可不填。",
        Field::Born => "1949-12-31、1949/12/31、1949年12月31日都可以。填了身份证号可不填。",
        Field::CitizenId => "18 位。这一列要设为文本，否则末几位会丢失。",
        Field::Phone => "5 到 20 位数字，可带区号。",
        Field::Relation => "户主、配偶、子女、儿媳、女婿、孙子、孙女、父母、兄弟姐妹、租客。",
        Field::Ethnicity => "汉族、傣族……",
        Field::PartyMember => "是或否，也可填政治面貌。",
        Field::FamilyDoctor => "是或否。",
        Field::Care => "社区目录里的关爱类别，几类之间用顿号。",
        Field::Note => "上门的人该知道的事。",
    }
}

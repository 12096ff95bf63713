//! Files as people have them.

use encoding_rs::GB18030;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::sheet;
use crate::import::Sheet;

/// Grid, compound and building; the grids are there.
pub(super) const AREAS: [(&str, &str, &str); 4] = [
    ("1", "花卉园小区", "3 栋"),
    ("1", "花卉园小区", "4 栋"),
    ("2", "江岸小区", "3 栋"),
    ("2", "江岸小区", "5 栋"),
];

pub(super) fn areas() -> Sheet {
    let rows = AREAS.map(|(grid, compound, building)| format!("{grid},{compound},{building}\n"));
    sheet(format!("网格,小区,楼栋\n{}", rows.concat()).as_bytes())
}

const RESIDENTS: &str = "小区,楼栋,单元,房号,姓名,身份证号,电话\n\
    花卉园,3,2,501,玉罕,11010519491231002X,13800692907\n\
    花卉园,3,2,501,岩三,,\n\
    江岸,5,,101,李四,,\n";

pub(super) fn residents() -> Vec<u8> {
    RESIDENTS.into()
}

pub(super) fn gb18030() -> Vec<u8> {
    GB18030.encode(RESIDENTS).0.into_owned()
}

/// A workbook in which much is wrong, a row each.
pub(super) fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let list = workbook.add_worksheet();
    let heads = [
        "小区",
        "楼栋",
        "房号",
        "姓名",
        "出生日期",
        "身份证号",
        "手机号",
        "车牌号",
    ];
    for (column, head) in (0..).zip(heads) {
        list.write(0, column, head).unwrap();
    }
    for row in 1..10 {
        list.write(row, 0, "花卉园").unwrap();
        list.write(row, 1, 3).unwrap();
        list.write(row, 2, 501).unwrap();
        list.write(
            row,
            3,
            [
                "", "玉罕", "岩三", "李四", "王五", "赵六", "孙七", "", "周八", "吴九",
            ][row as usize],
        )
        .unwrap();
    }
    let day = Format::new().set_num_format("yyyy-mm-dd");
    list.write_number_with_format(1, 4, 18_330, &day).unwrap();
    list.write(2, 4, "1950年3月8日").unwrap();
    list.merge_range(2, 0, 3, 0, "花卉园", &Format::new())
        .unwrap();
    list.write(4, 1, Formula::new("=1+2").set_result("3"))
        .unwrap();
    list.write(5, 5, 110_105_194_912_310_020_f64).unwrap();
    list.write(6, 6, "问儿子").unwrap();
    list.write(8, 4, "三月八日").unwrap();
    list.write_number_with_format(9, 2, 46_357, &day).unwrap();
    workbook.save_to_buffer().unwrap()
}

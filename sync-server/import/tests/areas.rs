//! Rows of areas.

use super::*;

#[test]
fn areas_are_made_each_below_its_own_and_those_that_are_there_stay() {
    let plan = judged(
        ImportKind::Areas,
        "网格,小区,楼栋\n\
         1,花卉园小区,3号楼\n\
         第 1 网格,花卉园,５栋\n\
         3,新苑,1\n\
         三网格,新苑小区,2\n\
         3,新苑,2幢\n\
         ,新苑,3\n\
         3,,3\n",
    );
    assert_eq!(
        codes(&plan),
        [
            "C2 same.area_known",
            "C6 same.area_in_file",
            "A7 grid.missing",
            "B8 compound.missing"
        ]
    );
    let areas: Vec<_> = plan
        .areas
        .iter()
        .map(|area| (area.name.as_str(), area.number, area.parent))
        .collect();
    assert_eq!(
        areas,
        [
            ("5 栋", 5, Parent::There(AreaId(id(20)))),
            ("第 3 网格", 3, Parent::There(AreaId(id(1)))),
            ("新苑", 1, Parent::New(1)),
            ("1 栋", 1, Parent::New(2)),
            ("2 栋", 2, Parent::New(2)),
        ]
    );
}

fn numbers(plan: &Plan) -> Vec<(&str, i64)> {
    let areas = plan.areas.iter();
    areas
        .map(|area| (area.name.as_str(), area.number))
        .collect()
}

#[test]
fn a_building_whose_name_says_no_number_gets_one_that_no_other_of_its_compound_has() {
    let plan = judged(
        ImportKind::Areas,
        "网格,小区,楼栋\n\
         1,新苑,A座\n\
         1,新苑,1栋\n\
         1,新苑,3栋\n\
         1,新苑,B座\n\
         1,花卉园,A座\n\
         1,花卉园,5栋\n\
         1,新苑,3号楼\n",
    );
    assert_eq!(codes(&plan), ["C8 same.area_in_file"]);
    assert_eq!(
        numbers(&plan),
        [
            ("新苑", 2),
            ("A座", 4),
            ("1 栋", 1),
            ("3 栋", 3),
            ("B座", 5),
            ("A座", 6),
            ("5 栋", 5),
        ]
    );
}

#[test]
fn a_building_whose_number_another_of_its_compound_has_is_not_made() {
    let standing = standing_with(vec![area(33, AreaLevel::Building, "A座", 20, 7)]);
    let plan = judged_by(
        &standing,
        ImportKind::Areas,
        "网格,小区,楼栋\n\
         1,花卉园,7栋\n\
         1,花卉园,8栋\n\
         2,江岸,7栋\n\
         1,花卉园,7号楼\n",
    );
    assert_eq!(codes(&plan), ["C2 number.taken", "C5 number.taken"]);
    assert_eq!(numbers(&plan), [("8 栋", 8), ("7 栋", 7)]);
    assert_eq!((plan.rows, plan.good), (4, 2));
}

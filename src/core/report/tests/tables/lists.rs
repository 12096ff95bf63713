//! The three lists (三清单).

use super::{assert_typed, column, row};
use crate::domain::{
    Kind, Party, Project, ProjectId, ProjectState, Resource, ResourceId, ResourceKind, Scope,
};
use crate::report::ReportName;
use crate::report::tests::village::*;

#[test]
fn the_three_lists_number_what_stands_today_and_name_each_other() {
    let mut village = Village::new();
    let community = Scope::Community(area(1));
    village.household(GRID_1, 1, "李国华", &[]);
    let waits = village.need_with(GRID_1, "public_facility", "2026-11-14", |need| {
        need.awaits_resource = true;
    });
    village.need(GRID_1, "public_facility", "2026-11-15");
    let done = village.need_with(GRID_1, "public_facility", "2026-11-10", |need| {
        need.awaits_resource = true;
    });
    village.dispatch(done, "2026-11-11", &Party::PropertyCompany);
    village.step(done, "2026-11-12", "resolve");
    let resource = |name: &str| Resource {
        id: ResourceId(uuid::Uuid::nil()),
        name: name.into(),
        kind: ResourceKind::Skills,
        owner: "玉香傣味园".into(),
        organisation: None,
        amount: "2 人".into(),
        hours: "周三".into(),
        contact: "岩温".into(),
        until: None,
        note: String::new(),
        listed: false,
        retired: false,
    };
    let welder = village.add(community, Kind::Resource, resource("电焊").fields());
    village.add(
        Scope::Grid(GRID_1),
        Kind::Resource,
        resource("没核实的").fields(),
    );
    let listed = Resource {
        listed: true,
        kind: ResourceKind::Space,
        ..resource("会议室")
    };
    village.add(Scope::Grid(GRID_2), Kind::Resource, listed.fields());
    let project = Project {
        id: ProjectId(uuid::Uuid::nil()),
        name: "加装扶手".into(),
        needs: [waits.into()].into(),
        resources: [welder.into()].into(),
        party: Some(Party::PropertyCompany),
        budget: Some(128_050),
        steps: Vec::new(),
        state: ProjectState::UnderWay,
        result: String::new(),
    };
    village.add(community, Kind::Project, project.fields());

    let needs = village.table(&ReportName::NeedsList);
    assert_typed(&needs);
    assert_eq!(needs.title, "花卉园社区需求清单（截至2026年11月23日）");
    assert_eq!(column(&needs, "number"), ["1"]);
    assert_eq!(column(&needs, "project"), ["加装扶手"]);
    let resources = village.table(&ReportName::ResourcesList);
    assert_typed(&resources);
    assert_eq!(column(&resources, "number"), ["1", "2"]);
    assert_eq!(column(&resources, "name"), ["会议室", "电焊"]);
    assert_eq!(column(&resources, "projects"), ["", "加装扶手"]);
    let projects = village.table(&ReportName::ProjectsList);
    assert_typed(&projects);
    let row = row(&projects, 0);
    assert_eq!(row["needs"], "楼道灯不亮");
    assert_eq!(row["resources"], "电焊");
    assert_eq!(
        (row["party"].as_str(), row["budget"].as_str()),
        ("物业", "1280.50")
    );
}

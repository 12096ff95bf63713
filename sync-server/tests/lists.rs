//! Who writes the three lists, and how they come as files.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chuanmen_core::domain::{Kind, Scope};
use chuanmen_core::merge::{FieldName, Patch};
use http_body_util::BodyExt;

use super::town::{Town, accepted, community, grid, new, refusal};

const NEED: u128 = 0xb00;
const RESOURCE: u128 = 0xb01;
const PROJECT: u128 = 0xb02;

fn resource(low: u128) -> Patch {
    new(
        Kind::Resource,
        low,
        &[
            ("name", "=1+1 电焊"),
            ("kind", "skills"),
            ("owner", "花园物业"),
        ],
    )
}

fn listed(mut patch: Patch) -> Patch {
    patch.set.insert(FieldName::known("listed"), true.into());
    patch
}

#[tokio::test]
async fn a_project_is_the_communitys_and_only_a_supervisor_takes_up_what_was_offered() {
    let town = Town::new();
    let mut member = town.phone("member");
    let project = || new(Kind::Project, PROJECT, &[("name", "加装扶手")]);
    let own = Scope::Account(member.account);
    for (scope, patch, answer) in [
        (grid(1), project(), "not_granted"),
        (own, resource(1), "not_granted"),
        (grid(1), listed(resource(2)), "not_granted"),
        (community(), resource(3), "read_only"),
        (grid(1), resource(RESOURCE), "accepted"),
    ] {
        let saved = member.saves(scope, vec![patch]);
        let response = town.sync(&member, vec![saved]).await;
        assert_eq!(refusal(&response.answers[0]), answer, "{scope}");
    }
    let mut supervisor = town.phone("supervisor");
    for (scope, patch) in [(community(), project()), (grid(1), listed(resource(4)))] {
        let saved = supervisor.saves(scope, vec![patch]);
        accepted(&town.sync(&supervisor, vec![saved]).await.answers[0]);
    }
}

/// The rows of a list as a spreadsheet, titles first.
async fn sheet(town: &Town, name: &str) -> Vec<Vec<Data>> {
    let supervisor = town.phone("supervisor");
    let path = format!("/v1/reports/{name}?format=xlsx");
    let response = town.call(supervisor.get(&path)).await;
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let first = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&first).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[tokio::test]
async fn each_list_is_read_back_from_its_spreadsheet_and_its_csv() {
    let town = Town::new();
    let mut member = town.phone("member");
    let mut need = new(Kind::Need, NEED, &[("text", "楼梯没扶手")]);
    need.set
        .insert(FieldName::known("awaits_resource"), true.into());
    let saved = member.saves(grid(1), vec![need]);
    accepted(&town.sync(&member, vec![saved]).await.answers[0]);
    let mut supervisor = town.phone("supervisor");
    let mut project = new(
        Kind::Project,
        PROJECT,
        &[("name", "加装扶手"), ("state", "under_way")],
    );
    project
        .set
        .insert(FieldName::known("budget"), 1_280_050.into());
    let member_of = |set: &str, low| {
        let id = super::town::id(low).simple().to_string();
        (FieldName::member(set, &id).unwrap(), true.into())
    };
    project
        .set
        .extend([member_of("need", NEED), member_of("resource", RESOURCE)]);
    let saved = supervisor.saves(community(), vec![project, resource(RESOURCE)]);
    accepted(&town.sync(&supervisor, vec![saved]).await.answers[0]);

    let needs = sheet(&town, "needs_list").await;
    assert_eq!(needs[0][0], Data::String("序号".into()));
    assert_eq!(needs[1][0], Data::Float(1.0));
    assert_eq!(needs[1][7], Data::String("加装扶手".into()));
    let resources = sheet(&town, "resources_list").await;
    assert_eq!(resources[1][3], Data::String("=1+1 电焊".into()));
    let projects = sheet(&town, "projects_list").await;
    assert_eq!(projects[1][2], Data::String("楼梯没扶手".into()));
    assert_eq!(projects[1][5], Data::Float(12_800.5));

    let path = "/v1/reports/resources_list?format=csv";
    let response = town.call(supervisor.get(path)).await;
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.starts_with("\u{feff}序号,资源单位,"), "{text}");
    assert!(text.contains("'=1+1 电焊"), "{text}");
}

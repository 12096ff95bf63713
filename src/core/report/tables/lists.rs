//! The community's three lists (三清单), in the form in which they are handed in and hung up:
//! numbered rows of what stands today.

use super::{Heading, Sorted, in_order};
use crate::domain::{AreaId, Need, Project, Resource};
use crate::report::facts::Facts;
use crate::report::item::{Item, NeedThen};
use crate::report::period::Period;
use crate::report::table::{Cell, ColumnKind, Row};
use crate::report::words;

pub(super) const NEEDS: &[Heading] = &[
    ("number", "序号", ColumnKind::Number),
    ("text", "需求内容", ColumnKind::Text),
    ("category", "类别", ColumnKind::Text),
    ("place", "位置", ColumnKind::Text),
    ("grid", "网格", ColumnKind::Text),
    ("raised_on", "提出日期", ColumnKind::Date),
    ("state", "办理状态", ColumnKind::Text),
    ("project", "对接项目", ColumnKind::Text),
];

pub(super) const RESOURCES: &[Heading] = &[
    ("number", "序号", ColumnKind::Number),
    ("owner", "资源单位", ColumnKind::Text),
    ("kind", "资源类别", ColumnKind::Text),
    ("name", "资源名称", ColumnKind::Text),
    ("amount", "数量", ColumnKind::Text),
    ("hours", "可用时间", ColumnKind::Text),
    ("contact", "联系人", ColumnKind::Text),
    ("until", "有效期至", ColumnKind::Date),
    ("projects", "用于项目", ColumnKind::Text),
    ("note", "备注", ColumnKind::Text),
];

pub(super) const PROJECTS: &[Heading] = &[
    ("number", "序号", ColumnKind::Number),
    ("name", "项目名称", ColumnKind::Text),
    ("needs", "对应需求", ColumnKind::Text),
    ("resources", "使用资源", ColumnKind::Text),
    ("party", "牵头单位", ColumnKind::Text),
    ("budget", "预算（元）", ColumnKind::Number),
    ("steps", "实施步骤", ColumnKind::Text),
    ("progress", "步骤进度", ColumnKind::Text),
    ("state", "状态", ColumnKind::Text),
    ("result", "成效", ColumnKind::Text),
];

impl Facts {
    /// Open needs that wait for a resource, the oldest first.
    pub(super) fn waiting_rows(&self, grid: Option<AreaId>, period: &Period) -> Vec<Row> {
        let needs = self.needs_then(grid, period).into_iter();
        let waiting = needs.filter(|then| then.need.awaits_resource && then.life.state.is_open());
        let rows = waiting.map(|then| Sorted {
            key: (then.raised_on, then.need.id),
            row: Row::of(then.need.id, self.waiting_cells(&then)),
        });
        numbered(in_order(rows.collect()))
    }

    fn waiting_cells(&self, then: &NeedThen<'_>) -> Vec<Cell> {
        let need = then.need;
        let answers = self.projects.iter();
        let answers = answers.filter(|project| project.needs.contains(&need.id));
        vec![
            need.text.as_str().into(),
            self.code_name(&need.category).into(),
            self.where_of(need).into(),
            self.grid_name(then.grid).into(),
            then.raised_on.into(),
            words::need_state(&then.life.state).into(),
            joined(answers.map(|project| project.name.clone())).into(),
        ]
    }

    /// Resources that can be had today, by sort; what a grid's people offered once it is listed.
    pub(super) fn resource_rows(&self, grid: Option<AreaId>, period: &Period) -> Vec<Row> {
        let resources = self.resources.iter();
        let shown = resources.filter(|(of, resource)| {
            Self::is_asked(grid, *of)
                && (of.is_none() || resource.listed)
                && resource.is_available(period.today)
        });
        let rows = shown.map(|(_, resource)| Sorted {
            key: (resource.kind.clone(), resource.id),
            row: self.resource_cells(resource).into(),
        });
        numbered(in_order(rows.collect()))
    }

    fn resource_cells(&self, resource: &Resource) -> Vec<Cell> {
        let using = self.projects.iter();
        let using = using.filter(|project| project.resources.contains(&resource.id));
        vec![
            self.owner(resource).into(),
            words::resource_kind(&resource.kind).into(),
            resource.name.as_str().into(),
            resource.amount.as_str().into(),
            resource.hours.as_str().into(),
            resource.contact.as_str().into(),
            resource.until.into(),
            joined(using.map(|project| project.name.clone())).into(),
            resource.note.as_str().into(),
        ]
    }

    /// The organisation it names, or what was typed.
    fn owner(&self, resource: &Resource) -> String {
        let known = resource
            .organisation
            .and_then(|id| self.organisations.get(&id));
        known
            .map_or(&resource.owner, |(_, known)| &known.name)
            .clone()
    }

    /// Projects, those under way first; of a grid, those that answer a need of it.
    pub(super) fn project_rows(&self, grid: Option<AreaId>) -> Vec<Row> {
        let of_grid = |project: &&Project| {
            let mut needs = self.needs.iter();
            let mine =
                |item: &Item<Need>| item.grid == grid && project.needs.contains(&item.what.id);
            grid.is_none() || needs.any(mine)
        };
        let rows = self.projects.iter().filter(of_grid).map(|project| Sorted {
            key: (project.state.clone(), project.id),
            row: self.project_cells(project).into(),
        });
        numbered(in_order(rows.collect()))
    }

    fn project_cells(&self, project: &Project) -> Vec<Cell> {
        let needs = self
            .needs
            .iter()
            .filter(|item| project.needs.contains(&item.what.id));
        let resources = self.resources.iter();
        let used = resources.filter(|(_, resource)| project.resources.contains(&resource.id));
        let steps = project.steps.iter().map(|step| match step.on {
            Some(day) => format!("{day} {}", step.text),
            None => step.text.clone(),
        });
        let done = project.steps.iter().filter(|step| step.done).count();
        let progress = match project.steps.len() {
            0 => String::new(),
            all => format!("{done}/{all}"),
        };
        vec![
            project.name.as_str().into(),
            joined(needs.map(|item| item.what.text.clone())).into(),
            joined(used.map(|(_, resource)| resource.name.clone())).into(),
            project
                .party
                .as_ref()
                .map(|party| words::holder(Some(party)))
                .into(),
            project.budget.map(yuan).into(),
            joined(steps).into(),
            progress.into(),
            words::project_state(&project.state).into(),
            project.result.as_str().into(),
        ]
    }
}

/// Fen as yuan: a number where it is whole.
fn yuan(fen: i64) -> Cell {
    match fen % 100 {
        0 => (fen / 100).into(),
        rest => format!("{}.{rest:02}", fen / 100).into(),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("；")
}

pub(super) fn numbered(mut rows: Vec<Row>) -> Vec<Row> {
    for (number, row) in (1_i64..).zip(&mut rows) {
        row.cells.insert(0, number.into());
    }
    rows
}

/// `截至2026年11月23日`
pub(super) fn as_of(period: &Period) -> String {
    let day = period.today;
    format!("截至{}年{}月{}日", day.year(), day.month(), day.day())
}

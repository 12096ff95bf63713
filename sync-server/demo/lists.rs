//! The community's three lists: a few needs that wait, what units can give, and projects that
//! bring the two together.

use chuanmen_core::china_date;
use chuanmen_core::domain::{
    Kind, Need, NeedId, Party, Project, ProjectId, ProjectState, ProjectStep, Resource, ResourceId,
    ResourceKind, Scope,
};
use chuanmen_core::merge::{FieldName, Patch};
use jiff::ToSpan;

use super::Attached;
use super::calendar::Calendar;
use super::chance::Chance;
use super::ledger::{Ledger, made};
use super::staff::Staff;
use super::territory::Territory;

/// A chance of its own, so that the people of a seed stay who they are.
const OWN: u64 = 0x4c49_5354;
/// How many needs wait.
const WAITING: usize = 8;

/// Kind, name, whose, how much, when, whom to ask.
const RESOURCES: [(ResourceKind, [&str; 5]); 9] = [
    (
        ResourceKind::Space,
        [
            "多功能教室",
            "花卉园小学",
            "1 间，60 座",
            "周末和寒暑假",
            "教务处",
        ],
    ),
    (
        ResourceKind::Space,
        [
            "一楼会议室",
            "社区党群服务中心",
            "1 间，30 座",
            "工作日 9 时至 21 时",
            "值班台",
        ],
    ),
    (
        ResourceKind::Money,
        [
            "助困金",
            "街道商会",
            "每年 20000 元",
            "按季申请",
            "商会秘书处",
        ],
    ),
    (
        ResourceKind::Skills,
        ["水电维修师傅", "花园物业", "2 人", "周三下午", "工程部"],
    ),
    (
        ResourceKind::Skills,
        [
            "法律咨询",
            "曼听律师事务所",
            "1 人",
            "每月第一个周六",
            "前台",
        ],
    ),
    (
        ResourceKind::Goods,
        [
            "轮椅和拐杖",
            "社区卫生服务站",
            "轮椅 4 辆、拐杖 10 副",
            "随借随还",
            "护士站",
        ],
    ),
    (
        ResourceKind::Goods,
        ["旧衣和图书", "爱心超市", "每月一批", "周一至周五", "店长"],
    ),
    (
        ResourceKind::Medical,
        [
            "义诊",
            "州医院党支部",
            "医生 3 人",
            "每季一次",
            "支部办公室",
        ],
    ),
    (
        ResourceKind::Misc,
        ["面包车", "榕树志愿队", "1 辆", "提前一天约", "队长"],
    ),
];

/// Name, who leads, yuan, how far, steps with their day from today and whether done, result.
struct Told {
    name: &'static str,
    party: Party,
    yuan: i64,
    state: ProjectState,
    steps: &'static [(&'static str, i64, bool)],
    result: &'static str,
}

const PROJECTS: [Told; 4] = [
    Told {
        name: "老楼加装扶手",
        party: Party::PropertyCompany,
        yuan: 12_800,
        state: ProjectState::UnderWay,
        steps: &[
            ("量尺寸、征求居民意见", -20, true),
            ("订做扶手", -6, true),
            ("安装", 5, false),
            ("居民验收", 12, false),
        ],
        result: "",
    },
    Told {
        name: "独居老人家电维修日",
        party: Party::Community,
        yuan: 3_000,
        state: ProjectState::UnderWay,
        steps: &[("登记要修的家电", -9, true), ("师傅上门", 3, false)],
        result: "",
    },
    Told {
        name: "周末亲子课堂",
        party: Party::GridUnit,
        yuan: 0,
        state: ProjectState::Planned,
        steps: &[("和学校定时间", 10, false), ("在各楼贴通知", 14, false)],
        result: "",
    },
    Told {
        name: "秋季义诊进小区",
        party: Party::PartyBranch,
        yuan: 1_500,
        state: ProjectState::Done,
        steps: &[("联系医生", -50, true), ("义诊一天", -40, true)],
        result: "来了 86 位居民，12 位建了随访。",
    },
];

/// Marks some of what was asked for as waiting, and writes the lists.
pub(super) fn tell(
    (map, staff, calendar): (&Territory, &Staff, &Calendar),
    seed: u64,
    attached: &mut Attached,
    ledger: &mut Ledger,
) {
    let mut chance = Chance::new(seed ^ OWN);
    let at = calendar.now;
    let waiting = wait(attached, ledger);
    let resources: Vec<_> = RESOURCES
        .into_iter()
        .map(|told| resource(told, ResourceId(chance.id(at))))
        .collect();
    let today = china_date(at);
    let projects = PROJECTS.into_iter().enumerate().map(|(nth, told)| {
        let steps = told.steps.iter().map(|(text, days, done)| ProjectStep {
            key: Project::member(chance.id(at)),
            text: (*text).to_owned(),
            on: Some(today.saturating_add(days.days())),
            done: *done,
        });
        let steps = steps.collect();
        Project {
            id: ProjectId(chance.id(at)),
            name: told.name.to_owned(),
            needs: waiting.iter().skip(nth * 2).take(2).copied().collect(),
            resources: resources
                .iter()
                .skip(nth * 2)
                .take(2)
                .map(|one| one.id)
                .collect(),
            party: Some(told.party),
            budget: (told.yuan > 0).then_some(told.yuan * 100),
            steps,
            state: told.state,
            result: told.result.to_owned(),
        }
    });
    let projects: Vec<Patch> = projects
        .map(|one| made(Kind::Project, one.id, one.fields()))
        .collect();
    let resources = resources.iter();
    let mut patches: Vec<_> = resources
        .map(|one| made(Kind::Resource, one.id, one.fields()))
        .collect();
    patches.extend(projects);
    let scope = Scope::Community(map.community);
    ledger.records(at, scope, staff.chief_supervisor(), patches);
}

fn resource((kind, words): (ResourceKind, [&str; 5]), id: ResourceId) -> Resource {
    let [name, owner, amount, hours, contact] = words.map(str::to_owned);
    Resource {
        id,
        name,
        kind,
        owner,
        organisation: None,
        amount,
        hours,
        contact,
        until: None,
        note: String::new(),
        listed: false,
        retired: false,
    }
}

/// Has a few open needs wait for a resource.
fn wait(attached: &mut Attached, ledger: &Ledger) -> Vec<NeedId> {
    let ended = ledger.ended();
    let patches = attached.values_mut().flatten();
    let open = patches.filter(|patch| patch.kind == Kind::Need && !ended.contains(&patch.id));
    let mut waiting = Vec::new();
    for need in open.take(WAITING) {
        let field = FieldName::known(Need::AWAITS_RESOURCE);
        need.set.insert(field, true.into());
        waiting.push(need.id.into());
    }
    waiting
}

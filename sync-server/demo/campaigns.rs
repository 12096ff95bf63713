use std::collections::BTreeSet;

use chuanmen_core::china_date;
use chuanmen_core::domain::{
    AreaId, Campaign, CampaignId, ChecklistItem, FieldsBuilder, Kind, Outcome,
};
use chuanmen_core::merge::{Patch, RecordId};
use jiff::ToSpan;

use super::Lived;
use super::calendar::Calendar;
use super::chance::Chance;
use super::ledger::made;
use super::territory::Territory;

/// Buildings of each grid that a campaign goes to.
const IN_GRID: usize = 2;
/// Of a hundred answers, how many want attention.
const ATTENTION: u32 = 15;

/// A chance of its own, so that the people of a seed stay who they are.
const OWN: u64 = 0x4341_4d50;

/// What only campaigns ask: code, name, usual answer, other answer.
const ITEMS: [[&str; 4]; 4] = [
    ["fire_exit", "楼道和出口", "畅通", "堵了"],
    ["fire_charging", "电动车充电", "在楼下", "进楼入户"],
    ["clean_corridor", "楼道杂物", "没有", "有堆放"],
    ["clean_mosquito", "积水盆罐", "没有", "要倒掉"],
];

/// No resident has this tag: the usual form does not ask what bears it.
const ONLY_IN_CAMPAIGNS: &str = "campaign";

/// Two campaigns that run: one against fires, one against mosquitoes and rubbish.
pub(super) struct Campaigns {
    all: Vec<Campaign>,
    chance: Chance,
}

impl Campaigns {
    pub(super) fn plan(map: &Territory, calendar: &Calendar, seed: u64) -> Self {
        let mut chance = Chance::new(seed ^ OWN);
        let at = calendar.load_moment();
        let mut campaign =
            |name: &str, text: &str, nth, days: (i64, i64), items: [&str; 2]| Campaign {
                id: CampaignId(chance.id(at)),
                name: name.to_owned(),
                text: text.to_owned(),
                from: calendar.today.saturating_sub(days.0.days()),
                to: calendar.today.saturating_add(days.1.days()),
                buildings: buildings(map, nth),
                items: items.map(str::to_owned).into(),
                tags: BTreeSet::new(),
                ended: false,
            };
        let all = vec![
            campaign(
                "冬季消防安全排查",
                "看楼道堵没堵、电动车在哪里充电；独居老人多问一句用电。",
                0,
                (9, 21),
                ["fire_exit", "fire_charging"],
            ),
            campaign(
                "爱国卫生大扫除",
                "清楼道杂物，倒掉积水防登革热；周六上午统一清运。",
                1,
                (12, 9),
                ["clean_corridor", "clean_mosquito"],
            ),
        ];
        Self { all, chance }
    }

    /// The campaigns, and what only they ask.
    pub(super) fn patches(&mut self, calendar: &Calendar) -> Vec<Patch> {
        let at = calendar.load_moment();
        let mut patches = Vec::new();
        for (order, [code, name, normal, attention]) in (50_i64..).zip(ITEMS) {
            let fields = FieldsBuilder::new()
                .set("code", code)
                .set("name", name)
                .set("normal", normal)
                .set("attention", attention)
                .members("tag", [ONLY_IN_CAMPAIGNS])
                .set("order", order);
            let id = RecordId(self.chance.id(at));
            patches.push(made(Kind::ChecklistItem, id, fields.build()));
        }
        let campaigns = self.all.iter();
        patches.extend(campaigns.map(|one| made(Kind::Campaign, one.id, one.fields())));
        patches
    }

    /// What was visited in a campaign's buildings since it began was visited for it.
    pub(super) fn mark(&mut self, lived: &mut [Lived]) {
        for Lived { homes, visits } in lived {
            for (home, visit) in visits {
                let building = homes.get(*home).map(|home| home.household.place.building);
                let day = china_date(visit.ended_at);
                let campaign = self.all.iter().find(|one| {
                    building.is_some_and(|here| one.buildings.contains(&here)) && day >= one.from
                });
                let Some(campaign) = campaign.filter(|_| visit.outcome == Outcome::Met) else {
                    continue;
                };
                visit.campaign = Some(campaign.id);
                for item in &campaign.items {
                    let answer = if self.chance.percent(ATTENTION) {
                        ChecklistItem::ATTENTION
                    } else {
                        ChecklistItem::NORMAL
                    };
                    visit.answers.insert(item.clone(), answer.to_owned());
                }
            }
        }
    }
}

/// The n-th few buildings of each grid.
fn buildings(map: &Territory, nth: usize) -> BTreeSet<AreaId> {
    let mut chosen = BTreeSet::new();
    for grid in &map.grids {
        let mut seen = BTreeSet::new();
        let doors = grid.doors.iter().map(|door| door.building);
        let buildings = doors.filter(|building| seen.insert(*building));
        chosen.extend(buildings.skip(nth * IN_GRID).take(IN_GRID));
    }
    chosen
}

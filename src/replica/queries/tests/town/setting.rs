use chuanmen_core::domain::{
    Access, Account, AccountId, Area, AreaId, AreaLevel, Campaign, CampaignId, CareTag,
    ChecklistItem, Deadline, Device, DeviceId, Guide, GuideId, Household, HouseholdId, Housing,
    Interval, Kind, NeedCategory, Place, Role, Scope, VisitRule,
};
use chuanmen_core::protocol::{GrantedScope, ScopeNumber, SyncResponse};

use jiff::civil::date;

use super::{COMMUNITY, COMPOUND, FIVE, GRID, OTHER, THREE, Town, YAN};

/// What is there before the first household.
impl Town {
    pub(super) fn add_areas(&mut self) {
        let area = |id, level, name: &str, parent, number| Area {
            id,
            level,
            name: name.into(),
            parent,
            number,
        };
        for area in [
            area(COMMUNITY, AreaLevel::Community, "花卉园社区", None, 1),
            area(GRID, AreaLevel::Grid, "第 3 网格", Some(COMMUNITY), 3),
            area(COMPOUND, AreaLevel::Compound, "花卉园小区", Some(GRID), 1),
            area(THREE, AreaLevel::Building, "3 栋", Some(COMPOUND), 3),
            area(FIVE, AreaLevel::Building, "5 栋", Some(COMPOUND), 5),
        ] {
            self.create(1, Kind::Area, area.id.0, area.fields());
        }
    }

    pub(super) fn add_catalogue(&mut self) {
        for (code, name, weight) in [
            ("living_alone", "独居老人", 3),
            ("left_behind_child", "留守儿童", 5),
        ] {
            let tag = CareTag {
                code: code.into(),
                name: name.into(),
                weight,
                order: weight,
                ..CareTag::default()
            };
            let id = self.fresh();
            self.create(1, Kind::CareTag, id, tag.fields());
            let rule = VisitRule {
                tag: Some(code.into()),
                every: Interval::Months(1),
            };
            let id = self.fresh();
            self.create(1, Kind::VisitRule, id, rule.fields());
        }
        for (code, name, tag) in [
            ("power_gas", "用电用气", None),
            ("mood", "精神状态", Some("living_alone")),
            ("fire_exit", "楼道和出口", Some("campaign")),
        ] {
            let item = ChecklistItem {
                tags: tag.into_iter().map(str::to_owned).collect(),
                order: 1,
                ..ChecklistItem::words(code, name, "正常", "要留意")
            };
            let id = self.fresh();
            self.create(1, Kind::ChecklistItem, id, item.fields());
        }
        self.need_category("public_facility", "公共设施");
    }

    /// Somebody of the community.
    pub(crate) fn account(&mut self, id: AccountId, name: &str, role: Role) {
        let name = name.into();
        let account = Account { id, name, role };
        self.create(1, Kind::Account, id.0, account.fields());
    }

    /// A category of needs.
    pub(crate) fn need_category(&mut self, code: &str, name: &str) {
        let category = NeedCategory {
            code: code.into(),
            name: name.into(),
            within: Deadline::Days(5),
            order: 1,
            ..NeedCategory::default()
        };
        let id = self.fresh();
        self.create(1, Kind::NeedCategory, id, category.fields());
    }

    /// A care tag that not everybody is shown.
    pub(crate) fn control_tag(&mut self, code: &str, name: &str) {
        let tag = CareTag {
            code: code.into(),
            name: name.into(),
            weight: 5,
            order: 9,
            restricted: true,
            retired: false,
        };
        let id = self.fresh();
        self.create(1, Kind::CareTag, id, tag.fields());
    }

    /// A building of a grid that this device does not hold.
    pub(crate) fn far_building(&mut self) -> AreaId {
        let (grid, compound, building) = (self.fresh(), self.fresh(), self.fresh());
        for (id, level, name, parent) in [
            (grid, AreaLevel::Grid, "第 4 网格", COMMUNITY),
            (compound, AreaLevel::Compound, "江北小区", AreaId(grid)),
            (building, AreaLevel::Building, "1 栋", AreaId(compound)),
        ] {
            let area = Area {
                id: AreaId(id),
                level,
                name: name.into(),
                parent: Some(parent),
                number: 4,
            };
            self.create(1, Kind::Area, id, area.fields());
        }
        AreaId(building)
    }

    /// A building of another compound of this device's grid.
    pub(crate) fn second_compound(&mut self) -> AreaId {
        let (compound, building) = (self.fresh(), self.fresh());
        for (id, level, name, parent, number) in [
            (compound, AreaLevel::Compound, "凤尾竹苑", GRID, 2),
            (building, AreaLevel::Building, "1 栋", AreaId(compound), 1),
        ] {
            let area = Area {
                id: AreaId(id),
                level,
                name: name.into(),
                parent: Some(parent),
                number,
            };
            self.create(1, Kind::Area, id, area.fields());
        }
        AreaId(building)
    }

    /// Another grid that this device holds, and a household there.
    pub(crate) fn second_grid(&mut self) -> (AreaId, HouseholdId) {
        const NUMBER: u32 = 5;
        let building = self.far_building();
        let grid = AreaId(self.fresh());
        let granted = GrantedScope {
            number: ScopeNumber(NUMBER),
            scope: Some(Scope::Grid(grid)),
            access: Access::Write,
        };
        let response = SyncResponse {
            granted: vec![granted],
            ..self.response()
        };
        self.store.apply(&[], &response, self.wall).unwrap();
        let household = Household {
            id: HouseholdId(self.fresh()),
            place: Place {
                building,
                unit: "1".into(),
                floor: 1,
                room: "101".into(),
            },
            housing: Housing::Own,
            note: String::new(),
        };
        let fields = household.fields();
        self.create(NUMBER, Kind::Household, household.id.0, fields);
        (grid, household.id)
    }

    /// An entry of the service handbook.
    pub(crate) fn guide(&mut self, guide: &Guide) -> GuideId {
        let id = self.fresh();
        self.create(1, Kind::Guide, id, guide.fields());
        GuideId(id)
    }

    /// A campaign that runs, as `change` makes it.
    pub(crate) fn campaign(
        &mut self,
        name: &str,
        change: impl FnOnce(&mut Campaign),
    ) -> CampaignId {
        let id = CampaignId(self.fresh());
        let mut one = Campaign {
            id,
            name: name.into(),
            text: String::new(),
            from: date(2026, 11, 20),
            to: date(2026, 12, 20),
            buildings: Default::default(),
            items: Default::default(),
            tags: Default::default(),
            ended: false,
        };
        change(&mut one);
        self.create(1, Kind::Campaign, id.0, one.fields());
        id
    }

    /// Yan, as a volunteer.
    pub(crate) fn add_volunteer(&mut self) {
        self.account(YAN, "岩温罕", Role::Volunteer);
    }

    pub(super) fn add_people(&mut self) {
        self.account(YAN, "岩温罕", Role::CommunitySupervisor);
        let id = DeviceId(self.fresh());
        let device = Device {
            id,
            account: YAN,
            replica: OTHER,
            name: "岩温罕的手机".into(),
        };
        self.create(1, Kind::Device, id.0, device.fields());
    }
}

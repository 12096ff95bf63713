use chuanmen_core::domain::{Area, AreaId, AreaLevel};

use super::{CommandError, open, say};
use crate::config::CommunityAddArgs;
use crate::hub::Hub;

pub(super) fn run(args: &CommunityAddArgs) -> Result<(), CommandError> {
    let hub = open(&args.data.database)?;
    let areas = areas(&hub, args)?;
    hub.add_community(&areas)?;
    for area in areas {
        say(&format!("{}  {}  {}", area.id, area.level, area.name))?;
    }
    Ok(())
}

fn areas(hub: &Hub, args: &CommunityAddArgs) -> Result<Vec<Area>, CommandError> {
    let fresh = || hub.fresh_id().map(AreaId);
    let subdistrict = Area {
        id: args.subdistrict_id.map_or_else(fresh, Ok)?,
        level: AreaLevel::Subdistrict,
        name: args.subdistrict.clone(),
        parent: None,
        number: 1,
    };
    let community = Area {
        id: fresh()?,
        level: AreaLevel::Community,
        name: args.name.clone(),
        parent: Some(subdistrict.id),
        number: 1,
    };
    let parent = Some(community.id);
    let mut areas = vec![subdistrict, community];
    for number in 1..=args.grids {
        areas.push(Area {
            id: fresh()?,
            level: AreaLevel::Grid,
            name: format!("第 {number} 网格"),
            parent,
            number: number.into(),
        });
    }
    Ok(areas)
}

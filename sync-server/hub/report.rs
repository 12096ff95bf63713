use std::collections::BTreeSet;

use chuanmen_core::domain::{Access, AreaId, Scope};
use chuanmen_core::report::{Facts, FactsBuilder, Window};

use super::oversight::oversight;
use super::{Hub, HubError, Session};
use crate::store::{CommunityKey, ReadTxn};

/// What a report is asked about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReportScope {
    /// Which community; the asker's own if none.
    pub community: Option<AreaId>,
    /// Only this grid of it.
    pub grid: Option<AreaId>,
}

impl Hub {
    /// What a community's reports are computed from, for those who may read them: the
    /// supervisors of the community, and of the subdistrict it lies in, except for what only the
    /// desk knows. Of the past only what `window` looks at.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody else, and for communities and grids that are not
    /// there; or the store's.
    pub fn facts(
        &self,
        session: &Session,
        about: ReportScope,
        window: &Window,
    ) -> Result<Facts, HubError> {
        let read = self.store.read()?;
        let area = about.community.unwrap_or(session.area);
        let community = read.community(area)?.ok_or(HubError::NotGranted)?;
        let held = oversight(&*read, session, community, area)?;
        // Whoever reads along holds no desk.
        if held.is_none() || (window.desk && held != Some(Access::Write)) {
            return Err(HubError::NotGranted);
        }
        let grids = read.grids(community)?;
        if about.grid.is_some_and(|grid| !grids.contains(&grid)) {
            return Err(HubError::NotGranted);
        }
        gathered(&*read, community, area, grids, window)
    }

    /// Whether somebody may read reports at all.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] if not; or the store's.
    pub fn may_read_reports(&self, session: &Session) -> Result<(), HubError> {
        let read = self.store.read()?;
        let may = oversight(&*read, session, session.community, session.area)?;
        may.map(|_| ()).ok_or(HubError::NotGranted)
    }

    /// The same for whoever runs the hub, who asks nobody.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for a community that is not there; or the store's.
    pub fn facts_of_community(&self, area: AreaId, window: &Window) -> Result<Facts, HubError> {
        let read = self.store.read()?;
        let community = read.community(area)?.ok_or(HubError::NotGranted)?;
        let grids = read.grids(community)?;
        gathered(&*read, community, area, grids, window)
    }

    /// Every community of the hub, with its name.
    ///
    /// # Errors
    /// The store's.
    pub fn communities_by_name(&self) -> Result<Vec<(AreaId, String)>, HubError> {
        let all = self.store.read()?.communities()?;
        let mut named = Vec::new();
        for (_, community) in all {
            let areas = self.areas(community)?;
            let name = areas.into_iter().find(|area| area.id == community);
            named.push((community, name.map(|area| area.name).unwrap_or_default()));
        }
        Ok(named)
    }
}

fn gathered(
    read: &dyn ReadTxn,
    community: CommunityKey,
    area: AreaId,
    grids: BTreeSet<AreaId>,
    window: &Window,
) -> Result<Facts, HubError> {
    let scopes = grids.into_iter().map(Scope::Grid);
    let desk = window.desk.then_some(Scope::Desk(area));
    let scopes = scopes.chain([Scope::Community(area)]).chain(desk).collect();
    let mut facts = FactsBuilder::default();
    read.facts_within(community, &scopes, window, &mut |fact| facts.take(fact))?;
    Ok(facts.build())
}

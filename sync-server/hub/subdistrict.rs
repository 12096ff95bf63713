//! A subdistrict's view: each community's figures, counted when something in it changed.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, Role};
use chuanmen_core::merge::Stamp;
use chuanmen_core::report::{CommunityRow, Subdistrict, Window};
use jiff::civil::Date;

use super::{Hub, HubError, Session};
use crate::auth::oversees;
use crate::store::{CommunityKey, ReadTxn};

/// Figures that nothing changed are counted again after this: claims run out and days begin.
const FRESH: i64 = 60 * UnixMillis::MINUTE;
/// Figures that are kept: some months of a subdistrict's communities.
const MOST: usize = 256;

/// The last figures of communities, by month, each with the community's clock when it was counted.
#[derive(Debug, Default)]
pub(super) struct Counted(Mutex<BTreeMap<(CommunityKey, Date), (Stamp, CommunityRow)>>);

impl Counted {
    fn find(
        &self,
        key: (CommunityKey, Date),
        clock: Stamp,
        now: UnixMillis,
    ) -> Option<CommunityRow> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, row) = kept.get(&key)?;
        (*of == clock && (0..FRESH).contains(&now.since(row.at))).then(|| row.clone())
    }

    fn keep(&self, key: (CommunityKey, Date), clock: Stamp, row: CommunityRow) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, (clock, row));
    }
}

impl Hub {
    /// The communities of the subdistrict that somebody supervises, each with its figures.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody else; or the store's.
    pub fn subdistrict(&self, session: &Session, month: Date) -> Result<Subdistrict, HubError> {
        let read = self.store.read()?;
        let (subdistrict, overseen) = overseen(&*read, session)?;
        drop(read);
        let mut communities = Vec::new();
        for (key, area) in overseen {
            communities.push(self.figures(key, area, month)?);
        }
        communities.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
        let named = self.areas(session.area)?.into_iter();
        let mut named = named.filter(|area| area.id == subdistrict);
        Ok(Subdistrict {
            name: named.next().map(|area| area.name).unwrap_or_default(),
            month: month.first_of_month(),
            at: communities
                .iter()
                .map(|row| row.at)
                .min()
                .unwrap_or(self.now()),
            communities,
        })
    }

    fn figures(
        &self,
        key: CommunityKey,
        area: AreaId,
        month: Date,
    ) -> Result<CommunityRow, HubError> {
        let (now, of) = (self.now(), (key, month.first_of_month()));
        let clock = self.store.read()?.clock(key)?;
        if let Some(row) = self.counted.find(of, clock, now) {
            return Ok(row);
        }
        let facts = self.facts_of_community(area, &Window::overview(month, now))?;
        let row = CommunityRow::of(area, &facts.overview(None, month, now));
        self.counted.keep(of, clock, row.clone());
        Ok(row)
    }
}

/// The area that somebody supervises as a subdistrict (of several the first), and the communities
/// in all of them.
fn overseen(
    read: &dyn ReadTxn,
    session: &Session,
) -> Result<(AreaId, Vec<(CommunityKey, AreaId)>), HubError> {
    let grants = read.grants(session.community, session.account)?.into_iter();
    let grants = grants.filter(|grant| grant.role == Role::SubdistrictSupervisor);
    let grants: Vec<_> = grants.collect();
    let grant = grants.first().ok_or(HubError::NotGranted)?;
    let mut overseen = Vec::new();
    for (key, area) in read.communities()? {
        for grant in &grants {
            if oversees(read, grant, key, area)? {
                overseen.push((key, area));
                break;
            }
        }
    }
    if overseen.is_empty() {
        return Err(HubError::NotGranted);
    }
    Ok((grant.area, overseen))
}

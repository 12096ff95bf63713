//! A subdistrict's view: each community's figures, counted when something in it changed, and
//! mostly before anybody asks.

mod ahead;
mod kept;

use chuanmen_core::domain::{AreaId, Role, Scope};
use chuanmen_core::report::{Overview, Subdistrict, Window};
use jiff::civil::Date;

pub(super) use kept::Kept;

use super::{Hub, HubError, Session};
use crate::auth::oversees;
use crate::store::{CommunityKey, GrantRow, ReadTxn, ScopeRow};
use kept::{Last, Stand};

/// A community, as the store and as people know it.
type Community = (CommunityKey, AreaId);

/// How many communities are counted while somebody waits: first those of which nothing can be
/// answered, then those counted longest ago. The others are left out or answered as they were,
/// counted soon after, and told of then.
const AT_ONCE: usize = 1;

/// What somebody waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// Shows what there is, and more as it comes.
    Page,
    /// Is made once, of everything.
    File,
}

impl Hub {
    /// The communities of the subdistrict that somebody supervises, each with its figures. Where
    /// much has changed at once some are those from before, and say of when they are; what was
    /// never counted is left out, and said to be.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody else; or the store's.
    pub fn subdistrict(&self, session: &Session, month: Date) -> Result<Subdistrict, HubError> {
        self.above(session, month, For::Page)
    }

    /// The same with all counted first that has to be, however long that takes: for what is taken away.
    ///
    /// # Errors
    /// As of [`Self::subdistrict`].
    pub fn subdistrict_now(&self, session: &Session, month: Date) -> Result<Subdistrict, HubError> {
        self.above(session, month, For::File)
    }

    fn above(&self, session: &Session, month: Date, what: For) -> Result<Subdistrict, HubError> {
        let month = month.first_of_month();
        let read = self.store.read()?;
        let (subdistrict, overseen) = overseen(&*read, session)?;
        drop(read);
        let mut communities = Vec::new();
        let mut due = Vec::new();
        for community in overseen {
            let stand = self.stand(community)?;
            match self.kept.find((community.0, month), stand, self.now()) {
                Last::Current(figures) => communities.push(figures),
                Last::Before(figures) => due.push((Some(figures), community)),
                Last::None => due.push((None, community)),
            }
        }
        due.sort_by_key(|(figures, _)| figures.as_ref().map(|figures| figures.at));
        let (mut counted, mut uncounted) = (0, 0);
        for (figures, community) in due {
            let of = (community.0, month);
            let may_wait = counted < AT_ONCE && !self.kept.is_busy(of, self.now());
            if what == For::File {
                communities.push(self.count(community, month)?);
                continue;
            }
            if may_wait {
                counted += 1;
                match self.count(community, month) {
                    Ok(figures) => {
                        communities.push(figures);
                        continue;
                    }
                    Err(error) => tracing::warn!(%error, "a community's figures were not counted"),
                }
            }
            self.kept.leave(of);
            match figures {
                Some(figures) => communities.push(figures),
                None => uncounted += 1,
            }
        }
        communities.sort_by(|a, b| a.community.cmp(&b.community).then(a.area.cmp(&b.area)));
        let named = self.areas(session.area)?.into_iter();
        let mut named = named.filter(|area| area.id == subdistrict);
        let oldest = communities.iter().map(|figures| figures.at).min();
        Ok(Subdistrict {
            name: named.next().map(|area| area.name).unwrap_or_default(),
            month,
            at: oldest.unwrap_or(self.now()),
            communities,
            uncounted,
        })
    }

    /// How far what a community's figures are counted from has come.
    fn stand(&self, (key, _): Community) -> Result<Stand, HubError> {
        let scopes = self.store.read()?.scopes(key)?;
        let counted = |row: &&ScopeRow| matches!(row.scope, Scope::Grid(_) | Scope::Community(_));
        let counted = scopes.iter().filter(counted);
        Ok(Stand(counted.map(|row| row.head).sum()))
    }

    /// Counts a community's figures, and keeps them. Whoever waits for them is told.
    fn count(&self, community: Community, month: Date) -> Result<Overview, HubError> {
        // Before the look: a change in between is counted once more rather than not at all.
        let (now, stand) = (self.now(), self.stand(community)?);
        let (key, area) = community;
        self.kept.begin((key, month), now);
        let facts = self.facts_of_community(area, &Window::overview(month, now))?;
        let figures = facts.overview(None, month, now).as_a_whole();
        if self.kept.keep((key, month), stand, figures.clone()) {
            self.news.tell(key);
        }
        Ok(figures)
    }
}

/// The area that somebody supervises as a subdistrict (of several the first), and the communities
/// in all of them.
fn overseen(read: &dyn ReadTxn, session: &Session) -> Result<(AreaId, Vec<Community>), HubError> {
    let grants = read.grants(session.community, session.account)?.into_iter();
    let grants = grants.filter(|grant| grant.role == Role::SubdistrictSupervisor);
    let grants: Vec<_> = grants.collect();
    let grant = grants.first().ok_or(HubError::NotGranted)?;
    let overseen = overseen_by(read, &grants)?;
    if overseen.is_empty() {
        return Err(HubError::NotGranted);
    }
    Ok((grant.area, overseen))
}

/// The communities that any of these grants lets somebody see from above.
fn overseen_by(read: &dyn ReadTxn, grants: &[GrantRow]) -> Result<Vec<Community>, HubError> {
    let mut overseen = Vec::new();
    for (key, area) in read.communities()? {
        for grant in grants {
            if oversees(read, grant, key, area)? {
                overseen.push((key, area));
                break;
            }
        }
    }
    Ok(overseen)
}

use chuanmen_core::domain::{
    AccountId, Area, AreaId, ClaimState, ClaimStory, Household, HouseholdId, Kind, OwnClaim,
    Posting, Relation, Resident, Scope, Whereabouts, Wish, WishLife, fold_wish,
};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::ScopeNumber;

use super::pen::{Pen, posting_of};
use crate::store::{PostingRow, StoreError};

/// A wish as it stands, from which follows what is shown of it.
pub(super) struct Showing {
    wish: Wish,
    life: WishLife,
    /// It was deleted: nothing of it is shown.
    deleted: bool,
    grid: Scope,
    scope: ScopeNumber,
    grid_number: Option<i64>,
}

impl Showing {
    /// A wish of a grid; none if there is no such.
    pub(super) fn load(
        pen: &Pen<'_>,
        scope: ScopeNumber,
        id: RecordId,
    ) -> Result<Option<Self>, StoreError> {
        let Some(grid @ Scope::Grid(area)) = pen.name(scope) else {
            return Ok(None);
        };
        let record = pen.record(grid, id)?.filter(|one| one.kind == Kind::Wish);
        let Some((wish, deleted)) =
            record.and_then(|one| Some((Wish::read(&one)?, one.is_deleted())))
        else {
            return Ok(None);
        };
        let events = pen.read().events_of(pen.community(), scope, &[id].into())?;
        Ok(Some(Self {
            wish,
            life: fold_wish(events.into_iter().map(|row| row.event), pen.now()),
            deleted,
            grid,
            scope,
            grid_number: named(pen, area)?.map(|grid| grid.number),
        }))
    }

    /// As the board shows it; none if it does not stand there.
    pub(super) fn posting(&self) -> Option<Posting> {
        let id = posting_of(self.wish.id.into());
        Posting::of(&self.wish, &self.life, id, self.grid_number).filter(|_| !self.deleted)
    }

    /// What stands behind its posting.
    pub(super) fn row(&self, posting: Option<&Posting>) -> PostingRow {
        PostingRow {
            id: posting_of(self.wish.id.into()),
            scope: self.scope,
            wish: self.wish.id,
            household: self.wish.household,
            resident: self.wish.resident,
            expires_at: posting.and_then(|posting| posting.expires_at),
        }
    }

    /// What each claimant who does not hold the grid is told.
    pub(super) fn claims(&self, pen: &Pen<'_>) -> Result<Vec<(AccountId, OwnClaim)>, StoreError> {
        let mut told = Vec::new();
        for story in &self.life.claims {
            if pen.holds(story.by, &self.grid)? {
                continue;
            }
            let story = self.as_it_is(story);
            let whereabouts = match story.state.is_live() {
                true => Some(self.whereabouts(pen)?),
                false => None,
            };
            let posting = posting_of(self.wish.id.into());
            let claim = OwnClaim::of(&self.wish, &self.life, &story, posting, whereabouts);
            told.push((story.by, claim));
        }
        Ok(told)
    }

    /// The claim of a wish that was deleted ends with it.
    fn as_it_is(&self, story: &ClaimStory) -> ClaimStory {
        let mut story = story.clone();
        if self.deleted && story.state.is_live() {
            story.state = ClaimState::Withdrawn;
            story.expires_at = None;
        }
        story
    }

    fn whereabouts(&self, pen: &Pen<'_>) -> Result<Whereabouts, StoreError> {
        let home = pen.record(self.grid, self.wish.household.into())?;
        let place = home
            .as_ref()
            .and_then(Household::read)
            .map(|home| home.place);
        let mut there = Whereabouts {
            resident: self.resident(pen)?,
            ..Whereabouts::default()
        };
        let Some(place) = place else {
            return Ok(there);
        };
        if let Some(building) = named(pen, place.building)? {
            there.building = building.name;
            if let Some(compound) = building.parent {
                there.compound = named(pen, compound)?.map_or_else(String::new, |area| area.name);
            }
        }
        there.unit = place.unit;
        there.room = place.room;
        Ok(there)
    }

    /// Whose wish it is; the head of the household's if nobody was named.
    fn resident(&self, pen: &Pen<'_>) -> Result<String, StoreError> {
        if let Some(id) = self.wish.resident
            && let Some(record) = pen.record(self.grid, id.into())?
            && let Some(resident) = Resident::read(&record).filter(|_| !record.is_deleted())
        {
            return Ok(resident.name);
        }
        let head = head_of(pen, self.scope, self.wish.household)?;
        Ok(head.map_or_else(String::new, |head| head.name))
    }
}

/// The head of a household; somebody else who lives there if nobody is known to be.
pub(in crate::hub) fn head_of(
    pen: &Pen<'_>,
    scope: ScopeNumber,
    household: HouseholdId,
) -> Result<Option<Resident>, StoreError> {
    let household = [household.into()].into();
    let below = pen.read().below(pen.community(), scope, &household)?;
    let living = below
        .iter()
        .filter(|record| record.kind == Kind::Resident && !record.is_deleted())
        .filter_map(Resident::read);
    let is_head = |one: &Resident| one.relation == Some(Relation::Head);
    Ok(living.min_by_key(|one| (!is_head(one), one.id)))
}

/// An area of the community.
pub(in crate::hub) fn named(pen: &Pen<'_>, area: AreaId) -> Result<Option<Area>, StoreError> {
    let record = pen.record(Scope::Community(pen.home()), area.into())?;
    Ok(record.as_ref().and_then(Area::read))
}

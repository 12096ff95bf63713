//! The dispatch desk: every need that is not finished, by whose hands it is in.

use std::collections::{BTreeSet, HashMap};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::working_days_until;
use chuanmen_core::domain::{AreaId, Effect, NeedId, NeedLife, NeedState, NeedStep, Rung, Scope};
use rusqlite::Connection;

use super::homes::Homes;
use super::lives::{Lives, NeedStory, NeedWords, most_pressing_first, need_stories};
use super::people::People;
use super::{Areas, Catalogue, Reading, organisations, read};
use crate::api::{
    AreaName, DispatchCard, DispatchFilter, DispatchLane, DispatchView, Lane, NeedRow,
};
use crate::storage::StorageError;

/// The desk, narrowed to what was asked for.
pub(super) fn answer(
    reading: Reading<'_>,
    filter: &DispatchFilter,
) -> Result<DispatchView, StorageError> {
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let grids = grids_of(connection)?;
    let mut stories = need_stories(connection, Lives::All)?;
    stories.retain(|story| lane_of(&story.life).is_some());
    // On its way from one scope to another, a need may be in both.
    let mut seen = BTreeSet::new();
    stories.retain(|story| seen.insert(story.need.id));
    let twins = Twins::among(&stories, &grids);
    let (grid_choices, categories) = (grid_choices(reading, &areas)?, catalogue.category_choices());
    // An address may name what is not here: nothing could be chosen then to get rid of it.
    let grid = filter.grid.as_ref();
    let grid = grid.filter(|grid| grid_choices.iter().any(|choice| choice.id == **grid));
    let category = filter.category.as_ref();
    let category = category.filter(|code| categories.iter().any(|choice| choice.code == **code));
    stories.retain(|story| {
        let here = grid.is_none() || grids.get(&story.need.id) == grid;
        here && category.is_none_or(|category| *category == story.need.category)
    });
    let is_late = |story: &NeedStory| {
        let left = story.days_left(reading.today);
        left.is_some_and(|left| left < 0)
    };
    let (all, overdue) = (
        count(stories.iter()),
        count(stories.iter().filter(|story| is_late(story))),
    );
    stories.retain(|story| !filter.overdue || is_late(story));
    let cards = cards(reading, &stories, &areas, &catalogue, &twins)?;
    Ok(DispatchView {
        lanes: lanes(cards),
        all,
        overdue,
        grids: grid_choices,
        categories,
    })
}

/// Where a need lies; nowhere once it is finished.
fn lane_of(life: &NeedLife) -> Option<Lane> {
    match (&life.state, &life.holder) {
        (NeedState::Resolved, _) => Some(Lane::Confirm),
        (NeedState::Dispatched | NeedState::InProgress, Some(party)) => {
            Some(Lane::With(party.clone()))
        }
        // In nobody's hands, whatever it is called.
        (state, _) if state.is_open() => Some(Lane::Inbox),
        _ => None,
    }
}

/// Puts cards into their lanes, keeping their order. A party that this version does not know has a
/// lane of its own, before those to confirm.
fn lanes(cards: Vec<(Lane, DispatchCard)>) -> Vec<DispatchLane> {
    let mut lanes: Vec<_> = Lane::ALL.into_iter().collect();
    let unknown: BTreeSet<_> = cards
        .iter()
        .filter(|(lane, _)| !lanes.contains(lane))
        .map(|(lane, _)| lane.clone())
        .collect();
    let end = lanes.len() - 1;
    lanes.splice(end..end, unknown);
    let mut lanes: Vec<_> = lanes
        .into_iter()
        .map(|lane| DispatchLane {
            lane,
            cards: Vec::new(),
        })
        .collect();
    for (lane, card) in cards {
        if let Some(found) = lanes.iter_mut().find(|one| one.lane == lane) {
            found.cards.push(card);
        }
    }
    lanes
}

/// The needs as cards, most pressing first.
fn cards(
    reading: Reading<'_>,
    stories: &[NeedStory],
    areas: &Areas,
    catalogue: &Catalogue,
    twins: &Twins,
) -> Result<Vec<(Lane, DispatchCard)>, StorageError> {
    let connection = reading.connection();
    let homes = Homes::load(
        connection,
        stories.iter().filter_map(|story| story.need.household),
    )?;
    let organisations = organisations::names(
        connection,
        stories.iter().filter_map(|story| story.need.organisation),
    )?;
    let people = People::load(reading.store)?;
    let words = NeedWords {
        areas,
        homes: &homes,
        organisations: &organisations,
        catalogue,
        today: reading.today,
    };
    let mut rows: Vec<_> = stories.iter().map(|story| story.row(&words)).collect();
    most_pressing_first(&mut rows);
    let by_id: HashMap<_, _> = stories.iter().map(|story| (story.need.id, story)).collect();
    let card = |row: NeedRow| {
        let story = by_id.get(&row.id)?;
        let lane = lane_of(&story.life)?;
        let due_on = row.due_on.filter(|_| row.days_left.is_some());
        let (reminded, reminded_at) = reminders(&story.life);
        let raised_by = story.need.raised_by.map(|by| people.name(by));
        let card = DispatchCard {
            working_days_left: due_on.map(|due| working_days_until(reading.today, due)),
            rung: due_on.and_then(|due| Rung::of(due, reading.today)),
            reminded,
            reminded_at,
            raised_by: raised_by.unwrap_or_default(),
            next: next_steps(reading, story, twins),
            row,
        };
        Some((lane, card))
    };
    Ok(rows.into_iter().filter_map(card).collect())
}

/// What this person may do about a need: nothing where they only read, no merging where there is
/// nothing to merge it into.
fn next_steps(reading: Reading<'_>, story: &NeedStory, twins: &Twins) -> Vec<NeedStep> {
    let Some(me) = reading.store.session() else {
        return Vec::new();
    };
    let mut next = story.life.state.next_steps(&me.role);
    next.retain(|step| *step != NeedStep::Merge || twins.has(story));
    next
}

/// How often whoever has it was reminded, and when last.
fn reminders(life: &NeedLife) -> (u32, Option<UnixMillis>) {
    let (mut times, mut last) = (0, None);
    for entry in &life.timeline {
        let step = NeedStep::from(&*entry.event.event.step);
        match step {
            _ if entry.effect != Effect::Applied => {}
            NeedStep::Remind => {
                times += 1;
                last = Some(entry.event.effective_at());
            }
            // Others have it now: they were not reminded yet.
            NeedStep::Dispatch | NeedStep::Return | NeedStep::Reopen => (times, last) = (0, None),
            _ => {}
        }
    }
    (times, last)
}

/// Which needs there are others to merge into: open ones of the same grid and category, or of the
/// same household, organisation or building.
#[derive(Default)]
struct Twins {
    categories: HashMap<(Option<AreaId>, String), u32>,
    places: HashMap<String, u32>,
    grids: HashMap<NeedId, AreaId>,
}

impl Twins {
    fn among(stories: &[NeedStory], grids: &HashMap<NeedId, AreaId>) -> Self {
        let mut twins = Self {
            grids: grids.clone(),
            ..Self::default()
        };
        for story in stories.iter().filter(|story| story.life.state.is_open()) {
            let category = twins.category(story);
            *twins.categories.entry(category).or_default() += 1;
            if let Some(place) = place(story) {
                *twins.places.entry(place).or_default() += 1;
            }
        }
        twins
    }

    fn has(&self, story: &NeedStory) -> bool {
        let many = |count: Option<&u32>| count.is_some_and(|count| *count > 1);
        let near = place(story).is_some_and(|place| many(self.places.get(&place)));
        near || many(self.categories.get(&self.category(story)))
    }

    fn category(&self, story: &NeedStory) -> (Option<AreaId>, String) {
        let grid = self.grids.get(&story.need.id).copied();
        (grid, story.need.category.clone())
    }
}

/// Where a need is, for telling whether two are of the same place.
fn place(story: &NeedStory) -> Option<String> {
    let need = &story.need;
    let household = need.household.map(|id| id.to_string());
    let organisation = need.organisation.map(|id| id.to_string());
    household
        .or(organisation)
        .or(need.area.map(|id| id.to_string()))
}

/// The grid of each need: that of its scope.
fn grids_of(connection: &Connection) -> Result<HashMap<NeedId, AreaId>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT record.id, scope.name FROM record JOIN scope ON scope.key = record.scope
         WHERE record.kind = 'need' AND NOT scope.withdrawn",
    )?;
    let mut rows = statement.query([])?;
    let mut grids = HashMap::new();
    while let Some(row) = rows.next()? {
        let scope = read::text(row, 1)?.parse();
        if let (Some(need), Ok(Scope::Grid(grid))) = (read::id::<NeedId>(row, 0)?, scope) {
            grids.insert(need, grid);
        }
    }
    Ok(grids)
}

/// The grids that this device holds, by their numbers.
fn grid_choices(reading: Reading<'_>, areas: &Areas) -> Result<Vec<AreaName>, StorageError> {
    let grid = |scope| match scope {
        Scope::Grid(grid) => Some(grid),
        _ => None,
    };
    let scopes = reading.store.scopes()?.into_iter();
    let mut grids: Vec<_> = scopes.filter_map(|held| grid(held.scope)).collect();
    grids.sort_by_key(|grid| (areas.grids.get(grid).copied().unwrap_or(i64::MAX), *grid));
    let named = |id| AreaName {
        id,
        name: areas.name(id),
    };
    Ok(grids.into_iter().map(named).collect())
}

fn count(stories: impl Iterator) -> u32 {
    u32::try_from(stories.count()).unwrap_or(u32::MAX)
}

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    AreaId, Effect, Fields, Meeting, MeetingId, MeetingLife, MeetingStep, Need, NeedId, Scope,
    TimelineEntry, fold_meeting, resolutions,
};
use chuanmen_core::merge::RecordId;

use super::oversight::oversight;
use super::{Hub, HubError, Session};
use crate::reports::{Amendment, Item, Minutes};

impl Hub {
    /// A joint meeting's minutes, for those who read the community's reports. Of a need they say
    /// what is asked for, not whose it is.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody else, [`HubError::NotFound`], or the store's.
    pub fn minutes(
        &self,
        session: &Session,
        community: Option<AreaId>,
        id: MeetingId,
    ) -> Result<Minutes, HubError> {
        let read = self.store.read()?;
        let area = community.unwrap_or(session.area);
        let community = read.community(area)?.ok_or(HubError::NotGranted)?;
        if oversight(&*read, session, community, area)?.is_none() {
            return Err(HubError::NotGranted);
        }
        let accounts = read.accounts(community)?.into_iter();
        let names = accounts.map(|row| (row.id, row.name)).collect();
        let scopes = read.scopes(community)?;
        let subject = BTreeSet::from([RecordId::from(id)]);
        let mut found: Option<(Meeting, MeetingLife)> = None;
        for row in &scopes {
            if row.scope != Scope::Community(area) {
                continue;
            }
            let records = read.records(community, row.number, &subject)?;
            let live = records.iter().find(|record| !record.is_deleted());
            if let Some(meeting) = live.and_then(Meeting::read) {
                let events = read.events_of(community, row.number, &subject)?;
                let life = fold_meeting(events.into_iter().map(|row| row.event));
                found = Some((meeting, life));
            }
        }
        let (meeting, life) = found.ok_or(HubError::NotFound)?;
        let agenda: BTreeSet<_> = meeting.agenda.iter().map(|id| (*id).into()).collect();
        let mut items: BTreeMap<NeedId, Item> = BTreeMap::new();
        for row in scopes {
            if !matches!(row.scope, Scope::Grid(_)) {
                continue;
            }
            let records = read.records(community, row.number, &agenda)?;
            let events = read.events_of(community, row.number, &agenda)?;
            for need in records.iter().filter_map(Need::read) {
                let events = events.iter().map(|row| &row.event);
                let events = events.filter(|event| event.event.subject == need.id.into());
                let resolved = resolutions(id, life.closed_at, events);
                let item = Item {
                    text: need.text,
                    resolutions: resolved,
                };
                items.insert(need.id, item);
            }
        }
        // What is erased keeps its place, so that the others keep their numbers.
        let items = meeting
            .agenda
            .iter()
            .map(|need| items.remove(need).unwrap_or_else(gone));
        Ok(Minutes {
            items: items.collect(),
            amendments: amendments(&life),
            names,
            state: life.state,
            meeting,
        })
    }
}

/// A need of the agenda that is no longer there.
fn gone() -> Item {
    Item {
        text: "（这件诉求已经不在记录里）".to_owned(),
        resolutions: Vec::new(),
    }
}

fn amendments(life: &MeetingLife) -> Vec<Amendment> {
    let entries = life.timeline.iter();
    let amends = entries.filter(|entry| {
        let step = &*entry.event.event.step;
        entry.effect == Effect::Applied && step == MeetingStep::Amend.as_str()
    });
    let amendment = |entry: &TimelineEntry| Amendment {
        text: Fields(&entry.event.event.fields).string("note"),
        by: entry.event.author,
        at: entry.event.stamp.wall(),
    };
    amends.map(amendment).collect()
}

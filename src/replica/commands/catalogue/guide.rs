//! An entry of the service handbook out of its form.

use chuanmen_core::domain::{Guide, GuideId, Kind, cleaned};
use chuanmen_core::merge::RecordId;

use super::{after, entry, find, load, write};
use crate::api::{GuideForm, Outcome, ReplicaError};
use crate::commands::desk::Desk;
use crate::commands::typed::{invalid, line, name, text};

/// The most papers that an entry lists, in lines.
const PAPERS: usize = 40;

/// Adds an entry, or changes one.
pub(in crate::commands) fn save(
    desk: &mut Desk<'_>,
    id: Option<GuideId>,
    form: &GuideForm,
) -> Result<Outcome, ReplicaError> {
    let all = load(desk, &Kind::Guide)?;
    let known = id.map(|id| find(&all, id.into())).transpose()?;
    let before = known.and_then(Guide::read);
    let others = all
        .iter()
        .filter(|one| Some(one.id) != id.map(RecordId::from));
    let others: Vec<_> = others.filter_map(Guide::read).collect();
    let guide = Guide {
        title: name("title", &form.title)?,
        category: name("category", &form.category)?,
        summary: text("summary", &form.summary)?,
        eligibility: text("eligibility", &form.eligibility)?,
        papers: papers(&form.papers)?,
        place: line("place", &form.place)?,
        hours: line("hours", &form.hours)?,
        phone: line("phone", &form.phone)?,
        order: match &before {
            Some(before) => before.order,
            None => after(others.iter().map(|one| one.order)),
        },
        retired: before.as_ref().is_some_and(|before| before.retired),
    };
    // An import knows entries by their titles.
    if others.iter().any(|other| other.title == guide.title) {
        return Err(invalid("title", "twice"));
    }
    let patch = entry(desk, &Kind::Guide, known, guide.fields(), &[]);
    write(desk, guide.title, vec![patch])
}

fn papers(typed: &str) -> Result<Vec<String>, ReplicaError> {
    let typed = text("papers", typed)?;
    let lines = typed.lines().map(cleaned::line);
    let papers: Vec<_> = lines.filter(|paper| !paper.is_empty()).collect();
    if papers.len() > PAPERS {
        return Err(invalid("papers", "too_long"));
    }
    Ok(papers)
}

//! Entries of the service handbook out of a form, or many out of a document.

use chuanmen_core::domain::{Guide, GuideId, Kind, cleaned};
use chuanmen_core::merge::{Patch, Record, RecordId};

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
    let guide = guide(form, before.as_ref(), last(&others), "")?;
    // An import knows entries by their titles.
    if others.iter().any(|other| other.title == guide.title) {
        return Err(invalid("title", "twice"));
    }
    let patch = entry(desk, &Kind::Guide, known, guide.fields(), &[]);
    write(desk, guide.title, vec![patch])
}

/// Adds the entries of a document in its order. One whose title is there already is changed, and
/// keeps what the document does not say.
pub(in crate::commands) fn save_all(
    desk: &mut Desk<'_>,
    forms: &[GuideForm],
) -> Result<Outcome, ReplicaError> {
    if forms.len() > GuideForm::AT_ONCE {
        return Err(invalid("guides", "too_long"));
    }
    let all = load(desk, &Kind::Guide)?;
    let read = |record: &'_ Record| Guide::read(record);
    let mut order = last(&all.iter().filter_map(read).collect::<Vec<_>>());
    let mut patches: Vec<Patch> = Vec::new();
    let mut titles: Vec<String> = Vec::new();
    for (index, form) in forms.iter().enumerate() {
        let title = cleaned::line(&form.title);
        let known = all
            .iter()
            .find(|one| read(one).is_some_and(|guide| guide.title == title));
        let before = known.and_then(read);
        let path = format!("guides/{index}/");
        let form = match &before {
            Some(before) => &form.over(GuideForm::of(before.clone())),
            None => form,
        };
        let guide = guide(form, before.as_ref(), order, &path)?;
        if titles.contains(&guide.title) {
            return Err(invalid(format!("{path}title"), "twice"));
        }
        order = order.max(guide.order.saturating_add(1));
        patches.push(entry(desk, &Kind::Guide, known, guide.fields(), &[]));
        titles.push(guide.title);
    }
    write(desk, titles.into_iter().next().unwrap_or_default(), patches)
}

/// What a form says; `path` stands before the names of its fields when something is wrong.
fn guide(
    form: &GuideForm,
    before: Option<&Guide>,
    order: i64,
    path: &str,
) -> Result<Guide, ReplicaError> {
    let field = |name: &str| format!("{path}{name}");
    Ok(Guide {
        title: name(&field("title"), &form.title)?,
        category: name(&field("category"), &form.category)?,
        summary: text(&field("summary"), &form.summary)?,
        eligibility: text(&field("eligibility"), &form.eligibility)?,
        papers: papers(&field("papers"), &form.papers)?,
        place: line(&field("place"), &form.place)?,
        hours: line(&field("hours"), &form.hours)?,
        phone: line(&field("phone"), &form.phone)?,
        order: before.map_or(order, |before| before.order),
        retired: before.is_some_and(|before| before.retired),
    })
}

/// The place after all these.
fn last(guides: &[Guide]) -> i64 {
    after(guides.iter().map(|one| one.order))
}

fn papers(field: &str, typed: &str) -> Result<Vec<String>, ReplicaError> {
    let typed = text(field, typed)?;
    let lines = typed.lines().map(cleaned::line);
    let papers: Vec<_> = lines.filter(|paper| !paper.is_empty()).collect();
    if papers.len() > PAPERS {
        return Err(invalid(field, "too_long"));
    }
    Ok(papers)
}

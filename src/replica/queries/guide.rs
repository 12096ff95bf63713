use chuanmen_core::domain::{Guide, GuideId, Kind};

use super::Reading;
use crate::api::{GuideView, ReplicaError};

/// One entry of the service handbook; a retired one too, which says so.
pub(super) fn answer(reading: Reading<'_>, id: GuideId) -> Result<GuideView, ReplicaError> {
    let found = reading.store.find(id.into())?;
    let record = found.map(|(_, record)| record);
    let record = record.filter(|record| record.kind == Kind::Guide && !record.is_deleted());
    let guide = record.as_ref().and_then(Guide::read);
    let guide = guide.ok_or(ReplicaError::NotFound)?;
    Ok(GuideView {
        id,
        title: guide.title,
        category: guide.category,
        summary: guide.summary,
        eligibility: guide.eligibility,
        papers: guide.papers,
        place: guide.place,
        hours: guide.hours,
        phone: guide.phone,
        retired: guide.retired,
    })
}

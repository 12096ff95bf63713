use chuanmen_core::domain::{Campaign, CampaignId};

use super::super::{Areas, Catalogue, Reading, organisations};
use crate::api::{CampaignFormView, KnownCampaign, ReplicaError};

/// The form of a campaign, or of a new one.
pub(in crate::queries) fn answer(
    reading: Reading<'_>,
    id: Option<CampaignId>,
) -> Result<CampaignFormView, ReplicaError> {
    let known = match id {
        Some(id) => Some(super::find(reading.store, id)?.ok_or(ReplicaError::NotFound)?),
        None => None,
    };
    let areas = Areas::load(reading.connection())?;
    let catalogue = Catalogue::load(reading.connection())?;
    let items = catalogue.items.iter().filter(|item| !item.retired);
    let had = |code: &str| known.as_ref().is_some_and(|one| one.tags.contains(code));
    let tags = catalogue.tag_choices(had);
    Ok(CampaignFormView {
        known: known.map(known_campaign),
        compounds: organisations::building_choices(&areas, |_| true),
        items: items
            .map(|item| (item.code.clone(), item.name.clone()))
            .collect(),
        tags,
    })
}

fn known_campaign(campaign: Campaign) -> KnownCampaign {
    KnownCampaign {
        name: campaign.name,
        text: campaign.text,
        from: campaign.from,
        to: campaign.to,
        buildings: campaign.buildings,
        items: campaign.items,
        tags: campaign.tags,
        ended: campaign.ended,
    }
}

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
    let tags = catalogue.sorted(catalogue.tags.keys().map(String::as_str));
    Ok(CampaignFormView {
        known: known.map(known_campaign),
        compounds: organisations::building_choices(&areas, |_| true),
        items: items
            .map(|item| (item.code.clone(), item.name.clone()))
            .collect(),
        tags: tags
            .into_iter()
            .map(|code| (code.to_owned(), catalogue.tag_name(code)))
            .collect(),
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

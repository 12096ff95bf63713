use std::collections::BTreeMap;

use chuanmen_core::domain::{Campaign, CampaignId, Event, EventOrder, Kind, Scope, StoredEvent};
use chuanmen_core::merge::{EventId, FieldName, Patch, RecordId, Stamp, Value};

use super::{COMMUNITY, OTHER, Town, YAN};

/// What Yan does on another phone.
impl Town {
    /// A stamp of the colleague's device, `ago` ms before now.
    pub(crate) fn colleague_stamp(&self, ago: i64) -> Stamp {
        Stamp::new(self.wall.plus(-ago), 0, OTHER)
    }

    /// What a colleague wrote into a record of the grid, without having seen anything of it since
    /// `base`.
    pub(crate) fn colleague_writes(
        &mut self,
        kind: Kind,
        id: RecordId,
        field: &'static str,
        value: Value,
        ago: i64,
    ) {
        let stamp = self.colleague_stamp(ago);
        let set = BTreeMap::from([(FieldName::known(field), value)]);
        self.told(YAN, stamp, Patch::create(kind, id, set));
    }

    /// A control tag that a colleague limits a campaign to, now.
    pub(crate) fn colleague_limits(&mut self, campaign: CampaignId, code: &str) {
        let field = format!("{}/{code}", Campaign::TAG);
        let set = BTreeMap::from([(FieldName::try_from(field).unwrap(), true.into())]);
        let patch = Patch::create(Kind::Campaign, campaign.into(), set);
        let place = (1, Scope::Community(COMMUNITY));
        self.told_in(place, YAN, self.colleague_stamp(0), patch);
    }

    /// A colleague's step that the hub has.
    pub(crate) fn colleague_steps(
        &mut self,
        kind: Kind,
        subject: RecordId,
        step: &str,
        fields: BTreeMap<FieldName, Value>,
    ) {
        let (id, stamp, at) = (self.fresh(), self.colleague_stamp(0), self.wall);
        let event = Event {
            id: EventId(id),
            kind,
            subject,
            step: step.into(),
            fields,
        };
        let order = EventOrder::Hub {
            seq: self.seq + 1,
            index: 0,
            at,
        };
        self.page(
            2,
            Vec::new(),
            vec![StoredEvent {
                event,
                author: YAN,
                stamp,
                order,
            }],
        );
    }
}

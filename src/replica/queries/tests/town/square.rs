use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Access, ClaimId, ClaimState, Kind, OwnClaim, Posting, PostingId, Role, Scope, Whereabouts,
    WishKind, WishState,
};
use chuanmen_core::merge::{Patch, Record, ReplicaId, Stamp};
use chuanmen_core::protocol::{GrantedScope, ScopeNumber, SyncResponse};
use uuid::Uuid;

use super::{COMMUNITY, Town};

/// A wish on the board.
pub(crate) const RADIO: PostingId = PostingId(Uuid::from_u128(0xE1));

const BOARD: u32 = 4;
/// As [`Town::of`] numbers it.
const OWN: u32 = 3;

impl Town {
    /// The phone of somebody who fulfils wishes, with one on the board.
    pub(crate) fn square(role: Role) -> Self {
        let mut town = Self::of(role);
        let grant = |number, scope, access| GrantedScope {
            number: ScopeNumber(number),
            scope: Some(scope),
            access,
        };
        let response = SyncResponse {
            granted: vec![grant(BOARD, Scope::Board(COMMUNITY), Access::Read)],
            ..town.response()
        };
        town.store.apply(&[], &response, town.wall).unwrap();
        town.board_shows(WishState::Published, None);
        town
    }

    /// The hub writes how the wish stands.
    pub(crate) fn board_shows(&mut self, state: WishState, expires_at: Option<UnixMillis>) {
        let posting = Posting {
            id: RADIO,
            kind: WishKind::Goods,
            text: "一台收音机".into(),
            number: Some(7),
            needed_by: None,
            grid: Some(3),
            state,
            expires_at,
            published_at: self.wall,
        };
        self.hub_writes(BOARD, Kind::Posting, RADIO.0, posting.fields());
    }

    /// The hub tells this person what became of their claim.
    pub(crate) fn claim_is(&mut self, state: ClaimState, rival: Option<super::AccountId>) {
        let live = state.is_live();
        let claim = OwnClaim {
            id: ClaimId(Uuid::from_u128(0xE2)),
            posting: RADIO,
            kind: WishKind::Goods,
            text: "一台收音机".into(),
            number: Some(7),
            needed_by: None,
            at: self.wall,
            expires_at: (state == ClaimState::Live).then(|| self.wall.plus(7 * UnixMillis::DAY)),
            rival,
            satisfaction: None,
            whereabouts: live.then(|| Whereabouts {
                resident: "李国华".into(),
                compound: "花卉园小区".into(),
                building: "3 栋".into(),
                unit: "2".into(),
                room: "502".into(),
            }),
            state,
        };
        self.hub_writes(OWN, Kind::Claim, claim.id.0, claim.fields());
    }

    fn hub_writes(
        &mut self,
        scope: u32,
        kind: Kind,
        id: Uuid,
        fields: std::collections::BTreeMap<super::FieldName, super::Value>,
    ) {
        self.seq += 1;
        let counter = u16::try_from(self.seq).unwrap();
        let stamp = Stamp::new(self.wall, counter, ReplicaId::HUB);
        let patch = Patch::create(kind, super::RecordId(id), fields);
        self.page(scope, vec![Record::from_patch(&patch, stamp)], Vec::new());
    }
}

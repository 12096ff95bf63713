use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, HouseholdId, Kind, Need, NeedId, Outcome, Purpose, Scope, Urgency, Visit, VisitId,
    Wish, WishId, WishKind,
};
use chuanmen_core::merge::{FieldName, Patch, Stamp, TransactionId, Value};
use chuanmen_core::protocol::Transaction;
use uuid::Uuid;

/// Who saves what, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Author {
    pub(super) account: AccountId,
    pub(super) scope: Scope,
    pub(super) stamp: Stamp,
}

const NOTES: [&str; 4] = [
    "老人在家，血压偏高，按时服药，儿子周末回来",
    "楼道灯坏了两盏，已拍照，和物业说过",
    "家里有人，燃气软管是新换的，报警器正常",
    "租户刚搬来，三口人，孩子在附近上小学",
];

/// A visit as the app records one. Every third raises a need, every fifth a wish.
pub(super) fn visit(author: Author, household: HouseholdId, nth: usize) -> Transaction {
    let ended_at = author.stamp.wall();
    let note = NOTES.get(nth % NOTES.len()).copied().unwrap_or_default();
    let visit = Visit {
        id: VisitId(Uuid::now_v7()),
        host: household.into(),
        visitor: author.account,
        started_at: ended_at.plus(-5 * UnixMillis::MINUTE),
        ended_at,
        purpose: Purpose::Routine,
        outcome: Outcome::Met,
        unchanged: false,
        answers: BTreeMap::from([("health".to_owned(), "stable".to_owned())]),
        note: note.to_owned(),
        corrects: None,
        campaign: None,
        photos: Vec::new(),
        signature: None,
    };
    let mut patches = vec![Patch::create(Kind::Visit, visit.id.into(), visit.fields())];
    if nth.is_multiple_of(3) {
        patches.push(need(author, household));
    }
    if nth.is_multiple_of(5) {
        patches.push(wish(author, household));
    }
    saved(author, patches)
}

/// Something that everybody in a community hears of: a record of a kind that no app knows, so
/// that it is passed on and shows nowhere.
pub(super) fn broadcast(author: Author) -> Transaction {
    let kind = Kind::from("load_broadcast");
    let text = Value::from("停水通知：今晚十点到明早六点");
    let set = BTreeMap::from([(FieldName::known("text"), text)]);
    saved(
        author,
        vec![Patch::create(kind, VisitId(Uuid::now_v7()).into(), set)],
    )
}

fn need(author: Author, household: HouseholdId) -> Patch {
    let need = Need {
        id: NeedId(Uuid::now_v7()),
        household: Some(household),
        organisation: None,
        area: None,
        category: "public_facility".to_owned(),
        text: "楼道灯坏了，晚上看不清台阶".to_owned(),
        urgency: Urgency::Normal,
        due_on: None,
        raised_by: Some(author.account),
        raised_at: author.stamp.wall(),
        awaits_resource: false,
    };
    Patch::create(Kind::Need, need.id.into(), need.fields())
}

fn wish(author: Author, household: HouseholdId) -> Patch {
    let wish = Wish {
        id: WishId(Uuid::now_v7()),
        resident: None,
        household,
        kind: WishKind::Goods,
        text: "想要一个取暖器".to_owned(),
        needed_by: None,
        raised_by: Some(author.account),
        raised_at: author.stamp.wall(),
    };
    Patch::create(Kind::Wish, wish.id.into(), wish.fields())
}

fn saved(author: Author, patches: Vec<Patch>) -> Transaction {
    Transaction {
        id: TransactionId(Uuid::now_v7()),
        scope: author.scope,
        author: author.account,
        stamp: author.stamp,
        patches,
        events: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use chuanmen_core::domain::AreaId;
    use chuanmen_core::merge::ReplicaId;
    use chuanmen_core::protocol::validate;

    use super::*;

    #[test]
    fn what_a_phone_saves_is_what_the_hub_takes() {
        let author = Author {
            account: AccountId(Uuid::now_v7()),
            scope: Scope::Grid(AreaId(Uuid::now_v7())),
            stamp: Stamp::new(UnixMillis(1_795_414_800_000), 0, ReplicaId(7)),
        };
        for nth in 0..15 {
            let saved = visit(author, HouseholdId(Uuid::now_v7()), nth);
            assert_eq!(validate(&saved), Ok(()));
        }
        assert_eq!(validate(&broadcast(author)), Ok(()));
    }
}

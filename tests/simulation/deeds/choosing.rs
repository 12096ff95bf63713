use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Access, Event, HouseholdId, NeedId, NeedStep, Outcome as Met, Party, Place, ResidentId, Scope,
    Urgency, WishId, WishKind, WishStep, fold_need, fold_wish,
};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, TransactionId, Value};
use chuanmen_replica::api::{
    Choice, Command, EditResident, NeedDraft, Summary, TakeNeedStep, TakeWishStep, VisitDraft,
    WishDraft,
};
use chuanmen_replica::storage::{Save, Store};
use fastrand::Rng;

use super::super::plan::Plan;
use super::super::town::{building, compound, grid};
use super::Deed;

const NAMES: [&str; 4] = ["岩罕", "玉光", "刀志强", "依香"];
const NOTES: [&str; 4] = ["腿脚不便", "", "白天不在家", "🏠 两只狗"];

pub(super) struct Chooser<'c> {
    pub(super) store: &'c Store,
    pub(super) wall: UnixMillis,
    pub(super) chance: &'c mut Rng,
}

/// Something to do on this phone; none if there is nothing to do it to.
pub(in crate::simulation) fn choose(
    store: &Store,
    wall: UnixMillis,
    plan: &Plan,
    last: Option<TransactionId>,
    chance: &mut Rng,
) -> Option<Deed> {
    let mut chooser = Chooser {
        store,
        wall,
        chance,
    };
    let most = if plan.newer { 28 } else { 24 };
    match chooser.chance.u32(..most) {
        0..=3 => chooser.visit(),
        4..=8 => chooser.edit(),
        9..=13 => chooser.wish_step(),
        14..=16 => chooser.need_step(),
        17 => chooser.delete(),
        18 | 19 => chooser.settle(),
        20 => Some(Deed::Command(Command::Undo { transaction: last? })),
        21 => chooser.resend(),
        22 | 23 if plan.moves => chooser.relocate(),
        22 | 23 => None,
        _ => chooser.newer(),
    }
}

impl Chooser<'_> {
    fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        if from.is_empty() {
            return None;
        }
        Some(from[self.chance.usize(..from.len())].clone())
    }

    fn ids(&self, sql: &str) -> Vec<RecordId> {
        let mut select = self.store.connection().prepare_cached(sql).expect("SQL");
        let rows = select.query_map([], |row| row.get::<_, String>(0));
        let rows = rows.expect("rows").map(|row| row.expect("a row"));
        rows.map(|id| RecordId(id.parse().expect("an id")))
            .collect()
    }

    /// A record of a kind that is there and may be written about.
    pub(super) fn any(&mut self, kind: &str) -> Option<RecordId> {
        let ids = self.ids(&format!(
            "SELECT record.id FROM record JOIN scope ON scope.key = record.scope
             WHERE kind = '{kind}' AND NOT deleted AND NOT withdrawn AND access = 'write'
             ORDER BY record.id"
        ));
        self.pick(&ids)
    }

    fn visit(&mut self) -> Option<Deed> {
        let household = HouseholdId::from(self.any("household")?);
        let needs = (0..self.chance.usize(..3)).map(|n| NeedDraft {
            category: "public_facility".to_owned(),
            text: format!("诉求 {n}"),
            urgency: Urgency::Normal,
        });
        let needs = needs.collect();
        let wishes = (0..self.chance.usize(..2)).map(|n| WishDraft {
            resident: None,
            kind: WishKind::Service,
            text: format!("心愿 {n}"),
            needed_by: None,
        });
        let visit = VisitDraft {
            outcome: Some(if self.chance.bool() {
                Met::Met
            } else {
                Met::NobodyHome
            }),
            note: self.pick(&NOTES)?.to_owned(),
            needs,
            wishes: wishes.collect(),
            ..VisitDraft::default()
        };
        Some(Deed::Command(Command::RecordVisit { household, visit }))
    }

    fn edit(&mut self) -> Option<Deed> {
        let resident = ResidentId::from(self.any("resident")?);
        let mut edit = EditResident::of(resident);
        for _ in 0..=self.chance.u32(..2) {
            match self.chance.u32(..5) {
                0 => edit.name = self.pick(&NAMES).map(str::to_owned),
                1 => edit.note = self.pick(&NOTES).map(str::to_owned),
                2 => edit.phone = Some(format!("1381234000{}", self.chance.u32(..4))),
                3 => edit.family_doctor = Some(self.chance.bool()),
                _ => {
                    let tag = ("living_alone".to_owned(), self.chance.bool());
                    edit.care_tags.extend([tag]);
                }
            }
        }
        Some(Deed::Command(Command::EditResident(edit)))
    }

    fn wish_step(&mut self) -> Option<Deed> {
        let wish = self.any("wish")?;
        let events = self.store.events(wish).expect("events");
        let life = fold_wish(events, self.store.now(self.wall));
        let role = self.store.session()?.role.clone();
        let steps = life.state.next_steps(&role);
        // Racing for a claim is what this is about: others matter less.
        let step = if steps.contains(&WishStep::Claim) && self.chance.u32(..4) > 0 {
            WishStep::Claim
        } else {
            self.pick(&steps)?
        };
        Some(Deed::Command(Command::TakeWishStep(TakeWishStep {
            wish: WishId::from(wish),
            satisfaction: (step == WishStep::Confirm).then_some(4),
            step,
            note: "好".to_owned(),
            number: None,
            text: String::new(),
        })))
    }

    fn need_step(&mut self) -> Option<Deed> {
        let need = self.any("need")?;
        let life = fold_need(self.store.events(need).expect("events"));
        let role = self.store.session()?.role.clone();
        let mut steps = life.state.next_steps(&role);
        steps.retain(|step| *step != NeedStep::Merge);
        let step = self.pick(&steps)?;
        Some(Deed::Command(Command::TakeNeedStep(TakeNeedStep {
            need: NeedId::from(need),
            satisfaction: (step == NeedStep::Confirm).then_some(5),
            into: None,
            contact: false,
            department: String::new(),
            party: (step == NeedStep::Dispatch).then(|| Party::KNOWN[0].clone()),
            step,
            note: "办".to_owned(),
        })))
    }

    /// Deletes a resident, or brings one back.
    fn delete(&mut self) -> Option<Deed> {
        let ids = self.ids(
            "SELECT record.id FROM record JOIN scope ON scope.key = record.scope
             WHERE kind = 'resident' AND NOT withdrawn AND access = 'write' ORDER BY record.id",
        );
        let id = self.pick(&ids)?;
        let (scope, record) = self.store.find(id).expect("a read")?;
        let deleted = !record.is_deleted();
        let set = BTreeMap::from([(FieldName::known(Record::DELETED), deleted.into())]);
        self.save(scope, vec![Patch::edit(&record, set)], Vec::new())
    }

    pub(super) fn save(
        &self,
        scope: Scope,
        mut patches: Vec<Patch>,
        events: Vec<Event>,
    ) -> Option<Deed> {
        patches.retain(|patch| !patch.is_empty());
        if patches.is_empty() && events.is_empty() {
            return None;
        }
        Some(Deed::Save(Save {
            scope,
            patches,
            events,
            summary: Summary::default(),
            draft: None,
        }))
    }

    fn settle(&mut self) -> Option<Deed> {
        let ids = self.ids("SELECT id FROM record WHERE disputed ORDER BY id");
        let id = self.pick(&ids)?;
        let (_, record) = self.store.find(id).expect("a read")?;
        let conflict = record.conflicts().next()?;
        let choice = match self.chance.u32(..3) {
            0 => Choice::Keep,
            1 => Choice::Take(conflict.others[0].stamp),
            _ => Choice::Type("13812349999".to_owned()),
        };
        Some(Deed::Command(Command::SettleConflict {
            kind: record.kind.clone(),
            id,
            field: conflict.field.clone(),
            choice,
        }))
    }

    fn resend(&mut self) -> Option<Deed> {
        let ids = self.ids("SELECT id FROM outbox WHERE state = 'refused' ORDER BY n");
        let transaction = TransactionId(self.pick(&ids)?.0);
        Some(Deed::Command(Command::Resend { transaction }))
    }

    /// A household moves to the other grid's building, or a compound to the other grid.
    fn relocate(&mut self) -> Option<Deed> {
        let to = self.chance.u128(1..=2);
        let compounds = self.chance.u32(..4) == 0;
        let (id, field, value) = if compounds {
            let compound = RecordId::from(compound(self.chance.u128(1..=2)));
            (compound, "parent", Value::from(grid(to)))
        } else {
            let place = Place {
                building: building(to),
                unit: "1".into(),
                floor: 3,
                room: "301".into(),
            };
            (self.any("household")?, "place", place.value())
        };
        let (scope, record) = self.store.find(id).expect("a read")?;
        let held = self.store.scopes().expect("scopes");
        let mut held = held.iter().filter(|held| held.access == Access::Write);
        if !held.any(|held| held.scope == scope) {
            return None;
        }
        let set = BTreeMap::from([(FieldName::known(field), value)]);
        self.save(scope, vec![Patch::edit(&record, set)], Vec::new())
    }
}

use std::collections::BTreeMap;

use chuanmen_core::domain::{
    AccountId, FieldsBuilder, Kind, Need, NeedId, NeedStep, Party, Urgency, Wish, WishId, WishKind,
    WishStep,
};
use chuanmen_core::merge::{FieldName, Value};
use jiff::ToSpan;
use uuid::Uuid;

use super::households::{head, home};
use super::making::Making;
use super::neighbourhood::{COLLEAGUE, LEARNER, SUPERVISOR};

/// Needs and wishes, each waiting for another step.
pub(super) fn tell(making: &mut Making) {
    needs(making);
    wishes(making);
}

fn needs(making: &mut Making) {
    let party = |party: Party| FieldsBuilder::new().set("party", party.as_str()).build();
    let note = |text: &str| FieldsBuilder::new().text("note", text).build();

    need(
        making,
        6,
        "public_facility",
        "三楼楼道灯坏了，晚上看不清台阶",
        2,
    );
    let noise = need(making, 8, "neighbours", "楼上半夜拖桌子，睡不好", 6);
    for (step, fields, by, days) in [
        (NeedStep::Accept, BTreeMap::new(), SUPERVISOR, 5),
        (
            NeedStep::Dispatch,
            party(Party::PropertyCompany),
            SUPERVISOR,
            5,
        ),
        (NeedStep::Start, note("物业今晚上门说说"), SUPERVISOR, 4),
    ] {
        need_step(making, noise, &step, fields, by, days);
    }
    let drain = need(making, 20, "sanitation", "一楼下水道返味", 9);
    need_step(
        making,
        drain,
        &NeedStep::Resolve,
        note("已经疏通"),
        COLLEAGUE,
        1,
    );
}

fn need(making: &mut Making, door: i64, category: &str, text: &str, days: i64) -> Uuid {
    let id = making.id();
    let need = Need {
        id: NeedId(id),
        household: Some(home(door)),
        organisation: None,
        area: None,
        category: category.to_owned(),
        text: text.to_owned(),
        urgency: Urgency::Normal,
        due_on: Some(making.today().saturating_add(2.days())),
        raised_by: Some(LEARNER),
        raised_at: making.days_ago(days),
        awaits_resource: false,
    };
    making.put(Kind::Need, id, need.fields());
    id
}

fn need_step(
    making: &mut Making,
    need: Uuid,
    step: &NeedStep,
    fields: BTreeMap<FieldName, Value>,
    by: AccountId,
    days: i64,
) {
    making.step(Kind::Need, need, step.as_str(), fields, (by, days));
}

fn wishes(making: &mut Making) {
    let none = BTreeMap::new;
    wish(making, 5, WishKind::Goods, "一副老花镜，两百度", 3);
    let lesson = wish(making, 10, WishKind::Service, "想学用手机挂号", 12);
    let chair = wish(making, 15, WishKind::Goods, "一把洗澡用的凳子", 14);
    let number = |number: i64| FieldsBuilder::new().set("number", number).build();
    for (wish, count) in [(lesson, 1), (chair, 2)] {
        wish_step(
            making,
            wish,
            &WishStep::Verify,
            number(count),
            SUPERVISOR,
            10,
        );
        wish_step(making, wish, &WishStep::Publish, none(), SUPERVISOR, 10);
    }
    wish_step(making, chair, &WishStep::Claim, none(), LEARNER, 4);
    wish_step(making, chair, &WishStep::Fulfil, none(), LEARNER, 1);
}

fn wish(making: &mut Making, door: i64, kind: WishKind, text: &str, days: i64) -> Uuid {
    let id = making.id();
    let wish = Wish {
        id: WishId(id),
        resident: Some(head(door)),
        household: home(door),
        kind,
        text: text.to_owned(),
        needed_by: None,
        raised_by: Some(COLLEAGUE),
        raised_at: making.days_ago(days),
    };
    making.put(Kind::Wish, id, wish.fields());
    id
}

fn wish_step(
    making: &mut Making,
    wish: Uuid,
    step: &WishStep,
    fields: BTreeMap<FieldName, Value>,
    by: AccountId,
    days: i64,
) {
    making.step(Kind::Wish, wish, step.as_str(), fields, (by, days));
}

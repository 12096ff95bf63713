use serde_json::{Value, json};

use super::mutate::Luck;

/// Changes one place in a JSON value, perhaps by what stands somewhere in another.
pub(crate) fn spoil(luck: &mut Luck, value: &mut Value, other: &Value) {
    let places = count(value);
    let place = luck.below(places);
    let with = match luck.below(3) {
        0 => strange(luck),
        1 => nth(other, luck.below(count(other))).clone(),
        _ => nth(value, luck.below(places)).clone(),
    };
    let spot = nth_mut(value, place);
    match (luck.below(4), spot) {
        (0, Value::Array(items)) if !items.is_empty() => {
            drop(items.remove(luck.below(items.len())))
        }
        (0, Value::Object(members)) if !members.is_empty() => {
            let name = members.keys().nth(luck.below(members.len())).cloned();
            members.remove(&name.expect("a member"));
        }
        (1, Value::Array(items)) => items.push(with),
        (1, Value::Object(members)) => {
            let name = with.as_str().unwrap_or("deleted").to_owned();
            members.insert(name, with);
        }
        (2, Value::Array(items)) if items.len() < 100 => items.extend(items.clone()),
        (_, spot) => *spot = with,
    }
}

fn strange(luck: &mut Luck) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1_i64 << 53),
        json!(1.5),
        json!(""),
        json!("\0"),
        json!("00000000-0000-0000-0000-000000000000"),
        json!("ffffffffffff-ffff-ffffffffffffffff"),
        json!("000000000000-0000-0000000000000000"),
        json!("长".repeat(30_000)),
        json!([]),
        json!({}),
        json!([[[[[[[[]]]]]]]]),
        json!({"a": {"a": 1}}),
        json!("visit"),
        json!("deleted"),
        json!("claim"),
    ];
    all[luck.below(all.len())].clone()
}

/// This value and everything in it.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

fn nth(value: &Value, mut n: usize) -> &Value {
    let inner: Vec<&Value> = match value {
        _ if n == 0 => return value,
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => return value,
    };
    n -= 1;
    for inner in inner {
        let size = count(inner);
        if n < size {
            return nth(inner, n);
        }
        n -= size;
    }
    value
}

fn nth_mut(value: &mut Value, mut n: usize) -> &mut Value {
    if n == 0 || !(value.is_array() || value.is_object()) {
        return value;
    }
    n -= 1;
    let mut inner: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(members) => members.values_mut().collect(),
        _ => Vec::new(),
    };
    let mut at = 0;
    while at + 1 < inner.len() && n >= count(inner[at]) {
        n -= count(inner[at]);
        at += 1;
    }
    nth_mut(inner.swap_remove(at), n)
}

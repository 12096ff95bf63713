//! What must be true in the end, whatever happened on the way.

use std::collections::BTreeSet;

use chuanmen_core::china_date;
use chuanmen_core::report::ReportName;
use chuanmen_replica::api::{HouseholdQuery, NeedQuery, NeedsQuery, ReceiptQuery, WishesQuery};
use chuanmen_tests::harness::{Device, Login, TestServer, marked};

pub(crate) const VISITS: usize = 4;

/// What a device shows of what was recorded: each visit's note, need's and wish's text, and each
/// step of a need, in order, so that what comes twice shows twice.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Recorded(Vec<String>);

impl Recorded {
    pub(crate) async fn on(device: &Device, marks: &[String]) -> Self {
        let is_ours = |text: &str| marks.iter().any(|mark| text.contains(mark.as_str()));
        let mut lines = Vec::new();
        for door in device.doors().await {
            let household = door.household;
            let view = device.ask(HouseholdQuery { household }).await;
            lines.extend(view.visits.into_iter().map(|visit| visit.note));
        }
        for need in device.ask(NeedsQuery {}).await {
            if is_ours(&need.text) {
                let view = device.ask(NeedQuery { need: need.id }).await;
                lines.extend(view.timeline.iter().map(|row| row.note.clone()));
                lines.push(need.text);
            }
        }
        let wishes = device.ask(WishesQuery {}).await;
        lines.extend(wishes.into_iter().map(|wish| wish.text));
        lines.retain(|line| is_ours(line));
        lines.sort();
        Self(lines)
    }

    /// What there must be: of each mark a visit, a need, a wish, and for some a step.
    pub(crate) fn expected(marks: &[String], resolved: &[String]) -> Self {
        let of = |word: &'static str| move |mark: &String| format!("{word}{mark}");
        let mut lines: Vec<String> = ["走访", "诉求", "心愿"]
            .into_iter()
            .flat_map(|word| marks.iter().map(of(word)))
            .chain(resolved.iter().map(of("办好")))
            .collect();
        lines.sort();
        Self(lines)
    }
}

/// Marks that no other text contains: `【甲3】`.
pub(crate) fn marks(whose: &str) -> Vec<String> {
    (0..VISITS).map(|n| format!("【{whose}{n}】")).collect()
}

pub(crate) async fn record(device: &Device, marks: &[String]) {
    let doors = device.doors().await;
    for (mark, door) in marks.iter().zip(doors.iter().cycle()) {
        device.visit(door.household, mark).await;
    }
}

/// Everybody's devices, the hub's own reports and the receipt agree on what was recorded.
pub(crate) async fn all_agree(
    server: &TestServer,
    devices: &[&Device],
    marks: &[String],
    resolved: &[String],
) {
    let expected = Recorded::expected(marks, resolved);
    for device in devices {
        device.sync().await;
    }
    for device in devices {
        assert_eq!(Recorded::on(device, marks).await, expected);
        let receipt = device.ask(ReceiptQuery {}).await;
        assert_eq!((receipt.waiting, receipt.refused), (Vec::new(), Vec::new()));
        let unique: BTreeSet<_> = receipt.delivered.iter().map(|it| it.transaction).collect();
        assert_eq!(unique.len(), receipt.delivered.len());
    }
    // A device that starts with nothing reads the hub's records, not the log.
    let fresh = Device::supervisor(server).await;
    assert_eq!(Recorded::on(&fresh, marks).await, expected);
    let month = china_date(chuanmen_tests::harness::now()).first_of_month();
    for name in [ReportName::Visits, ReportName::Needs, ReportName::Wishes] {
        let table = fresh.report(name, month).await;
        for mark in marks {
            assert_eq!(marked(&table, mark), 1, "{mark} in {}", table.title);
        }
    }
}

pub(crate) fn bobs(server: &TestServer) -> &Login {
    Device::bobs(server)
}

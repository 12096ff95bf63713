//! What is of residents' health stays out of everything that is counted, exported and printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use chuanmen_core::domain::{Kind, Role, Scope};
use chuanmen_core::report::{ReportName, Table};
use http_body_util::BodyExt;
use jiff::civil::date;
use serde_json::json;

use super::forms::address;
use super::town::{NOON, Phone, Recounted, TestClock, Town};
use crate::demo::{Demo, DemoSpec, generate};
use crate::hub::{Arrival, DemoCommunity, NewAccount, NewDemo, NewGrant};
use crate::reports::{Forms, write_all};
use crate::{AppState, router};

const HEALTH: [Kind; 3] = [Kind::Booking, Kind::Measurement, Kind::Signing];

/// A made-up community, with what is of its residents' health or without.
struct Made {
    town: Town,
    demo: Demo,
}

impl Made {
    fn up(health: bool) -> Self {
        let demo = generate(&DemoSpec {
            households: 150,
            seed: 7,
            now: NOON,
        });
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::at(NOON);
        let hub = Town::open(&folder.path().join("hub.db"), &clock);
        let taken = demo.transactions.iter().cloned();
        let taken = taken.filter(|(_, it)| health || !matches!(it.scope, Scope::Health(_)));
        let accounts = demo.accounts.iter().map(|account| NewAccount {
            id: Some(account.id),
            login: account.login.clone(),
            password: None,
            name: account.name.clone(),
            role: account.role.clone(),
            grants: vec![NewGrant {
                id: None,
                role: account.role.clone(),
                area: account.area,
                party: account.party.clone(),
            }],
        });
        hub.add_demo(NewDemo {
            made_from: String::new(),
            communities: vec![DemoCommunity {
                community: demo.community,
                accounts: accounts.collect(),
                arrivals: taken
                    .map(|(at, transaction)| Arrival { at, transaction })
                    .collect(),
            }],
        })
        .unwrap();
        let forms = Forms::in_folder(folder.path().join("forms")).unwrap();
        let state = AppState::new(hub).unwrap().with_forms(forms);
        let town = Town {
            hub: Arc::clone(&state.hub),
            _recounted: Recounted(Arc::clone(&state.hub)),
            app: router(state),
            clock,
            folder,
        };
        Self { town, demo }
    }

    /// A device of somebody who is this.
    fn device(&self, role: &Role) -> Phone {
        let account = self.demo.accounts.iter().find(|it| it.role == *role);
        self.town.phone(&account.unwrap().login)
    }

    /// Which kinds of health stand in the hub.
    fn kinds(&self) -> BTreeSet<Kind> {
        let read = self.town.hub.store().read().unwrap();
        let mut kinds = BTreeSet::new();
        for (key, _) in read.communities().unwrap() {
            let scopes = read
                .scopes(key)
                .unwrap()
                .iter()
                .map(|it| it.scope)
                .collect();
            let records = read.facts(key, &scopes).unwrap().records;
            kinds.extend(records.into_iter().map(|(_, record)| record.kind));
        }
        kinds.into_iter().filter(|it| HEALTH.contains(it)).collect()
    }

    async fn bytes(&self, phone: &Phone, path: &str) -> Vec<u8> {
        let response = self.town.call(phone.get(path)).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let body = response.into_body().collect().await.unwrap();
        body.to_bytes().to_vec()
    }

    /// A report as it is, with its columns the other way round, and counted by each that it can be
    /// counted by.
    async fn report(&self, phone: &Phone, path: &str, into: &mut BTreeMap<String, Vec<u8>>) {
        let (_, table): (_, Table) = self.town.json(phone.get(path)).await;
        assert!(!table.rows.is_empty(), "{path}");
        let columns = table.columns.iter().rev().map(|column| &column.key);
        let turned = json!({ "columns": columns.collect::<Vec<_>>() });
        let counted = table.columns.iter().filter(|column| column.counts());
        let counted = counted.map(|column| (json!({ "by": [column.key] }), "csv"));
        let whole = ["json", "csv", "xlsx"].map(|format| (json!({}), format));
        let shapes = whole.into_iter().chain([(turned, "json")]);
        for (shape, format) in shapes.chain(counted) {
            let asked = address(path, &shape.to_string());
            let asked = format!("{asked}&format={format}&month=2026-11");
            let bytes = self.bytes(phone, &asked).await;
            into.insert(format!("{path} {shape} {format}"), bytes);
        }
    }

    /// All that can be taken away from the hub.
    async fn all(&self) -> BTreeMap<String, Vec<u8>> {
        let mut all = BTreeMap::new();
        let supervisor = self.device(&Role::CommunitySupervisor);
        for name in ReportName::KNOWN {
            let path = format!("/v1/reports/{name}");
            self.report(&supervisor, &path, &mut all).await;
        }
        // The examples of others' forms: 12345工单, 综治9+X事件.
        for form in [
            "12345%E5%B7%A5%E5%8D%95",
            "%E7%BB%BC%E6%B2%BB9%2BX%E4%BA%8B%E4%BB%B6",
        ] {
            let path = format!("/v1/reports/{form}");
            self.report(&supervisor, &path, &mut all).await;
        }
        let overview = "/v1/reports/overview?month=2026-11";
        all.insert(overview.into(), self.bytes(&supervisor, overview).await);
        let street = self.device(&Role::SubdistrictSupervisor);
        for format in ["json", "csv", "xlsx"] {
            let path = format!("/v1/subdistrict?month=2026-11&format={format}");
            let bytes = self.bytes(&street, &path).await;
            all.insert(path, bytes);
        }
        let patches = self
            .demo
            .transactions
            .iter()
            .flat_map(|(_, it)| &it.patches);
        for meeting in patches.filter(|it| it.kind == Kind::Meeting) {
            let path = format!("/v1/meetings/{}/minutes", meeting.id);
            let bytes = self.bytes(&supervisor, &path).await;
            all.insert(path, bytes);
        }
        self.nightly(&mut all);
        all
    }

    /// What is written into a folder each night.
    fn nightly(&self, into: &mut BTreeMap<String, Vec<u8>>) {
        let place = self.town.folder.path();
        let forms = Forms::in_folder(place.join("forms")).unwrap();
        let folder = place.join("nightly");
        let kept = write_all(&self.town.hub, &forms, &folder, date(2026, 11, 1)).unwrap();
        assert!(kept.failed.is_empty(), "{:?}", kept.failed);
        files(&folder, &folder, into);
    }
}

fn files(folder: &Path, below: &Path, into: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, below, into);
        } else {
            let name = path.strip_prefix(below).unwrap().display().to_string();
            into.insert(name, fs::read(&path).unwrap());
        }
    }
}

#[tokio::test]
async fn nothing_that_leaves_the_hub_differs_by_what_was_measured_booked_or_signed() {
    let (with, without) = (Made::up(true), Made::up(false));
    assert_eq!(with.kinds(), HEALTH.into());
    assert_eq!(without.kinds(), BTreeSet::new());
    let (told, untold) = (with.all().await, without.all().await);
    assert!(told.keys().eq(untold.keys()));
    for kind in ["/minutes", "诉求台账.xlsx", "12345工单.xlsx"] {
        assert!(told.keys().any(|what| what.ends_with(kind)), "{kind}");
    }
    for (what, bytes) in told {
        assert!(untold[&what] == bytes, "{what} tells of health");
    }
}

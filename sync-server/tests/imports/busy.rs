//! Several lists at once, and a hub that stops while it writes one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::http::StatusCode;
use chuanmen_core::domain::{Kind, Role};
use serde_json::json;
use tokio::sync::oneshot;

use super::super::town::{COMMUNITY, Town, area, grid};
use super::files::residents;
use super::routes::{ended, list, plain, run, saying, sending, sent};
use super::{alive, sheet, town};
use crate::hub::{FILE_VALID, ImportOf, NewAccount, NewGrant};
use crate::import::{ImportKind, Meanings};
use crate::store::ImportState;

/// Another supervisor of the community.
fn supervisor(town: &Town, login: &str) -> chuanmen_core::domain::AccountId {
    let role = Role::CommunitySupervisor;
    let account = NewAccount {
        id: None,
        login: login.into(),
        password: None,
        name: login.into(),
        role: role.clone(),
        grants: vec![NewGrant {
            id: None,
            area: area(COMMUNITY),
            party: None,
            role,
        }],
    };
    town.hub.add_account(area(COMMUNITY), account).unwrap()
}

#[tokio::test]
async fn no_more_than_sixteen_files_wait_at_once_and_each_person_has_one() {
    let town = town();
    let mut phones = Vec::new();
    for number in 0..16 {
        let login = format!("deputy{number}");
        supervisor(&town, &login);
        phones.push(town.phone(&login));
        sent(&town, &phones[number], residents()).await;
    }
    let late = town.phone("supervisor");
    let refused = town.refused(sending(&late, residents())).await;
    assert_eq!(refused, (409, "import_busy".into()));

    // Another file of somebody's takes the place of their first.
    sent(&town, &phones[0], residents()).await;
    town.clock.pass(FILE_VALID);
    sent(&town, &late, residents()).await;
}

#[tokio::test]
async fn while_a_list_is_written_no_other_is_nor_is_one_taken_back() {
    let town = town();
    supervisor(&town, "deputy");
    let (first, second) = (town.phone("supervisor"), town.phone("deputy"));
    let before = sent(&town, &first, residents()).await;
    run(&town, &first, &before).await;
    let undo = format!(
        "/v1/imports/{}/undo",
        list(&town, &first).await.imports[0].id
    );
    let more = "小区,楼栋,房号,姓名\n花卉园,3,901,岩九\n";
    let (hers, his) = (
        sent(&town, &first, more.into()).await,
        sent(&town, &second, more.into()).await,
    );

    // Somebody else writes meanwhile: her list waits for its turn.
    let (go, wait) = oneshot::channel::<()>();
    let (began, begun) = oneshot::channel();
    let hub = std::sync::Arc::clone(&town.hub);
    let other = tokio::spawn(async move {
        let job = move |_: &crate::hub::Hub| {
            began.send(()).unwrap();
            wait.blocking_recv().unwrap();
            Ok(())
        };
        hub.writing(job).await
    });
    begun.await.unwrap();
    let path = format!("/v1/import-files/{}", hers.id);
    let begin = saying(&first, &format!("{path}/run"), json!({}));
    assert_eq!(town.call(begin).await.status(), StatusCode::OK);
    let begin = saying(
        &second,
        &format!("/v1/import-files/{}/run", his.id),
        json!({}),
    );
    assert_eq!(town.refused(begin).await, (409, "import_busy".into()));
    let refused = town.refused(plain(&second, "POST", &undo)).await;
    assert_eq!(refused, (409, "import_busy".into()));

    go.send(()).unwrap();
    other.await.unwrap().unwrap();
    assert_eq!(ended(&town, &first, &path).await.done, 2);
    assert_eq!(town.call(plain(&second, "POST", &undo)).await.status(), 200);
}

#[tokio::test]
async fn what_a_hub_had_written_of_a_list_when_it_stopped_is_taken_back_when_it_starts() {
    let town = town();
    let author = Some(supervisor(&town, "deputy"));
    let mut csv = "小区,楼栋,房号,姓名\n".to_owned();
    for room in 101..201 {
        csv += &format!("花卉园,3,{room},居民{room}\n");
    }
    let (here, list, said) = (area(COMMUNITY), sheet(csv.as_bytes()), Meanings::new());
    let kind = ImportKind::Residents;
    let matching = town.hub.match_import(here, kind, &list, &said).unwrap();
    let file = "名单.csv".to_owned();
    let stopped = catch_unwind(AssertUnwindSafe(|| {
        let of = ImportOf { file, author };
        town.hub
            .run_import(here, of, (&list, &matching), &said, &mut |progress| {
                assert!(progress.done == 0, "the hub stops here");
                std::ops::ControlFlow::Continue(())
            })
    }));
    assert!(stopped.is_err());
    assert!(!alive(&town, grid(1), Kind::Household).is_empty());

    let hub = Town::open(&town.folder.path().join("hub.db"), &town.clock);
    assert_eq!(hub.take_back_unfinished().unwrap(), 1);
    assert!(alive(&town, grid(1), Kind::Household).is_empty());
    assert!(alive(&town, grid(1), Kind::Resident).is_empty());
    assert_eq!(hub.imports(here).unwrap()[0].state, ImportState::Undone);
    assert_eq!(hub.take_back_unfinished().unwrap(), 0);
}

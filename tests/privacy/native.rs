//! The files of a native device.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use chuanmen_replica::api::{Command, Outcome};
use chuanmen_tests::harness::{Demo, Device, TestServer, files_under, occurrences};

#[tokio::test]
async fn no_file_of_a_device_holds_a_readable_name_or_number() {
    let server = TestServer::start(Demo::SMALL).await;
    let mut alice = Device::alice(&server).await;
    let mut words = Vec::new();
    for door in alice.doors().await {
        for person in door.view.residents {
            let reveal = Command::Reveal {
                resident: person.id,
            };
            if let Outcome::Revealed { citizen_id, phone } = alice.send(reveal).await {
                words.extend(citizen_id.into_iter().chain([phone]));
            }
            words.push(person.name);
        }
    }
    words.retain(|word| !word.is_empty());
    assert!(words.len() > 20, "hardly anybody lives there: {words:?}");
    alice.visit(alice.door().await.household, "在家").await;

    // While it is open, journal and all; and after it was closed.
    assert_eq!(occurrences(alice.folder(), &words), []);
    alice.restart().await;
    assert_eq!(occurrences(alice.folder(), &words), []);

    // The hub's file is not encrypted: the same search finds everybody there.
    server.stop();
    let found = occurrences(server.database().parent().unwrap(), &words);
    assert!(found.len() >= words.len(), "the search itself is blind");
}

#[tokio::test]
async fn only_its_owner_may_read_a_devices_files() {
    let server = TestServer::start(Demo::SMALL).await;
    let alice = Device::alice(&server).await;
    for file in files_under(alice.folder()) {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is {mode:o}", file.display());
    }
}

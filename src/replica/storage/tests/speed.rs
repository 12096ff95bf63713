//! Measured, never asserted: `cargo test -p chuanmen-replica --release … speed -- --ignored
//! --nocapture`.

use std::time::{Duration, Instant};

use super::phone::{Phone, resident};
use crate::storage::{DatabaseKey, Store};

#[test]
#[ignore = "prints a measurement"]
fn a_durable_save_takes() {
    let directory = tempfile::tempdir_in(".").unwrap();
    let key = DatabaseKey::random().unwrap();
    let path = directory.path().join("replica.db");
    let mut phone = Phone::over(Store::open_path(&path, &key).unwrap());
    let mut times: Vec<Duration> = (1..=500)
        .map(|number| {
            let began = Instant::now();
            phone.save(vec![resident(number, &"岩罕听糯康朗叫".repeat(20))]);
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("save: median {:?}, 99 % {:?}, longest {:?}", times[250], times[495], times[499]);
}

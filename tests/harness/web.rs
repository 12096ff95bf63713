use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::files_under;

/// Where the built web app is: `CHUANMEN_WEB`.
///
/// # Panics
/// If it names no built app.
#[must_use]
pub(super) fn built_web() -> PathBuf {
    let web = std::env::var_os("CHUANMEN_WEB").map(PathBuf::from);
    let web = web.expect("CHUANMEN_WEB names no folder: run platforms/web/build.sh first");
    assert!(
        web.join("index.html").is_file(),
        "no built app in {}: run platforms/web/build.sh first",
        web.display()
    );
    web
}

/// The built web app in a folder that the test may change. Removed when dropped.
///
/// # Panics
/// If there is no built app, or no place for the copy.
#[must_use]
pub fn copy_of_web() -> TempDir {
    let web = built_web();
    let copy = tempfile::tempdir().expect("a folder for the app");
    for file in files_under(&web) {
        let place = file.strip_prefix(&web).expect("below the app's folder");
        let place = copy.path().join(place);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::copy(&file, place).expect("a copy");
    }
    copy
}

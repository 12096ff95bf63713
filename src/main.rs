//! Launches the app in the shell it was built for: a page (feature `web`) or a window (feature
//! `desktop`).

#[cfg(any(
    all(feature = "web", target_family = "wasm"),
    all(feature = "desktop", not(target_family = "wasm"))
))]
mod launch;

#[cfg(all(feature = "web", target_family = "wasm"))]
fn main() {
    launch::web::page();
}

#[cfg(all(feature = "desktop", not(target_family = "wasm")))]
fn main() {
    launch::desktop::window();
}

#[cfg(not(any(
    all(feature = "web", target_family = "wasm"),
    all(feature = "desktop", not(target_family = "wasm"))
)))]
fn main() -> std::process::ExitCode {
    eprintln!("This build has no shell. `make desktop` builds the window, `make web` the page.");
    std::process::ExitCode::FAILURE
}

//! Launches the app.
fn main() {}

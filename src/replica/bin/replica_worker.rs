//! The program of the browser's dedicated worker. Elsewhere there is nothing for it to do: the
//! engine is a thread of the app.

fn main() {
    #[cfg(target_family = "wasm")]
    chuanmen_replica::worker::start();
}

use std::path::PathBuf;

use chuanmen::ui::STYLES;
use chuanmen_replica::{Replica, ReplicaConfig};
use dioxus::desktop::{Config, LogicalSize, WindowBuilder};

use super::{put_door, put_practice, root};

/// Opens the window; the replica runs on a thread. Returns when the window is closed.
pub(crate) fn window() {
    let data = data_directory();
    put_door(Replica::start(ReplicaConfig {
        directory: data.join("replica"),
    }));
    put_practice(Replica::start_practice);
    let window = WindowBuilder::new()
        .with_title("串门")
        .with_inner_size(LogicalSize::new(420.0, 880.0))
        .with_min_inner_size(LogicalSize::new(320.0, 480.0));
    let head = format!(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>{}</style>",
        STYLES.concat()
    );
    let config = Config::new()
        .with_window(window)
        .with_menu(None)
        .with_disable_context_menu(true)
        // Paper, so that opening does not flash.
        .with_background_color((0xF5, 0xF2, 0xEA, 0xFF))
        .with_data_directory(data.join("window"))
        .with_custom_head(head);
    dioxus::LaunchBuilder::new().with_cfg(config).launch(root);
}

/// `CHUANMEN_DATA_DIR`, else `$XDG_DATA_HOME/chuanmen`, else beside the program.
fn data_directory() -> PathBuf {
    std::env::var_os("CHUANMEN_DATA_DIR")
        .map(PathBuf::from)
        .or_else(|| {
            directories::ProjectDirs::from("", "", "chuanmen")
                .map(|dirs| dirs.data_dir().to_owned())
        })
        .unwrap_or_else(|| PathBuf::from("chuanmen-data"))
}

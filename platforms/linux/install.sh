#!/usr/bin/env bash
# Builds the Linux window and installs it for one user, or below PREFIX.
#
#   platforms/linux/install.sh               into ~/.local
#   PREFIX=/usr/local platforms/linux/install.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

prefix=${PREFIX:-$HOME/.local}
platforms/setup.sh desktop
cargo build --release -p chuanmen --features desktop
install -Dm755 target/release/chuanmen "$prefix/bin/chuanmen"
install -Dm644 platforms/linux/chuanmen.desktop "$prefix/share/applications/chuanmen.desktop"
install -Dm644 platforms/web/icons/icon.svg "$prefix/share/icons/hicolor/scalable/apps/chuanmen.svg"
for size in 192 512; do
  install -Dm644 "platforms/web/icons/icon-$size.png" "$prefix/share/icons/hicolor/${size}x$size/apps/chuanmen.png"
done
echo "Installed to $prefix. Start it with: $prefix/bin/chuanmen"

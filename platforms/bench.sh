#!/usr/bin/env bash
# Sizes, times and sync figures, as JSON lines.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --release --quiet -p chuanmen-server
export CHUANMEN_WEB=$PWD/dist/web
export CHUANMEN_SERVER=$PWD/target/release/sync-server

first_load() { # bytes a first visit transfers, with the encoding given
  local total=0 file
  while read -r file; do
    if [ -e "$file.$1" ]; then file=$file.$1; fi
    total=$((total + $(stat -c %s "$file")))
  done < <(find dist/web -type f ! -name '*.br' ! -name '*.gz' ! -name 'maskable-*' ! -name 'icon-512*' ! -name 'apple-*')
  echo "{\"figure\":\"pwa_first_load_bytes\",\"encoding\":\"$1\",\"value\":$total}"
}

first_load br
first_load gz
cargo run --release --quiet -p chuanmen-tests --bin bench

#!/usr/bin/env bash
# Sizes, times and sync figures, as JSON lines: all, or only the parts named
# (screens, reports, import, hub, native, app, felt, sync, 2g, lone, growth, peers).
set -euo pipefail
cd "$(dirname "$0")/.."

# What a screen asks of 10,000 households in an encrypted file.
if [ $# = 0 ] || [[ " $* " == *" screens "* ]]; then
  cargo run --release --quiet -p chuanmen-replica --features engine --example screens
  [ "$*" = screens ] && exit
fi

# What a supervisor asks of a whole subdistrict. Its databases are made once, under target/bench.
if [ $# = 0 ] || [[ " $* " == *" reports "* ]]; then
  cargo build --release --quiet -p chuanmen-server --bin sync-server --example town
  target/release/examples/town
  [ "$*" = reports ] && exit
fi

# A list of 20,000 residents.
if [ $# = 0 ] || [[ " $* " == *" import "* ]]; then
  cargo run --release --quiet -p chuanmen-server --example import -- 20000
  [ "$*" = import ] && exit
fi

# The hub by itself, as `make run` builds it.
cargo build --release --quiet -p chuanmen-server
export CHUANMEN_WEB=$PWD/dist/web
export CHUANMEN_SERVER=$PWD/target/release/sync-server
exec cargo run --release --quiet -p chuanmen-tests --bin bench -- "$@"

#!/usr/bin/env bash
# Checks which part may know which (docs/ARCHITECTURE.md):
#   core ← replica ← app,  core ← sync-server
# core has no I/O and compiles everywhere, the hub never sees replica or Dioxus, and the app
# reaches the database only through replica.
set -euo pipefail
cd "$(dirname "$0")/.."
. platforms/wasm.sh

failed=0

tree() { # package and cargo tree's flags → crate names, one a line
  cargo tree --quiet --edges normal --prefix none --format '{p}' -p "$@" | awk '{ print $1 }' | sort -u
}

forbid() { # who, why-free list of names (extended regex), cargo tree's flags…
  local who=$1 names=$2 found
  shift 2
  found=$(tree "$who" "$@" | grep -xE "$names" || true)
  [ -z "$found" ] && return 0
  echo "$who ${*:+($*) }must not know: ${found//$'\n'/ }" >&2
  failed=1
}

io='tokio|reqwest|hyper|rusqlite|libsqlite3-sys|axum|dioxus.*|web-sys|zstd.*'
forbid chuanmen-core "$io" --all-features --target all
# How a body is packed knows nothing of what is in it.
forbid chuanmen-wire 'chuanmen|chuanmen-core|chuanmen-replica|chuanmen-server|tokio|reqwest|hyper|rusqlite|axum|dioxus.*' --all-features --target all
forbid chuanmen-seal 'chuanmen|chuanmen-core|chuanmen-replica|chuanmen-server|chuanmen-wire|tokio|reqwest|hyper|rusqlite|axum|dioxus.*' --all-features --target all
forbid chuanmen-replica 'dioxus.*|axum|chuanmen|chuanmen-server' --all-features --target all
forbid chuanmen-server 'chuanmen|chuanmen-replica|dioxus.*' --all-features --target all
forbid chuanmen 'rusqlite.*|chuanmen-server|axum' --all-features --target all --depth 1
# The page in the browser draws; the database and the network are the worker's.
forbid chuanmen 'rusqlite|libsqlite3-sys|sqlite-wasm-rs|zstd.*|chuanmen-wire' --no-default-features --features web --target wasm32-unknown-unknown

[ "$failed" = 0 ] || exit 1
wasm_cargo check --quiet --profile web -p chuanmen-core
echo "arrows: as drawn"

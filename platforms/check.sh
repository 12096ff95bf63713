#!/usr/bin/env bash
# The checks that run no test, the quickest first.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/target/tools/bin:$PATH"
. platforms/wasm.sh
. platforms/workspace.sh

step() { echo "== $*"; "$@"; }

step cargo fmt --all --check
step cargo machete
step platforms/check-arrows.sh
# Advisories need a database from the network, and change without us: not part of a build.
step cargo deny --all-features check --hide-inclusion-graph bans licenses sources
step cargo clippy --quiet "${workspace[@]}" --all-targets -- -D warnings

# What only a browser compiles. The same profile as the build, which then finds SQLCipher made.
browser_lints() { wasm_cargo clippy --quiet --profile web "$@" -- -D warnings; }
if [ "$(wasm_toolchain)" = rustup ]; then
  step browser_lints -p chuanmen --bin chuanmen --no-default-features --features web
  step browser_lints -p chuanmen-replica --bin replica-worker --no-default-features --features worker
else
  echo "== browser lints skipped: Debian's wasm compiler comes without clippy"
fi

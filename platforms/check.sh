#!/usr/bin/env bash
# The checks that run no test, the quickest first.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/target/tools/bin:$PATH"

step() { echo "== $*"; "$@"; }

step cargo fmt --all --check
step cargo machete
step platforms/check-arrows.sh
# Advisories need a database from the network, and change without us: not part of a build.
step cargo deny --all-features check --hide-inclusion-graph bans licenses sources
step cargo clippy --quiet --workspace --all-targets -- -D warnings

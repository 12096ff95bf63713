#!/usr/bin/env bash
# Every check and test, fast ones first. Each cargo line names the whole workspace, so that all
# of them agree on features and nothing big is compiled twice.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { echo "== $*"; "$@"; }

step platforms/check.sh
step cargo test --workspace --lib --bins
step platforms/web/build.sh
step platforms/e2e.sh '*'

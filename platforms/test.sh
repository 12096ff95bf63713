#!/usr/bin/env bash
# Every check and test, fast ones first.
set -euo pipefail
cd "$(dirname "$0")/.."
. platforms/workspace.sh

step() { echo "== $*"; "$@"; }

step platforms/check.sh
step cargo test "${workspace[@]}" --lib --bins
step cargo test "${workspace[@]}" --test simulation
step platforms/web/build.sh
for target in fuzz sync privacy desktop browser screenshots; do step platforms/e2e.sh "$target"; done

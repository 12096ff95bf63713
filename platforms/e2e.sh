#!/usr/bin/env bash
# The tests that start a real hub, real browsers and the Linux window.
#
#   platforms/e2e.sh '*' | <test target>
#
# What they are told: CHUANMEN_WEB (the built app), CHUANMEN_SERVER and CHUANMEN_DESKTOP (the
# programs), CHUANMEN_AXE (axe-core's script), CHUANMEN_SCREENSHOTS (a folder to fill).
set -euo pipefail
cd "$(dirname "$0")/.."
. platforms/workspace.sh

# With --tests cargo resolves features as `cargo test` does: same objects, no rebuild.
cargo build --quiet "${workspace[@]}" --bins --tests
export CHUANMEN_WEB=$PWD/dist/web
export CHUANMEN_SERVER=$PWD/target/debug/sync-server
export CHUANMEN_DESKTOP=$PWD/target/debug/chuanmen
export CHUANMEN_AXE=$PWD/target/tools/npm/node_modules/axe-core/axe.min.js
export CHUANMEN_SCREENSHOTS=$PWD/screenshots

log=$(mktemp)
trap 'rm -f "$log"' EXIT
run() { cargo test "${workspace[@]}" --test "$target" -- "$@" 2>&1 | tee "$log"; }
target=$1
run && exit
# Once in a while, on a busy machine, Chromium's own renderer dies and takes a test with it. Those
# that failed go once more, alone; a crash that is ours comes again.
grep -q 'tab crashed' "$log" || exit 1
mapfile -t failed < <(sed -n 's/^test \(.*\) \.\.\. FAILED$/\1/p' "$log")
[ "${#failed[@]}" -gt 0 ] || exit 1
echo "== Chromium lost a tab; once more: ${failed[*]}"
run --exact "${failed[@]}"

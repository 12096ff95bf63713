#!/usr/bin/env bash
# Fuzzes for MINUTES (default 10) from a fresh seed, every target for as long as the others.
# What fails is written to target/fuzz; tests/fuzz/main.rs says what to do with it.
set -euo pipefail
cd "$(dirname "$0")/.."
. platforms/workspace.sh

targets=$(grep -c '^#\[test\]' tests/fuzz/main.rs)
cores=$(nproc)
[ "$cores" -le "$targets" ] || cores=$targets
export CHUANMEN_FUZZ_SECONDS=$((${MINUTES:-10} * 60 * cores / targets))
export CHUANMEN_FUZZ_SEED=${CHUANMEN_FUZZ_SEED:-$(date +%s)}
echo "seed $CHUANMEN_FUZZ_SEED, $CHUANMEN_FUZZ_SECONDS s for each of $targets targets"

cargo test --quiet "${workspace[@]}" --test fuzz --no-run
# A reader that makes room for what was only promised fails, instead of taking the machine's memory.
ulimit -v 4000000
exec cargo test "${workspace[@]}" --test fuzz -- --test-threads "$cores" --nocapture

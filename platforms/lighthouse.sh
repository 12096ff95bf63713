#!/usr/bin/env bash
# Lighthouse's accessibility and best-practices audits of the app as a stranger meets it: the
# built page served by a real hub, in Chromium as a phone. Fails below 95; names what failed.
# (Its PWA category is gone since version 12. Screens behind the login are axe-core's, in
# tests/a11y.)
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$PWD/target/tools/lighthouse
if ! cmp -s platforms/lighthouse/package-lock.json "$tools/package-lock.json"; then
  mkdir -p "$tools"
  cp platforms/lighthouse/package.json platforms/lighthouse/package-lock.json "$tools"
  # Nothing of what it brings needs to run on installing; the browser is Debian's.
  (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund --silent) || {
    rm -rf "$tools"
    exit 1
  }
fi

server=${CHUANMEN_SERVER:-target/release/sync-server}
[ -x "$server" ] || cargo build --release --quiet -p chuanmen-server
folder=$(mktemp -d)
port=$((20000 + RANDOM % 20000))
hub=
trap '[ -z "$hub" ] || kill "$hub" 2>/dev/null || true; rm -rf "$folder"' EXIT
"$server" demo --database "$folder/hub.db" --households 60 >"$folder/logins"
"$server" serve --database "$folder/hub.db" --listen "127.0.0.1:$port" --web dist/web >"$folder/log" 2>&1 &
hub=$!
for _ in $(seq 50); do
  curl --silent --fail "http://127.0.0.1:$port/healthz" >"$folder/health" && break
  sleep 0.1
done

export CHROME_PATH=${CHROME_PATH:-/usr/bin/chromium}
"$tools/node_modules/.bin/lighthouse" "http://127.0.0.1:$port/" --quiet \
  --only-categories=accessibility,best-practices --output=json --output-path="$folder/report.json" \
  --chrome-flags="--headless=new --no-sandbox --disable-gpu"
node -e '
const report = require(process.argv[1]);
let low = false;
for (const { id, score, auditRefs } of Object.values(report.categories)) {
  console.log(JSON.stringify({ name: `lighthouse_${id}`, value: Math.round(score * 100), unit: "of 100" }));
  low ||= score < 0.95;
  for (const { id: audit, weight } of auditRefs) {
    const { score, title } = report.audits[audit];
    if (weight > 0 && score !== null && score < 1) console.log(`  ${audit}: ${title}`);
  }
}
process.exit(low ? 1 : 0);
' "$folder/report.json"

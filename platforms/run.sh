#!/usr/bin/env bash
# Starts the hub on DATA_DIR and PORT with demo data, prints its address and logins once it
# answers, and stays until Ctrl-C. The hub's log goes to DATA_DIR/hub.log.
#
#   platforms/run.sh check   only says whether PORT is free (before a long build)
set -euo pipefail
cd "$(dirname "$0")/.."

data=${DATA_DIR:-data}
port=${PORT:-8080}
server=target/release/sync-server
database=$data/hub.db
health=http://127.0.0.1:$port/healthz

if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "Port $port is taken. Choose another: make run PORT=$((port + 1))" >&2
  exit 1
fi
[ "${1:-}" = check ] && exit 0

umask 077 # residents' data, even invented, is the owner's to read
mkdir -p "$data"

# Makes the demo communities on the first run; prints its logins on every run.
logins=$("$server" demo --database "$database" --households 3000 --communities 15 --seed 7)

"$server" serve --database "$database" --forms "$data/forms" --web dist/web --listen "127.0.0.1:$port" >>"$data/hub.log" 2>&1 &
hub=$!
stop() { kill -TERM "$hub" 2>/dev/null || true; }
trap stop INT TERM HUP

until [ "$(curl --silent --output /dev/null --max-time 2 --write-out '%{http_code}' "$health")" = 200 ]; do
  if ! kill -0 "$hub" 2>/dev/null; then
    echo "The hub did not start. Its last words, from $data/hub.log:" >&2
    tail -n 20 "$data/hub.log" >&2
    exit 1
  fi
  sleep 0.1
done

cat <<EOF

$logins

串门 is running:  http://127.0.0.1:$port/
Log: $data/hub.log    Stop: Ctrl-C
EOF

# `wait` returns early when a signal is trapped: wait again until the hub has closed its database.
while kill -0 "$hub" 2>/dev/null; do wait "$hub" || true; done

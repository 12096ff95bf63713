#!/usr/bin/env bash
# Builds the browser app into dist/web: static files, hashed, precompressed, ready for the hub.
#
# Two wasm programs:
#   chuanmen        the page (Dioxus), started by boot.js
#   replica-worker  the dedicated worker that owns this device's database (SQLCipher on OPFS),
#                   started by the page. Its hashed address stands in index.html:
#                     <meta name="replica-worker" content="/replica-worker-<hash>.js">
#                   and the page does `new Worker(content, { type: "module" })`. The worker's
#                   first message says that it listens; what is sent before may be lost.
#
# Cargo decides what to compile; wasm-bindgen and wasm-opt run again only when their input
# changed. WEB_PROFILE=dev builds fast and big, for work on the app itself.
set -euo pipefail
cd "$(dirname "$0")/../.."
. platforms/wasm.sh

profile=${WEB_PROFILE:-web}
out=${WEB_OUT:-dist/web}
tools=$PWD/target/tools
stage=target/web/$profile
export PATH="$tools/bin:$tools/npm/node_modules/.bin:$PATH"

# The features of wasm that every browser since 2022 has. Named, because with --all-features
# wasm-opt writes encodings that browsers still refuse.
wasm_features=(--enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext
  --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types
  --enable-multivalue --enable-call-indirect-overlong)

glue() { # wasm program's name
  local name=$1 dir=$stage/$1 wasm key
  wasm=$WASM_TARGET_DIR/wasm32-unknown-unknown/${profile/#dev/debug}/$name.wasm
  key=$(cat "$wasm" platforms/web/build.sh <(wasm-bindgen --version) | sha256sum)
  [ -e "$dir/key" ] && [ "$(cat "$dir/key")" = "$key" ] && return 0
  rm -rf "$dir"
  mkdir -p "$dir"
  echo "web: wasm-bindgen, wasm-opt $name"
  wasm-bindgen --target web --no-typescript --out-dir "$dir" --out-name "$name" "$wasm"
  if [ "$profile" != dev ]; then
    # Compressed, -O2 comes out a little smaller than -Oz, and runs faster.
    wasm-opt -O2 "${wasm_features[@]}" "$dir/${name}_bg.wasm" -o "$dir/small.wasm"
    mv "$dir/small.wasm" "$dir/${name}_bg.wasm"
  fi
  echo "$key" >"$dir/key"
}

wasm_cargo build --profile "$profile" -p chuanmen --bin chuanmen --no-default-features --features web
wasm_cargo build --profile "$profile" -p chuanmen-replica --bin replica-worker --no-default-features --features worker
glue chuanmen
glue replica-worker
NODE_PATH="$tools/npm/node_modules" node platforms/web/pack.cjs "$stage" "$out"

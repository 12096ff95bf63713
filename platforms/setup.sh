#!/usr/bin/env bash
# Installs what the project needs on Debian 12 with rustup, and nothing that is already there.
#
#   platforms/setup.sh run       build and serve the hub and the app in the browser
#   platforms/setup.sh desktop   build the Linux window
#   platforms/setup.sh test      everything the tests use (includes the two above)
#   platforms/setup.sh bench     what the benchmarks use
#
# System packages come from apt (as root or through sudo); tools with a pinned version go to
# target/tools. With nothing to do it takes less than a second.
set -euo pipefail
cd "$(dirname "$0")/.."

group=${1:-run}
tools=target/tools

base=(build-essential ca-certificates curl clang)
window=(libwebkit2gtk-4.1-dev libxdo-dev libssl-dev pkg-config fonts-noto-cjk)
browser=(chromium chromium-driver fonts-noto-cjk)
case "$group" in
  run) packages=("${base[@]}") ;;
  desktop) packages=("${base[@]}" "${window[@]}") ;;
  test) packages=("${base[@]}" "${window[@]}" "${browser[@]}" xvfb procps) ;;
  bench) packages=("${base[@]}" "${browser[@]}" libssl-dev pkg-config) ;;
  *) echo "usage: platforms/setup.sh run|desktop|test|bench" >&2; exit 2 ;;
esac

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || echo "$name"
  done
}

apt_install() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "setup: apt-get install ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# A crate's binary at one exact version, in target/tools/bin.
cargo_tool() { # crate version [binary] [flags for cargo install…]
  local crate=$1 version=$2 binary=${3:-$1} stamp
  shift 3 || shift $#
  stamp=$tools/.$crate-$version
  [ -x "$tools/bin/$binary" ] && [ -e "$stamp" ] && return 0
  echo "setup: cargo install $crate $version"
  # --locked where the registry has every locked version, else the newest that fit.
  cargo install --quiet --locked --root "$tools" "$crate" --version "=$version" "$@" 2>/dev/null ||
    cargo install --quiet --root "$tools" "$crate" --version "=$version" "$@"
  rm -f "$tools/.$crate-"*
  touch "$stamp"
}

web_tools() {
  command -v node >/dev/null || packages+=(nodejs)
  command -v npm >/dev/null || packages+=(npm)
}

wasm_target() {
  . platforms/wasm.sh
  [ "$(wasm_toolchain)" != none ] && return 0
  echo "setup: rustup target add wasm32-unknown-unknown"
  timeout 120 rustup target add wasm32-unknown-unknown 2>/dev/null ||
    apt_install rustc-web cargo-web rust-web-src
}

npm_tools() {
  local lock=platforms/web/package-lock.json dir=$tools/npm
  cmp -s "$lock" "$dir/package-lock.json" && [ -d "$dir/node_modules" ] && return 0
  echo "setup: npm ci"
  rm -rf "$dir"
  mkdir -p "$dir"
  cp platforms/web/package.json "$dir"
  cp "$lock" "$dir"
  (cd "$dir" && npm ci --silent --no-audit --no-fund) || { rm -rf "$dir"; return 1; }
}

locked_version() { # the version of a crate in Cargo.lock
  awk -v name="\"$1\"" '$1 == "name" { hit = ($3 == name) } hit && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

mkdir -p "$tools"
[ "$group" != desktop ] && web_tools
apt_install "${packages[@]}"
[ -e Cargo.lock ] || cargo generate-lockfile --quiet

if [ "$group" != desktop ]; then
  wasm_target
  cargo_tool wasm-bindgen-cli "$(locked_version wasm-bindgen)" wasm-bindgen
  npm_tools
fi

if [ "$group" = test ]; then
  for component in rustfmt clippy; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
  done
  cargo_tool cargo-machete 0.9.2
  # Unoptimised: it builds in half the time and runs for two seconds.
  cargo_tool cargo-deny 0.20.2 cargo-deny --debug
fi

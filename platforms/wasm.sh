# Sourced: which Rust builds for the browser, and `wasm_cargo`, cargo with that Rust.
#
# rustup's wasm32 target where it is installed (setup.sh tries to add it); else Debian's
# `rustc-web`, which builds the standard library itself. CHUANMEN_WASM=rustup|debian forces one.

wasm_toolchain() {
  if [ -n "${CHUANMEN_WASM:-}" ]; then
    echo "$CHUANMEN_WASM"
  elif rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown; then
    echo rustup
  elif [ -x /usr/bin/cargo ] && dpkg-query -W -f '${Status}' rust-web-src 2>/dev/null | grep -q 'ok installed'; then
    echo debian
  else
    echo none
  fi
}

# wasm_cargo <build|check|clippy> <arguments…>
wasm_cargo() {
  local verb=$1
  shift
  case "$(wasm_toolchain)" in
    rustup)
      cargo "$verb" --target wasm32-unknown-unknown "$@"
      ;;
    debian)
      # Debian's compiler has no linker for wasm: rustup's sysroot brings one. Its output has a
      # directory of its own, so that the two compilers never rebuild each other's work.
      RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$WASM_TARGET_DIR" \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$(rustc --print sysroot)/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld" \
        /usr/bin/cargo "$verb" --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort "$@"
      ;;
    *)
      echo "No Rust for wasm32 here: run platforms/setup.sh run" >&2
      return 1
      ;;
  esac
}

# Where wasm_cargo leaves its output.
if [ "$(wasm_toolchain)" = debian ]; then
  WASM_TARGET_DIR=${CARGO_TARGET_DIR:-target}/wasm-debian
else
  WASM_TARGET_DIR=${CARGO_TARGET_DIR:-target}
fi

# SQLite in the browser without the extensions nothing here uses: 75 KB less to transfer.
SQLITE_WASM_RS_FLAGS=$(printf ' -USQLITE_ENABLE_%s' FTS5 RTREE SESSION PREUPDATE_HOOK BYTECODE_VTAB \
  DBPAGE_VTAB DBSTAT_VTAB STMTVTAB MATH_FUNCTIONS OFFSET_SQL_FUNC UNKNOWN_SQL_FUNCTION)
export SQLITE_WASM_RS_FLAGS

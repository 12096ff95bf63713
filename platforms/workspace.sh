# Sourced: how every check and test names the workspace. Always the same words, so that cargo
# resolves the same features each time and compiles nothing big twice. `desktop` is in, because
# the window is tested too, and the simulator; what is shipped is built without it.
workspace=(--workspace --features chuanmen/desktop,chuanmen-tests/simulation)

// Entry of the dedicated worker that owns this device's database: loads its wasm, whose `main`
// listens for the page's messages and says when it is ready.
import init from "wasm-glue";

await init({ module_or_path: WASM });

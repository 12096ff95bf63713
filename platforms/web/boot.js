// Starts the page's wasm, then looks after the installed copy of the app.
//
// What the page may use of it:
//   window event `chuanmen:update`      a newer app is downloaded and waits; ask the person
//   window.chuanmenUpdateWaiting        true once that event was sent (for a late listener)
//   window.chuanmenActivateUpdate()     they tapped: switch to it and reload
//   <html data-offline="ready">         the app is on this device and opens without a network
import init from "wasm-glue";

const HOUR = 60 * 60 * 1000;

function say(words) {
  document.getElementById("boot-words").textContent = words;
}

async function start() {
  try {
    await init({ module_or_path: WASM });
  } catch (error) {
    console.error(error);
    say(
      typeof WebAssembly === "object" && navigator.storage?.getDirectory
        ? "没能打开。请检查网络，再试一次。"
        : "这个浏览器太旧，打不开串门。请换用新版的浏览器。",
    );
  }
}

async function install() {
  if (!("serviceWorker" in navigator)) return;
  const workers = navigator.serviceWorker;
  const wasControlled = Boolean(workers.controller);
  let activatedHere = false;

  const offer = () => {
    window.chuanmenUpdateWaiting = true;
    window.dispatchEvent(new CustomEvent("chuanmen:update"));
  };
  const watch = (worker) =>
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && workers.controller) offer();
    });

  workers.addEventListener("controllerchange", () => {
    if (activatedHere) location.reload();
    // Another tab switched: this one still runs the old page, and may reload when it suits.
    else if (wasControlled) offer();
  });

  const registration = await workers.register("/sw.js", { updateViaCache: "none" });
  window.chuanmenActivateUpdate = () => {
    activatedHere = true;
    if (registration.waiting) registration.waiting.postMessage({ type: "activate" });
    else location.reload();
  };
  if (registration.waiting && workers.controller) offer();
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));

  // An app left open for days still learns of a new version.
  let looked = Date.now();
  const look = () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < HOUR) return;
    looked = Date.now();
    registration.update().catch(() => {}); // no network: next time
  };
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);

  await workers.ready;
  document.documentElement.dataset.offline = "ready";
  // What was recorded here must not be thrown away when the disk runs low.
  await navigator.storage?.persist?.();
}

await start();
install().catch((error) => console.warn("offline copy not installed:", error));

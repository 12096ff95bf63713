// Keeps the whole app on this device, so that it opens with no network and no server.
//
// Every version is a cache of its own, filled completely or not at all. A new version waits until
// a person asks for it (`{type: "activate"}`): nobody's form is swapped under their hands. What
// the hub answers (/v1/…, /healthz, …) is never cached here; this device's data is in its
// database.
const CACHE = "chuanmen-{{version}}";
const SHELL = new Map({{shell}});
const HUB = /^\/(v1|healthz|metrics|openapi\.json)(\/|$)/;

async function fill() {
  const cache = await caches.open(CACHE);
  const missing = [];
  for (const [address, integrity] of SHELL) {
    if (await cache.match(address)) continue; // an earlier attempt came this far
    // Hashed names may come from the browser's own cache: the page has just loaded them.
    const hashed = /-[0-9a-f]{12}\./.test(address);
    missing.push(new Request(address, { integrity, cache: hashed ? "default" : "no-cache" }));
  }
  await cache.addAll(missing);
}

async function fromShell(request, address) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("chuanmen-") && name !== CACHE) await caches.delete(name);
      }
      await self.clients.claim(); // the very first visit can already go offline
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || HUB.test(url.pathname)) return;
  // Every address a person can open is the app: it finds its way itself.
  if (request.mode === "navigate") event.respondWith(fromShell(request, "/index.html"));
  else if (SHELL.has(url.pathname)) event.respondWith(fromShell(request, url.pathname));
});

// What opens this browser's database: 32 random bytes, or a lock around them; stored only wrapped.
//
// The wrapping key is an AES-GCM CryptoKey made non-extractable: IndexedDB keeps the key
// object, but no script, and nobody reading the profile's files through the page, can get its
// bytes. Call this only while holding the replica's Web Lock, so that two tabs never make two.

const DATABASE = "chuanmen-device-key";
const STORE = "key";

function request(req) {
  return new Promise((resolve, reject) => {
    req.onsuccess = () => resolve(req.result);
    req.onerror = () => reject(req.error);
  });
}

function open() {
  const req = indexedDB.open(DATABASE, 1);
  req.onupgradeneeded = () => req.result.createObjectStore(STORE);
  return request(req);
}

function finished(tx) {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onerror = tx.onabort = () => reject(tx.error);
  });
}

async function unwrap(kept, name) {
  const additionalData = new TextEncoder().encode(name);
  const algorithm = { name: "AES-GCM", iv: kept.iv, additionalData };
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, kept.wrappingKey, kept.wrapped));
}

async function make(db, name) {
  const wrappingKey = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const kept = await wrap(wrappingKey, bytes, name);
  // `strict`: on the disk before the database that needs it is written.
  const tx = db.transaction(STORE, "readwrite", { durability: "strict" });
  // `add`, not `put`: an existing key is never overwritten.
  tx.objectStore(STORE).add(kept, name);
  await finished(tx);
  return bytes;
}

async function wrap(wrappingKey, bytes, name) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(name);
  const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, wrappingKey, bytes);
  return { wrappingKey, iv, wrapped };
}

/** What is kept of the database `name`'s key: 32 bytes, made on the first call, or a lock. */
export async function deviceKey(name) {
  const db = await open();
  try {
    const kept = await request(db.transaction(STORE).objectStore(STORE).get(name));
    return kept ? await unwrap(kept, name) : await make(db, name);
  } finally {
    db.close();
  }
}

/** Keeps `bytes` instead, under the same wrapping key, in one transaction. */
export async function replaceDeviceKey(name, bytes) {
  const db = await open();
  try {
    const before = await request(db.transaction(STORE).objectStore(STORE).get(name));
    const kept = await wrap(before.wrappingKey, bytes, name);
    const tx = db.transaction(STORE, "readwrite", { durability: "strict" });
    tx.objectStore(STORE).put(kept, name);
    await finished(tx);
  } finally {
    db.close();
  }
}

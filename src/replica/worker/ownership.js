// One worker at a time owns the replica's files: a Web Lock says which, a BroadcastChannel asks
// the owner to let go.

const held = new Map(); // name → function that gives the lock back
const channel = (name) => new BroadcastChannel("own:" + name);

/**
 * Waits up to `patienceMs` for the lock (a page reloaded a moment ago may still hold it).
 * True: ours until `release`. `onAsked` is called once when another tab wants it, or with
 * `true` when it was taken by force: close the database and call `release` then.
 */
export function acquire(name, patienceMs, onAsked) {
  return request(name, { signal: AbortSignal.timeout(patienceMs) }, onAsked);
}

/**
 * Asks the present owner to let go, and waits `patienceMs` for it; then takes the lock by force
 * (the owner is frozen or gone).
 */
export async function takeOver(name, patienceMs, onAsked) {
  const ask = channel(name);
  ask.postMessage("yield");
  ask.close();
  if (await acquire(name, patienceMs, onAsked)) return true;
  return request(name, { steal: true }, onAsked);
}

/** Gives the lock back; call it after the files are closed. */
export function release(name) {
  const giveBack = held.get(name);
  held.delete(name);
  giveBack?.();
}

function request(name, options, onAsked) {
  return new Promise((resolve, reject) => {
    let listening;
    navigator.locks
      .request(name, options, () => {
        listening = channel(name);
        listening.onmessage = () => onAsked(false);
        resolve(true);
        return new Promise((done) => held.set(name, done));
      })
      .catch((error) => {
        if (listening) onAsked(true); // it was ours and was stolen
        else if (error.name === "TimeoutError" || error.name === "AbortError") resolve(false);
        else reject(error);
      })
      .finally(() => listening?.close());
  });
}

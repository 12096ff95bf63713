// Talks to the replica's worker as the page does (src/replica/wire.rs), and times each save.
const [script, hub, login, password, count, done] = arguments;
const worker = new Worker(script, { type: "module" });
const waiting = new Map();
let last = 0;
let ready;
const listens = new Promise((resolve) => (ready = resolve));

worker.onerror = (event) => done(`worker: ${event.message}`);
worker.onmessage = ({ data }) => {
  const said = typeof data === "string" ? JSON.parse(data) : data;
  if (said === "ready") return ready();
  if (!said.reply) return;
  const { id, result } = said.reply;
  waiting.get(id)?.(result);
  waiting.delete(id);
};

async function call(what) {
  const id = ++last;
  const answered = new Promise((resolve) => waiting.set(id, resolve));
  worker.postMessage(JSON.stringify({ id, call: what }));
  const result = await answered;
  if (result.Err) throw new Error(JSON.stringify(result.Err));
  return Object.values(result.Ok)[0];
}
const send = (command) => call({ command });
const ask = (query) => call({ query }).then((answer) => Object.values(answer)[0]);

(async () => {
  await listens;
  const credential = { password: { login, password } };
  await send({ command: "enrol", hub, credential, device_name: "bench" });
  await send({ command: "sync_now" });
  const { compounds } = await ask({ query: "places_query" });
  const board = await ask({ query: "board_query", building: compounds[0].buildings[0].id });
  const cells = board.units.flatMap((unit) => unit.floors).flatMap((floor) => floor.cells);
  const times = [];
  for (let i = 0; i < count; i++) {
    const household = cells[i % cells.length].household;
    const visit = {
      started_at: null, outcome: "met", purpose: null, unchanged: true, answers: {}, retry: null,
      note: "老人在家，血压偏高，按时服药", needs: [], wishes: [],
    };
    const start = performance.now();
    await send({ command: "record_visit", household, visit });
    times.push(performance.now() - start);
  }
  done(times);
})().catch((error) => done(String(error)));

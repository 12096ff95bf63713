// Talks to the replica's worker as the page does (src/replica/wire.rs): records visits one after
// the other, and shows which note was acknowledged last, until somebody kills the browser.
const [script, hub, login, password] = arguments;
const worker = new Worker(script, { type: "module" });
const waiting = new Map();
let last = 0;
let ready;
const listens = new Promise((resolve) => (ready = resolve));
window.acknowledged = 0;

worker.onmessage = ({ data }) => {
  const said = typeof data === "string" ? JSON.parse(data) : data;
  if (said === "ready") return ready();
  if (!said.reply) return;
  waiting.get(said.reply.id)?.(said.reply.result);
  waiting.delete(said.reply.id);
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
  await send({ command: "enrol", hub, credential, device_name: "killed" });
  await send({ command: "sync_now" });
  const { compounds } = await ask({ query: "places_query" });
  const board = await ask({ query: "board_query", building: compounds[0].buildings[0].id });
  const cell = board.units[0].floors[0].cells[0];
  for (let number = 1; ; number++) {
    const need = { category: "public_facility", text: `第 ${number} 件`, urgency: "normal" };
    await send({ command: "raise_need", household: cell.household, need });
    window.acknowledged = number;
  }
})().catch((error) => (window.failed = String(error)));

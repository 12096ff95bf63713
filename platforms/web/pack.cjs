// pack.cjs <stage> <out>: from wasm-bindgen's output to the files a browser loads.
//
// Bundles each program's glue and snippets into one module, joins the styles, names everything
// by its content, fills index.html and the service worker's list, and lays .br and .gz beside
// each file. Files that did not change are left alone, files of older builds are removed.
const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const zlib = require("node:zlib");
const esbuild = require("esbuild");

const [stage, out] = process.argv.slice(2);
const here = __dirname;
const small = path.basename(stage) !== "dev";
const target = ["chrome108", "firefox111", "safari16.4"]; // the first with OPFS access handles

const shell = new Map(); // address → bytes: what the app needs to start without a network
const extra = new Map(); // address → bytes: served, not precached

const digest = (bytes, form) => crypto.createHash("sha256").update(bytes).digest(form);

function addHashed(stem, ext, bytes) {
  const address = `/${stem}-${digest(bytes, "hex").slice(0, 12)}.${ext}`;
  shell.set(address, Buffer.from(bytes));
  return address;
}

/** Bundles a program's entry with its glue; `WASM` in the entry is the address of its wasm. */
function program(name, entry) {
  const dir = path.resolve(stage, name);
  const wasm = addHashed(name, "wasm", fs.readFileSync(path.join(dir, `${name}_bg.wasm`)));
  const bundle = esbuild.buildSync({
    entryPoints: [path.join(here, entry)],
    bundle: true,
    write: false,
    format: "esm",
    minify: small,
    target,
    alias: { "wasm-glue": path.join(dir, `${name}.js`) },
    define: { WASM: JSON.stringify(wasm) },
    legalComments: "none",
    logLevel: "warning",
  });
  return { wasm, script: addHashed(name, "js", bundle.outputFiles[0].contents) };
}

function styles() {
  const dir = path.resolve(here, "../../assets/styles");
  const own = fs.existsSync(dir) ? fs.readdirSync(dir).filter((f) => f.endsWith(".css")).sort() : [];
  const files = [path.join(here, "skeleton.css"), ...own.map((f) => path.join(dir, f))];
  const joined = files.map((f) => fs.readFileSync(f, "utf8")).join("\n");
  const css = esbuild.transformSync(joined, { loader: "css", minify: small, target, logLevel: "warning" });
  return addHashed("app", "css", css.code);
}

function fill(template, values) {
  const text = fs.readFileSync(path.join(here, template), "utf8");
  return text.replace(/\{\{(\w+)\}\}/g, (_, key) => {
    if (!(key in values)) throw new Error(`${template}: nothing for {{${key}}}`);
    return values[key];
  });
}

function compress(file, bytes) {
  const quality = small ? zlib.constants.BROTLI_MAX_QUALITY : 4;
  const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: quality, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(bytes, { params }));
  fs.writeFileSync(`${file}.gz`, zlib.gzipSync(bytes, { level: 9 }));
}

const compressible = (address) => !address.endsWith(".png");

function write(files) {
  const wanted = new Set();
  for (const [address, bytes] of files) {
    const file = path.join(out, address);
    for (const ext of compressible(address) ? ["", ".br", ".gz"] : [""]) wanted.add(path.normalize(file + ext));
    const same = fs.existsSync(file) && fs.readFileSync(file).equals(bytes);
    if (same && (!compressible(address) || (fs.existsSync(`${file}.br`) && fs.existsSync(`${file}.gz`)))) continue;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (compressible(address)) compress(file, bytes);
    fs.writeFileSync(file, bytes); // last: a build cut short compresses again
  }
  for (const entry of fs.readdirSync(out, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !wanted.has(path.normalize(file))) fs.rmSync(file);
  }
}

const page = program("chuanmen", "boot.js");
const worker = program("replica-worker", "worker.js");
const css = styles();

for (const file of fs.readdirSync(path.join(here, "icons"))) {
  const precached = file === "icon.svg" || file === "icon-192.png"; // what the app itself shows
  (precached ? shell : extra).set(`/icons/${file}`, fs.readFileSync(path.join(here, "icons", file)));
}
shell.set("/manifest.webmanifest", fs.readFileSync(path.join(here, "manifest.webmanifest")));
shell.set("/index.html", Buffer.from(fill("index.html", {
  css,
  page_script: page.script,
  page_wasm: page.wasm,
  worker_script: worker.script,
})));

// The list carries each file's hash: a half-deployed server can never be installed.
const list = [...shell].map(([address, bytes]) => [address, `sha256-${digest(bytes, "base64")}`]).sort();
extra.set("/sw.js", Buffer.from(fill("sw.js", {
  version: digest(JSON.stringify(list), "hex").slice(0, 12),
  shell: JSON.stringify(list, null, 1),
})));

fs.mkdirSync(out, { recursive: true });
write(new Map([...shell, ...extra]));

let total = 0;
for (const address of shell.keys()) {
  const file = path.join(out, address) + (compressible(address) ? ".br" : "");
  total += fs.statSync(file).size;
}
console.log(`web: ${shell.size} files in ${out}, first load ${(total / 1024).toFixed(0)} KiB compressed`);

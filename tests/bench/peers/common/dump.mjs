// The workload as JSON, for peers that are not JavaScript: an array of visits per phone.
// usage: node dump.mjs PHONES RECORDS
import { visit } from "./workload.mjs";
const [phones, records] = process.argv.slice(2).map(Number);
const all = Array.from({ length: phones }, (_, p) => Array.from({ length: records }, (_, i) => visit(p, i)));
process.stdout.write(JSON.stringify(all));

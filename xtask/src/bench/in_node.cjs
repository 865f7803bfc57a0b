// The core as WebAssembly over files in memory, in Node: node in_node.cjs MODULE FOLDER ROUNDS
//
// Prints a line a round: seconds of the steps (digest in, survey, plan, rewrite, digest out), a bar, then
// seconds through the page's own surface (survey, absorb, plan, rewrite), digests of in- and output included.
// A browser's File is stood in for by memory: what is measured is the core, not a disk.

const fs = require("node:fs");
const path = require("node:path");

/** What the core uses of a Blob. */
class InMemory {
  constructor(bytes) {
    this.bytes = bytes;
    this.size = bytes.length;
  }
  slice(start, end) {
    return new InMemory(this.bytes.subarray(start, end));
  }
}

globalThis.FileReaderSync = class {
  readAsArrayBuffer({ bytes }) {
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  }
};

const [module_, folder, rounds] = process.argv.slice(2);
const core = require(path.resolve(module_));
const files = fs
  .readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
  .sort()
  .map((name) => ({ name, bytes: new Uint8Array(fs.readFileSync(name)) }));

const stages = new core.Stages();
for (const { name, bytes } of files) stages.add(name, bytes);

/** Seconds of some work, which has to answer `expected`. */
function timed(work, expected) {
  const start = performance.now();
  const answer = work();
  const seconds = (performance.now() - start) / 1000;
  if (answer !== expected) throw new Error(`a step did ${answer} of ${expected}`);
  return seconds;
}

function steps() {
  return [
    timed(() => stages.digest_in(), files.length),
    timed(() => stages.survey(), files.length),
    timed(() => stages.plan(), true),
    timed(() => stages.rewrite(), files.length),
    timed(() => stages.digest_out() > 0, true),
  ];
}

const CLEAR = '{"format":"kamei-decisions/1","decisions":[{"select":{"path":"*"},"action":"clear"}]}';

function page() {
  const blobs = files.map(({ name, bytes }) => [name, new InMemory(bytes)]);
  const desk = new core.Desk();
  let surveyed = [];
  let plan;
  let bench;
  return [
    timed(() => (surveyed = blobs.map(([name, blob]) => core.survey(name, blob))).length, files.length),
    timed(() => surveyed.map((found) => desk.absorb(found)).filter((row) => row.kind === "dicom").length, files.length),
    timed(() => {
      plan = desk.plan("ps3-15-basic", "07".repeat(32), CLEAR);
      bench = new core.Bench(plan, "en");
      return true;
    }, true),
    timed(() => blobs.filter(([, blob], n) => bench.rewrite(surveyed[n], blob).outcome === "written").length, files.length),
  ];
}

for (let round = 0; round < Number(rounds); round += 1) {
  console.log(`${steps().map((n) => n.toFixed(6)).join(" ")} | ${page().map((n) => n.toFixed(6)).join(" ")}`);
}

// The module of the page against the native program's goldens, in Node.
//
//   node tests/wasm/run.mjs DIRECTORY
//
// DIRECTORY is what the page's build leaves: `bindings/glue.mjs` beside `core.wasm` (or both side by side, the module
// then being `kamei_bg.wasm`). Runs the list of tests/data/goldens.json through the page's surface and compares
// outcome, code, path and digest of each file, and the digests of the manifest and of the whole ZIP.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** What the module uses of a browser's Blob: its size and slices, read synchronously. */
class Bytes {
  constructor(bytes) {
    this.bytes = bytes;
  }
  get size() {
    return this.bytes.length;
  }
  slice(start, end) {
    return new Bytes(this.bytes.subarray(start, end));
  }
}

globalThis.FileReaderSync = class {
  readAsArrayBuffer(blob) {
    return Uint8Array.from(blob.bytes).buffer;
  }
};

async function load(directory) {
  const first = (...names) => {
    const found = names.map((name) => join(directory, name)).find(existsSync);
    if (!found)
      throw new Error(`${names.join(" or ")} is missing in ${directory}: run \`cargo xtask build\``);
    return found;
  };
  const { wasm_bindgen } = await import(pathToFileURL(first("bindings/glue.mjs", "glue.mjs")));
  wasm_bindgen.initSync({
    module: readFileSync(first("core.wasm", "bindings/kamei_bg.wasm", "kamei_bg.wasm")),
  });
  return wasm_bindgen;
}

function sampleFiles(folder, name) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const [path, inside] = [join(folder, entry.name), `${name}/${entry.name}`];
    return entry.isDirectory() ? sampleFiles(path, inside) : [[inside, readFileSync(path)]];
  });
}

/** `P` stands for the 128 zeros of a preamble. */
function vector(hex) {
  const bytes = Buffer.from(hex.replace(/^P/, ""), "hex");
  return hex.startsWith("P") ? Buffer.concat([Buffer.alloc(128), bytes]) : bytes;
}

/** The first and the last field of each row are never quoted. */
function vectors() {
  const rows = readFileSync(join(root, "crates/dicom-parser-wasm/tests/malformed.csv"), "utf8")
    .trimEnd()
    .split(/\r?\n/);
  return rows
    .slice(1)
    .map((row) => [
      `malformed/${row.slice(0, row.indexOf(","))}`,
      vector(row.slice(row.lastIndexOf(",") + 1)),
    ]);
}

/** One piece of an output as bytes: its own, or a range of the input. */
const bytesOf = (piece, input) =>
  piece instanceof Uint8Array ? piece : input.subarray(piece.start, piece.end);

let [passed, failed] = [0, 0];
function check(name, found, expected) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a === b) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`${name}\n  native: ${b}\n  module: ${a}`);
  }
}

/** Surveys, plans and rewrites all inputs; gives what became of each and the package. */
function run(core, inputs, goldens) {
  const desk = new core.Desk();
  const surveys = inputs.map(([path, bytes]) => core.survey(path, new Bytes(bytes)));
  // Backwards: order must not matter.
  for (const survey of surveys.toReversed()) desk.absorb(survey);
  const plan = desk.plan(goldens.policy, goldens.key, goldens.decisions);
  const bench = new core.Bench(plan, "en");
  const [pack, results, zip] = [new core.Package(plan), [], []];
  inputs.forEach(([path, input], n) => {
    const told = bench.rewrite(surveys[n], new Bytes(input), undefined);
    const pieces = told.output ? told.output.pieces.map((piece) => bytesOf(piece, input)) : [];
    const written = told.output && sha256(Buffer.concat(pieces));
    if (told.output) check(`${path}: digest that the module told`, told.output.sha256, written);
    results.push({
      path: told.path,
      outcome: told.outcome,
      code: told.code,
      output: told.output?.path ?? null,
      sha256: written,
    });
    const header = pack.add(told.entry);
    if (header) zip.push(header, ...pieces);
  });
  return { results, zip, finish: () => pack.finish() };
}

/** A ZIP with stored members, by the module's own package: what it reads back must be what went in. */
function throughAnArchive(core, goldens, archive, paths) {
  const blob = new Bytes(archive);
  const members = core.members("package.zip", blob);
  check(
    "members of the package",
    members.map((m) => m.path.replace("package.zip!/", "")).sort(),
    paths.toSorted(),
  );
  const desk = new core.Desk();
  const surveys = members.map(({ index }) => core.survey_member("package.zip", blob, index));
  for (const survey of surveys) desk.absorb(survey);
  const clear = { select: { path: "*" }, action: "clear" };
  const keep = { select: { path: "*" }, action: "keep-surface" };
  const decisions = JSON.stringify({ format: "kamei-decisions/1", decisions: [clear, keep] });
  const bench = new core.Bench(desk.plan(goldens.policy, goldens.key, decisions), "ja");
  members.forEach(({ path, index }, n) => {
    if (!path.endsWith(".dcm")) return;
    const told = bench.rewrite(surveys[n], blob, index);
    // Some malformed vectors become the same bytes; all but the first are duplicates then.
    if (told.outcome === "duplicate") return;
    const pieces = told.output?.pieces.map((piece) => bytesOf(piece, archive)) ?? [];
    check(
      `${path}: written out of an archive`,
      [told.outcome, told.output?.sha256],
      ["written", sha256(Buffer.concat(pieces))],
    );
  });
}

const directory = process.argv[2];
if (!directory) {
  console.error(
    "usage: node tests/wasm/run.mjs DIRECTORY (where the page's build left glue.mjs and the module)",
  );
  process.exit(2);
}
const core = await load(resolve(directory));
const goldens = JSON.parse(readFileSync(join(root, "tests/data/goldens.json"), "utf8"));
const found = new Map([...sampleFiles(join(root, "tests/data/sample-study"), "sample-study"), ...vectors()]);
check("the list of inputs", [...found.keys()].sort(), goldens.files.map((file) => file.path).sort());
const inputs = goldens.files.map((file) => [file.path, found.get(file.path)]);

const { results, zip, finish } = run(core, inputs, goldens);
results.forEach((result, n) => {
  check(result.path, result, goldens.files[n]);
});
const done = finish();
const member = Buffer.from(done.manifest);
// The manifest comes with its local header: 30 bytes and the name.
check("manifest", sha256(member.subarray(30 + "manifest.json".length)), goldens.manifest);
const archive = Buffer.concat([...zip, done.manifest, done.directory]);
check("package", sha256(archive), goldens.package);
const run_json = JSON.parse(done.run_json);
check(
  "run.json",
  run_json.inputs.map((input) => input.path),
  goldens.files.map((file) => file.path),
);
throughAnArchive(core, goldens, archive, [...results.flatMap((r) => r.output ?? []), "manifest.json"]);

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

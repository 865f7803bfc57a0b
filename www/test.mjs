// Runs the page's unit tests: every *.test.ts, bundled by esbuild, under node:test.
// The core is the hand-written one of bench/fake-core.ts, so that no module need be built.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = join(here, "../target/page-tests");

/** All test files below a folder. */
function tests(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : tests(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

rmSync(out, { recursive: true, force: true });
await build({
  entryPoints: tests(here).sort(),
  outdir: out,
  outbase: here,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".ftl": "text" },
  alias: { "kamei-core": join(here, "bench/fake-core.ts") },
  logLevel: "warning",
});
const files = readdirSync(out, { recursive: true })
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => join(out, file))
  .sort();
const run = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" });
process.exit(run.status ?? 1);

// End-to-end tests of the built page in one real browser: `node tests/e2e/run.mjs chromium|firefox`.
//
// In: target/page/kamei.html, CHROME or FIREFOX, KAMEI (the command line). Out: one line a case, pictures in target/e2e-report,
// exit status 1 when anything failed. Every case runs from file:// and over http.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { start } from "./browsers.mjs";
import { cases as flow } from "./flow.mjs";
import { cases as leak } from "./leak.mjs";
import { pictures } from "./pictures.mjs";
import { serve } from "./server.mjs";
import { cases as start_ } from "./start.mjs";

const [name = "chromium", only = ""] = process.argv.slice(2);
const page = fileURLToPath(new URL("../../target/page/kamei.html", import.meta.url));
const report = fileURLToPath(new URL(`../../target/e2e-report/${name}/`, import.meta.url));

if (!existsSync(page)) {
  console.error("e2e: there is no page yet; run `cargo xtask build`");
  process.exit(1);
}
rmSync(report, { recursive: true, force: true });
mkdirSync(report, { recursive: true });

const bytes = readFileSync(page);
const server = await serve({ "kamei.html": bytes });
const browser = await start(name);
const places = { file: pathToFileURL(page).href, http: `${server.address}/kamei.html` };

let failed = 0;
for (const [place, address] of Object.entries(places)) {
  for (const [title, check] of Object.entries({ ...start_, ...flow, ...leak })) {
    if (!title.includes(only)) continue;
    await attempt(`${name} ${place} ${title}`, () => check({ browser, place, address, bytes, report }));
  }
}
if ("pictures".includes(only)) {
  await attempt(`${name} pictures`, () => pictures({ browser, address: places.file, report }));
}
await browser.end();
server.end();
console.log(failed === 0 ? `e2e ${name}: all held` : `e2e ${name}: ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function attempt(title, check) {
  const begin = Date.now();
  try {
    await check();
    console.log(`  ok    ${title} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    // What one case left behind must not be another's failure.
    await browser.reset();
    console.log(`  FAIL  ${title}\n${String(error?.stack ?? error).replace(/^/gm, "        ")}`);
  }
}

// A picture of every state, to be looked at: two languages, two widths, two colour schemes.
//
// A state without a picture here does not exist. axe-core runs on each before it is taken.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { until } from "./browsers.mjs";
import { large, onDisk } from "./sample.mjs";
import { axe, open } from "./start.mjs";

const WIDTHS = { 1280: 900, 360: 740 };
/** The second engine draws the same style sheet: two corners of the table are enough to see it. */
const FIREFOX = ["ja 1280 light", "en 360 dark"];

/** Walks through the page and takes a picture of each state. */
export async function pictures({ browser, address, report }) {
  const sample = onDisk();
  const slow = join(sample.root, "IM9999");
  large(slow, 300_000_000);
  for (const lang of ["ja", "en"]) {
    for (const [width, height] of Object.entries(WIDTHS)) {
      for (const scheme of ["light", "dark"]) {
        if (browser.name === "firefox" && !FIREFOX.includes(`${lang} ${width} ${scheme}`)) continue;
        const session = await open({ browser, address }, { lang, scheme, width: Number(width), height });
        const take = (state) => session.picture(`${report}${state}-${lang}-${width}-${scheme}.png`);
        const shot = async (state) => {
          // A state that passes is taken at once, the others whole, however tall they are.
          if (state === "run") await take(state);
          await axe(session, `${state} ${lang} ${width} ${scheme}`);
          if (state === "run")
            return assert.ok(await session.inFrame(() => document.querySelector(".screen-run") !== null));
          const whole = await session.inFrame(() => document.documentElement.scrollHeight);
          await session.size(Number(width), Math.min(4000, Math.max(height, whole)));
          await until("the new size", () =>
            session.inFrame(() => innerHeight >= Math.min(4000, document.documentElement.scrollHeight)),
          );
          await session.drawn();
          await take(state);
          await session.size(Number(width), height);
        };
        await walk(session, sample, slow, shot);
        await session.end();
      }
    }
  }
  rmSync(slow);
  sample.end();
}

async function walk(session, sample, slow, shot) {
  const ready = () =>
    until("the end of reading", () =>
      session.inFrame(() => !document.querySelector(".screen-found > progress")),
    );
  await shot("drop");
  await session.press(".trust summary");
  await shot("drop-check");

  // Nothing that can be processed.
  const photo = sample.paths.find((path) => path.endsWith(".jpg"));
  await session.choose(".input-files", [photo]);
  await session.see(".screen-found");
  await ready();
  await shot("found-nothing");
  await session.press(".button-plain");
  await session.see(".screen-drop");

  await session.choose(".input-files", [...sample.paths, slow]);
  await session.see(".screen-found");
  await ready();
  await shot("found");
  await session.press(".key .radio:nth-of-type(2) input");
  await session.choose(".input-key", [photo]);
  await session.see(".key .bad");
  await shot("found-key-wrong");
  await session.press(".key .radio:nth-of-type(1) input");

  await session.press(".plan-go .button");
  await session.see(".screen-run");
  await shot("run");
  await session.see(".screen-done");
  await shot("done");
  await session.press(".next .button");
  await session.see("dialog[open]");
  await shot("done-forget");
  await session.press("dialog [type=submit]");
  await session.press(".save-record");
  await session.press(".save-key");
  await session.press(".input-confirm");
  await session.press(".save-package");
  await session.see(".card-receiver .good .icon");
  await shot("done-saved");
}

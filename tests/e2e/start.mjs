// The page starts, speaks two languages, explains itself, and is readable by everybody.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../www/package.json", import.meta.url));
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Opens the page and waits until the core has answered. */
export async function open({ browser, address }, wish) {
  const session = await browser.session(wish);
  await session.goto(address);
  await session.see("#app h1");
  return session;
}

/** No rule of axe-core is broken on the screen in sight. */
export async function axe(session, where) {
  await session.inFrame(AXE);
  const broken = await session.inFrame(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  });
  assert.deepEqual(broken, [], `axe on ${where}`);
}

export const cases = {
  async "starts and complains about nothing"(place) {
    const session = await open(place);
    assert.equal(await session.inFrame(() => document.getElementById("fallback")), null);
    assert.match(await session.text(".bottom"), /版 \d+\.\d+\.\d+/);
    assert.equal(await session.inShell(() => document.title), "仮名 Kamei");
    assert.deepEqual(session.complaints, []);
    await session.end();
  },

  async "the frame has no origin and no storage"(place) {
    const session = await open(place);
    const frame = await session.inFrame(() => {
      const attempt = (task) => {
        try {
          return String(task());
        } catch (error) {
          return error.name;
        }
      };
      return [self.origin, attempt(() => localStorage.length), typeof self.RTCPeerConnection];
    });
    assert.deepEqual(frame, ["null", "SecurityError", "undefined"]);
    await session.end();
  },

  async "chooses its language by the browser's and switches at once"(place) {
    const english = await open(place, { lang: "en" });
    await english.heading("Add the data to process");
    await english.end();
    const session = await open(place);
    await session.heading("加工するデータを入れてください");
    await session.language("en");
    await session.heading("Add the data to process");
    assert.equal(await session.inFrame(() => document.documentElement.lang), "en");
    assert.equal(await session.inShell(() => document.documentElement.lang), "en");
    assert.deepEqual(session.complaints, []);
    await session.end();
  },

  async "shows the policy that it obeys"(place) {
    const session = await open(place);
    await session.press(".trust summary");
    const shown = await session.text(".policy");
    for (const closed of ["connect-src 'none'", "form-action 'none'", "trusted-types kamei"]) {
      assert.ok(shown.includes(closed), closed);
    }
    await session.end();
  },

  async "is accessible in both languages and colours"(place) {
    for (const scheme of ["light", "dark"]) {
      for (const lang of ["ja", "en"]) {
        const session = await open(place, { lang, scheme, width: 360, height: 740 });
        await session.press(".trust summary");
        await axe(session, `${scheme} ${lang}`);
        const wide = await session.inFrame(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 360, `${wide} px wide at 360`);
        await session.end();
      }
    }
  },
};

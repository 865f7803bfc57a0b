// What tries to leave does not, and the same page without its policies does leak.
//
// For each vector two pages are made from the one that was built: as it is, and with both policies and the
// sandbox taken out. The test passes only where the listener hears the second and not the first.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { until } from "./browsers.mjs";
import { listen, serve } from "./server.mjs";

/** Long enough for every vector to reach a listener on the same machine. */
const WAIT = 500;

/** Each runs inside the application's frame, the place where code that leaks would be. */
const VECTORS = {
  fetch: (to) => void fetch(to, { mode: "no-cors" }).catch(() => {}),
  xhr: (to) => {
    const request = new XMLHttpRequest();
    request.open("GET", to);
    request.send();
  },
  beacon: (to) => void navigator.sendBeacon(to, "x"),
  websocket: (to) => void new WebSocket(to.replace("http", "ws")),
  eventsource: (to) => void new EventSource(to),
  image: (to) => {
    new Image().src = to;
  },
  stylesheet: (to) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = to;
    document.head.append(link);
  },
  form: (to) => {
    const form = document.createElement("form");
    form.action = to;
    document.body.append(form);
    form.submit();
  },
  navigation: (to) => {
    location.href = to;
  },
  link: (to) => {
    const link = document.createElement("a");
    link.href = to;
    document.body.append(link);
    link.click();
  },
  window: (to) => void window.open(to),
  refresh: (to) => {
    const meta = document.createElement("meta");
    meta.httpEquiv = "refresh";
    meta.content = `0;url=${to}`;
    document.head.append(meta);
  },
  worker: (to) => {
    const script = new Blob([`fetch(${JSON.stringify(to)}, {mode: "no-cors"}).catch(() => {})`]);
    const policy = self.trustedTypes?.createPolicy?.bind(self.trustedTypes);
    let address = URL.createObjectURL(script);
    // The page's one policy name is taken; a second one is refused, which is part of what is tested.
    try {
      address = policy ? policy("leak", { createScriptURL: (own) => own }).createScriptURL(address) : address;
    } catch {}
    new Worker(address);
  },
};

/** The page with its policies and its sandbox gone: the control that must leak. */
export function leaky(page) {
  const text = page.toString("utf8");
  const outer = /<meta http-equiv="Content-Security-Policy" content="[^"]*">/;
  const inner = /<meta http-equiv=&quot;Content-Security-Policy&quot; content=&quot;.*?&quot;>/;
  const sandbox = / sandbox="[^"]*"/;
  for (const part of [outer, inner, sandbox]) assert.match(text, part);
  return text.replace(outer, "").replace(inner, "").replace(sandbox, "");
}

export const cases = {
  async "nothing leaves, and the control page leaks"({ browser, place, bytes }) {
    const folder = mkdtempSync(join(tmpdir(), "kamei-leak-"));
    const pages = { "whole.html": bytes, "leaky.html": leaky(bytes) };
    for (const [name, page] of Object.entries(pages)) writeFileSync(join(folder, name), page);
    const server = await serve(pages);
    const address = (name) =>
      place === "file" ? pathToFileURL(join(folder, name)).href : `${server.address}/${name}`;
    const listener = await listen();
    const results = [];
    for (const [vector, attempt] of Object.entries(VECTORS)) {
      const heard = {};
      for (const name of ["whole", "leaky"]) {
        const session = await browser.session();
        await session.goto(address(`${name}.html`));
        await session.see("#app h1");
        const before = listener.calls.length;
        // Refusals throw in the page; only the listener's word counts.
        await session.inFrame(attempt, `${listener.address}/${vector}`).catch(() => {});
        if (name === "leaky")
          await until(`${vector} of the control`, () => listener.calls.length > before, 5000).catch(() => {});
        else await new Promise((resolve) => setTimeout(resolve, WAIT));
        heard[name] = listener.calls.length - before;
        await session.end();
      }
      results.push({ vector, ...heard });
    }
    listener.end();
    server.end();
    rmSync(folder, { recursive: true, force: true });
    assert.deepEqual(
      results.filter(({ whole }) => whole > 0),
      [],
      "these left the page",
    );
    assert.deepEqual(
      results.filter(({ leaky: control }) => control === 0).map(({ vector }) => vector),
      [],
      "these were not seen to leak even in the control, so they prove nothing",
    );
  },
};

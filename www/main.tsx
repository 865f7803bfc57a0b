// Starts the page: checks what it needs, unpacks the core, starts the desk, draws.

import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app.tsx";
import { open, state } from "./desk/desk.ts";
import { workers } from "./desk/port.ts";
import { tell } from "./desk/shell-port.ts";
import { isUnsaved } from "./desk/state.ts";
import { unpack } from "./desk/unpack.ts";
import { lang, preferred, say } from "./desk/words.ts";
import type { Lang } from "./shell/messages.ts";

// No content policy stops WebRTC, so it is taken away before anything else runs.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) Reflect.deleteProperty(self, name);

/** More benches than this gain nothing: the disk is the limit. */
const MOST_BENCHES = 4;

lang.value = preferred(navigator.languages);

void start();

async function start(): Promise<void> {
  const missing = missingFeature();
  if (missing !== null) return fallBack(missing);
  try {
    const module = await unpack(carried("core"));
    const benches = Math.max(1, Math.min(MOST_BENCHES, (navigator.hardwareConcurrency || 2) - 1));
    open(workers(carried("worker"), module), benches);
  } catch (thrown) {
    return fallBack(["page-err-start", thrown instanceof Error ? thrown.name : "core"]);
  }
  // The static text goes only when the core has answered from its worker.
  const stop = effect(() => {
    if (state.value.trouble !== null) queueMicrotask(() => fallBack(["page-err-start", "worker"]));
    if (state.value.version === "" && state.value.trouble === null) return;
    queueMicrotask(() => stop());
    if (state.value.version !== "") queueMicrotask(draw);
  });
}

function draw(): void {
  document.getElementById("fallback")?.remove();
  const root = document.getElementById("app");
  if (root === null) return;
  render(<App />, root);
  effect(() => {
    document.documentElement.lang = lang.value;
    tell({ kind: "lang", lang: lang.value });
  });
  effect(() => tell({ kind: "unsaved", unsaved: isUnsaved(state.value) }));
  effect(() => {
    const { running } = state.value;
    const percent =
      running === null ? null : running.bytes === 0 ? 0 : (100 * running.bytesDone) / running.bytes;
    tell({ kind: "progress", percent });
  });
}

/** The message for the first thing that this browser lacks. */
function missingFeature(): [message: string, feature: string] | null {
  if (typeof WebAssembly !== "object") return ["page-err-wasm", ""];
  for (const feature of ["Worker", "DecompressionStream", "Blob", "FileReader"]) {
    if (!(feature in self)) return ["page-err-feature", feature];
  }
  return null;
}

/** Puts the reason into the static text, in both languages, as the reader's is not known for sure. */
function fallBack([message, feature]: [message: string, feature: string]): void {
  for (const each of ["ja", "en"] as const satisfies Lang[]) {
    lang.value = each;
    const paragraph = document.getElementById(`fallback-${each}`);
    if (paragraph) paragraph.textContent = say(message, { feature });
  }
  document.getElementById("fallback")?.classList.add("fallback-now");
}

/** The text that the build put into the document under a name. */
function carried(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(id);
  return text;
}

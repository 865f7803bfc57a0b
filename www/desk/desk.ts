// The one desk of the page: its state, and what the screens may ask for.
//
// Holds: screens read `state` and call `act`; nothing else changes anything.

import { signal } from "@preact/signals";
import type { Given, Lang } from "../shell/messages.ts";
import { Batch } from "./batch.ts";
import type { Port } from "./port.ts";
import { EMPTY, isUnsaved, type KeyChoice, reduce, type Saved, type State } from "./state.ts";

/** The only policy of this version; the list of policies comes with the core's. */
export const POLICY = "ps3-15-basic";

/** A key file holds 64 hex digits; anything much longer is another file. */
const LONGEST_KEY_FILE = 1024;

export const state = signal<State>(EMPTY);

let batch: Batch | null = null;

/** Starts the workers. */
export function open(spawn: () => Port, benches: number): void {
  batch = new Batch(spawn, benches, (event) => {
    state.value = reduce(state.value, event);
  });
}

export const act = {
  /** Takes files; while a run is on or its result is unsaved, nothing is taken. */
  give(files: readonly Given[], unreadable = 0): boolean {
    const { screen } = state.value;
    if (screen === "run" || (screen === "done" && isUnsaved(state.value))) return false;
    if (screen === "done") batch?.clear();
    batch?.give(files, unreadable);
    return true;
  },
  run(lang: Lang): void {
    batch?.run(POLICY, state.value.key, lang);
  },
  cancel(): void {
    batch?.cancel();
  },
  clear(): void {
    batch?.clear();
  },
  /** Says why something did not happen. */
  tell(message: string): void {
    state.value = reduce(state.value, { kind: "trouble", message });
  },
  key(key: KeyChoice): void {
    state.value = reduce(state.value, { kind: "key", key });
  },
  async keyFile(file: File): Promise<void> {
    const text = file.size <= LONGEST_KEY_FILE ? (await file.text()).trim().toLowerCase() : "";
    act.key({ from: "file", chosen: true, hex: /^[0-9a-f]{64}$/.test(text) ? text : null });
  },
  saved(what: keyof Saved, yes: boolean): void {
    state.value = reduce(state.value, { kind: "saved", what, yes });
  },
};

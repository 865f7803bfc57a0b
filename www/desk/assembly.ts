// The package of one run, put together in the order of the inputs' paths.
//
// In: inputs, then what became of each, in any order. Out: the order in which the clerk writes the
// package's structure, and at the end one Blob whose unchanged ranges still lie in the person's own files.
// Holds: every input is settled once, also one that the core never came to know.

import type { Held, Settled } from "../bench/messages.ts";

/** Pieces bundled on the way: one Blob of 40,000 pieces at the end would hold the screen for seconds. */
const PIECES_AT_ONCE = 512;

export class Assembly<Input extends { id: number; path: string; bytes: number }> {
  /** What every bench needs before it rewrites. */
  readonly plan: Uint8Array;
  readonly #order: readonly Input[];
  readonly #held: Held[];
  #returned: Input[] = [];
  #taken = 0;
  /** Settled, but something before it is not. */
  #early = new Map<number, Settled | null>();
  #next = 0;
  /** Given to the clerk, whose answer is awaited. */
  #outputs = new Map<number, Blob | null>();
  #pieces: BlobPart[] = [];
  #bundles: Blob[] = [];
  #written = 0;
  #closed = false;

  constructor(inputs: readonly Input[], plan: Uint8Array, held: readonly Held[]) {
    this.plan = plan;
    this.#order = inputs.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    this.#held = [...held];
  }

  /** The next inputs to be rewritten, at least one if any is left. */
  take(files: number, bytes: number): Input[] {
    const some: Input[] = [];
    let sum = 0;
    while (some.length < files && (some.length === 0 || sum < bytes)) {
      const input = this.#returned.pop() ?? this.#order[this.#taken];
      if (input === undefined) break;
      if (input === this.#order[this.#taken]) this.#taken += 1;
      some.push(input);
      sum += input.bytes;
    }
    return some;
  }

  /** Takes inputs back that were given out and not settled. */
  giveBack(inputs: readonly Input[]): void {
    this.#returned.push(...inputs.toReversed());
  }

  /** Notes what became of an input; answers what the clerk may add now. */
  settle(id: number, settled: Settled | null, held: Held): { ids: number[]; entries: Uint8Array[] } {
    this.#early.set(id, settled);
    if (settled === null) this.#held.push(held);
    const ids: number[] = [];
    const entries: Uint8Array[] = [];
    for (
      let input = this.#order[this.#next];
      input && this.#early.has(input.id);
      input = this.#order[this.#next]
    ) {
      const ready = this.#early.get(input.id) ?? null;
      this.#early.delete(input.id);
      this.#next += 1;
      if (ready === null) continue;
      ids.push(input.id);
      entries.push(ready.entry);
      this.#outputs.set(input.id, ready.output);
    }
    return { ids, entries };
  }

  /** Puts outputs behind the headers that the clerk made for them. */
  added(ids: readonly number[], headers: readonly (Uint8Array<ArrayBuffer> | undefined)[]): void {
    ids.forEach((id, at) => {
      const output = this.#outputs.get(id);
      const header = headers[at];
      if (output === undefined || !this.#outputs.delete(id) || header === undefined || output === null)
        return;
      this.#pieces.push(header, output);
      this.#written += 1;
      if (this.#pieces.length >= PIECES_AT_ONCE) this.#bundles.push(new Blob(this.#pieces.splice(0)));
    });
  }

  /** Inputs that the core never came to know. */
  get held(): readonly Held[] {
    return this.#held;
  }

  /** True once: when everything is settled and in its place. */
  closes(): boolean {
    if (this.#closed || this.#next < this.#order.length || this.#outputs.size > 0) return false;
    this.#closed = true;
    return true;
  }

  /** The two parts that leave the page, apart from each other. */
  result(
    manifest: Uint8Array<ArrayBuffer>,
    directory: Uint8Array<ArrayBuffer>,
    runJson: string,
  ): { package: Blob | null; runJson: string } {
    const whole = new Blob([...this.#bundles, ...this.#pieces, manifest, directory], {
      type: "application/zip",
    });
    return { package: this.#written > 0 ? whole : null, runJson };
  }
}

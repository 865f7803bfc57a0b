// One batch: which worker does what, from the first dropped file to the finished package.
//
// In: files, a key, the wish to run or to stop. Out: events for the reducer, at most ten times a second.
// Holds: the package is put together in the order of the inputs' paths, whatever order the benches finish
// in; every input given ends in the record, also one at which a bench broke down.

import type { Absorbed, OutcomeWord, Summary } from "kamei-core";
import type { FromWorker, Held, Input, Settled, Surveyed, Unread } from "../bench/messages.ts";
import type { Given, Lang } from "../shell/messages.ts";
import { Assembly } from "./assembly.ts";
import type { Port } from "./port.ts";
import type { DeskEvent, KeyChoice, Result, Row } from "./state.ts";

/** Files in one message to a bench: few enough that a cancel and a breakdown lose little. */
const FILES_AT_ONCE = 16;
/** Bytes in one message to a bench; a larger file goes alone. */
const BYTES_AT_ONCE = 32 * 1024 * 1024;
/** Shortest time between two changes of the screen, in milliseconds. */
const PACE = 100;

type Read = Input & { surveyed: Uint8Array; bytes: number };

interface Bench {
  port: Port;
  /** Files being surveyed, or inputs being rewritten; the first `through` of them are done. */
  job: { files: readonly Given[] } | { inputs: readonly Read[] } | null;
  through: number;
}

/** What happened since the screen was last told. */
interface News {
  files: number;
  rows: Row[];
  summary: Summary | null;
  settled: Pick<Row, "id" | "fate" | "code">[];
}

const nothingNew = (): News => ({ files: 0, rows: [], summary: null, settled: [] });

export class Batch {
  readonly #spawn: () => Port;
  readonly #tell: (event: DeskEvent) => void;
  #benches: Bench[];
  #clerk: Port;

  #waiting: Given[] = [];
  #inputs = new Map<number, Read>();
  /** Inputs that the core never saw, by the id of their row. */
  #unread = new Map<number, Held>();
  #names = new Set<string>();
  #nextId = 1;
  #absorbing = 0;
  #reading = false;
  #assembly: Assembly<Read> | null = null;
  /** Key and language of the run that waits for its key or plan. */
  #wish: { key: string | null; policy: string; lang: Lang } | null = null;

  #news = nothingNew();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(spawn: () => Port, benches: number, tell: (event: DeskEvent) => void) {
    this.#spawn = spawn;
    this.#tell = tell;
    this.#clerk = this.#newClerk();
    this.#benches = Array.from({ length: benches }, () => this.#newBench());
  }

  /** Takes files in and reads them. */
  give(files: readonly Given[], unreadable: number): void {
    for (const { path, file } of files) this.#waiting.push({ path: this.#distinct(path), file });
    this.#tell({ kind: "given", files: files.length, unreadable });
    this.#reading = true;
    this.#pump();
  }

  /** Starts the run. Without a key the clerk makes one. */
  run(policy: string, choice: KeyChoice, lang: Lang): void {
    this.#wish = { key: choice.from === "file" ? choice.hex : null, policy, lang };
    this.#tell({ kind: "run" });
    if (this.#wish.key === null) this.#clerk.post({ kind: "key" });
    else this.#plan(this.#wish.key);
  }

  /** Stops the run at once; what was read stays. */
  cancel(): void {
    this.#stopRun();
    this.#tell({ kind: "cancelled" });
  }

  /** Forgets everything. */
  clear(): void {
    for (const { port } of this.#benches) port.end();
    this.#clerk.end();
    this.#clerk = this.#newClerk();
    this.#benches = this.#benches.map(() => this.#newBench());
    this.#waiting = [];
    this.#inputs.clear();
    this.#unread.clear();
    this.#names.clear();
    this.#absorbing = 0;
    this.#reading = false;
    this.#assembly = null;
    this.#wish = null;
    this.#news = nothingNew();
    this.#tell({ kind: "cleared" });
  }

  // --- workers -------------------------------------------------------------------------------------

  #newBench(): Bench {
    const bench: Bench = { port: this.#spawn(), job: null, through: 0 };
    bench.port.heard = (message) => this.#fromBench(bench, message);
    return bench;
  }

  #newClerk(): Port {
    const clerk = this.#spawn();
    clerk.heard = (message) => this.#fromClerk(message);
    return clerk;
  }

  #replace(bench: Bench): void {
    bench.port.end();
    const fresh = this.#newBench();
    this.#benches = this.#benches.map((one) => (one === bench ? fresh : one));
    this.#openAt(fresh);
  }

  /** Gives a bench the plan of the run that is on, if one is. */
  #openAt({ port }: Bench): void {
    if (this.#assembly === null || this.#wish === null) return;
    port.post({ kind: "open", plan: this.#assembly.plan, lang: this.#wish.lang });
  }

  #fromBench(bench: Bench, message: FromWorker): void {
    switch (message.kind) {
      case "started":
      case "opened":
        return;
      case "surveyed":
        return this.#surveyed(bench, message.at, message.last, message.read, message.unread);
      case "settled":
        return this.#settled(bench, message.settled);
      case "stopped":
        return this.#benchStopped(bench);
      case "failed":
        return this.#fail(message.message);
      case "key":
      case "absorbed":
      case "planned":
      case "added":
      case "finished":
        return this.#fail("page-err-internal");
      default:
        message satisfies never;
    }
  }

  #fromClerk(message: FromWorker): void {
    switch (message.kind) {
      case "started":
        return this.#tell({ kind: "started", version: message.version });
      case "absorbed":
        return this.#absorbed(message.ids, message.rows, message.summary);
      case "key":
        if (this.#wish) this.#plan(message.key);
        return;
      case "planned":
        return this.#planned(message.plan);
      case "added":
        this.#assembly?.added(message.ids, message.headers);
        return this.#finishIfComplete();
      case "finished":
        return this.#finished(message.manifest, message.directory, message.runJson);
      case "failed":
        return this.#fail(message.message);
      // The register is gone with the clerk: what was read must be read again.
      case "stopped":
      case "surveyed":
      case "settled":
      case "opened":
        return this.#fail("page-err-internal");
      default:
        message satisfies never;
    }
  }

  /** Gives work to every bench that has none. */
  #pump(): void {
    for (const bench of this.#benches) {
      if (bench.job !== null) continue;
      const files = this.#waiting.splice(0, FILES_AT_ONCE);
      if (files.length > 0) {
        bench.job = { files };
        bench.through = 0;
        bench.port.post({ kind: "survey", inputs: files });
        continue;
      }
      const inputs = this.#assembly?.take(FILES_AT_ONCE, BYTES_AT_ONCE) ?? [];
      if (inputs.length > 0) {
        bench.job = { inputs };
        bench.through = 0;
        bench.port.post({ kind: "rewrite", inputs });
      }
    }
    this.#readIfComplete();
  }

  /** A bench broke down at one input: that one is left out, the others of its job are done again. */
  #benchStopped(bench: Bench): void {
    const { job, through } = bench;
    this.#replace(bench);
    if (job === null) return this.#fail("page-err-internal");
    if ("files" in job) {
      const [at, ...rest] = job.files.slice(through);
      this.#waiting.unshift(...rest);
      if (at) this.#refuse([{ path: at.path, message: "internal" }]);
      this.#news.files += 1;
      this.#soon();
    } else {
      const [at, ...rest] = job.inputs.slice(through);
      this.#assembly?.giveBack(rest);
      if (at) this.#settle(at, "withheld", "internal", null);
    }
    this.#pump();
  }

  // --- reading -------------------------------------------------------------------------------------

  #surveyed(
    bench: Bench,
    at: number,
    last: boolean,
    read: readonly Surveyed[],
    unread: readonly Unread[],
  ): void {
    if (bench.job === null || !("files" in bench.job)) return;
    const given = bench.job.files[at];
    if (given === undefined) return;
    const ids = read.map((one) => {
      const id = this.#nextId++;
      this.#inputs.set(id, { ...one, id, file: given.file, bytes: 0 });
      return id;
    });
    if (ids.length > 0) {
      this.#absorbing += ids.length;
      this.#clerk.post({ kind: "absorb", ids, surveyed: read.map((one) => one.surveyed) });
    }
    this.#refuse(unread);
    if (last) {
      this.#news.files += 1;
      bench.through = at + 1;
      if (bench.through === bench.job.files.length) bench.job = null;
    }
    this.#soon();
    this.#pump();
  }

  #absorbed(ids: readonly number[], rows: readonly Absorbed[], summary: Summary): void {
    rows.forEach((one, at) => {
      const id = ids[at];
      const held = id === undefined ? undefined : this.#inputs.get(id);
      if (held === undefined) return;
      held.bytes = one.bytes;
      this.#news.rows.push(row(held.id, one));
    });
    this.#absorbing -= ids.length;
    this.#news.summary = summary;
    this.#soon();
    this.#readIfComplete();
  }

  /** Inputs that the core never saw: they stand in the list and, as held back, in the record. */
  #refuse(unread: readonly Unread[]): void {
    for (const { path, message: code } of unread) {
      const id = this.#nextId++;
      this.#unread.set(id, { path, code });
      this.#news.rows.push(row(id, { path, kind: "other", bytes: 0, status: fateOf(code), code }));
    }
  }

  #readIfComplete(): void {
    const busy = this.#waiting.length > 0 || this.#absorbing > 0 || this.#benches.some((bench) => bench.job);
    if (busy || !this.#reading) return;
    this.#reading = false;
    this.#flush();
    this.#tell({ kind: "all-read" });
  }

  /** A path that no other input of the batch has: two folders may hold files of one name. */
  #distinct(path: string): string {
    let distinct = path;
    for (let nth = 2; this.#names.has(distinct); nth += 1) distinct = `${path} (${nth})`;
    this.#names.add(distinct);
    return distinct;
  }

  // --- running -------------------------------------------------------------------------------------

  #plan(key: string): void {
    if (this.#wish === null) return;
    this.#wish.key = key;
    this.#clerk.post({ kind: "plan", policy: this.#wish.policy, key });
  }

  #planned(plan: Uint8Array): void {
    if (this.#wish === null) return;
    this.#assembly = new Assembly([...this.#inputs.values()], plan, [...this.#unread.values()]);
    for (const [id, { code }] of this.#unread) this.#news.settled.push({ id, fate: fateOf(code), code });
    for (const bench of this.#benches) this.#openAt(bench);
    this.#finishIfComplete();
    this.#pump();
  }

  #settled(bench: Bench, settled: Settled): void {
    if (bench.job === null || !("inputs" in bench.job)) return;
    const input = bench.job.inputs[bench.through];
    if (input?.id !== settled.id) return this.#fail("page-err-internal");
    bench.through += 1;
    if (bench.through === bench.job.inputs.length) bench.job = null;
    this.#settle(input, settled.outcome, settled.code, settled);
    this.#pump();
  }

  #settle(input: Read, outcome: OutcomeWord, code: string | null, settled: Settled | null): void {
    this.#news.settled.push({ id: input.id, fate: outcome, code });
    this.#soon();
    const next = this.#assembly?.settle(input.id, settled, { path: input.path, code: code ?? "internal" });
    if (next && next.ids.length > 0) this.#clerk.post({ kind: "add", ...next });
    this.#finishIfComplete();
  }

  #finishIfComplete(): void {
    if (this.#wish === null || !this.#assembly?.closes()) return;
    this.#clerk.post({ kind: "finish", held: this.#assembly.held, lang: this.#wish.lang });
  }

  #finished(manifest: Uint8Array<ArrayBuffer>, directory: Uint8Array<ArrayBuffer>, runJson: string): void {
    if (this.#assembly === null || this.#wish?.key == null) return;
    const result: Result = { ...this.#assembly.result(manifest, directory, runJson), key: this.#wish.key };
    this.#flush();
    this.#assembly = null;
    this.#wish = null;
    this.#tell({ kind: "finished", result });
  }

  #stopRun(): void {
    this.#assembly = null;
    this.#wish = null;
    this.#news.settled = [];
    for (const { port } of this.#benches) port.end();
    this.#benches = this.#benches.map(() => this.#newBench());
  }

  #fail(message: string): void {
    if (this.#wish !== null) this.#stopRun();
    this.#tell({ kind: "trouble", message });
  }

  // --- telling -------------------------------------------------------------------------------------

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#flush(), PACE);
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const { files, rows, summary, settled } = this.#news;
    this.#news = nothingNew();
    if (files > 0 || rows.length > 0) this.#tell({ kind: "read", files, rows, summary });
    if (settled.length > 0) this.#tell({ kind: "settled", rows: settled });
  }
}

/** The fate that the core gives to the two codes of inputs that it never came to know. */
function fateOf(code: string): "refused" | "withheld" {
  return code === "unreadable" ? "refused" : "withheld";
}

function row(id: number, one: Pick<Absorbed, "path" | "kind" | "bytes" | "status" | "code">): Row {
  const { path, kind, bytes, status, code } = one;
  return { id, path, kind, bytes, fate: status, code, forecast: { fate: status, code } };
}

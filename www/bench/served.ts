// What a worker does with each message.
//
// In: messages of the desk. Out: messages to the desk, through `say`.
// A breakdown of the module (a panic, memory refused) ends this worker's use: it says so and answers
// nothing more, because the module's memory may be in any state. The desk then starts another one.

import type { Bench, Desk, Package, wasm_bindgen } from "kamei-core";
import type { FromWorker, Settled, Surveyed, ToWorker, Unread } from "./messages.ts";

/** Members of an archive in one message. */
const MEMBERS_AT_ONCE = 64;

/** The role of a worker, as the messages ask for it. */
export class Served {
  #bench: Bench | null = null;
  #desk: Desk | null = null;
  #package: Package | null = null;
  #broken = false;
  /** The input being worked on, so that a breakdown can name it. */
  #at: number | null = null;

  constructor(
    private readonly core: typeof wasm_bindgen,
    private readonly say: (message: FromWorker) => void,
  ) {}

  take(message: ToWorker): void {
    if (this.#broken) return;
    this.#at = null;
    try {
      this.#answer(message);
    } catch (thrown) {
      if (isBreakdown(thrown)) {
        this.#broken = true;
        this.say({ kind: "stopped", at: this.#at });
      } else {
        this.say({ kind: "failed", message: reason(thrown) });
      }
    }
  }

  #answer(message: ToWorker): void {
    switch (message.kind) {
      case "start":
        this.core.initSync({ module: message.module });
        return this.say({ kind: "started", version: this.core.version() });
      case "survey":
        return message.inputs.forEach(({ path, file }, at) => this.#survey(path, file, at));
      case "open":
        this.#bench?.free();
        this.#bench = new this.core.Bench(message.plan, message.lang);
        return this.say({ kind: "opened" });
      case "rewrite":
        for (const input of message.inputs) {
          this.#at = input.id;
          this.say({ kind: "settled", settled: this.#rewrite(input) });
        }
        return;
      case "key":
        return this.say({ kind: "key", key: this.core.new_key() });
      case "absorb": {
        const desk = this.#register();
        const rows = message.surveyed.map((surveyed) => desk.absorb(surveyed));
        return this.say({ kind: "absorbed", ids: message.ids, rows, summary: desk.summary() });
      }
      case "plan": {
        const plan = this.#register().plan(message.policy, message.key, "");
        this.#package?.free();
        this.#package = new this.core.Package(plan);
        return this.say({ kind: "planned", plan });
      }
      case "add": {
        const open = this.#open();
        const headers = message.entries.map((entry) => open.add(entry));
        return this.say({ kind: "added", ids: message.ids, headers });
      }
      case "finish": {
        const open = this.#open();
        for (const { path, code } of message.held) open.add_held(path, code, message.lang);
        const { manifest, directory, run_json } = open.finish();
        this.#package = null;
        return this.say({ kind: "finished", manifest, directory, runJson: run_json });
      }
      default:
        message satisfies never;
    }
  }

  #survey(path: string, file: File, at: number): void {
    this.#at = at;
    const read: Surveyed[] = [];
    const unread: Unread[] = [];
    const tell = (last: boolean) =>
      this.say({ kind: "surveyed", at, last, read: read.splice(0), unread: unread.splice(0) });
    const attempt = (one: Omit<Surveyed, "surveyed">, survey: () => Uint8Array | undefined): boolean => {
      try {
        const surveyed = survey();
        if (surveyed === undefined) return false;
        read.push({ ...one, surveyed });
      } catch (thrown) {
        if (isBreakdown(thrown)) throw thrown;
        unread.push({ ...one, message: reason(thrown) });
      }
      return true;
    };

    if (attempt({ path }, () => this.core.survey(path, file))) return tell(true);
    const members = this.core.members(path, file) ?? [];
    for (const { path: member, index } of members) {
      attempt({ path: member, index }, () => this.core.survey_member(member, file, index));
      if (read.length + unread.length >= MEMBERS_AT_ONCE) tell(false);
    }
    tell(true);
  }

  #rewrite(input: { id: number; file: Blob; index?: number; surveyed: Uint8Array }): Settled {
    if (this.#bench === null) throw new Error("page-err-no-plan");
    const { outcome, code, output, entry } = this.#bench.rewrite(input.surveyed, input.file, input.index);
    const pieces = output?.pieces.map((piece) =>
      piece instanceof Uint8Array ? piece : input.file.slice(piece.start, piece.end),
    );
    return { id: input.id, outcome, code, entry, output: pieces ? new Blob(pieces) : null };
  }

  #register(): Desk {
    this.#desk ??= new this.core.Desk();
    return this.#desk;
  }

  #open(): Package {
    if (this.#package === null) throw new Error("page-err-no-plan");
    return this.#package;
  }
}

/** Whether the module itself broke, as against an answer that is an error. */
function isBreakdown(thrown: unknown): boolean {
  return thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError;
}

/** A message id; what a browser throws when a file cannot be read has a name, not an id. */
function reason(thrown: unknown): string {
  if (thrown instanceof DOMException) return "unreadable";
  return thrown instanceof Error && /^[a-z][a-z0-9-]*$/.test(thrown.message) ? thrown.message : "internal";
}

// What the desk and its workers say to each other.
//
// Two roles, one program: benches survey and rewrite, any number of them, each ended without loss; one
// clerk holds the register and the package's structure, and lives as long as the batch.

import type { Absorbed, OutcomeWord, Summary } from "kamei-core";
import type { Lang } from "../shell/messages.ts";

/** An input of the batch. A member of an archive carries its archive and its place in it. */
export interface Input {
  id: number;
  path: string;
  file: Blob;
  index?: number;
}

/** An input that was read, with what the register and the rewrite need of it. */
export interface Surveyed {
  path: string;
  index?: number;
  surveyed: Uint8Array;
}

/** An input that could not be read at all; the message names the reason. */
export interface Unread {
  path: string;
  index?: number;
  message: string;
}

/** An input that the core never came to know, and the code that says why. */
export interface Held {
  path: string;
  code: string;
}

export type ToWorker =
  /** First message to every worker. */
  | { kind: "start"; module: WebAssembly.Module }
  // to a bench
  | { kind: "survey"; inputs: readonly { path: string; file: File }[] }
  | { kind: "open"; plan: Uint8Array; lang: Lang }
  | { kind: "rewrite"; inputs: readonly (Input & { surveyed: Uint8Array })[] }
  // to the clerk
  | { kind: "key" }
  | { kind: "absorb"; ids: readonly number[]; surveyed: readonly Uint8Array[] }
  | { kind: "plan"; policy: string; key: string }
  | { kind: "add"; ids: readonly number[]; entries: readonly Uint8Array[] }
  | { kind: "finish"; held: readonly Held[]; lang: Lang };

/** What became of one input. */
export interface Settled {
  id: number;
  outcome: OutcomeWord;
  code: string | null;
  /** The output's bytes; ranges of the input stay ranges. */
  output: Blob | null;
  entry: Uint8Array;
}

export type FromWorker =
  | { kind: "started"; version: string }
  // from a bench
  /** Some of what was read; `at` is the input that it came from, `last` when that input is through. */
  | { kind: "surveyed"; at: number; last: boolean; read: readonly Surveyed[]; unread: readonly Unread[] }
  | { kind: "opened" }
  | { kind: "settled"; settled: Settled }
  // from the clerk
  | { kind: "key"; key: string }
  | { kind: "absorbed"; ids: readonly number[]; rows: readonly Absorbed[]; summary: Summary }
  | { kind: "planned"; plan: Uint8Array }
  | { kind: "added"; ids: readonly number[]; headers: readonly (Uint8Array<ArrayBuffer> | undefined)[] }
  | {
      kind: "finished";
      manifest: Uint8Array<ArrayBuffer>;
      directory: Uint8Array<ArrayBuffer>;
      runJson: string;
    }
  /** The core refused with a reason of its own: a message id. */
  | { kind: "failed"; message: string }
  /** The module broke down at an input and must not be asked again. Never the value, never the path. */
  | { kind: "stopped"; at: number | null };

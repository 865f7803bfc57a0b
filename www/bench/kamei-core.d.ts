// The surface of the core, as src/wasm.rs exports it through wasm-bindgen.
// The build puts the generated glue in the place of this module; the unit tests put bench/fake-core.ts.

declare module "kamei-core" {
  export type Status = "ready" | "withheld" | "refused" | "excluded" | "duplicate";
  export type OutcomeWord = "written" | "withheld" | "refused" | "excluded" | "duplicate";

  /** A member of an archive as an input of its own. */
  export interface Member {
    path: string;
    index: number;
  }

  /** What the register says about an input that it took in. */
  export interface Absorbed {
    path: string;
    kind: string;
    bytes: number;
    status: Status;
    code: string | null;
    subject: string | null;
    study: string | null;
    series: string | null;
    modality: string | null;
  }

  export interface Summary {
    subjects: number;
    studies: number;
    series: number;
    files: number;
    bytes: number;
  }

  /** A range of the input, left where it lies. */
  export interface Slice {
    start: number;
    end: number;
  }

  export interface Rewritten {
    path: string;
    outcome: OutcomeWord;
    code: string | null;
    output: null | {
      path: string;
      sha256: string;
      crc32: number;
      bytes: number;
      pieces: (Uint8Array<ArrayBuffer> | Slice)[];
    };
    /** What the record needs; opaque, given to `Package.add`. */
    entry: Uint8Array;
  }

  export interface Desk {
    absorb(surveyed: Uint8Array): Absorbed;
    summary(): Summary;
    plan(policy: string, key: string, decisions: string): Uint8Array;
    free(): void;
  }

  export interface Bench {
    rewrite(surveyed: Uint8Array, file: Blob, index: number | undefined): Rewritten;
    free(): void;
  }

  export interface Package {
    add(entry: Uint8Array): Uint8Array<ArrayBuffer> | undefined;
    /** Adds an input that the core never came to know; `code` is one of the core's. */
    add_held(path: string, code: string, lang: string): void;
    finish(): { manifest: Uint8Array<ArrayBuffer>; directory: Uint8Array<ArrayBuffer>; run_json: string };
    free(): void;
  }

  export const wasm_bindgen: {
    initSync(options: { module: WebAssembly.Module }): unknown;
    version(): string;
    new_key(): string;
    /** Nothing for an archive: its members are surveyed instead. */
    survey(path: string, file: Blob): Uint8Array | undefined;
    members(path: string, file: Blob): Member[] | null | undefined;
    survey_member(path: string, file: Blob, index: number): Uint8Array;
    Desk: new () => Desk;
    Bench: new (plan: Uint8Array, lang: string) => Bench;
    Package: new (plan: Uint8Array) => Package;
  };
}

// A core of a few lines for the unit tests of the page: no file format, no pseudonyms, never shipped.
//
// What a file holds decides what becomes of it: "ready", "withheld CODE", "refused CODE", "panic",
// "unreadable", "zip a b" (an archive with the members a and b, both ready).

import type {
  Absorbed,
  Bench,
  Desk,
  Member,
  OutcomeWord,
  Package,
  Rewritten,
  Status,
  Summary,
} from "kamei-core";

interface Fake {
  path: string;
  text: string;
}

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const decode = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as Fake;

/** A file of the fake's: its text can be read without waiting. */
export class FakeFile extends File {
  constructor(
    readonly contents: string,
    name: string,
  ) {
    super([contents], name);
  }
}

function read(file: Blob): string {
  const text = file instanceof FakeFile ? file.contents : "ready";
  if (text === "unreadable") throw new DOMException("gone", "NotReadableError");
  if (text === "panic") throw new WebAssembly.RuntimeError("unreachable");
  return text;
}

class FakeDesk implements Desk {
  #files = 0;
  absorb(surveyed: Uint8Array): Absorbed {
    const { path, text } = decode(surveyed);
    const [status, code] = text.split(" ");
    this.#files += 1;
    return {
      path,
      kind: "dicom",
      bytes: text.length,
      status: status === "late-panic" ? "ready" : (status as Status),
      code: code ?? null,
      subject: "S-1",
      study: "1",
      series: "1",
      modality: "CT",
    };
  }
  summary(): Summary {
    return { subjects: 1, studies: 1, series: 1, files: this.#files, bytes: this.#files };
  }
  plan(_policy: string, key: string): Uint8Array {
    if (key.length !== 64) throw new Error("err-key");
    return encode({ key });
  }
  free(): void {}
}

class FakeBench implements Bench {
  rewrite(surveyed: Uint8Array, file: Blob): Rewritten {
    const { path, text } = decode(surveyed);
    const [status, code] = text.split(" ");
    if (status === "late-panic") throw new WebAssembly.RuntimeError("unreachable");
    const written = status === "ready";
    return {
      path,
      outcome: written ? "written" : (status as OutcomeWord),
      code: code ?? null,
      output: written
        ? {
            path: `S-1/${path}`,
            sha256: "00",
            crc32: 0,
            bytes: file.size,
            pieces: [new TextEncoder().encode("head "), { start: 0, end: file.size }],
          }
        : null,
      entry: encode({ path, text: written ? "written" : status }),
    };
  }
  free(): void {}
}

class FakePackage implements Package {
  readonly #inputs: Fake[] = [];
  add(entry: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const input = decode(entry);
    this.#inputs.push(input);
    return input.text === "written" ? new TextEncoder().encode(`[${input.path}]`) : undefined;
  }
  add_held(path: string): void {
    this.#inputs.push({ path, text: "held" });
  }
  finish() {
    const text = (value: string) => new TextEncoder().encode(value);
    return {
      manifest: text("[manifest]"),
      directory: text("[directory]"),
      run_json: JSON.stringify({ inputs: this.#inputs.map(({ path }) => path) }),
    };
  }
  free(): void {}
}

export const wasm_bindgen = {
  initSync: () => undefined,
  version: () => "0.0.0 (fake)",
  new_key: () => "ab".repeat(32),
  survey: (path: string, file: Blob): Uint8Array | undefined => {
    const text = read(file);
    return text.startsWith("zip ") ? undefined : encode({ path, text });
  },
  members: (path: string, file: Blob): Member[] | null => {
    const [archive, ...names] = read(file).split(" ");
    return archive === "zip" ? names.map((name, index) => ({ path: `${path}!/${name}`, index })) : null;
  },
  survey_member: (path: string, _file: Blob, _index: number): Uint8Array => encode({ path, text: "ready" }),
  Desk: FakeDesk,
  Bench: FakeBench,
  Package: FakePackage,
};

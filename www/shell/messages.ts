// What the shell and the frame say to each other.
//
// The frame holds the application and is not trusted by the shell: from it come numbers, words of a
// fixed list and nothing else. The shell hands in what a sandboxed document cannot get: dropped folders.

/** The languages of the page. */
export type Lang = "ja" | "en";

/** A file and the path under which it was given, with `/` between the parts. */
export interface Given {
  path: string;
  file: File;
}

/** From the frame to the shell. */
export type ToShell =
  /** Something is dragged over the frame: show the overlay that takes the drop. */
  | { kind: "dragged" }
  /** The drop came before the overlay did, and the frame took it. */
  | { kind: "dropped" }
  /** The language the overlay speaks. */
  | { kind: "lang"; lang: Lang }
  /** What the tab's title says beside the name: per cent, or nothing. */
  | { kind: "progress"; percent: number | null }
  /** Whether leaving would lose something. */
  | { kind: "unsaved"; unsaved: boolean };

/** From the shell to the frame. */
export type ToFrame =
  /** Some of what was dropped; `more` until the last part. */
  { kind: "given"; files: Given[]; unreadable: number; more: boolean };

/** Reads a message of the frame; anything that is not exactly one of the known forms is dropped. */
export function readToShell(data: unknown): ToShell | null {
  if (typeof data !== "object" || data === null) return null;
  const said = data as Record<string, unknown>;
  switch (said.kind) {
    case "dragged":
      return { kind: "dragged" };
    case "dropped":
      return { kind: "dropped" };
    case "lang":
      return said.lang === "ja" || said.lang === "en" ? { kind: "lang", lang: said.lang } : null;
    case "progress": {
      const percent = said.percent;
      if (percent === null) return { kind: "progress", percent };
      if (typeof percent !== "number" || !(percent >= 0 && percent <= 100)) return null;
      return { kind: "progress", percent: Math.floor(percent) };
    }
    case "unsaved":
      return typeof said.unsaved === "boolean" ? { kind: "unsaved", unsaved: said.unsaved } : null;
    default:
      return null;
  }
}

// What the page knows, as one value, and the one function that changes it.
//
// Holds: no DOM, no worker, no clock. A screen is a function of this value; an event is everything that
// can happen to it. Numbers of a run are taken from events, never counted twice.

import type { OutcomeWord, Status, Summary } from "kamei-core";

export type Screen = "drop" | "found" | "run" | "done";

/** What is known of an input: a forecast after reading, the outcome after the run. */
export type Fate = Status | OutcomeWord;

/** One input, as the list shows it. */
export interface Row {
  id: number;
  path: string;
  kind: string;
  bytes: number;
  fate: Fate;
  code: string | null;
  /** What was expected after reading: it is shown again when a run is cancelled. */
  forecast: { fate: Fate; code: string | null };
}

export interface Reading {
  /** Files handed to the page. */
  given: number;
  /** Files read of them; a ZIP counts once. */
  read: number;
  /** Entries of a dropped folder that could not be opened. */
  unreadable: number;
  /** Whether files may still come or wait. */
  active: boolean;
}

export interface Running {
  files: number;
  filesDone: number;
  bytes: number;
  bytesDone: number;
  /** Withheld so far. */
  withheld: number;
}

/** What a finished run leaves, in two parts that never travel together. */
export interface Result {
  /** For the receiver; null when nothing was written. */
  package: Blob | null;
  /** For the hospital: original paths beside pseudonyms. */
  runJson: string;
  /** The project's key in hex. */
  key: string;
}

/** Where the project's key comes from. */
export type KeyChoice =
  | { from: "new" }
  /** `hex` is null before a file was chosen, and when the chosen one is no key. */
  | { from: "file"; hex: string | null; chosen: boolean };

/** What the person said was saved. */
export interface Saved {
  record: boolean;
  key: boolean;
  confirmed: boolean;
  package: boolean;
}

export interface State {
  screen: Screen;
  version: string;
  rows: readonly Row[];
  summary: Summary | null;
  reading: Reading;
  key: KeyChoice;
  running: Running | null;
  result: Result | null;
  saved: Saved;
  /** Why something stopped: a message id. */
  trouble: string | null;
}

export type DeskEvent =
  | { kind: "started"; version: string }
  | { kind: "given"; files: number; unreadable: number }
  | { kind: "read"; files: number; rows: readonly Row[]; summary: Summary | null }
  | { kind: "all-read" }
  | { kind: "key"; key: KeyChoice }
  | { kind: "run" }
  | { kind: "settled"; rows: readonly Pick<Row, "id" | "fate" | "code">[] }
  | { kind: "finished"; result: Result }
  | { kind: "cancelled" }
  | { kind: "saved"; what: keyof Saved; yes: boolean }
  | { kind: "trouble"; message: string }
  | { kind: "cleared" };

const NOTHING_SAVED: Saved = { record: false, key: false, confirmed: false, package: false };

export const EMPTY: State = {
  screen: "drop",
  version: "",
  rows: [],
  summary: null,
  reading: { given: 0, read: 0, unreadable: 0, active: false },
  key: { from: "new" },
  running: null,
  result: null,
  saved: NOTHING_SAVED,
  trouble: null,
};

/** The next state. */
export function reduce(state: State, event: DeskEvent): State {
  switch (event.kind) {
    case "started":
      return { ...state, version: event.version };
    case "given":
      return {
        ...state,
        screen: "found",
        trouble: null,
        reading: {
          ...state.reading,
          given: state.reading.given + event.files,
          unreadable: state.reading.unreadable + event.unreadable,
          active: state.reading.active || event.files > 0,
        },
      };
    case "read":
      return {
        ...state,
        rows: event.rows.length > 0 ? [...state.rows, ...event.rows] : state.rows,
        summary: event.summary ?? state.summary,
        reading: { ...state.reading, read: state.reading.read + event.files },
      };
    case "all-read":
      return {
        ...state,
        rows: state.rows.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
        reading: { ...state.reading, active: false },
      };
    case "key":
      return { ...state, key: event.key };
    case "run":
      return {
        ...state,
        screen: "run",
        trouble: null,
        result: null,
        saved: NOTHING_SAVED,
        running: {
          files: state.rows.length,
          filesDone: 0,
          bytes: state.rows.reduce((sum, row) => sum + row.bytes, 0),
          bytesDone: 0,
          withheld: 0,
        },
      };
    case "settled":
      return settle(state, event.rows);
    case "finished":
      return { ...state, screen: "done", running: null, result: event.result };
    case "cancelled":
      return stopped(state);
    case "saved":
      return { ...state, saved: { ...state.saved, [event.what]: event.yes } };
    case "trouble":
      return { ...(state.screen === "run" ? stopped(state) : state), trouble: event.message };
    case "cleared":
      return { ...EMPTY, version: state.version };
    default:
      return event satisfies never;
  }
}

/** Back to where a run can be started again; nothing half-written is kept. */
function stopped(state: State): State {
  return {
    ...state,
    screen: "found",
    running: null,
    rows: state.rows.map((row) => ({ ...row, ...row.forecast })),
  };
}

function settle(state: State, settled: readonly Pick<Row, "id" | "fate" | "code">[]): State {
  if (state.running === null) return state;
  const fates = new Map(settled.map((row) => [row.id, row]));
  let bytes = 0;
  const rows = state.rows.map((row) => {
    const now = fates.get(row.id);
    if (now === undefined) return row;
    bytes += row.bytes;
    return { ...row, fate: now.fate, code: now.code };
  });
  const withheld = settled.filter((row) => row.fate === "withheld").length;
  const running = state.running;
  return {
    ...state,
    rows,
    running: {
      ...running,
      filesDone: running.filesDone + settled.length,
      bytesDone: running.bytesDone + bytes,
      withheld: running.withheld + withheld,
    },
  };
}

/** How many rows have which fate. */
export function tally(rows: readonly Row[]): Record<Fate, number> {
  const sums: Record<Fate, number> = {
    ready: 0,
    written: 0,
    withheld: 0,
    refused: 0,
    excluded: 0,
    duplicate: 0,
  };
  for (const row of rows) sums[row.fate] += 1;
  return sums;
}

/** Reasons with their numbers, the most frequent first. */
export function reasons(rows: readonly Row[], fates: readonly Fate[]): { code: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { fate, code } of rows) {
    if (code !== null && fates.includes(fate)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

/** Whether closing the page now would lose something that cannot be had again. */
export function isUnsaved(state: State): boolean {
  if (state.running !== null) return true;
  if (state.result === null) return false;
  return !state.saved.confirmed || (state.result.package !== null && !state.saved.package);
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { type DeskEvent, EMPTY, isUnsaved, type Row, reasons, reduce, type State, tally } from "./state.ts";

const after = (...events: DeskEvent[]): State => events.reduce(reduce, EMPTY);
const row = (id: number, fate: Row["fate"], code: string | null = null): Row => ({
  id,
  path: `IM${id}`,
  kind: "dicom",
  bytes: 10,
  fate,
  code,
  forecast: { fate, code },
});
const result = { package: new Blob(["p"]), runJson: "{}", key: "ab".repeat(32) };

test("the_first_drop_leads_to_what_was_found", () => {
  const state = after({ kind: "given", files: 2, unreadable: 1 });
  assert.equal(state.screen, "found");
  assert.deepEqual(state.reading, { given: 2, read: 0, unreadable: 1, active: true });
});

test("every_input_has_one_fate_and_the_sums_add_up", () => {
  const rows = [row(1, "ready"), row(2, "withheld", "burned-in-risk"), row(3, "refused", "damaged")];
  const state = after(
    { kind: "given", files: 3, unreadable: 0 },
    { kind: "read", files: 3, rows, summary: null },
    { kind: "all-read" },
    { kind: "run" },
    { kind: "settled", rows: [{ id: 1, fate: "written", code: null }] },
    { kind: "settled", rows: [{ id: 2, fate: "withheld", code: "burned-in-risk" }] },
    { kind: "settled", rows: [{ id: 3, fate: "refused", code: "damaged" }] },
  );
  assert.deepEqual(state.running, { files: 3, filesDone: 3, bytes: 30, bytesDone: 30, withheld: 1 });
  const sums = tally(state.rows);
  assert.equal(
    Object.values(sums).reduce((a, b) => a + b),
    3,
  );
  assert.deepEqual([sums.written, sums.withheld, sums.refused], [1, 1, 1]);
});

test("a_cancelled_run_keeps_what_was_found", () => {
  const state = after(
    { kind: "given", files: 1, unreadable: 0 },
    { kind: "read", files: 1, rows: [row(1, "ready")], summary: null },
    { kind: "run" },
    { kind: "settled", rows: [{ id: 1, fate: "written", code: null }] },
    { kind: "cancelled" },
  );
  assert.equal(state.rows[0]?.fate, "ready");
  assert.equal(state.screen, "found");
  assert.equal(state.rows.length, 1);
  assert.equal(state.running, null);
});

test("a_late_outcome_of_a_cancelled_run_changes_nothing", () => {
  const before = after({ kind: "read", files: 1, rows: [row(1, "ready")], summary: null });
  assert.equal(reduce(before, { kind: "settled", rows: [{ id: 1, fate: "written", code: null }] }), before);
});

test("leaving_asks_until_both_parts_are_saved", () => {
  const done = after({ kind: "run" }, { kind: "finished", result });
  assert.equal(isUnsaved(EMPTY), false);
  assert.equal(isUnsaved(done), true);
  const confirmed = reduce(done, { kind: "saved", what: "confirmed", yes: true });
  assert.equal(isUnsaved(confirmed), true);
  assert.equal(isUnsaved(reduce(confirmed, { kind: "saved", what: "package", yes: true })), false);
});

test("reasons_come_largest_first", () => {
  const rows = [
    row(1, "withheld", "b"),
    row(2, "withheld", "a"),
    row(3, "withheld", "a"),
    row(4, "refused", "c"),
  ];
  assert.deepEqual(reasons(rows, ["withheld"]), [
    { code: "a", count: 2 },
    { code: "b", count: 1 },
  ]);
});

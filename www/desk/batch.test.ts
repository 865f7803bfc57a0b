import assert from "node:assert/strict";
import { test } from "node:test";
import { wasm_bindgen } from "kamei-core";
import { FakeFile } from "../bench/fake-core.ts";
import { Served } from "../bench/served.ts";
import { Batch } from "./batch.ts";
import type { Port } from "./port.ts";
import { EMPTY, reduce, type State, tally } from "./state.ts";

/** A worker in this thread: every message is answered later, as by a real one. */
function spawn(): Port {
  let ended = false;
  const port: Port = {
    post: (message) => void setTimeout(() => ended || served.take(message), 0),
    heard: () => {},
    end: () => {
      ended = true;
    },
  };
  const served = new Served(
    wasm_bindgen,
    (message) => void setTimeout(() => ended || port.heard(message), 0),
  );
  port.post({ kind: "start", module: {} as WebAssembly.Module });
  return port;
}

/** A desk without a screen. */
class Probe {
  state: State = EMPTY;
  readonly batch: Batch;
  #awaited: { holds: (state: State) => boolean; resolve: () => void }[] = [];

  constructor(benches: number) {
    this.batch = new Batch(spawn, benches, (event) => {
      this.state = reduce(this.state, event);
      for (const { holds, resolve } of this.#awaited) if (holds(this.state)) resolve();
    });
  }

  until(holds: (state: State) => boolean): Promise<void> {
    if (holds(this.state)) return Promise.resolve();
    return new Promise((resolve) => this.#awaited.push({ holds, resolve }));
  }

  async read(files: Record<string, string>): Promise<void> {
    const given = Object.entries(files).map(([path, contents]) => ({
      path,
      file: new FakeFile(contents, path),
    }));
    this.batch.give(given, 0);
    await this.until((state) => !state.reading.active);
  }

  async run(): Promise<{ zip: string; record: string[] }> {
    this.batch.run("ps3-15-basic", { from: "new" }, "ja");
    await this.until((state) => state.screen !== "run");
    const { result } = this.state;
    assert.ok(result, this.state.trouble ?? "no result");
    const record = JSON.parse(result.runJson) as { inputs: (string | { path: string })[] };
    return {
      zip: (await result.package?.text()) ?? "",
      record: record.inputs.map((input) => (typeof input === "string" ? input : input.path)),
    };
  }
}

const many = Object.fromEntries(
  Array.from({ length: 60 }, (_, n) => [`IM${String(n).padStart(2, "0")}`, "ready"]),
);

test("the_package_does_not_depend_on_the_number_of_benches", async () => {
  const zips = await Promise.all(
    [1, 4].map(async (benches) => {
      const probe = new Probe(benches);
      await probe.read(many);
      return (await probe.run()).zip;
    }),
  );
  assert.equal(zips[0], zips[1]);
  assert.match(
    zips[0] ?? "",
    /^\[IM00\]head ready\[IM01\]head ready.*\[IM59\]head ready\[manifest\]\[directory\]$/,
  );
});

test("what_is_not_written_stands_in_the_record_only", async () => {
  const probe = new Probe(1);
  await probe.read({ a: "ready", b: "withheld burned-in-risk", c: "refused damaged" });
  const { zip, record } = await probe.run();
  assert.equal(zip, "[a]head ready[manifest][directory]");
  assert.deepEqual(record, ["a", "b", "c"]);
});

test("members_of_an_archive_are_inputs_of_their_own", async () => {
  const probe = new Probe(1);
  await probe.read({ "a.zip": "zip x y" });
  assert.deepEqual(
    probe.state.rows.map((row) => row.path),
    ["a.zip!/x", "a.zip!/y"],
  );
  assert.deepEqual((await probe.run()).record, ["a.zip!/x", "a.zip!/y"]);
});

test("a_file_that_cannot_be_opened_is_refused_and_recorded", async () => {
  const probe = new Probe(2);
  await probe.read({ a: "ready", b: "unreadable" });
  assert.equal(probe.state.rows.find((row) => row.path === "b")?.code, "unreadable");
  const { record } = await probe.run();
  assert.deepEqual(record, ["a", "b"]);
  assert.equal(
    probe.state.rows.every((row) => row.fate === "written" || row.fate === "refused"),
    true,
  );
});

test("a_breakdown_while_reading_costs_one_file", async () => {
  const probe = new Probe(1);
  await probe.read({ ...many, IM30: "panic" });
  assert.deepEqual([tally(probe.state.rows).ready, tally(probe.state.rows).withheld], [59, 1]);
  assert.equal(probe.state.reading.read, 60);
});

test("a_breakdown_while_rewriting_withholds_one_file", async () => {
  const probe = new Probe(2);
  await probe.read({ ...many, IM30: "late-panic" });
  const { record } = await probe.run();
  assert.equal(record.length, 60);
  assert.deepEqual([tally(probe.state.rows).written, tally(probe.state.rows).withheld], [59, 1]);
  assert.equal(probe.state.rows.find((row) => row.fate === "withheld")?.code, "internal");
});

test("a_run_can_be_cancelled_and_started_again", async () => {
  const probe = new Probe(2);
  await probe.read(many);
  probe.batch.run("ps3-15-basic", { from: "new" }, "ja");
  probe.batch.cancel();
  assert.equal(probe.state.screen, "found");
  assert.equal((await probe.run()).record.length, 60);
});

test("two_files_of_one_name_keep_two_paths", async () => {
  const probe = new Probe(1);
  await probe.read({ IM1: "ready" });
  await probe.read({ IM1: "ready" });
  assert.deepEqual(
    probe.state.rows.map((row) => row.path),
    ["IM1", "IM1 (2)"],
  );
});

test("a_wrong_key_stops_before_anything_is_written", async () => {
  const probe = new Probe(1);
  await probe.read({ a: "ready" });
  probe.batch.run("ps3-15-basic", { from: "file", hex: "abc", chosen: true }, "ja");
  await probe.until((state) => state.trouble !== null);
  assert.deepEqual([probe.state.screen, probe.state.trouble], ["found", "err-key"]);
});

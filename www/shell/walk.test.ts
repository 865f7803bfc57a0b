import assert from "node:assert/strict";
import { test } from "node:test";
import { type Found, type Taken, take, walk } from "./walk.ts";

/** A folder of entries as Chromium gives them: 100 a call. */
function folder(name: string, children: FileSystemEntry[], broken = false): FileSystemEntry {
  return {
    name,
    isDirectory: true,
    isFile: false,
    createReader: () => {
      let at = 0;
      return {
        readEntries(resolve: (some: FileSystemEntry[]) => void, reject: (why: unknown) => void) {
          if (broken) return reject(new Error("EncodingError"));
          const some = children.slice(at, at + 100);
          at += some.length;
          resolve(some);
        },
      };
    },
  } as unknown as FileSystemEntry;
}

function leaf(name: string): FileSystemEntry {
  const file = new File(["x"], name);
  return {
    name,
    isDirectory: false,
    isFile: true,
    file: (resolve: (file: File) => void) => resolve(file),
  } as unknown as FileSystemEntry;
}

async function all(taken: Taken[]): Promise<Found[]> {
  const found: Found[] = [];
  for await (const one of walk(taken)) found.push(one);
  return found;
}

const paths = (found: Found[]) => found.map((one) => (one === "unreadable" ? one : one.path)).sort();

test("a_folder_of_250_files_is_read_to_its_end", async () => {
  const leaves = Array.from({ length: 250 }, (_, n) => leaf(`IM${n}`));
  const found = await all([{ by: "entry", entry: folder("study", leaves) }]);
  assert.equal(found.length, 250);
  assert.ok(paths(found).includes("study/IM249"));
});

test("an_unreadable_folder_is_counted_and_the_rest_goes_on", async () => {
  const root = folder("a", [folder("locked", [], true), folder("open", [leaf("IM1")])]);
  assert.deepEqual(paths(await all([{ by: "entry", entry: root }])), ["a/open/IM1", "unreadable"]);
});

test("folders_10000_deep_do_not_overflow_the_stack", async () => {
  let deep = leaf("IM1");
  for (let level = 0; level < 10_000; level += 1) deep = folder("d", [deep]);
  assert.equal((await all([{ by: "entry", entry: deep }])).length, 1);
});

test("handles_are_never_asked_for_where_they_end_the_tab", () => {
  let asked = 0;
  const item = {
    kind: "file",
    getAsFile: () => new File(["x"], "IM1"),
    webkitGetAsEntry: () => leaf("IM1"),
    getAsFileSystemHandle: () => {
      asked += 1;
      return Promise.resolve(null);
    },
  };
  assert.equal(take([item], false)[0]?.by, "entry");
  assert.equal(asked, 0);
  assert.equal(take([item], true)[0]?.by, "handle");
  assert.equal(asked, 1);
});

test("text_that_was_dropped_is_no_file", () => {
  assert.deepEqual(take([{ kind: "string", getAsFile: () => null }], false), []);
});

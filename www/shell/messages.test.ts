import assert from "node:assert/strict";
import { test } from "node:test";
import { readToShell } from "./messages.ts";

test("the_shell_takes_only_what_it_knows", () => {
  assert.deepEqual(readToShell({ kind: "progress", percent: 41.9 }), { kind: "progress", percent: 41 });
  assert.deepEqual(readToShell({ kind: "lang", lang: "en", more: "text" }), { kind: "lang", lang: "en" });
  for (const strange of [
    null,
    "dragged",
    { kind: "title", text: "山田太郎" },
    { kind: "progress", percent: "41" },
    { kind: "progress", percent: Number.NaN },
    { kind: "progress", percent: 101 },
    { kind: "lang", lang: "<b>" },
    { kind: "unsaved", unsaved: 1 },
  ]) {
    assert.equal(readToShell(strange), null, JSON.stringify(strange));
  }
});

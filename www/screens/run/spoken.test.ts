import assert from "node:assert/strict";
import { test } from "node:test";
import { Spoken } from "./spoken.ts";

test("ten_per_cent_and_thirty_seconds_must_both_have_passed", () => {
  const spoken = new Spoken();
  assert.equal(spoken.next(4, 0), null);
  assert.equal(spoken.next(12, 1_000), 10);
  assert.equal(spoken.next(25, 2_000), null, "too soon");
  assert.equal(spoken.next(19, 40_000), null, "too little");
  assert.equal(spoken.next(57, 40_000), 50);
});

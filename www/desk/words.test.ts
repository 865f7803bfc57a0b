import assert from "node:assert/strict";
import { test } from "node:test";
import { FluentResource } from "@fluent/bundle";
import en from "../../locales/en.ftl";
import ja from "../../locales/ja.ftl";
import { knows, lang, number, preferred, say, size, todo, why } from "./words.ts";

const parsed = (text: string) => new FluentResource(text).body;

test("both_languages_hold_the_same_messages_with_the_same_parts", () => {
  const shape = (text: string) => parsed(text).map(({ id, attributes }) => [id, Object.keys(attributes)]);
  assert.deepEqual(shape(ja), shape(en));
});

test("no_line_of_a_message_file_is_lost_in_reading", () => {
  // A message that Fluent cannot parse is skipped silently, so the lines that begin one are counted.
  for (const text of [ja, en]) {
    assert.equal(parsed(text).length, text.match(/^[a-z][a-z0-9-]* =/gm)?.length);
  }
});

test("japanese_comes_first", () => {
  assert.equal(preferred([]), "ja");
  assert.equal(preferred(["ja-JP", "en"]), "ja");
  assert.equal(preferred(["en-GB", "ja"]), "en");
});

test("numbers_have_separators_and_units", () => {
  lang.value = "ja";
  assert.equal(say("page-run-button", { count: 1204 }), "1,204 件を加工する");
  assert.equal(number(20000), "20,000");
  assert.equal(size(999), "999 byte");
  assert.equal(size(1_500_000), "1.5 MB");
});

test("a_code_that_the_page_does_not_know_is_shown_as_it_is", () => {
  lang.value = "en";
  assert.ok(knows("why-burned-in-risk") && knows("remedy-burned-in-risk"));
  assert.equal(why("never-seen"), "It could not be written (reason code: never-seen).");
  assert.equal(todo("never-seen"), "");
});

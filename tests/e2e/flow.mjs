// From the first file to the saved package, with the real core.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./browsers.mjs";
import { large, ORIGINALS, onDisk } from "./sample.mjs";
import { open } from "./start.mjs";
import { unzip } from "./unzip.mjs";

/** Waits until reading has ended. */
export async function found(session) {
  await session.heading("見つかったもの");
  await until("the end of reading", () =>
    session.inFrame(() => document.querySelector(".reading")?.textContent?.includes("読み取りました")),
  );
}

/** Starts the run and waits for its end. */
export async function run(session) {
  await session.press(".plan-go .button");
  await session.heading("加工が終わりました");
}

/** Saves all three parts in the order that the page asks for. */
async function saveAll(session) {
  await session.press(".save-record");
  await session.saves("run.json");
  if (await session.inFrame(() => document.querySelector(".save-key") !== null)) {
    await session.press(".save-key");
    await session.saves("kamei-project.key");
  }
  await session.press(".input-confirm");
  await session.press(".save-package");
  await session.saves("kamei-package.zip");
  const read = (name) => readFileSync(session.savedPath(name));
  return { record: JSON.parse(read("run.json")), zip: read("kamei-package.zip"), read };
}

/** The command line that was built beside the page. */
function commandLine() {
  assert.ok(process.env.KAMEI, "KAMEI is not set: run this by `cargo xtask test`, or set it to the program");
  return process.env.KAMEI;
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function withSample(task) {
  const sample = onDisk();
  try {
    await task(sample);
  } finally {
    sample.end();
  }
}

export const cases = {
  async "files become a package and a record, and every input has one outcome"(place) {
    await withSample(async (sample) => {
      const session = await open(place);
      await session.choose(".input-files", sample.paths);
      await found(session);
      const inputs = sample.paths.length + 2; // the archive counts as its three members
      assert.equal(await session.text(".count:nth-child(3) b"), String(inputs));
      assert.equal(await session.text(".count:nth-child(1) b"), "2");
      await run(session);
      const { record, zip } = await saveAll(session);

      assert.equal(record.complete, true);
      assert.equal(record.inputs.length, inputs);
      assert.equal(new Set(record.inputs.map(({ path }) => path)).size, inputs);
      const fate = (end) =>
        record.inputs.filter(({ path }) => path.endsWith(end)).map(({ outcome, code }) => code ?? outcome);
      assert.deepEqual(fate("写真.jpg"), ["photo-undecided"]);
      assert.deepEqual(fate("autorun.inf"), ["viewer"]);
      assert.deepEqual(fate("切れたファイル.dcm"), ["damaged"]);
      assert.ok(record.inputs.some(({ code }) => code === "burned-in-risk"));
      assert.ok(record.inputs.some(({ code }) => code === "face-risk"));
      assert.ok(record.inputs.some(({ outcome }) => outcome === "duplicate"));

      const members = unzip(zip);
      const manifest = JSON.parse(members.get("manifest.json"));
      assert.equal(manifest.files.length, members.size - 1);
      for (const { path, sha256: digest } of manifest.files)
        assert.equal(sha256(members.get(path)), digest, path);
      const outputs = record.inputs.flatMap((input) => input.outputs);
      assert.deepEqual(outputs.toSorted(), manifest.files.map(({ path }) => path).toSorted());
      for (const original of ORIGINALS)
        assert.equal(zip.includes(original), false, `${original} in the package`);
      assert.deepEqual(session.complaints, []);
      await session.end();
    });
  },

  async "the same key gives the same package"(place) {
    await withSample(async (sample) => {
      const first = await open(place);
      await first.choose(".input-files", sample.paths);
      await found(first);
      await run(first);
      const { zip, read } = await saveAll(first);
      const key = join(sample.root, "kamei-project.key");
      writeFileSync(key, read("kamei-project.key"));
      await first.end();

      const second = await open(place);
      await second.choose(".input-files", sample.paths);
      await found(second);
      await second.press(".key .radio:nth-of-type(2) input");
      await second.choose(".input-key", [sample.paths[0]]);
      await second.see(".key .bad");
      await second.choose(".input-key", [key]);
      await second.see(".key .good");
      await run(second);
      const again = await saveAll(second);
      assert.equal(sha256(again.zip), sha256(zip));
      await second.end();
    });
  },

  async "the command line writes the same bytes"(place) {
    await withSample(async (sample) => {
      const session = await open(place);
      await session.choose(".input-files", sample.paths);
      await found(session);
      await run(session);
      const { zip, read } = await saveAll(session);
      const [key, out, record] = ["key", "out", "record"].map((name) => join(sample.root, name));
      writeFileSync(key, read("kamei-project.key"));
      await session.end();

      const options = ["--policy", "ps3-15-basic", "--key-file", key, "--out", out, "--record", record];
      const native = spawnSync(commandLine(), ["run", ...options, ...sample.paths], { encoding: "utf8" });
      // 3: finished, with something withheld, as the sample is made to have.
      assert.equal(native.status, 3, native.stderr);
      const files = (manifest) =>
        JSON.parse(manifest)
          .files.map(({ path, sha256: digest }) => `${path} ${digest}`)
          .sort();
      assert.deepEqual(
        files(unzip(zip).get("manifest.json")),
        files(readFileSync(join(out, "manifest.json"), "utf8")),
      );
    });
  },

  async "what is dropped is read, folders too where the driver can drop them"(place) {
    await withSample(async (sample) => {
      const session = await open(place);
      await session.drop(
        [sample.folder],
        [
          { name: "a.txt", text: "text" },
          { name: "b.txt", text: "text too" },
        ],
      );
      await found(session);
      const expected = place.browser.name === "chromium" ? sample.paths.length + 2 : 2;
      assert.equal(await session.text(".count:nth-child(3) b"), String(expected));
      if (place.browser.name === "chromium") {
        const paths = await session.inFrame(() =>
          [...document.querySelectorAll(".path")].map((path) => path.textContent),
        );
        assert.ok(paths.includes("院内データ/CT腹部/IM0001"), paths.join("\n"));
      }
      assert.deepEqual(session.complaints, []);
      await session.end();
    });
  },

  async "the package waits until the hospital's part is saved"(place) {
    await withSample(async (sample) => {
      const session = await open(place);
      await session.choose(".input-files", sample.paths.slice(0, 2));
      await found(session);
      await run(session);
      await session.press(".save-package");
      assert.equal(await session.text(".card-receiver .good"), "");
      assert.equal(await session.inFrame(() => document.querySelector(".input-confirm").disabled), true);
      await saveAll(session);
      await session.end();
    });
  },

  async "a run that is cancelled leaves nothing and can be started again"(place) {
    const folder = mkdtempSync(join(tmpdir(), "kamei-large-"));
    const path = join(folder, "IM0001");
    large(path);
    const session = await open(place);
    await session.choose(".input-files", [path]);
    await found(session);
    await session.press(".plan-go .button");
    await session.heading("加工しています");
    assert.match(await session.inShell(() => document.title), /^\d+ % /);
    await session.press(".run-stop .button");
    await session.heading("見つかったもの");
    assert.equal(await session.inShell(() => document.title), "仮名 Kamei");
    await run(session);
    assert.match(await session.text(".lead"), /1 人、1 件/);
    await session.end();
    rmSync(folder, { recursive: true });
  },

  async "the screen that is shown has the focus on its heading"(place) {
    await withSample(async (sample) => {
      const session = await open(place);
      const focused = () => session.inFrame(() => document.activeElement?.tagName);
      await session.choose(".input-files", sample.paths.slice(0, 1));
      await found(session);
      assert.equal(await focused(), "H1");
      await run(session);
      assert.equal(await focused(), "H1");
      await session.end();
    });
  },
};

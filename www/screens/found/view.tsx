// Found: who and what was found, what will not be written and why, and the start of the run.

import { useId } from "preact/hooks";
import { act, state } from "../../desk/desk.ts";
import { tally } from "../../desk/state.ts";
import { lang, number, say, size } from "../../desk/words.ts";
import { Choose } from "../../parts/choose.tsx";
import { FileList } from "../../parts/file-list.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Reasons } from "../../parts/reasons.tsx";

export function FoundScreen() {
  const { rows, summary, reading } = state.value;
  const ready = tally(rows).ready;
  const nothing = !reading.active && rows.length === 0;
  return (
    <>
      <h1 tabIndex={-1}>{say("page-found-title")}</h1>
      <div class="reading" role="status">
        {reading.active
          ? say("page-found-reading", { read: reading.read, given: reading.given })
          : say("page-found-read", { given: reading.given })}
      </div>
      {reading.active && (
        <progress
          aria-label={say("page-run-progress")}
          value={reading.read}
          max={Math.max(1, reading.given)}
        />
      )}
      {nothing && <Notice kind="hold">{say("page-found-nothing")}</Notice>}
      {!reading.active && rows.length > 0 && ready === 0 && (
        <Notice kind="hold">{say("page-found-empty")}</Notice>
      )}
      {reading.unreadable > 0 && (
        <Notice kind="hold">{say("page-found-unreadable", { count: reading.unreadable })}</Notice>
      )}
      <dl class="counts">
        <Count what="people" value={number(summary?.subjects ?? 0)} />
        <Count what="studies" value={number(summary?.studies ?? 0)} />
        <Count what="files" value={number(rows.length)} />
        <Count what="bytes" value={size(summary?.bytes ?? 0)} />
      </dl>
      <div class="found">
        <div class="found-what">
          <Reasons rows={rows} />
          {rows.length > 0 && <FileList rows={rows} />}
        </div>
        <Plan ready={ready} />
      </div>
    </>
  );
}

function Count({ what, value }: { what: "people" | "studies" | "files" | "bytes"; value: string }) {
  return (
    <div class="count">
      <dt>{say(`page-count-${what}-label`)}</dt>
      <dd>
        <b>{value}</b>
        {what !== "bytes" && <span>{say(`page-count-${what}`)}</span>}
      </dd>
    </div>
  );
}

/** What will be done, with which key, and the button that does it. */
function Plan({ ready }: { ready: number }) {
  const { key, reading } = state.value;
  const hint = useId();
  const keyIsThere = key.from === "new" || key.hex !== null;
  const missing = ready === 0 ? "page-run-none" : keyIsThere ? null : "page-key-needed";
  const blocked = reading.active || missing !== null;
  return (
    <aside class="plan">
      <section>
        <h2>{say("page-plan-title")}</h2>
        <p class="plan-policy">{say("page-plan-policy")}</p>
        <p class="note">{say("page-plan-policy-note")}</p>
      </section>
      <KeyChoice />
      <div class="plan-go">
        <button
          type="button"
          class="button button-large"
          aria-disabled={blocked}
          aria-describedby={missing ? hint : undefined}
          onClick={() => blocked || act.run(lang.value)}
        >
          {say("page-run-button", { count: ready })}
        </button>
        {missing && !reading.active && (
          <p id={hint} class="note">
            {say(missing)}
          </p>
        )}
      </div>
      <div class="plan-more">
        <p>{say("page-add-files")}</p>
        <Choose quiet />
        <button type="button" class="button button-plain" onClick={() => act.clear()}>
          <Icon name="back" />
          {say("page-start-over")}
        </button>
      </div>
    </aside>
  );
}

function KeyChoice() {
  const { key } = state.value;
  const file = useId();
  return (
    <fieldset class="key">
      <legend>
        <h2>{say("page-key-title")}</h2>
      </legend>
      <p class="note">{say("page-key-note")}</p>
      <label class="radio">
        <input
          type="radio"
          name="key"
          checked={key.from === "new"}
          onChange={() => act.key({ from: "new" })}
        />
        <span>
          {say("page-key-new")}
          <small>{say("page-key-new-note")}</small>
        </span>
      </label>
      <label class="radio">
        <input
          type="radio"
          name="key"
          checked={key.from === "file"}
          onChange={() => act.key({ from: "file", hex: null, chosen: false })}
        />
        <span>
          {say("page-key-load")}
          <small>{say("page-key-load-note")}</small>
        </span>
      </label>
      {key.from === "file" && (
        <div class="key-file">
          <label for={file}>{say("page-key-file")}</label>
          <input
            id={file}
            class="input-key"
            type="file"
            onChange={({ currentTarget }) => {
              const chosen = currentTarget.files?.[0];
              if (chosen) void act.keyFile(chosen);
            }}
          />
          <div role="status">
            {key.hex !== null && (
              <p class="good">
                <Icon name="check" />
                {say("page-key-loaded")}
              </p>
            )}
            {key.hex === null && key.chosen && (
              <p class="bad">
                <Icon name="stop" />
                {say("page-key-wrong")}
              </p>
            )}
          </div>
        </div>
      )}
    </fieldset>
  );
}

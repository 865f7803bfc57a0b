// Done: two parts that never travel together, the sums, and what comes next.

import { useId, useRef } from "preact/hooks";
import { act, state } from "../../desk/desk.ts";
import { isUnsaved, type Result, tally } from "../../desk/state.ts";
import { say, size } from "../../desk/words.ts";
import { FileList } from "../../parts/file-list.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Reasons } from "../../parts/reasons.tsx";
import { save } from "../../parts/save.ts";

export function DoneScreen() {
  const { rows, result, summary } = state.value;
  const sums = tally(rows);
  if (result === null) return <h1 tabIndex={-1}>{say("page-done-title")}</h1>;
  return (
    <>
      <h1 tabIndex={-1}>{say("page-done-title")}</h1>
      {sums.written > 0 ? (
        <p class="lead">{say("page-done-sum", { people: summary?.subjects ?? 0, written: sums.written })}</p>
      ) : (
        <Notice kind="hold">{say("page-done-none")}</Notice>
      )}
      <p>
        {say("page-done-rest", {
          withheld: sums.withheld,
          refused: sums.refused,
          excluded: sums.excluded,
          duplicate: sums.duplicate,
          all: rows.length,
        })}{" "}
        {say("page-done-originals")}
      </p>
      <p class="order">{say("page-done-order")}</p>
      <div class="cards">
        <HospitalCard result={result} />
        <ReceiverCard result={result} />
      </div>
      <Reasons rows={rows} />
      <FileList rows={rows} />
      <Next />
    </>
  );
}

function HospitalCard({ result }: { result: Result }) {
  const { key, saved } = state.value;
  const ownKey = key.from === "new";
  return (
    <section class="card card-hospital" aria-labelledby="hospital-title">
      <p class="card-mark">
        <Icon name="lock" />
        {say("page-hospital-mark")}
      </p>
      <h2 id="hospital-title">{say("page-hospital-title")}</h2>
      <p>{say("page-hospital-body")}</p>
      <Save
        name="run.json"
        what="record"
        label={say("page-hospital-record")}
        note={say("page-hospital-record-note")}
        blob={() => new Blob([result.runJson], { type: "application/json" })}
      />
      {ownKey ? (
        <Save
          name="kamei-project.key"
          what="key"
          label={say("page-hospital-key")}
          note={say("page-hospital-key-note")}
          blob={() => new Blob([`${result.key}\n`], { type: "application/octet-stream" })}
        />
      ) : (
        <p class="note">{say("page-hospital-key-held")}</p>
      )}
      <label class="check">
        <input
          type="checkbox"
          class="input-confirm"
          checked={saved.confirmed}
          disabled={!(saved.record && (saved.key || !ownKey))}
          onChange={({ currentTarget }) => act.saved("confirmed", currentTarget.checked)}
        />
        <span>{say("page-hospital-confirm")}</span>
      </label>
    </section>
  );
}

function ReceiverCard({ result }: { result: Result }) {
  const { saved } = state.value;
  const pack = result.package;
  return (
    <section class="card card-receiver" aria-labelledby="receiver-title">
      <p class="card-mark">
        <Icon name="parcel" />
        {say("page-receiver-mark")}
      </p>
      <h2 id="receiver-title">{say("page-receiver-title")}</h2>
      {pack === null ? (
        <p>{say("page-receiver-none")}</p>
      ) : (
        <>
          <p>{say("page-receiver-body")}</p>
          <Save
            name="kamei-package.zip"
            what="package"
            label={say("page-receiver-save")}
            note={`kamei-package.zip（${size(pack.size)}）`}
            blob={() => pack}
            blocked={saved.confirmed ? null : say("page-receiver-wait")}
          />
        </>
      )}
    </section>
  );
}

interface SaveProps {
  name: string;
  what: "record" | "key" | "package";
  label: string;
  note: string;
  blob: () => Blob;
  /** Why it cannot be saved yet. */
  blocked?: string | null;
}

function Save({ name, what, label, note, blob, blocked = null }: SaveProps) {
  const hint = useId();
  const isSaved = state.value.saved[what];
  return (
    <div class="save">
      <button
        type="button"
        class={`button save-${what}`}
        aria-disabled={blocked !== null}
        aria-describedby={hint}
        onClick={() => {
          if (blocked !== null) return;
          save(blob(), name);
          act.saved(what, true);
        }}
      >
        <Icon name="save" />
        {label}
      </button>
      <p id={hint} class="note">
        {blocked ?? note}
      </p>
      <p class="good" role="status">
        {isSaved && (
          <>
            <Icon name="check" />
            {say("page-saved")}
          </>
        )}
      </p>
    </div>
  );
}

function Next() {
  const dialog = useRef<HTMLDialogElement>(null);
  const forget = () => (isUnsaved(state.value) ? dialog.current?.showModal() : act.clear());
  return (
    <section class="next" aria-labelledby="next-title">
      <h2 id="next-title">{say("page-next-title")}</h2>
      <ol>
        <li>{say("page-next-check")}</li>
        <li>{say("page-next-contract")}</li>
        <li>{say("page-next-law")}</li>
      </ol>
      <p class="run-stop">
        <button type="button" class="button button-second" onClick={forget}>
          {say("page-next-batch")}
        </button>
        <span class="note">{say("page-next-batch-note")}</span>
      </p>
      <dialog ref={dialog} aria-labelledby="forget-title">
        <form method="dialog">
          <h2 id="forget-title">{say("page-forget-title")}</h2>
          <p>{say("page-forget-body")}</p>
          <p class="choose">
            <button type="submit" class="button">
              {say("page-forget-no")}
            </button>
            <button type="button" class="button button-second" onClick={() => act.clear()}>
              {say("page-forget-yes")}
            </button>
          </p>
        </form>
      </dialog>
    </section>
  );
}

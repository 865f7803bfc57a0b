// Run: one bar by bytes, what is being done in words, and the way to stop it.

import { useEffect, useRef, useState } from "preact/hooks";
import { act, state } from "../../desk/desk.ts";
import type { Running } from "../../desk/state.ts";
import { say, size } from "../../desk/words.ts";
import { Icon } from "../../parts/icon.tsx";
import { Spoken } from "./spoken.ts";

/** Before this many milliseconds any time left would be a guess. */
const MEASURE = 10_000;

export function RunScreen() {
  const { running } = state.value;
  const started = useRef(performance.now());
  const spoken = useRef(new Spoken());
  const [heard, setHeard] = useState("");
  const part = running === null || running.bytes === 0 ? 0 : running.bytesDone / running.bytes;

  useEffect(() => {
    const percent = spoken.current.next(100 * part, performance.now());
    if (percent !== null) setHeard(say("page-run-spoken", { percent }));
  }, [part]);

  return (
    <>
      <h1 tabIndex={-1}>{say("page-run-title")}</h1>
      <p class="lead">{say("page-run-doing")}</p>
      {running && <Meter running={running} part={part} elapsed={performance.now() - started.current} />}
      <p class="unseen" role="status">
        {heard}
      </p>
      <p class="note">{say("page-run-keep-open")}</p>
      <p class="run-stop">
        <button type="button" class="button button-second" onClick={() => act.cancel()}>
          {say("page-run-cancel")}
        </button>
        <span class="note">{say("page-run-cancel-note")}</span>
      </p>
    </>
  );
}

function Meter({ running, part, elapsed }: { running: Running; part: number; elapsed: number }) {
  const left = part > 0 && elapsed >= MEASURE ? (elapsed / part - elapsed) / 1000 : null;
  return (
    <div class="meter">
      <p class="meter-part">
        <b>{Math.floor(100 * part)}</b>%
      </p>
      <progress
        aria-label={say("page-run-progress")}
        value={running.bytesDone}
        max={Math.max(1, running.bytes)}
      />
      <ul>
        <li>{say("page-run-files", { done: running.filesDone, files: running.files })}</li>
        <li>{say("page-run-bytes", { done: size(running.bytesDone), bytes: size(running.bytes) })}</li>
        <li>
          {left === null ? say("page-run-left-unknown") : say("page-run-left", { left: duration(left) })}
        </li>
        {running.withheld > 0 && (
          <li class="meter-withheld">
            <Icon name="hold" />
            {say("page-run-withheld", { count: running.withheld })}
          </li>
        )}
      </ul>
    </div>
  );
}

function duration(seconds: number): string {
  if (seconds < 60) return say("page-run-seconds", { count: Math.max(5, Math.ceil(seconds / 5) * 5) });
  return say("page-run-minutes", { count: Math.ceil(seconds / 60) });
}

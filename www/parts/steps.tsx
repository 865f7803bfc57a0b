// Where the person is: four steps, the one in hand marked for eyes and readers alike.

import { state } from "../desk/desk.ts";
import type { Screen } from "../desk/state.ts";
import { say } from "../desk/words.ts";
import { Icon } from "./icon.tsx";

const STEPS: readonly Screen[] = ["drop", "found", "run", "done"];

export function Steps() {
  const now = STEPS.indexOf(state.value.screen);
  return (
    <nav class="steps" aria-label={say("page-steps")}>
      <ol class="inner">
        {STEPS.map((step, at) => (
          <li
            key={step}
            class={at < now ? "step step-past" : at === now ? "step step-now" : "step"}
            aria-current={at === now ? "step" : undefined}
          >
            <span class="step-number" aria-hidden="true">
              {at < now ? <Icon name="check" /> : at + 1}
            </span>
            <span class="step-name">
              {say(`page-step-${step}`)}
              {at < now && <span class="unseen">{` (${say("page-step-is-done")})`}</span>}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

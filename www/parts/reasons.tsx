// Why files are not written, grouped by reason, the largest group first: what, why, what to do.

import { type Row, reasons } from "../desk/state.ts";
import { say, todo, why } from "../desk/words.ts";

export function Reasons({ rows }: { rows: readonly Row[] }) {
  const groups = reasons(rows, ["withheld", "refused", "excluded", "duplicate"]);
  if (groups.length === 0) return null;
  return (
    <section class="reasons" aria-labelledby="reasons-title">
      <h2 id="reasons-title">{say("page-notes-title")}</h2>
      <p class="note">{say("page-notes-note")}</p>
      <ul>
        {groups.map(({ code, count }) => (
          <li key={code} class="reason">
            <p class="reason-count">{say("page-notes-count", { count })}</p>
            <div>
              <p class="reason-why">{why(code)}</p>
              <p class="reason-todo">{todo(code)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

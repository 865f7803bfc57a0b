// Drop: take files in, say what happens to them and what does not.

import { say } from "../../desk/words.ts";
import { Choose } from "../../parts/choose.tsx";
import { Icon } from "../../parts/icon.tsx";

export function DropScreen() {
  return (
    <>
      <h1 tabIndex={-1}>{say("page-drop-title")}</h1>
      <p class="lead">{say("page-drop-lead")}</p>
      <div class="drop">
        <Icon name="tray" />
        <p class="drop-here">{say("page-drop-here")}</p>
        <p class="drop-or">{say("page-drop-or")}</p>
        <Choose />
        <p class="note">{say("page-choose-note")}</p>
        <p class="note">{say("page-choose-many")}</p>
      </div>
      <Trust />
      <div class="columns">
        <section>
          <h2>{say("page-kinds-title")}</h2>
          <p>{say("page-kinds-yes")}</p>
          <p class="note">{say("page-term-kamei")}</p>
        </section>
        <section>
          <h2>{say("page-limits-title")}</h2>
          <p>{say("page-limits-intro")}</p>
          <ul class="plain">
            {["review", "kinds", "vault", "papers", "genome"].map((limit) => (
              <li key={limit}>{say(`page-limits-${limit}`)}</li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

function Trust() {
  return (
    <section class="trust">
      <Icon name="shield" />
      <div>
        <h2>{say("page-trust-title")}</h2>
        <p>{say("page-trust-body")}</p>
        <details>
          <summary>{say("page-trust-check")}</summary>
          <ol>
            <li>{say("page-trust-check-1")}</li>
            <li>{say("page-trust-check-2")}</li>
            <li>
              {say("page-trust-check-3")}
              <code class="policy">{policy()}</code>
            </li>
          </ol>
        </details>
      </div>
    </section>
  );
}

/** The policy that this very document obeys, as it stands in it. */
function policy(): string {
  const meta = document.querySelector<HTMLMetaElement>("meta[http-equiv='Content-Security-Policy']");
  return meta?.content.split("; ").join(";\n") ?? "";
}

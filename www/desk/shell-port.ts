// The frame's end of the talk with the shell.
//
// In: files that the shell took from a drop. Out: the few words that the shell knows.

import type { ToFrame, ToShell } from "../shell/messages.ts";

/** Listens to the shell, and to nobody else. */
export function listen(given: (message: ToFrame) => void): void {
  addEventListener("message", ({ source, data }) => {
    if (source === parent && (data as ToFrame | null)?.kind === "given") given(data as ToFrame);
  });
}

/** Tells the shell something; the outer document may have any origin, so none is named. */
export function tell(message: ToShell): void {
  parent.postMessage(message, "*");
}

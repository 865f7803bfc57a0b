// The frame around the screens: header, steps, the screen in hand, footer.

import { useEffect, useRef } from "preact/hooks";
import { act, state } from "./desk/desk.ts";
import { listen, tell } from "./desk/shell-port.ts";
import type { Screen } from "./desk/state.ts";
import { say, trouble } from "./desk/words.ts";
import { Icon } from "./parts/icon.tsx";
import { LanguageSwitch } from "./parts/language-switch.tsx";
import { Notice } from "./parts/notice.tsx";
import { Steps } from "./parts/steps.tsx";
import { DoneScreen } from "./screens/done/view.tsx";
import { DropScreen } from "./screens/drop/view.tsx";
import { FoundScreen } from "./screens/found/view.tsx";
import { RunScreen } from "./screens/run/view.tsx";

const SCREENS: Record<Screen, () => preact.JSX.Element> = {
  drop: DropScreen,
  found: FoundScreen,
  run: RunScreen,
  done: DoneScreen,
};

export function App() {
  const { screen, version, trouble: message } = state.value;
  const main = useRef<HTMLElement>(null);
  const shown = useRef<Screen>(screen);

  useEffect(() => {
    listen(({ files, unreadable }) => void act.give(files, unreadable));
    // The shell's overlay takes the drop; the frame only tells that something is on its way.
    const entered = (drag: DragEvent) => {
      drag.preventDefault();
      if (drag.dataTransfer?.types.includes("Files")) tell({ kind: "dragged" });
    };
    const dropped = (drop: DragEvent) => {
      drop.preventDefault();
      tell({ kind: "dropped" });
      takeHere(drop);
    };
    addEventListener("dragenter", entered);
    addEventListener("dragover", entered);
    addEventListener("drop", dropped);
  }, []);

  // A change of screen is announced by moving the focus to its heading.
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    scrollTo(0, 0);
    main.current?.querySelector("h1")?.focus({ preventScroll: true });
  }, [screen]);

  const Shown = SCREENS[screen];
  return (
    <>
      {/* A button, as in a srcdoc frame a link to a fragment is a navigation, which the policy refuses. */}
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {say("page-skip")}
      </button>
      <header class="top">
        <div class="inner">
          <p class="brand">
            <span class="brand-name" lang="ja">
              仮名
            </span>
            <span class="brand-latin">Kamei</span>
            <span class="brand-tagline">{say("page-tagline")}</span>
          </p>
          <LanguageSwitch />
        </div>
      </header>
      <Steps />
      <main id="main" ref={main} tabIndex={-1} class={`inner screen screen-${screen}`}>
        {message?.startsWith("page-drop-") && <Notice kind="hold">{say(message)}</Notice>}
        {message !== null && !message.startsWith("page-drop-") && (
          <Notice kind="stop" title={say("page-err-title")}>
            {trouble(message)}
          </Notice>
        )}
        <Shown />
      </main>
      <footer class="bottom">
        <div class="inner">
          <p>
            <Icon name="offline" /> {say("page-no-network")}
          </p>
          <p>{say("page-version", { version })}</p>
        </div>
      </footer>
    </>
  );
}

/** A drop that was quicker than the overlay: single files can be read here, a folder cannot. */
function takeHere(drop: DragEvent): void {
  const items = [...(drop.dataTransfer?.items ?? [])].filter((item) => item.kind === "file");
  const files = items.flatMap((item) =>
    item.webkitGetAsEntry()?.isDirectory ? [] : (item.getAsFile() ?? []),
  );
  if (files.length > 0) act.give(files.map((file) => ({ path: file.name, file })));
  if (files.length < items.length) act.tell("page-drop-folder-refused");
}

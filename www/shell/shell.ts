// The outer document: what the sandboxed frame cannot do for itself.
//
// It shows an overlay while something is dragged, reads the dropped folders and hands the files to the
// frame; it sets the tab's title and asks before the tab is closed with something unsaved. It sends
// nothing anywhere: the content policy above forbids every connection, also to the frame.

import { type Given, readToShell, type ToFrame } from "./messages.ts";
import { take, walk } from "./walk.ts";

// No content policy stops WebRTC, so it is taken away before anything else runs.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) Reflect.deleteProperty(self, name);

/** Files in one message: enough to be quick, few enough that the count on the screen moves. */
const AT_ONCE = 500;
const NAME = document.title;

const frame = byId("app") as HTMLIFrameElement;
const overlay = byId("catch");
let unsaved = false;

addEventListener("message", ({ source, data }) => {
  if (source !== frame.contentWindow) return;
  const said = readToShell(data);
  switch (said?.kind) {
    case undefined:
      return;
    case "dragged":
      overlay.hidden = false;
      return;
    case "dropped":
      overlay.hidden = true;
      return;
    case "lang":
      document.documentElement.lang = said.lang;
      return;
    case "progress":
      document.title = said.percent === null ? NAME : `${said.percent} % ${NAME}`;
      return;
    case "unsaved":
      unsaved = said.unsaved;
      return;
    default:
      said satisfies never;
  }
});

addEventListener("beforeunload", (leaving) => {
  if (unsaved) leaving.preventDefault();
});

// Without this the browser would open a file that is dropped beside the overlay.
addEventListener("dragover", (drag) => drag.preventDefault());
addEventListener("dragenter", (drag) => {
  drag.preventDefault();
  overlay.hidden = false;
});
// A drag that ends elsewhere may end without a word; a click then clears the overlay.
for (const end of ["dragleave", "click"]) {
  overlay.addEventListener(end, () => {
    overlay.hidden = true;
  });
}
addEventListener("drop", (drop) => {
  drop.preventDefault();
  overlay.hidden = true;
  if (drop.dataTransfer) void handOver(drop.dataTransfer.items);
});

async function handOver(items: DataTransferItemList): Promise<void> {
  // The first part of `take` runs inside the drop event; the walk may last as long as it needs.
  const taken = take(items, window === window.top && isSecureContext);
  let files: Given[] = [];
  let unreadable = 0;
  for await (const found of walk(taken)) {
    if (found === "unreadable") unreadable += 1;
    else files.push(found);
    if (files.length >= AT_ONCE) {
      tell({ kind: "given", files, unreadable, more: true });
      files = [];
      unreadable = 0;
    }
  }
  tell({ kind: "given", files, unreadable, more: false });
}

function tell(message: ToFrame): void {
  // The frame's origin is opaque and has no name to aim at; it is our own document, held by reference.
  frame.contentWindow?.postMessage(message, "*");
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(id);
  return element;
}

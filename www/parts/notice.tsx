// A message beside the flow: what is so, why, what to do.

import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

export function Notice(props: { kind: "stop" | "hold"; title?: string; children: ComponentChildren }) {
  return (
    <div class={`notice notice-${props.kind}`} role={props.kind === "stop" ? "alert" : undefined}>
      <Icon name={props.kind} />
      <div>
        {props.title && <p class="notice-title">{props.title}</p>}
        <p>{props.children}</p>
      </div>
    </div>
  );
}

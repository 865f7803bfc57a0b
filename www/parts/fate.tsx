// What becomes of a file, as icon and word: colour is never the only sign.

import type { Fate } from "../desk/state.ts";
import { say } from "../desk/words.ts";
import { Icon, type IconName } from "./icon.tsx";

const ICONS: Record<Fate, IconName> = {
  ready: "check",
  written: "check",
  withheld: "hold",
  refused: "stop",
  excluded: "skip",
  duplicate: "twin",
};

export function FateMark({ fate }: { fate: Fate }) {
  return (
    <span class={`fate fate-${fate}`}>
      <Icon name={ICONS[fate]} />
      {say(`page-fate-${fate}`)}
    </span>
  );
}

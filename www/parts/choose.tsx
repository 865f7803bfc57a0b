// The two buttons that choose a folder or files. The inputs are the platform's own, out of sight.

import { useRef } from "preact/hooks";
import { act } from "../desk/desk.ts";
import { say } from "../desk/words.ts";
import { Icon } from "./icon.tsx";

export function Choose({ quiet = false }: { quiet?: boolean }) {
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const main = quiet ? "button button-second" : "button";
  return (
    <p class="choose">
      <button type="button" class={main} onClick={() => folder.current?.click()}>
        <Icon name="folder" />
        {say("page-choose-folder")}
      </button>
      <button type="button" class="button button-second" onClick={() => files.current?.click()}>
        <Icon name="file" />
        {say("page-choose-files")}
      </button>
      <input
        ref={folder}
        class="input-folder"
        type="file"
        hidden
        multiple
        {...{ webkitdirectory: true }}
        onChange={taken}
      />
      <input ref={files} class="input-files" type="file" hidden multiple onChange={taken} />
    </p>
  );
}

function taken(event: { currentTarget: HTMLInputElement }): void {
  const input = event.currentTarget;
  const files = [...(input.files ?? [])];
  act.give(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
  // The same folder may be chosen again.
  input.value = "";
}

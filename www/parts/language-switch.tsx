// Japanese or English, chosen at once and for this tab only.

import { lang, say } from "../desk/words.ts";
import type { Lang } from "../shell/messages.ts";

const LANGS: readonly Lang[] = ["ja", "en"];

export function LanguageSwitch() {
  return (
    <fieldset class="languages">
      <legend class="unseen">{say("page-language")}</legend>
      {LANGS.map((one) => (
        <label key={one} class="language">
          <input
            type="radio"
            name="language"
            checked={lang.value === one}
            onChange={() => {
              lang.value = one;
            }}
          />
          <span lang={one}>{say(`page-lang-${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

// The page's words, from the same files as the core's and the command line's.
//
// In: a message id and its values. Out: text in the chosen language.
// A missing message is a defect that the tests find (both files hold the same ids); here the id is shown.

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { signal } from "@preact/signals";
import en from "../../locales/en.ftl";
import ja from "../../locales/ja.ftl";
import type { Lang } from "../shell/messages.ts";

export type Values = Record<string, FluentVariable>;

const bundles: Record<Lang, FluentBundle> = { ja: bundle("ja", ja), en: bundle("en", en) };

/** The language in use. Views that read words are drawn again when it changes. */
export const lang = signal<Lang>("ja");

/** Japanese, unless the browser asks for another language first. */
export function preferred(languages: readonly string[]): Lang {
  const first = languages[0] ?? "ja";
  return first.toLowerCase().startsWith("ja") ? "ja" : "en";
}

/** A message in the language in use. */
export function say(id: string, values?: Values): string {
  return format(lang.value, id, values) ?? id;
}

/** Whether both languages hold a message. */
export function knows(id: string): boolean {
  return Object.values(bundles).every((one) => one.hasMessage(id));
}

/** Why an input is not written, in the sentence that the record has too. */
export function why(code: string): string {
  return knows(`why-${code}`) ? say(`why-${code}`) : say("page-why-other", { code });
}

/** What the reader can do about it. */
export function todo(code: string): string {
  return knows(`remedy-${code}`) ? say(`remedy-${code}`) : "";
}

/** Why the page stopped; ids of the core have their own sentence. */
export function trouble(message: string): string {
  return knows(message) ? say(message) : say("page-err-other", { code: message });
}

/** A number of bytes as people say it. */
export function size(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  let value = bytes;
  let at = 0;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at += 1;
  }
  const unit = units[at] ?? "byte";
  const maximumFractionDigits = at === 0 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(lang.value, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits,
  }).format(value);
}

/** A count with its separators. */
export function number(count: number): string {
  return new Intl.NumberFormat(lang.value).format(count);
}

function bundle(locale: Lang, text: string): FluentBundle {
  // Both languages run from left to right, so the marks that isolate directions would only be in the way.
  const one = new FluentBundle(locale, { useIsolating: false });
  one.addResource(new FluentResource(text));
  return one;
}

function format(locale: Lang, id: string, values: Values = {}): string | null {
  const pattern = bundles[locale].getMessage(id)?.value;
  return pattern ? bundles[locale].formatPattern(pattern, values) : null;
}

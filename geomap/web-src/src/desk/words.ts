/** The desk's words: data in two languages, chosen by the person. */

import ar from "./words/ar.json";
import en from "./words/en.json";

export type Key = keyof typeof en;
export type Lang = "en" | "ar";

const WORDS: Record<Lang, Record<string, string>> = { en, ar };
let lang: Lang = "en";

export function language(): Lang {
  return lang;
}

/** Speak a language from now on; the page turns with it. */
export function speak(chosen: Lang): void {
  lang = chosen;
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === "ar" ? "rtl" : "ltr";
}

/** The words for a key, `{name}` filled in. */
export function t(key: Key, filled: Record<string, unknown> = {}): string {
  return WORDS[lang][key].replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? ""));
}

/** The words for a key that may not be there: a column, a type, a kind of act. */
export function named(prefix: string, name: string): string {
  return WORDS[lang][`${prefix}.${name}`] ?? name;
}

const plural = { en: new Intl.PluralRules("en"), ar: new Intl.PluralRules("ar") };

/** The form of a counted thing: keys `thing.one`, `thing.two`, `thing.few` ... in the language's own plural. */
export function count(thing: string, n: number): string {
  const words = WORDS[lang];
  const form = words[`${thing}.${plural[lang].select(n)}`] ?? words[`${thing}.other`] ?? "{n}";
  return form.replace("{n}", number(n));
}

export function number(n: number): string {
  return n.toLocaleString(lang === "ar" ? "ar-u-nu-latn" : "en");
}

/** A moment of the history as a person reads it. */
export function moment(iso: string): string {
  const when = new Date(iso);
  if (Number.isNaN(when.getTime())) return iso;
  return when.toLocaleString(lang === "ar" ? "ar-SY-u-nu-latn" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
}

export function size(bytes: number): string {
  return bytes < 10_000 ? `${number(bytes)} B` : bytes < 1e7 ? `${number(Math.round(bytes / 1000))} kB` : `${number(Math.round(bytes / 1e6))} MB`;
}

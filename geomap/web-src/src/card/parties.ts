/** Who stands on the two sides of an event, in one line whatever way their names are written. */

import type { Store } from "../data/store";
import { readable } from "../panels/dom";

/** Who did what to whom, in a few words. */
export function actorsOf(host: { readonly store: Pick<Store, "word">; readonly lang: "en" | "ar" }, row: number): string {
  const { store, lang } = host;
  const rtl = lang === "ar";
  const names = [store.word("actor1", row, lang), store.word("actor2", row, lang)].filter(Boolean).map(readable);
  const text = names.join(rtl ? " ← " : " → ");
  if (!(rtl ? LATIN : ARABIC).test(text)) return text;
  // each name runs its own way, and the arrow the page's
  return `${rtl ? "\u200f" : "\u200e"}${names.map((name) => `\u2068${name}\u2069`).join(rtl ? " ← " : " → ")}`;
}

const LATIN = /[A-Za-z]/;
/** Hebrew and Arabic with their presentation forms. */
const ARABIC = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

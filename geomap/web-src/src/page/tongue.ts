/** The language and digits of the page: the map's own, or those that a reader or a link chose. */

import type { Head } from "../data/contract";
import type { App } from "./app";
import type { Shown } from "./hash";

export type Lang = "en" | "ar";

export interface Tongue {
  lang: Lang;
  arabicDigits: boolean;
}

/** What a map speaks, and what a link asks for instead. English has no digits of its own to choose. */
export function tongueFor({ lang, arabic_digits }: Pick<Head["meta"], "lang" | "arabic_digits">, asked: Pick<Shown, "lang" | "digits">): Tongue {
  const spoken = asked.lang || lang;
  const digits = asked.digits ? asked.digits === "arab" : arabic_digits;
  return { lang: spoken, arabicDigits: spoken === "ar" && digits };
}

/** What an address has to say of a tongue: nothing where it is the map's own. */
export function askedOf(meta: Pick<Head["meta"], "lang" | "arabic_digits">, { lang, arabicDigits }: Tongue): Pick<Shown, "lang" | "digits"> {
  const own = tongueFor(meta, { lang, digits: "" });
  return { lang: lang === meta.lang ? "" : lang, digits: arabicDigits === own.arabicDigits ? "" : arabicDigits ? "arab" : "latn" };
}

/** Title and subtitle in a language; what was given in one only stays as it is. */
export function titlesIn({ title, subtitle, lang, other }: Pick<Head["meta"], "title" | "subtitle" | "lang" | "other">, spoken: Lang): { title: string; subtitle: string } {
  if (spoken === lang || !other) return { title, subtitle };
  return { title: other.title || title, subtitle: other.subtitle || subtitle };
}

/** Give a page in another language what its address does not hold. */
export function handOver(from: App, to: App): void {
  const [old, clock] = [from.engine.clock, to.engine.clock];
  Object.assign(clock, { step: old.step, speed: old.speed });
  to.dock.sync();
  if (to.theme !== from.theme) to.setTheme(from.theme);
  for (const name of ["left", "right", "table"] as const) {
    if (from.shell.isOpen(name) !== to.shell.isOpen(name)) to.shell.toggle(name);
  }
  if (from.reader.scope && from.reader.selected < 0) to.reader.openPlaces(from.reader.scope);
}

/** One form for every spelling of the same letters, Latin and Arabic, for free-text search. */

import type { Bits } from "./bits";

const ARABIC: Record<string, string> = {
  أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ؤ: "و", ة: "ه", گ: "ك", ک: "ك", ی: "ي", ـ: "",
};

export function fold(text: string): string {
  // most text is plain ASCII, and one in a million calls matters here
  // eslint-disable-next-line no-control-regex
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().replace(/['`-]/g, "");
  return text
    .toLowerCase()
    .replace(/[أإآٱىئؤةگکیـ]/g, (letter) => ARABIC[letter])
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/['`’‘ʿʾ-]/g, "");
}

/** The words of a query; an event fits if every one of them occurs somewhere in it. */
export function queryWords(query: string): string[] {
  return [...new Set(fold(query).split(/\s+/).filter(Boolean))];
}

/** Set `row` in `hits[w]` for each of the `words` that occurs in `text`; all folded. */
export function markRow(hits: Bits[], words: string[], text: string, row: number): void {
  for (let w = 0; w < words.length; w++) if (text.includes(words[w])) hits[w].set(row);
}

/** Bit `w` is set if word `w`, of at most 31, occurs in `text`; both folded. */
export function marksOf(words: string[], text: string): number {
  let marks = 0;
  for (let w = 0; w < words.length; w++) if (text.includes(words[w])) marks |= 1 << w;
  return marks;
}

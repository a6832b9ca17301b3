/** One form for every spelling of the same letters, Latin and Arabic, for free-text search. */

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
  return fold(query).split(/\s+/).filter(Boolean);
}

/** Bit `w` is set if word `w` occurs in `text`; both folded. */
export function marksOf(words: string[], text: string): number {
  let marks = 0;
  for (let w = 0; w < words.length && w < 31; w++) if (text.includes(words[w])) marks += 2 ** w;
  return marks;
}

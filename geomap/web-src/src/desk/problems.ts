/** What the server refuses and why, in the language of the desk. */

import sentences from "./words/problems.json";
import { language, named } from "./words";

const LONGEST = 600;
const WHERE = /^((?:[^:;]{1,160}, )?(?:row \d+)?(?:, )?(?:column '([^']{1,60})')?): (.+)$/s;

interface Sentence {
  match: RegExp;
  names: string[];
  told: string;
}

const escaped = (text: string) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");

const SENTENCES: Sentence[] = (sentences as [string, string][]).map(([known, told]) => {
  const names: string[] = [];
  const pattern = escaped(known).replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return "(.+)";
  });
  return { match: new RegExp(`^${pattern}$`, "s"), names, told };
});

function translate(part: string): string | null {
  for (const { match, names, told } of SENTENCES) {
    const found = match.exec(part);
    if (found) return told.replace(/\{(\w+)\}/g, (_, name: string) => inWords(found[names.indexOf(name) + 1] ?? ""));
  }
  return null;
}

/** A part that may be a sentence itself. */
const inWords = (text: string) => translate(text) ?? text;

/** A refusal as the desk's language says it; what it does not know stays as it came. */
export function problemWords(text: string): string {
  if (language() === "en" || text.length > LONGEST) return text;
  const whole = translate(text);
  if (whole) return whole;
  const where = WHERE.exec(text);
  if (where && where[1]) return `${where[2] ? named("column", where[2]) : where[1]}: ${problemWords(where[3])}`;
  const file = /^([^:;]{1,160}): (.+)$/s.exec(text);
  const parts = (file ? file[2] : text).split("; ").map((part) => translate(part));
  if (parts.some((part) => part === null)) {
    const known = text.split("; ");
    return known.map((part) => translate(part) ?? part).join("؛ ");
  }
  return (file ? `${file[1]}: ` : "") + parts.join("؛ ");
}

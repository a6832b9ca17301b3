import { expect, it } from "vitest";
import { actorsOf } from "../../src/card/parties";

const of = (one: string, two: string, lang: "en" | "ar") =>
  actorsOf({ lang, store: { word: (name) => (name === "actor1" ? one : two) } }, 0);

it.each([
  ["Army", "Villagers", "en", "Army → Villagers"],
  ["Army", "", "en", "Army"],
  ["الجيش", "مدنيون", "ar", "الجيش ← مدنيون"],
  ["الجيش", "Villagers", "en", "\u200e\u2068الجيش\u2069 → \u2068Villagers\u2069"],
  ["Army", "مدنيون", "ar", "\u200f\u2068Army\u2069 ← \u2068مدنيون\u2069"],
  ["a \u202ename that turns\u2066", "b", "en", "a name that turns → b"],
] as const)("%s and %s in a page of %s", (one, two, lang, line) => {
  expect(of(one, two, lang)).toBe(line);
});

import { describe, expect, it } from "vitest";
import { differenceOf, formatAgainst, otherWindow, parseAgainst, type Against } from "../../src/compare/against";
import { changeText } from "../../src/compare/difference";
import { dayOf, isoOf } from "../../src/data/dates";
import { DateWords } from "../../src/words/date-words";

const window = (from: string, to: string) => ({ from: dayOf(from), to: dayOf(to) });

describe("the second window", () => {
  it.each<[string, string, string, Against, string]>([
    ["a month, a year before", "2019-10-01", "2019-10-31", "year", "2018-10-01..2018-10-31"],
    ["February of a leap year, a year before", "2020-02-01", "2020-02-29", "year", "2019-02-01..2019-02-28"],
    ["February after a leap year", "2021-02-01", "2021-02-28", "year", "2020-02-01..2020-02-29"],
    ["a week before", "2019-10-08", "2019-10-14", "before", "2019-10-01..2019-10-07"],
    ["one's own", "2019-10-08", "2019-10-14", window("2011-03-15", "2011-03-18"), "2011-03-15..2011-03-18"],
  ])("%s", (_, from, to, against, wanted) => {
    const other = otherWindow(window(from, to), against)!;
    expect(`${isoOf(other.from)}..${isoOf(other.to)}`).toBe(wanted);
  });

  it("is none without a first", () => {
    expect(otherWindow(null, "year")).toBeNull();
    expect(otherWindow(window("2019-10-01", "2019-10-31"), null)).toBeNull();
  });

  it.each(["before", "year", "2018-10-01..2018-10-31"])("comes back from the address: %s", (text) => {
    expect(formatAgainst(parseAgainst(text))).toBe(text);
  });

  it.each(["", "never", "2019-10-31..2019-10-01", "2019-13-01..2019-14-01"])("nonsense is none: %s", (text) => {
    expect(parseAgainst(text)).toBeNull();
  });
});

describe("a difference in words", () => {
  const words = (lang: "en" | "ar", now: number, then: number) =>
    changeText({ lang, dates: new DateWords(lang, false) }, differenceOf(now, then)).replace(/[\u2066\u2069\u200e]/g, "");
  it.each([[120, 100, "+20 (+20%)"], [75, 100, "−25 (−25%)"], [3, 2, "+1"], [12, 0, "+12"], [10, 10, "±0 (±0%)"]])("%i after %i", (now, then, wanted) => {
    expect(words("en", now, then)).toBe(wanted);
  });
  it("has the Arabic sign", () => expect(words("ar", 120, 100)).toBe("+20 (+20٪)"));
});

import { describe, expect, it } from "vitest";
import { DateWords } from "../../src/words/date-words";
import { dayOf } from "../../src/data/dates";

const MS = 86_400_000;

function browser(lang: "en" | "ar", arabic: boolean, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = `${lang === "ar" ? "ar-SY" : "en-GB"}-u-ca-gregory-nu-${arabic ? "arab" : "latn"}`;
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
}

/** One kind of blank and dash: versions of the browsers' tables differ in them. */
function plain(text: string): string {
  return text.replace(/[\u200e\u200f\u061c]/g, "").replace(/[\s\u2009\u202f]*[–-][\s\u2009\u202f]*/g, "–").replace(/\s+/g, " ");
}

const KINDS = [["en", false], ["ar", false], ["ar", true]] as const;
const DAYS = ["1860-07-09", "1969-12-31", "2020-02-29", "2024-09-01", "2025-06-22", "2025-11-30"].map(dayOf);

describe("dates in words", () => {
  for (const [lang, arabic] of KINDS) {
    const words = new DateWords(lang, arabic);

    it(`are those of browsers: ${lang}${arabic ? " with Arabic digits" : ""}`, () => {
      const day = browser(lang, arabic, { day: "numeric", month: "long", year: "numeric" });
      const month = browser(lang, arabic, { month: "long", year: "numeric" });
      const year = browser(lang, arabic, { year: "numeric" });
      for (const start of DAYS) {
        expect(plain(words.span(start, start))).toBe(plain(day.format(start * MS)));
        for (const length of [1, 3, 40, 500]) {
          expect(plain(words.span(start, start + length))).toBe(plain(day.formatRange(start * MS, (start + length) * MS)));
        }
      }
      expect(plain(words.span(dayOf("2025-06-01"), dayOf("2025-06-30")))).toBe(plain(month.format(dayOf("2025-06-01") * MS)));
      expect(words.span(dayOf("2018-01-01"), dayOf("2018-12-31"))).toBe(year.format(dayOf("2018-01-01") * MS));
    });

    it(`count as browsers do: ${lang}${arabic ? " with Arabic digits" : ""}`, () => {
      const count = new Intl.NumberFormat(`${lang === "ar" ? "ar-SY" : "en-GB"}-u-nu-${arabic ? "arab" : "latn"}`);
      for (const value of [0, 7, 21, 999, 1000, 1234, 70_747, 1_000_000, 1.8, 0.5, 1234.5]) {
        expect(words.number(value)).toBe(count.format(value));
      }
    });
  }

  it("tell an interval as what it is", () => {
    const words = new DateWords("en", false);
    const span = (a: string, b: string) => words.span(dayOf(a), dayOf(b));
    expect(span("2025-06-22", "2025-06-22")).toBe("22 June 2025");
    expect(span("2025-06-01", "2025-06-30")).toBe("June 2025");
    expect(span("2024-02-01", "2024-02-29")).toBe("February 2024");
    expect(span("2018-01-01", "2018-12-31")).toBe("2018");
    expect(span("2025-06-01", "2025-06-29")).toBe("1–29 June 2025");
    expect(span("2025-02-27", "2025-03-02")).toBe("27 February – 2 March 2025");
    expect(span("2024-12-30", "2025-01-02")).toBe("30 December 2024 – 2 January 2025");
  });

  it("take less room where they are brief", () => {
    const words = new DateWords("en", false);
    expect(words.brief(dayOf("2024-09-01"), dayOf("2024-09-04"))).toBe("1–4 Sep 2024");
    expect(words.tick(dayOf("2024-09-01"), "month")).toBe("Sep 2024");
    expect(words.tick(dayOf("2024-09-01"), "week")).toBe("1 Sep");
    expect(new DateWords("ar", true).tick(dayOf("2024-09-01"), "year")).toBe("٢٠٢٤");
  });
});

import { describe, expect, it } from "vitest";
import { askedOf, titlesIn, tongueFor } from "../../src/page/tongue";

const ENGLISH = { lang: "en" as const, arabic_digits: false };
const ARABIC = { lang: "ar" as const, arabic_digits: true };

describe("the page's tongue", () => {
  it.each([
    [ENGLISH, { lang: "", digits: "" }, { lang: "en", arabicDigits: false }],
    [ENGLISH, { lang: "ar", digits: "" }, { lang: "ar", arabicDigits: false }],
    [ENGLISH, { lang: "ar", digits: "arab" }, { lang: "ar", arabicDigits: true }],
    [ENGLISH, { lang: "", digits: "arab" }, { lang: "en", arabicDigits: false }],
    [ARABIC, { lang: "", digits: "" }, { lang: "ar", arabicDigits: true }],
    [ARABIC, { lang: "", digits: "latn" }, { lang: "ar", arabicDigits: false }],
    [ARABIC, { lang: "en", digits: "" }, { lang: "en", arabicDigits: false }],
  ] as const)("%o asked for %o", (meta, asked, wanted) => {
    const tongue = tongueFor(meta, asked);
    expect(tongue).toEqual(wanted);
    expect(tongueFor(meta, askedOf(meta, tongue))).toEqual(wanted);
  });
});

describe("the title", () => {
  const said = { title: "Idlib 2020", subtitle: "Reported", lang: "en" as const };
  it("stays as it was given, where it was given once", () => expect(titlesIn(said, "ar")).toEqual({ title: "Idlib 2020", subtitle: "Reported" }));
  it("is said in the language of the page", () => {
    const both = { ...said, other: { title: "إدلب 2020", subtitle: "" } };
    expect(titlesIn(both, "en").title).toBe("Idlib 2020");
    expect(titlesIn(both, "ar")).toEqual({ title: "إدلب 2020", subtitle: "Reported" });
  });
});

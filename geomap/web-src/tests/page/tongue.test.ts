import { describe, expect, it } from "vitest";
import { askedOf, tongueFor } from "../../src/page/tongue";

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

import { describe, expect, it } from "vitest";
import { cell } from "../../src/page/download";
import { readable, safeAddress } from "../../src/panels/dom";
import { fold, queryWords } from "../../src/data/fold";
import { formatHash, parseHash } from "../../src/page/hash";
import { noFilters } from "../../src/model/dimensions";

describe("folding", () => {
  it("makes spellings of one name meet", () => {
    expect(fold("السُّوَيداءَ")).toBe(fold("السويداء"));
    expect(fold("إدلب")).toBe(fold("ادلب"));
    expect(fold("حماة")).toBe(fold("حماه"));
    expect(fold("Kobanî")).toBe("kobani");
    expect(fold("Deir ez-Zor")).toBe("deir ezzor");
    expect(fold("٢٠٢٥")).toBe("2025");
    expect(queryWords("  Two  words ")).toEqual(["two", "words"]);
  });
});

describe("addresses", () => {
  it("are http, https or nothing", () => {
    expect(safeAddress("https://example.org/a?b=c")).toBe("https://example.org/a?b=c");
    for (const bad of ["javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///x", "blob:x", "//x.org", "x", ""]) {
      expect(safeAddress(bad)).toBeNull();
    }
  });
});

describe("text for reading", () => {
  it("loses direction overrides and shows control signs", () => {
    expect(readable("a\u202eb\u2066c")).toBe("abc");
    expect(readable("a\u0000b\u001bc")).toBe("a\ufffdb\ufffdc");
    expect(readable("line\nline\tعربي")).toBe("line\nline\tعربي");
  });
});

describe("cells of a CSV", () => {
  it("are quoted where they must and never formulas", () => {
    expect(cell("a,b")).toBe('"a,b"');
    expect(cell('say "x"')).toBe('"say ""x"""');
    expect(cell(null)).toBe("");
    expect(cell(-3.5)).toBe("-3.5");
    for (const bad of ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "|x", "＝1"]) {
      expect(cell(bad).replace(/^"/, "").startsWith("'")).toBe(true);
    }
  });
});

describe("the hash", () => {
  it("gives back what it was made from", () => {
    const filters = { ...noFilters(), type: ["Explosions/Remote violence"], actor: ["A, B & C", "د=ع"], status: [""], text: "x+y #z" };
    const shown = {
      window: { from: -40_000, to: 20_000 }, filters, step: "year" as const, mode: "cumulative" as const,
      color: "actor1", size: "fatalities", lang: "ar" as const, digits: "latn" as const, against: { from: 17_000, to: 17_030 }, layers: ["heat", "symbols"], units: "governorate/area", event: "e-1 ü", ground: null, chapter: 0, view: { zoom: 7.25, lat: 35.1, lon: 38.2 },
    };
    expect(parseHash(`#${formatHash(shown)}`)).toEqual(shown);
  });

  it("leaves nonsense out", () => {
    const plain = parseHash("#w=2..1&m=x&step=hour&type=%E0%A4%A&__proto__=x&constructor=y");
    expect(plain.window).toBeNull();
    expect(plain.view).toBeNull();
    expect(plain.step).toBeNull();
  });
});

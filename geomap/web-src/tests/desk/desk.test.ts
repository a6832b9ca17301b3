/// <reference types="vite/client" />
import { describe, expect, it } from "vitest";
import { copyText, parsePaste } from "../../src/desk/grid/clipboard";
import { marksOf } from "../../src/desk/review/text";
import type { DeskEvent, Row } from "../../src/desk/types";
import ar from "../../src/desk/words/ar.json";
import en from "../../src/desk/words/en.json";

describe("the desk's words", () => {
  it("are the same keys in both languages, none empty", () => {
    expect(Object.keys(ar).sort()).toEqual(Object.keys(en).sort());
    expect(Object.values(ar).every((text) => text.trim())).toBe(true);
  });
  it("fill in the same names", () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
    for (const [key, text] of Object.entries(en)) {
      const other = names((ar as Record<string, string>)[key]);
      // a counted word in Arabic may hold its number itself
      for (const name of other) expect(names(text), key).toContain(name);
    }
  });
});

describe("rows to and from a spreadsheet", () => {
  const event = { event_id: "e", digest: "", more: {}, actor1: "=1+1", description: 'a\t"b"\nc', fatalities: -3 } as unknown as DeskEvent;
  it("write no formula and come back as they were", () => {
    const text = copyText([event], ["actor1", "description", "fatalities"]);
    expect(text).toBe('actor1\tdescription\tfatalities\n\'=1+1\t"a\t""b""\nc"\t-3');
    expect(parsePaste(text)[1]).toEqual(["=1+1", 'a\t"b"\nc', "-3"]);
  });
  it("read lines of any ending, empty cells too", () => {
    expect(parsePaste("a\tb\r\n\tc\n")).toEqual([["a", "b"], ["", "c"]]);
    expect(parsePaste('"open')).toEqual([["open"]]);
  });
});

describe("marks in a text", () => {
  const row = (id: string, spans: Row["spans"], state = "open") => ({ id, spans, state }) as Row;
  it("do not cross, and those of the row in hand go first", () => {
    const rows = [row("a", [["place", 0, 10], ["type", 20, 25]]), row("b", [["type", 5, 12]])];
    expect(marksOf(rows, "b").map((m) => [m.start, m.end])).toEqual([[5, 12], [20, 25]]);
    expect(marksOf(rows, "a").map((m) => [m.start, m.end])).toEqual([[0, 10], [20, 25]]);
  });
  it("of struck rows are not shown; one of several rows is one", () => {
    const rows = [row("a", [["type", 0, 3]], "struck"), row("b", [["date", 4, 8]]), row("c", [["date", 4, 8]])];
    expect(marksOf(rows, "b")).toEqual([{ start: 4, end: 8, field: "date", rows: ["b", "c"] }]);
  });
});

describe("the sources of desk and review page", () => {
  it("write no markup: text becomes text nodes", async () => {
    const files = import.meta.glob("../../src/{desk,review}/**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
    expect(Object.keys(files).length).toBeGreaterThan(20);
    for (const [name, text] of Object.entries(files)) {
      expect(text, name).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|html: `|style=["`]/);
    }
  });
});

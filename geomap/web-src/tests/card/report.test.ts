import { describe, expect, it } from "vitest";
import { reportText } from "../../src/card/report";
import type { RowHost } from "../../src/panels/list";
import { DateWords } from "../../src/words/date-words";
import { wordsIn } from "../../src/words/words";

/** One event whose texts hold line breaks and direction overrides. */
function host(place: string): RowHost {
  const word = (column: string) => (column === "source" ? "A paper" : column === "actor1" ? "Somebody" : "");
  const store = {
    head: { meta: { title: "A map", as_of: "2020-01-31", data_hash: "abc" }, types: [{ label: "Battles" }], governorates: [], sub_types_ar: {} },
    start: [18_000], end: [18_001], place: [0], type: [0], word, column: () => [255],
    textNow: (column: string) => (column === "event_id" ? "e-1" : ""),
    placeWord: (column: string) => (column === "name" ? place : ""),
  };
  return { store, words: wordsIn("en"), lang: "en", dates: new DateWords("en", false), theme: "light", select: () => undefined } as unknown as RowHost;
}

describe("a report of an error", () => {
  it("says which map and which event, on lines of their own", () => {
    const lines = reportText(host("A town"), 0, "https://example.org/map.html#e=e-1").split("\n");
    expect(lines[0]).toBe("Error in: A map (2020-01-31, #abc)");
    expect(lines).toContain("id: e-1");
    expect(lines).toContain("When: 2019-04-14 – 2019-04-15");
    expect(lines).toContain("Link: https://example.org/map.html#e=e-1");
    expect(lines.at(-1)).toBe("What is wrong: ");
  });

  it("keeps a hostile name on its line, and a file's path to itself", () => {
    const text = reportText(host("A\ntown\u202e\u0000 Cc: all"), 0, "file:///home/me/map.html");
    expect(text).toContain("Where: A town\ufffd Cc: all");
    expect(text).not.toContain("home");
  });
});

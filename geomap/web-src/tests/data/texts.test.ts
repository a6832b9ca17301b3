import { describe, expect, it } from "vitest";
import { Bits } from "../../src/data/bits";
import { Texts, type ReadBlock } from "../../src/data/texts";
import { readVarints, unfold } from "../../src/data/varints";

/** As `encode_varints` in geomap/web/blocks/texts.py. */
function varints(values: number[]): number[] {
  return values.flatMap((value) => {
    const bytes: number[] = [];
    for (let left = value; ; left = Math.floor(left / 128)) {
      if (left < 128) return [...bytes, left];
      bytes.push((left % 128) + 128);
    }
  });
}

/** As `split_codes` there. */
function ranked(ranks: number[]): number[] {
  const width = (rank: number) => Math.floor(Math.log2(rank)) - 3;
  const symbols = ranks.map((rank) => (rank < 128 ? rank : 128 + (width(rank) - 4) * 8 + ((rank >> width(rank)) & 7)));
  const bits = ranks.flatMap((rank) => (rank < 128 ? [] : Array.from({ length: width(rank) }, (_, bit) => (rank >> bit) & 1)));
  const rest = Array.from({ length: Math.ceil(bits.length / 8) }, (_, byte) =>
    bits.slice(byte * 8, byte * 8 + 8).reduce((sum, bit, i) => sum + bit * 2 ** i, 0));
  return [...symbols, ...rest];
}

const bytes = (values: number[]) => Uint8Array.from(values).buffer as ArrayBuffer;
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer;

/** Blocks by the end of their id, and which of them were read. */
function packed(blocks: Record<string, ArrayBuffer>): { read: ReadBlock; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    read: (end) => {
      asked.push(end);
      return Promise.resolve(blocks[end] ?? new ArrayBuffer(0));
    },
  };
}

/** Texts of words in blocks of two rows. */
function wordTexts(told: string[], vocabulary = [...new Set(told.join(" ").split(" "))], coded: true | undefined = true) {
  const blocks: Record<string, ArrayBuffer> = { "vocabulary-0": json(vocabulary) };
  for (let i = 0; i * 2 < told.length; i++) {
    const rows = told.slice(i * 2, i * 2 + 2).map((text) => (text ? text.split(" ") : []));
    blocks[`words-0-${i}`] = bytes(
      [...varints(rows.map((row) => row.length)), ...(coded ? ranked : varints)(rows.flat().map((word) => vocabulary.indexOf(word)))],
    );
  }
  const page = packed(blocks);
  const spec = { columns: [{ name: "description", kind: "words" as const, symbols: coded }], rows: 2, word_rows: 2 };
  return { ...page, texts: new Texts(spec, told.length, page.read) };
}

async function found(texts: Texts, events: number, words: string[], name = "description") {
  const hits = words.map(() => new Bits(events));
  await texts.column(name)?.search(words, hits, () => true);
  // of each row, which words it holds: the first word is the lowest bit
  return Array.from({ length: events }, (_, row) => hits.reduce((sum, bits, w) => sum + (bits.has(row) ? 2 ** w : 0), 0));
}

describe("whole numbers in bytes", () => {
  it("come back, small and large", () => {
    const values = [0, 127, 128, 16_383, 16_384, 2 ** 40];
    const out = new Float64Array(values.length);
    const raw = Uint8Array.from([9, ...varints(values)]);
    expect(readVarints(raw, 1, out)).toBe(raw.length);
    expect([...out]).toEqual(values);
    expect([0, 1, 2, 3, 4].map(unfold)).toEqual([0, -1, 1, -2, 2].map((n) => n + 0));
  });
});

describe("texts of common words", () => {
  const told = ["a market was hit", "", "two  spaces", "the Market!", " قُصف السوق "];

  it("come back with their spaces once their block is read", async () => {
    const { texts, asked } = wordTexts(told);
    expect(texts.now("description", 2)).toBe("");
    await texts.read(2);
    expect(texts.now("description", 2)).toBe("two  spaces");
    expect(asked).toEqual(["vocabulary-0", "words-0-1"]);
    for (let row = 0; row < told.length; row++) {
      await texts.read(row);
      expect(texts.now("description", row)).toBe(told[row]);
    }
    expect(await texts.find("description", "the Market!")).toBe(3);
    expect(await texts.find("description", "nowhere")).toBe(-1);
  });

  it("are found by parts of words, folded, a bit for each word", async () => {
    const { texts } = wordTexts(told);
    expect(await found(texts, told.length, ["market"])).toEqual([1, 0, 0, 1, 0]);
    expect(await found(texts, told.length, ["arke", "hit", "قصف"])).toEqual([3, 0, 0, 1, 4]);
    expect(await found(texts, told.length, ["none"])).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([true, undefined] as const)("with many words are told the same way, symbols: %s", async (coded) => {
    const many = Array.from({ length: 70_000 }, (_, i) => `w${i}`);
    const { texts } = wordTexts(["w0 w127 w128", "w255 w256", "w65535 w65536 w69999"], many, coded);
    await texts.read(0);
    await texts.read(2);
    expect(texts.now("description", 0)).toBe("w0 w127 w128");
    expect(texts.now("description", 2)).toBe("w65535 w65536 w69999");
    expect(await found(texts, 3, ["w6999"])).toEqual([0, 0, 1]);
  });

  it("are read ahead a block at a time, and then no more is asked", async () => {
    const { texts, asked } = wordTexts(told);
    const column = texts.column("description");
    let times = 0;
    while (await column?.prepare()) times++;
    expect(times).toBe(3);
    const before = asked.length;
    await found(texts, told.length, ["market"]);
    expect(asked.length).toBe(before);
  });

  it("find the same with and without an index", async () => {
    const { texts } = wordTexts(told);
    const column = texts.column("description");
    const queries = [["market"], ["a", "e"], ["no such word"], ["e", "market", "t"]];
    const before = [];
    for (const words of queries) before.push(await found(texts, told.length, words));
    while (await column?.prepare()) continue;
    let indexed = 0;
    while (column?.index?.()) indexed++;
    expect(indexed).toBe(3);
    for (const [i, words] of queries.entries()) expect(await found(texts, told.length, words)).toEqual(before[i]);
    expect(before.flat().some((marks) => marks > 1)).toBe(true);
  });

  it("are no longer searched when nobody wants them", async () => {
    const { texts } = wordTexts(told);
    const hits = [new Bits(told.length)];
    expect(await texts.column("description")?.search(["market"], hits, () => false)).toBe(false);
  });
});

describe("numbered names", () => {
  const columns = [
    { name: "event_id", kind: "numbers" as const, prefix: "E", width: 5 },
    { name: "report_id", kind: "numbers" as const, prefix: "x:", width: 0, like: "event_id", add: 2 },
  ];
  const page = packed({ "numbers-0": bytes(varints([24, 1, 180])) });
  const texts = new Texts({ columns, rows: 2, word_rows: 2 }, 3, page.read);

  it("come back with prefix and zeros, and one column from another", async () => {
    await texts.read(0);
    expect([0, 1, 2].map((row) => texts.now("event_id", row))).toEqual(["E00012", "E00011", "E00101"]);
    expect([0, 1, 2].map((row) => texts.now("report_id", row))).toEqual(["x:14", "x:13", "x:103"]);
    expect(page.asked).toEqual(["numbers-0"]);
  });

  it("are found as they are written only", async () => {
    expect(await texts.find("event_id", "E00101")).toBe(2);
    expect(await texts.find("report_id", "x:13")).toBe(1);
    for (const other of ["E101", "E00102", "F00101", "E", "E-1", ""]) {
      expect(await texts.find("event_id", other)).toBe(-1);
    }
  });
});

describe("texts as they are", () => {
  const spec = {
    columns: [
      { name: "event_id", kind: "strings" as const, at: 0 },
      { name: "description", kind: "strings" as const, at: 1 },
    ],
    rows: 2,
    word_rows: 2,
  };
  const page = () =>
    packed({ "text-0": json([["a", "b"], ["Déjà vu", ""]]), "text-1": json([["c"], ["seen again"]]) });

  it("share their blocks", async () => {
    const { read, asked } = page();
    const texts = new Texts(spec, 3, read);
    await texts.read(2);
    expect(texts.now("event_id", 2)).toBe("c");
    expect(texts.now("description", 2)).toBe("seen again");
    expect(asked).toEqual(["text-1"]);
    expect(await texts.find("event_id", "b")).toBe(1);
  });

  it("are found folded, and stand empty where a block is lost", async () => {
    expect(await found(new Texts(spec, 3, page().read), 3, ["deja", "seen"])).toEqual([1, 0, 2]);
    const none = new Texts(spec, 3, packed({}).read);
    await none.read(0);
    expect(none.now("description", 0)).toBe("");
  });
});

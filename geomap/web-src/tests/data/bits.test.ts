import { describe, expect, it } from "vitest";
import { Bits, Ranks } from "../../src/data/bits";

function members(bits: Bits): number[] {
  return Array.from({ length: bits.size }, (_, i) => i).filter((i) => bits.has(i));
}

describe("sets of rows", () => {
  it("hold exactly the rows of a range", () => {
    for (const size of [0, 1, 31, 32, 33, 64, 100]) {
      for (let from = 0; from <= size; from += 7) {
        for (let to = from; to <= size; to += 5) {
          const bits = new Bits(size);
          bits.setRange(from, to);
          expect(members(bits)).toEqual(Array.from({ length: to - from }, (_, i) => from + i));
          expect(bits.count()).toBe(to - from);
        }
      }
    }
  });

  it("are full without a row too many", () => {
    for (const size of [0, 1, 31, 32, 33, 64, 65]) expect(new Bits(size).fill().count()).toBe(size);
  });

  it("take rows by their code, whatever the kind of numbers", () => {
    const codes = Array.from({ length: 77 }, (_, i) => (i * 5) % 7);
    const keep = Uint8Array.of(0, 1, 0, 0, 1, 0, 0);
    const wanted = codes.flatMap((code, i) => (keep[code] ? [i] : []));
    for (const kind of [Uint8Array, Uint16Array, Uint32Array]) {
      const bits = new Bits(77);
      bits.setCodes(kind.from(codes), keep);
      expect(members(bits)).toEqual(wanted);
    }
  });

  it("are walked from member to member", () => {
    const bits = new Bits(130);
    const wanted = [0, 5, 31, 32, 64, 96, 129];
    for (const i of wanted) bits.set(i);
    const found: number[] = [];
    for (let i = bits.next(0, 130); i < 130; i = bits.next(i + 1, 130)) found.push(i);
    expect(found).toEqual(wanted);
    expect(bits.next(6, 31)).toBe(31);
    expect(bits.next(65, 96)).toBe(96);
    expect(bits.next(130, 130)).toBe(130);
  });

  it("tell how many lie before a row", () => {
    const bits = new Bits(96);
    for (let i = 0; i < 96; i += 3) bits.set(i);
    const ranks = new Ranks(bits);
    ranks.refresh();
    for (let i = 0; i <= 96; i++) expect(ranks.at(i)).toBe(Math.ceil(i / 3));
  });
});

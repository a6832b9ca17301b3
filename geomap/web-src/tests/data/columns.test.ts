import { describe, expect, it } from "vitest";
import { Columns } from "../../src/data/columns";
import { decodeLetters } from "../../src/data/inflate";
import { readRanks } from "../../src/data/varints";
import cases from "./blocks.json";

describe("what Python wrote", () => {
  it.each(cases.letters)("letters of $bytes.length bytes", ({ bytes, text }) => {
    expect([...decodeLetters(text)]).toEqual(bytes);
  });

  it.each(cases.ranks)("ranks $ranks", ({ bytes, ranks }) => {
    const out = new Uint32Array(ranks.length);
    readRanks(Uint8Array.from([9, ...bytes]), 1, out);
    expect([...out]).toEqual(ranks);
  });
});

describe("columns", () => {
  it("are read in place", () => {
    const buffer = new ArrayBuffer(24);
    new Uint16Array(buffer, 0, 3).set([1, 2, 700]);
    new Float64Array(buffer, 8, 2).set([1.5, -2]);
    const columns = new Columns(
      [{ name: "a", type: "u16", offset: 0, length: 3 }, { name: "b", type: "f64", offset: 8, length: 2 }],
      buffer,
    );
    expect([...(columns.get("a") ?? [])]).toEqual([1, 2, 700]);
    expect([...(columns.get("b") ?? [])]).toEqual([1.5, -2]);
    expect(columns.get("a")?.buffer).toBe(buffer);
    expect(columns.get("c")).toBeUndefined();
  });

  it("come back from planes, steps, whole numbers of a scale and tables", () => {
    const raw = Uint8Array.from([
      0, 2, 1, 0, 0, 0, 0, 0, // steps 0, 1, -1
      0, 255, 2, 0, 255, 1, 0, 0, // zigzag 0, 65535, 258
      0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, // zigzag 0, 0, 2 ** 32 - 1
    ]);
    const columns = new Columns(
      [
        { name: "type", type: "u8", length: 3, offset: 0, planes: 1, steps: true },
        { name: "scaled", type: "f64", length: 3, offset: 8, planes: 2, scale: 10 },
        { name: "low", type: "i32", length: 3, offset: 16, planes: 4 },
        { name: "told", type: "u8", length: 3, of: "type", table: [7, 9] },
      ],
      raw.buffer,
    );
    expect([...(columns.get("told") ?? [])]).toEqual([7, 9, 7]);
    expect([...(columns.get("type") ?? [])]).toEqual([0, 1, 0]);
    expect([...(columns.get("scaled") ?? [])]).toEqual([0, -3276.8, 12.9]);
    expect([...(columns.get("low") ?? [])]).toEqual([0, 0, -(2 ** 31)]);
  });
});

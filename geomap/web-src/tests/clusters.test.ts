import { describe, expect, it } from "vitest";
import { growthFor } from "../src/model/marks";
import { clusterPlaces, project, spread } from "../src/model/clusters";
import { readColumns, refuse, VERSION } from "../src/data/contract";
import { decodeParts, holds } from "../src/model/geometry";

describe("clusters", () => {
  const lon = [36.29, 36.3, 40.14, 37.15];
  const lat = [33.51, 33.52, 35.33, 36.2];
  const points = lon.map((x, i) => project(x, lat[i]));
  const x = Float64Array.from(points, (p) => p[0]);
  const y = Float64Array.from(points, (p) => p[1]);
  const weight = [1, 9, 3, 4];

  it("merge neighbours around the heaviest and keep every place once", () => {
    const found = clusterPlaces(x, y, weight, 6, 34, () => true);
    expect(found.map((c) => c.members)).toEqual([[1, 0], [3], [2]]);
  });

  it("part when the map comes nearer", () => {
    expect(clusterPlaces(x, y, weight, 14, 34, () => true)).toHaveLength(4);
  });

  it("spread marks so that none lies on another", () => {
    const marks = spread(9, 10);
    for (let i = 0; i < 9; i++) {
      for (let j = 0; j < i; j++) {
        expect(Math.hypot(marks[i][0] - marks[j][0], marks[i][1] - marks[j][1])).toBeGreaterThan(20);
      }
    }
  });
});

describe("the contract", () => {
  it("refuses another version", () => {
    expect(refuse({ version: VERSION })).toBeNull();
    expect(refuse({ version: 99 })).toContain("99");
    expect(refuse({})).toContain("undefined");
  });

  it("reads columns in place", () => {
    const buffer = new ArrayBuffer(24);
    new Uint16Array(buffer, 0, 3).set([1, 2, 700]);
    new Float64Array(buffer, 8, 2).set([1.5, -2]);
    const columns = readColumns([{ name: "a", type: "u16", offset: 0, length: 3 }, { name: "b", type: "f64", offset: 8, length: 2 }], buffer);
    expect([...(columns.get("a") ?? [])]).toEqual([1, 2, 700]);
    expect([...(columns.get("b") ?? [])]).toEqual([1.5, -2]);
  });
});

describe("outlines", () => {
  it("are decoded from steps and know what they hold", () => {
    const square = decodeParts([[[36000, 34000, 1000, 0, 0, 1000, -1000, 0]]], 1000);
    expect(holds(square, ...project(36.5, 34.5))).toBe(true);
    expect(holds(square, ...project(37.5, 34.5))).toBe(false);
  });
});

describe("the size of marks", () => {
  it("grows slower where places have many events, so that the largest are still apart", () => {
    expect(growthFor(3)).toBe(2.1);
    for (const heaviest of [500, 50_000, 2_000_000]) {
      expect(growthFor(heaviest) * Math.log2(heaviest)).toBeLessThan(18);
      expect(growthFor(heaviest) * Math.log2(heaviest)).toBeGreaterThan(12);
    }
  });
});

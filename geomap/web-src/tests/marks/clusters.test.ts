import { describe, expect, it } from "vitest";
import { refuse, VERSION } from "../../src/data/contract";
import { gather, mergeOverlapping, partsOf, radiiOf, GAP, type Points } from "../../src/marks/clusters";
import { Mask } from "../../src/marks/mask";
import { coverOf, overlapOf, relax, type Disc } from "../../src/marks/relax";
import { fittingGrowth, radiusOf } from "../../src/marks/sizes";
import { findSpot } from "../../src/marks/spots";
import { innerPoint, pcodesOf } from "../../src/marks/units";
import { decodeParts, holds, project } from "../../src/model/geometry";

const SIZE = 256 * 2 ** 7;

function someTowns(count: number): Points {
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const weight = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    // no two alike, many of them near one another
    [x[i], y[i]] = project(36 + 5 * ((i * 0.618034) % 1) ** 2, 33 + 4 * ((i * 0.754877) % 1));
    weight[i] = 1 + Math.floor(4000 / (i + 1));
  }
  return { x, y, weight, home: new Uint8Array(count).fill(1) };
}

describe("clusters", () => {
  it("keep every place once, and gather around the heaviest", () => {
    for (const count of [40, 9000]) {
      const points = someTowns(count);
      const found = gather(partsOf(points, [...points.x.keys()], SIZE), SIZE, 30);
      expect(found.flatMap((c) => c.lists.flat()).sort((a, b) => a - b)).toEqual([...points.x.keys()]);
      expect(found.reduce((sum, c) => sum + c.weight, 0)).toBe(Array.from(points.weight).reduce((a, b) => a + b, 0));
    }
  });

  it("never count a place abroad with those at home", () => {
    const points = someTowns(40);
    points.home.fill(0, 0, 20);
    for (const { lists } of gather(partsOf(points, [...points.x.keys()], SIZE), SIZE, 400)) {
      expect(new Set(lists.flat().map((place) => points.home[place])).size).toBe(1);
    }
  });

  it("merge until their discs are apart", () => {
    const points = someTowns(600);
    const clusters = mergeOverlapping(gather(partsOf(points, [...points.x.keys()], SIZE), SIZE, 8), SIZE, 26, 1);
    const radii = radiiOf(clusters, 26);
    clusters.forEach((a, i) => clusters.slice(0, i).forEach((b, j) => {
      expect(Math.hypot(a.x - b.x, a.y - b.y) * SIZE).toBeGreaterThan(radii[i] + radii[j] + GAP - 0.01);
    }));
  });
});

describe("discs that lie on something", () => {
  const disc = (x: number, y: number, r = 10): Disc => ({ x, y, ax: x, ay: y, r, weight: 1, home: true });

  it("move apart, off a name and home, but never off their place", () => {
    const discs = [disc(0, 0), disc(14, 3), disc(60, 0), disc(98, 0)];
    const name: [number, number, number, number] = [55, 5, 75, 15];
    relax(discs, [name], (x) => x < 105);
    expect(overlapOf(discs[0], discs[1])).toBeLessThan(0.1);
    expect(coverOf(discs[2], name)).toBeLessThan(0.1);
    expect(discs[3].x).toBeLessThan(95.5);
    for (const one of discs) expect(Math.hypot(one.x - one.ax, one.y - one.ay)).toBeLessThan(one.r);
  });
});

describe("areas", () => {
  const square = decodeParts([[[36000, 34000, 1000, 0, 0, 1000, -1000, 0]]], 1000);

  it("know a point well inside", () => {
    const { x, y, reach } = innerPoint(square);
    expect(holds(square, x, y)).toBe(true);
    expect(reach * 360).toBeGreaterThan(0.4);
  });

  it("know whose part they are", () => {
    expect(pcodesOf("SY020305")).toEqual(["SY020305", "SY0203", "SY02"]);
    expect(pcodesOf("SY05/north")).toEqual(["SY05"]);
    expect(pcodesOf("some-plain")).toEqual([]);
  });

  it("are found again in a mask", () => {
    const mask = new Mask([square]);
    expect(mask.at(...project(36.5, 34.5))).toBe(1);
    expect(mask.at(...project(36.98, 34.02))).toBe(1);
    expect(mask.at(...project(37.1, 34.5))).toBe(0);
  });

  it("hold their tag, off the discs, or have none", () => {
    const { x, y } = innerPoint(square);
    const wish = { area: square, x: x * SIZE, y: y * SIZE, w: 22, h: 18, strict: true };
    const disc: Disc = { x: wish.x, y: wish.y, ax: wish.x, ay: wish.y, r: 12, weight: 1, home: true };
    const [sx, sy] = findSpot(wish, SIZE, [], [disc]) as [number, number];
    expect(holds(square, (sx + 11) / SIZE, (sy + 9) / SIZE) && holds(square, (sx - 11) / SIZE, (sy - 9) / SIZE)).toBe(true);
    expect(coverOf(disc, [sx - 11, sy - 9, sx + 11, sy + 9])).toBeLessThan(0);
    expect(findSpot({ ...wish, w: 500 }, SIZE, [], [])).toBeNull();
  });
});

describe("the contract", () => {
  it("refuses another version", () => {
    expect(refuse({ version: VERSION })).toBeNull();
    expect(refuse({ version: 99 })).toContain("99");
    expect(refuse({})).toContain("undefined");
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
  it("grows evenly in area and fits the room that each has", () => {
    const growth = fittingGrowth([2000, 100, 30], [26, 12, 9], 26);
    expect(radiusOf(2000, growth)).toBeLessThanOrEqual(26.001);
    expect(radiusOf(2000, growth) ** 2 - radiusOf(1500, growth) ** 2).toBeCloseTo(500 * growth);
    for (const heaviest of [3, 500, 2_000_000]) expect(radiusOf(heaviest, fittingGrowth([heaviest], [27], 27))).toBeLessThanOrEqual(27.001);
  });
});

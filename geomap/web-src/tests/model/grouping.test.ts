import { describe, expect, it } from "vitest";
import { Bits } from "../../src/data/bits";
import { firstAbove, Grouping, nearAbove } from "../../src/model/grouping";

/** A small generator of the same numbers in every run. */
function random(seed: number) {
  return (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
}

function bitsOf(kept: boolean[]): Bits {
  const bits = new Bits(kept.length);
  kept.forEach((keep, i) => keep && bits.set(i));
  return bits;
}

function someEvents(n: number, places: number, groups: number) {
  const next = random(n);
  const rows = Array.from({ length: n }, () => {
    const start = next(400) - 200;
    return { place: next(places), group: next(groups), start, end: start + (next(3) ? 0 : next(60)), fail: next(2), weight: next(9) - 1 };
  });
  return {
    rows,
    place: Uint16Array.from(rows, (r) => r.place),
    group: Uint8Array.from(rows, (r) => r.group),
    start: Int32Array.from(rows, (r) => r.start),
    end: Int32Array.from(rows, (r) => r.end),
    pass: bitsOf(rows.map((r) => !r.fail)),
    weights: Int32Array.from(rows, (r) => r.weight),
  };
}

describe("counts by place and group", () => {
  it("agree with counting event by event in every window", () => {
    const [places, groups] = [9, 4];
    const data = someEvents(700, places, groups);
    const grouping = new Grouping(data.place, data.group, data.start, data.end, places, groups);
    grouping.refilter(data.pass, data.weights);
    const counts = new Uint32Array(places * groups);
    const sums = new Uint32Array(places * groups);
    const windows = [null, { from: -50, to: 50 }, { from: 0, to: 0 }, { from: -500, to: -300 }, { from: 199, to: 400 }];
    for (const window of windows) {
      grouping.count(window, counts);
      grouping.weigh(window, sums);
      const expected = new Uint32Array(places * groups);
      const weighed = new Uint32Array(places * groups);
      for (const r of data.rows) {
        if (r.fail || (window && (r.start > window.to || r.end < window.from))) continue;
        expected[r.place * groups + r.group]++;
        weighed[r.place * groups + r.group] += Math.max(0, r.weight);
      }
      expect([...counts]).toEqual([...expected]);
      expect([...sums]).toEqual([...weighed]);
    }
  });

  it("lead to the rows themselves", () => {
    const [places, groups] = [9, 4];
    const data = someEvents(700, places, groups);
    const grouping = new Grouping(data.place, data.group, data.start, data.end, places, groups);
    grouping.refilter(data.pass, null);
    const counts = new Uint32Array(places * groups);
    const here = Uint8Array.from({ length: places }, (_, place) => place % 2);
    for (const window of [null, { from: -50, to: 50 }, { from: 0, to: 0 }, { from: -500, to: -300 }]) {
      grouping.count(window, counts);
      const found = [...here].flatMap((one, place) => (one ? grouping.rowsAt(place, window, counts, data.end) : []));
      const expected = data.rows.flatMap((r, i) =>
        r.fail || !here[r.place] || (window && (r.start > window.to || r.end < window.from)) ? [] : [i],
      );
      expect(found.sort((a, b) => a - b)).toEqual(expected);
    }
  });

  it("hold for no events at all", () => {
    const none = new Grouping(new Uint8Array(), new Uint8Array(), new Int32Array(), new Int32Array(), 0, 1);
    none.refilter(new Bits(0), null);
    expect(() => none.count({ from: 0, to: 1 }, new Uint32Array())).not.toThrow();
  });

  it("search near a guess as anywhere", () => {
    const values = Int32Array.from([9, 1, 1, 2, 4, 4, 4, 7, 8, 8, 12, 0]);
    for (let limit = 0; limit < 14; limit++) {
      for (let guess = 0; guess <= values.length; guess++) {
        expect(nearAbove(values, 1, 11, limit, guess)).toBe(firstAbove(values, 1, 11, limit));
      }
    }
    expect(nearAbove(values, 3, 3, 5, 9)).toBe(3);
  });

  it("search for the first value above a limit", () => {
    const values = Int32Array.from([1, 2, 2, 5]);
    expect([0, 1, 2, 4, 5].map((limit) => firstAbove(values, 0, 4, limit))).toEqual([0, 1, 3, 3, 4]);
  });
});

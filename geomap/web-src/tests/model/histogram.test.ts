import { describe, expect, it } from "vitest";
import { Bits } from "../../src/data/bits";
import { dayOf } from "../../src/data/dates";
import { Histogram, mainSpan } from "../../src/model/histogram";

const days = (...texts: string[]) => Int32Array.from(texts, dayOf);

describe("bars over time", () => {
  it("hold dated events solid and spread the others over their span", () => {
    const histogram = new Histogram();
    histogram.cut(dayOf("2018-01-01"), dayOf("2018-12-31"), "month");
    const start = days("2018-03-05", "2018-01-01", "2018-02-10");
    const end = days("2018-03-05", "2018-12-31", "2018-02-20");
    const bars = histogram.count({ start, end, group: Uint8Array.from([0, 1, 1]), groups: 2 }, new Bits(3).fill());
    expect([...bars.sure[0]]).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(bars.sure[1][1]).toBe(1);
    const spread = [...bars.spread[1]];
    expect(spread.every((share) => Math.abs(share - 1 / 12) < 1e-9)).toBe(true);
  });

  it("leave out what a filter fails and what lies outside", () => {
    const histogram = new Histogram();
    histogram.cut(dayOf("2018-01-01"), dayOf("2018-01-31"), "day");
    const at = days("2018-01-05", "2018-01-05", "1860-07-09");
    const pass = new Bits(3);
    pass.set(0);
    pass.set(2);
    const bars = histogram.count({ start: at, end: at, group: new Uint8Array(3), groups: 1 }, pass);
    expect(bars.highest).toBe(1);
  });

  it("are the same whether those that pass are counted or those that fail are taken off", () => {
    const start = Int32Array.from({ length: 200 }, (_, i) => (i * 37) % 100);
    const end = start.map((day, i) => day + (i % 3 ? 0 : i % 40));
    const group = Uint8Array.from(start, (_, i) => i % 3);
    for (const [keep, lose] of [[9, 10], [1, 10], [10, 10]]) {
      const pass = new Bits(200);
      for (let i = 0; i < 200; i++) if (i % lose < keep) pass.set(i);
      const whole = new Histogram();
      whole.cut(0, 90, "day");
      const bars = whole.count({ start, end, group, groups: 3 }, pass);
      const kept = [...start.keys()].filter((i) => pass.has(i));
      const pick = (values: Int32Array) => Int32Array.from(kept, (i) => values[i]);
      const alone = new Histogram();
      alone.cut(0, 90, "day");
      const rows = { start: pick(start), end: pick(end), group: Uint8Array.from(kept, (i) => group[i]), groups: 3 };
      const expected = alone.count(rows, new Bits(kept.length).fill());
      for (let g = 0; g < 3; g++) {
        expect([...bars.sure[g]]).toEqual([...expected.sure[g]]);
        bars.spread[g].forEach((share, bin) => expect(share).toBeCloseTo(expected.spread[g][bin], 6));
      }
    }
  });

  it("count an event that sticks out by the share that lies inside", () => {
    const histogram = new Histogram();
    histogram.cut(0, 9, "day");
    const bars = histogram.count(
      { start: Int32Array.from([-10]), end: Int32Array.from([9]), group: new Uint8Array(1), groups: 1 },
      new Bits(1).fill(),
    );
    expect(bars.spread[0].reduce((a, b) => a + b)).toBeCloseTo(0.5);
  });
});

describe("the time drawn first", () => {
  it("leaves a lone far event out", () => {
    const many = Array.from({ length: 40 }, (_, i) => 18_000 + i * 10);
    expect(mainSpan([-40_000, ...many]).from).toBe(18_000);
  });

  it("keeps evenly spread events whole", () => {
    const many = Array.from({ length: 40 }, (_, i) => i * 400);
    expect(mainSpan(many)).toEqual({ from: 0, to: 39 * 400 });
  });

  it("holds for none, one and two events", () => {
    expect(mainSpan([])).toEqual({ from: 0, to: 0 });
    expect(mainSpan([7])).toEqual({ from: 7, to: 7 });
    expect(mainSpan([-40_000, 18_000])).toEqual({ from: -40_000, to: 18_000 });
  });
});

import { describe, expect, it } from "vitest";
import { dayOf } from "../src/dates";
import { Histogram, mainSpan } from "../src/histogram";

const days = (...texts: string[]) => Int32Array.from(texts, dayOf);

describe("bars over time", () => {
  it("hold dated events solid and spread the others over their span", () => {
    const histogram = new Histogram();
    histogram.cut(dayOf("2018-01-01"), dayOf("2018-12-31"), "month");
    const start = days("2018-03-05", "2018-01-01", "2018-02-10");
    const end = days("2018-03-05", "2018-12-31", "2018-02-20");
    const bars = histogram.count(start, end, Uint8Array.from([0, 1, 1]), 2, new Uint16Array(3));
    expect([...bars.sure[0]]).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(bars.sure[1][1]).toBe(1);
    const spread = [...bars.spread[1]];
    expect(spread.every((share) => Math.abs(share - 1 / 12) < 1e-9)).toBe(true);
  });

  it("leave out what a filter fails and what lies outside", () => {
    const histogram = new Histogram();
    histogram.cut(dayOf("2018-01-01"), dayOf("2018-01-31"), "day");
    const at = days("2018-01-05", "2018-01-05", "1860-07-09");
    const bars = histogram.count(at, at, new Uint8Array(3), 1, Uint16Array.from([0, 1, 0]));
    expect(bars.highest).toBe(1);
  });

  it("count an event that sticks out by the share that lies inside", () => {
    const histogram = new Histogram();
    histogram.cut(0, 9, "day");
    const bars = histogram.count(Int32Array.from([-10]), Int32Array.from([9]), new Uint8Array(1), 1, new Uint16Array(1));
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

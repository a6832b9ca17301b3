import { describe, expect, it } from "vitest";
import { areAlike, classOf, mildly, quantileBreaks, shadeOf, tellingBreaks } from "../../src/crowd/classes";

const spread = Array.from({ length: 200 }, (_, i) => Math.round(1.03 ** i));
const even = Array.from({ length: 200 }, (_, i) => 50 + (i % 21));

describe("classes of hexagons", () => {
  it.each([["far apart", spread], ["much alike", even], ["few high ones", [...Array(90).fill(1), 400]]])("%s: never most in the darkest", (_, values) => {
    const breaks = tellingBreaks(values);
    const top = values.filter((value: number) => classOf(value, breaks) === breaks.length - 1);
    expect(breaks.length).toBeGreaterThan(1);
    expect(top.length).toBeLessThanOrEqual(values.length * 0.4);
    expect(values.some((value: number) => value < breaks[0])).toBe(false);
  });

  it("all alike have the middle colour", () => {
    expect(tellingBreaks([7, 7, 7, 7]).length).toBe(1);
    expect(shadeOf(0, 1)).toBe(2);
    expect(tellingBreaks([])).toEqual([]);
  });
});

describe("classes of areas", () => {
  it("that are much alike have small steps and the middle colours", () => {
    const breaks = quantileBreaks([163, 171, 178, 180, 184, 188, 190, 191, 195, 199, 202, 205]);
    expect(breaks).toEqual([160, 180, 190, 200]);
    expect(areAlike(breaks)).toBe(true);
    expect(mildly(["#000000", "#202020", "#404040", "#606060", "#ffffff"])).toEqual(["#202020", "#303030", "#404040", "#505050", "#606060"]);
  });

  it("that are far apart keep theirs", () => {
    expect(quantileBreaks([3, 12, 55, 260, 1800])).toEqual([3, 10, 55, 250, 2000]);
    expect(areAlike([3, 10, 55, 250, 2000])).toBe(false);
  });
});

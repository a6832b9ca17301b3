import { describe, expect, it } from "vitest";
import { scaleOf, spikesOf } from "../../src/clock/bars";

describe("the scale of the histogram", () => {
  it.each([[1, 0], [2, 2], [7, 5], [19, 10], [23, 20], [99, 50], [500, 500], [1150, 1000], [86_000, 50_000]])(
    "is a round number that the highest bar of %d reaches: %d", (highest, mark) => expect(scaleOf(highest)).toBe(mark));
});

/** Bars of one group with so many events each, and others that may lie in them. */
function barsOf(sure: number[], spread: number[] = sure.map(() => 0)) {
  const edges = Int32Array.from({ length: sure.length + 1 }, (_, day) => day);
  return { step: "day" as const, edges, sure: [Float64Array.from(sure)], spread: [Float64Array.from(spread)], highest: Math.max(...sure) };
}

describe("a spike", () => {
  it.each<[string, number[], number[]]>([
    ["is twice the mean of the four before", [5, 5, 5, 5, 10], [4]],
    ["is less than that not", [6, 6, 6, 6, 11], []],
    ["has ten events at least", [1, 1, 1, 1, 9], []],
    ["needs four bars before it", [0, 0, 0, 40], []],
    ["after nothing is one too", [0, 0, 0, 0, 12, 12, 12, 12], [4, 5, 6]],
  ])("%s", (_, counts, found) => expect(spikesOf(barsOf(counts))).toEqual(found));
  it("is of what is known to the bar", () => expect(spikesOf(barsOf([2, 2, 2, 2, 4], [0, 0, 0, 0, 50]))).toEqual([]));
});

import { describe, expect, it } from "vitest";
import { scaleOf } from "../../src/clock/bars";

describe("the scale of the histogram", () => {
  it.each([[1, 0], [2, 2], [7, 5], [19, 10], [23, 20], [99, 50], [500, 500], [1150, 1000], [86_000, 50_000]])(
    "is a round number that the highest bar of %d reaches: %d", (highest, mark) => expect(scaleOf(highest)).toBe(mark));
});

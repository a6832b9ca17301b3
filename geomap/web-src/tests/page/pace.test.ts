import { describe, expect, it } from "vitest";
import { Pace } from "../../src/page/pace";

/** Steps of so many milliseconds each; those that were shown whole. */
function run(lengths: number[], between = 5): boolean[] {
  let time = 0;
  const pace = new Pace(() => time);
  return lengths.map((length) => {
    const whole = pace.begin();
    time += length;
    pace.end();
    time += between;
    return whole;
  });
}

describe("the pace of steps", () => {
  it("is whole while frames keep up", () => expect(run(Array(50).fill(20))).not.toContain(false));
  it("forgives a late frame", () => expect(run([20, 90, 20, 90, 20, 20])).not.toContain(false));
  it("leaves the list for later when frames come late one after another", () => {
    const shown = run(Array(40).fill(90));
    expect(shown.slice(0, 2)).toEqual([true, true]);
    expect(shown.slice(2, 14)).not.toContain(true);
    expect(shown[14]).toBe(true);
    expect(shown.slice(15, 39)).not.toContain(true);
  });
  it("shows a step whole that comes by itself", () => expect(run(Array(20).fill(90), 400)).not.toContain(false));
});

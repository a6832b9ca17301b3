import { describe, expect, it } from "vitest";
import { findLed, findRoom, uncut } from "../../src/ground/room";
import type { Box } from "../../src/marks/relax";

const FREE: Box = [0, 0, 400, 300];

describe("names", () => {
  it.each<[string, Box, Box | null]>([
    ["inside stay", [10, 10, 60, 24], [10, 10, 60, 24]],
    ["cut a little move in", [-20, 10, 40, 24], [0, 10, 60, 24]],
    ["cut nearly whole go", [-58, 10, 2, 24], null],
    ["beside stay for a drag", [-80, 10, -20, 24], [-80, 10, -20, 24]],
    ["under the clock go", [10, 320, 60, 334], null],
  ])("%s", (_, box, wanted) => {
    expect(uncut(box, FREE)).toEqual(wanted);
  });

  it("take the first free spot, once", () => {
    const taken: Box[] = [];
    const spots: [number, number][] = [[5, 0], [-45, 0]];
    expect(findRoom(100, 100, 40, 14, spots, taken, FREE)).toEqual([105, 93, 145, 107]);
    expect(findRoom(100, 100, 40, 14, spots, taken, FREE)).toEqual([55, 93, 95, 107]);
    expect(findRoom(100, 100, 40, 14, spots, taken, FREE)).toBeNull();
  });

  it("stand off with a line that crosses nothing", () => {
    const disc: Box = [88, 88, 112, 112];
    const wall: Box = [114, 0, 130, 300];
    const led = findLed(100, 100, { r: 11, edge: 11 }, 40, 14, [disc, wall], FREE);
    expect(led).not.toBeNull();
    expect(led!.box[2]).toBeLessThanOrEqual(114);
    expect(Math.hypot(led!.from[0] - 100, led!.from[1] - 100)).toBeCloseTo(13);
    const walls: Box[] = [[0, 0, 400, 84], [0, 116, 400, 300], [0, 84, 86, 116], [114, 84, 400, 116]];
    expect(findLed(100, 100, { r: 11, edge: 11 }, 40, 14, [disc, ...walls], FREE)).toBeNull();
  });
});

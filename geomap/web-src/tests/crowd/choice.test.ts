import { describe, expect, it } from "vitest";
import { Choice, fittingWay } from "../../src/crowd/choice";

describe("the way a page begins with", () => {
  it.each([
    ["few", { events: 259, pointed: 259, places: 140 }, 6.7, "symbols"],
    ["some thousand", { events: 16_566, pointed: 14_700, places: 1900 }, 6.7, "symbols"],
    ["many far off", { events: 200_000, pointed: 200_000, places: 1994 }, 6.7, "hexagons"],
    ["many close up", { events: 200_000, pointed: 200_000, places: 1994 }, 9, "symbols"],
    ["many at one place", { events: 50_000, pointed: 50_000, places: 1 }, 6.7, "symbols"],
    ["mostly known to an area", { events: 3000, pointed: 900, places: 200 }, 6.7, "shading"],
    ["few known to an area", { events: 12, pointed: 2, places: 2 }, 6.7, "symbols"],
    ["none", { events: 0, pointed: 0, places: 0 }, 6, "symbols"],
  ])("%s", (_, size, zoom, way) => {
    expect(fittingWay(size, zoom)).toBe(way);
  });

  it("stays as somebody chose it", () => {
    const choice = new Choice({ events: 200_000, pointed: 200_000, places: 1994 });
    choice.fit(6);
    expect([...choice.show]).toEqual(["hexagons"]);
    choice.take(["symbols", "heat"]);
    choice.fit(6);
    expect([...choice.show]).toEqual(["symbols", "heat"]);
    choice.leave();
    choice.fit(6);
    expect([...choice.show]).toEqual(["hexagons"]);
  });
});

import { describe, expect, it } from "vitest";
import { addSteps, dayOf, edgesOf, fittingStep, floorTo, isoOf } from "../../src/data/dates";

describe("days", () => {
  it("count backwards before 1970", () => {
    expect(dayOf("1970-01-01")).toBe(0);
    expect(dayOf("1969-12-31")).toBe(-1);
    expect(isoOf(dayOf("1860-07-09"))).toBe("1860-07-09");
    expect(isoOf(dayOf("0099-03-01"))).toBe("0099-03-01");
  });

  it("refuse dates that do not exist", () => {
    for (const text of ["2025-02-30", "2025-13-01", "2025-1-1", "x", ""]) expect(dayOf(text)).toBeNaN();
  });
});

describe("steps", () => {
  it("begin weeks on Monday, before 1970 too", () => {
    expect(isoOf(floorTo(dayOf("2025-06-22"), "week"))).toBe("2025-06-16");
    expect(isoOf(floorTo(dayOf("1969-12-31"), "week"))).toBe("1969-12-29");
  });

  it("keep a month's end within its month", () => {
    expect(isoOf(addSteps(dayOf("2024-01-31"), "month", 1))).toBe("2024-02-29");
    expect(isoOf(addSteps(dayOf("2024-02-29"), "year", 1))).toBe("2025-02-28");
    expect(isoOf(addSteps(dayOf("1899-12-31"), "month", 2))).toBe("1900-02-28");
  });

  it("cover a span with bins without a gap", () => {
    const [from, to] = [dayOf("2019-11-20"), dayOf("2020-03-05")];
    const edges = [...edgesOf(from, to, "month")].map(isoOf);
    expect(edges).toEqual(["2019-11-01", "2019-12-01", "2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01"]);
  });

  it("fit the number of bins", () => {
    expect(fittingStep(0, 99, 100)).toBe("day");
    expect(fittingStep(0, 600, 100)).toBe("week");
    expect(fittingStep(0, 3000, 100)).toBe("month");
    expect(fittingStep(0, 60_000, 100)).toBe("year");
  });
});

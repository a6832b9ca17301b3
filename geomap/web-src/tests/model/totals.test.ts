import { describe, expect, it } from "vitest";
import cases from "./counts.json";
import { deadOf, governoratesOf, samePlaces, weightsOnce } from "../../src/model/totals";

function store(figures: number[], incidents: number[] | null) {
  return {
    n: figures.length,
    fatalities: Int32Array.from(figures),
    has: (name: string) => name === "incident" && incidents !== null,
    column: () => Uint8Array.from(incidents ?? []),
  };
}

describe("the dead", () => {
  it.each(cases.dead)("$figures of $incidents", ({ figures, incidents, dead, given }) => {
    const codes = incidents.map((id) => (id ? 1 + incidents.indexOf(id) : 0));
    const told = deadOf(store(figures.map((figure) => figure ?? -1), codes), () => true);
    expect(told).toEqual(dead === null ? null : { dead, given });
  });

  it("are those of what is shown", () => {
    expect(deadOf(store([9, 7], [1, 1]), (row) => row === 1)).toEqual({ dead: 7, given: 1 });
    expect(deadOf(store([9, 9], null), () => true)).toEqual({ dead: 18, given: 2 });
  });

  it("stand at one row of a happening", () => {
    const all = { has: () => true };
    expect([...weightsOnce(store([7, 9, 3], [1, 1, 0]), all)]).toEqual([0, 9, 3]);
    expect([...weightsOnce(store([7, 9, 3], [1, 1, 0]), { has: (row: number) => row !== 1 })]).toEqual([7, 9, 3]);
    expect([...weightsOnce(store([9, 9], [1, 1]), all)]).toEqual([9, 0]);
  });
});

it("governorates are those where something is shown, not abroad", () => {
  const codes = Uint8Array.from([0, 0, 1, 255]);
  expect(governoratesOf(2, codes, [3, 0, 1, 5])).toBe(2);
  expect(governoratesOf(2, codes, [3, 0, 0, 5])).toBe(1);
});

it.each(cases.places)("a place is its id or its point: $rows", ({ rows, places }) => {
  const ids = [...new Set(["", ...rows.map(([id]) => id)])];
  const columns: Record<string, number[]> = { place_id: rows.map(([id]) => ids.indexOf(id)), place_lon: rows.map((row) => Number(row[1])), place_lat: rows.map((row) => Number(row[2])) };
  const same = samePlaces({ head: { places: rows.length }, has: () => true, column: (name) => columns[name] });
  expect(same ? new Set(same).size : rows.length).toBe(places);
});

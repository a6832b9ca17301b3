import { expect, test } from "vitest";
import { asMine, changedFields, keepOf } from "../../src/desk/team/merge";

const base = { fatalities: null, fatalities_low: null, fatalities_high: null, source: "S", date_start: "2020-03-03", date_end: "2020-03-03", actor1: "", place_name: "A" };
const names = (mine: Record<string, unknown>, now: object) => changedFields({ base, mine, now: { ...base, ...now } }).map((one) => one.name);

test("only what somebody changed is shown, and what both wrote alike is not", () => {
  expect(names({ fatalities: "7", actor1: "X" }, { fatalities: 5, source: "T" })).toEqual(["actor1", "fatalities", "source"]);
  expect(names({ fatalities: "5" }, { fatalities: 5 })).toEqual([]);
});

test("what follows another cell is shown where it says something of its own", () => {
  expect(names({ fatalities: "7" }, { fatalities: 5, fatalities_low: 5, fatalities_high: 9 })).toEqual(["fatalities", "fatalities_high"]);
});

test("mine is kept, and theirs that would follow it is written as they have it", () => {
  const mine = { date_start: "2020-03-01", source: "U" };
  const fields = changedFields({ base, mine, now: { ...base, date_end: "2020-03-09", source: "T" } });
  expect(keepOf({ set: mine }, ["date_start"], fields)).toEqual({ set: { date_start: "2020-03-01", date_end: "2020-03-09" } });
  expect(keepOf({ set: mine }, [], fields)).toEqual({});
});

test("a place is one of the fields", () => {
  const place = { place_name: "B", lon: 36, lat: 35 };
  expect(asMine({ place })).toEqual({ place_name: "B" });
  expect(keepOf({ place }, ["place_name"])).toEqual({ place });
  expect(keepOf({ place }, [])).toEqual({});
});

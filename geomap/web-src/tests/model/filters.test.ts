import { describe, expect, it } from "vitest";
import { Filter } from "../../src/model/filters";
import { noFilters, type FacetDimension, type Filters } from "../../src/model/dimensions";
import type { Store } from "../../src/data/store";

const ROWS = 1000;
const TYPES = ["battle", "protest", "riot"];
const ACTORS = ["", "one", "two", "three", "four"];
const WORDS = ["", "market", "bridge by the market", "school"];

function random(seed: number) {
  return (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
}

/** Rows ordered by place and type, as Python writes them. */
function someStore(): Store {
  const next = random(7);
  const keys = Array.from({ length: ROWS }, () => next(20) * 3 + next(3)).sort((a, b) => a - b);
  const place = Uint8Array.from(keys, (key) => Math.floor(key / 3));
  const some = (below: number) => Uint8Array.from({ length: ROWS }, () => next(below));
  const columns: Record<string, Uint8Array> = {
    place_governorate: Uint8Array.from({ length: 20 }, (_, i) => (i % 4 === 3 ? 255 : i % 4)),
    place_precision: Uint8Array.from({ length: 20 }, (_, i) => i % 4),
    actor1: some(5), actor2: some(5), claimed_by: some(2), attributed_to: some(1),
    sub_event_type: some(4), status: some(2), source: some(3), location: some(4),
  };
  const dicts: Record<string, string[]> = {
    actor: ACTORS, sub_event_type: ["", "a", "b", "c"], status: ["", "claimed"], source: ["", "s", "t"], location: WORDS,
  };
  const shared = (name: string) => (["actor1", "actor2", "claimed_by", "attributed_to"].includes(name) ? "actor" : name);
  return {
    n: ROWS,
    place,
    type: Uint8Array.from(keys, (key) => key % 3),
    fatalities: Int32Array.from({ length: ROWS }, () => next(40) - 1),
    start: Int32Array.from({ length: ROWS }, (_, i) => i),
    end: Int32Array.from({ length: ROWS }, (_, i) => i + 3),
    head: {
      types: TYPES.map((name) => ({ name, label_ar: "" })), places: 20,
      governorates: [{ pcode: "SY01" }, { pcode: "SY02" }, { pcode: "SY03" }],
    },
    texts: { column: () => undefined },
    has: (name: string) => name in columns,
    column: (name: string) => columns[name],
    anyColumn: (name: string) => columns[name],
    dict: (name: string) => dicts[shared(name)] ?? [""],
    dictIn: (name: string) => dicts[shared(name)] ?? [""],
    placeWord: () => "",
  } as unknown as Store;
}

const CHOICES: Partial<Filters>[] = [
  {},
  { type: ["battle"] },
  { type: ["battle", "riot"], actor: ["one"] },
  { actor: ["two", "four"], role: "any" },
  { actor: ["one"], role: "actor2" },
  { actor: [""], role: "any" },
  { governorate: ["SY01", ""], geo_precision: ["2", "3"] },
  { status: ["claimed"], fatalities: ["25+", "?"], source: ["s"] },
  { sub_event_type: ["b"], type: ["no such type"] },
];

function passes(store: Store, chosen: Filters, row: number): boolean {
  const word = (name: string) => store.dict(name)[store.anyColumn(name)[row]];
  const place = store.place[row];
  const unit = store.head.governorates[store.column("place_governorate")[place]];
  const bands = ["0", "1-4", "5-24", "25+"];
  const dead = store.fatalities[row];
  const band = dead < 0 ? "?" : bands[dead === 0 ? 0 : dead < 5 ? 1 : dead < 25 ? 2 : 3];
  const roles = chosen.role === "any" ? ["actor1", "actor2", "claimed_by", "attributed_to"] : [chosen.role];
  const told: Record<FacetDimension, string[]> = {
    type: [TYPES[store.type[row]]], sub_event_type: [word("sub_event_type")], actor: roles.map(word),
    status: [word("status")], source: [word("source")], fatalities: [band], governorate: [unit?.pcode ?? ""],
    geo_precision: [["", "1", "2", "3"][store.column("place_precision")[place]]],
  };
  return Object.entries(told).every(([name, here]) => {
    const wanted = chosen[name as FacetDimension];
    return wanted.length === 0 || here.some((one) => wanted.includes(one));
  });
}

const DIMENSIONS: FacetDimension[] = [
  "type", "sub_event_type", "actor", "status", "geo_precision", "governorate", "source", "fatalities",
];

describe("filters", () => {
  for (const prepared of [false, true]) {
    it(`keep what a look at every row keeps, ${prepared ? "with" : "before"} lists of rows`, async () => {
      const store = someStore();
      const filter = new Filter(store);
      if (prepared) while (await filter.prepare()) continue;
      for (const choice of CHOICES) {
        const chosen = { ...noFilters(), ...choice };
        for (const dimension of DIMENSIONS) filter.apply(dimension, chosen);
        const kept = Array.from({ length: ROWS }, (_, row) => filter.pass.has(row));
        expect(kept).toEqual(Array.from({ length: ROWS }, (_, row) => passes(store, chosen, row)));
      }
    });
  }

  it("count the options of one among rows that pass the others", () => {
    const store = someStore();
    const filter = new Filter(store);
    const chosen = { ...noFilters(), type: ["battle"], status: ["claimed"] };
    for (const dimension of DIMENSIONS) filter.apply(dimension, chosen);
    const counts = filter.facet("type", "any", { from: 100, to: 800 });
    const expected = TYPES.map((type) => {
      const only = { ...chosen, type: [type] };
      return store.start.filter((day, row) => day <= 800 && store.end[row] >= 100 && passes(store, only, row)).length;
    });
    expect([...counts]).toEqual(expected);
  });

  it("ask for every word of a text, in any column", async () => {
    const store = someStore();
    const filter = new Filter(store);
    expect(await filter.applyText("MARKET bridge", () => true)).toBe(true);
    const where = store.column("location");
    expect(filter.pass.count()).toBe(where.filter((code) => code === 2).length);
    await filter.applyText("", () => true);
    expect(filter.pass.count()).toBe(ROWS);
  });

  it("bear a query of thousands of words", async () => {
    const filter = new Filter(someStore());
    await filter.applyText("school", () => true);
    const before = filter.pass.count();
    const endless = Array.from({ length: 5000 }, (_, i) => `word${i}`).join(" ");
    await filter.applyText(endless, () => true);
    expect(filter.pass.count()).toBe(0);
    await filter.applyText("school", () => true);
    expect(filter.pass.count()).toBe(before);
  });
});

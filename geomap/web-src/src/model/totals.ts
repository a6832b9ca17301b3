/** Totals of what is shown, as geomap/layers/counts.py counts them; both are held to tests/counts.json. */

import type { Bits } from "../data/bits";
import type { Store } from "../data/store";

export interface Dead {
  dead: number;
  /** Happenings that give a figure. */
  given: number;
}

/** The dead of some rows: rows of one happening count once, by the highest figure. */
export function deadOf(store: Pick<Store, "n" | "fatalities" | "has" | "column">, isShown: (row: number) => boolean): Dead | null {
  const incident = store.has("incident") ? store.column("incident") : null;
  const most = new Map<number, number>();
  let [dead, given] = [0, 0];
  for (let row = 0; row < store.n; row++) {
    const figure = store.fatalities[row];
    if (figure < 0 || !isShown(row)) continue;
    const code = incident ? incident[row] : 0;
    const before = code ? most.get(code) : undefined;
    if (code) most.set(code, Math.max(figure, before ?? 0));
    if (before === undefined) given++;
    dead += before === undefined ? figure : Math.max(0, figure - before);
  }
  return given ? { dead, given } : null;
}

/** Fatalities by row where each happening has its highest figure at one row, and none at the others. */
export function weightsOnce(store: Pick<Store, "n" | "fatalities" | "has" | "column">, pass: Pick<Bits, "has">): Int32Array {
  if (!store.has("incident")) return store.fatalities;
  const incident = store.column("incident");
  const weights = store.fatalities.slice();
  const best = new Map<number, number>();
  for (let row = 0; row < store.n; row++) {
    const code = incident[row];
    if (!code || !pass.has(row)) continue;
    const before = best.get(code);
    const better = before === undefined || weights[row] > weights[before];
    if (before !== undefined) weights[better ? before : row] = 0;
    if (better) best.set(code, row);
  }
  return weights;
}

/** In how many of `count` governorates something is shown; `codes` and `totals` go by place. */
export function governoratesOf(count: number, codes: ArrayLike<number>, totals: ArrayLike<number>): number {
  const seen = new Uint8Array(256);
  for (let place = 0; place < totals.length; place++) if (totals[place]) seen[codes[place]] = 1;
  return seen.subarray(0, count).reduce((sum, one) => sum + one, 0);
}

/** For each row of the places' table the place that it is: one id, else one point to 3 decimals; null if all differ. */
export function samePlaces({ head, has, column }: { head: { places: number }; has: (name: string) => boolean; column: (name: string) => ArrayLike<number> }): Uint32Array | null {
  if (!["place_id", "place_lon", "place_lat"].every(has)) return null;
  const [id, lon, lat] = ["place_id", "place_lon", "place_lat"].map(column);
  const n = head.places;
  const same = new Uint32Array(n);
  const [px, py] = [new Int32Array(n), new Int32Array(n)];
  for (let i = 0; i < n; i++) {
    px[i] = Math.round(lon[i] * 1000);
    py[i] = Math.round(lat[i] * 1000);
  }
  const byId = new Map<number, number>();
  // a table of points as whole numbers: a million places would make a million words of them
  const mask = 2 ** Math.ceil(Math.log2(2 * n + 2)) - 1;
  const slots = new Int32Array(mask + 1);
  let known = 0;
  for (let i = 0; i < n; i++) {
    if (id[i]) {
      const before = byId.get(id[i]);
      same[i] = before ?? known++;
      if (before === undefined) byId.set(id[i], same[i]);
      continue;
    }
    const mixed = Math.imul(px[i], 0x9e3779b1) ^ Math.imul(py[i], 0x85ebca77);
    let at = (mixed ^ (mixed >>> 15)) & mask;
    while (slots[at] && (px[slots[at] - 1] !== px[i] || py[slots[at] - 1] !== py[i])) at = (at + 1) & mask;
    if (slots[at]) same[i] = same[slots[at] - 1];
    else {
      slots[at] = i + 1;
      same[i] = known++;
    }
  }
  return known < n ? same : null;
}

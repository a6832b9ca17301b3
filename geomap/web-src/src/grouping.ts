/**
 * Counts by place and group in any window, without a walk over the events.
 *
 * Rows are ordered by place, then group, then first day; a segment is one place and group. An event
 * is in the window if it may have happened in it: it starts by the window's end and ends after its
 * start. So the count of a segment is (rows that start by then) - (rows that end before), searches
 * and differences of running sums, whatever the number of events. Most events are of one day and
 * end where they start; only the few with a span need an order by their end.
 */

import type { Numbers } from "./contract";

export interface Window {
  from: number;
  to: number;
}

/** Running sums over rows in some order, their days beside them. */
interface Track {
  rows: Uint32Array | null;
  days: Int32Array;
  sums: Uint32Array;
  weighed: Uint32Array | null;
}

export class Grouping {
  readonly segments: number;
  /** First position of each segment among all rows, and among those with a span. */
  private readonly from: Uint32Array;
  private readonly spanFrom: Uint32Array;
  private readonly cell: Uint32Array;
  private readonly all: Track;
  private readonly spanStart: Track;
  private readonly spanEnd: Track;

  constructor(
    place: Numbers,
    group: Uint8Array,
    start: Int32Array,
    end: Int32Array,
    readonly places: number,
    readonly groups: number,
  ) {
    const n = place.length;
    const order = ordered(place, group, start) ? null : orderRows(place, group, start);
    const from: number[] = [];
    const spanFrom: number[] = [];
    const cell: number[] = [];
    const spans: number[] = [];
    let last = -1;
    for (let i = 0; i < n; i++) {
      const r = order ? order[i] : i;
      const here = place[r] * groups + group[r];
      if (here !== last) {
        from.push(i);
        spanFrom.push(spans.length);
        cell.push((last = here));
      }
      if (end[r] !== start[r]) spans.push(r);
    }
    from.push(n);
    spanFrom.push(spans.length);
    this.segments = cell.length;
    this.from = Uint32Array.from(from);
    this.spanFrom = Uint32Array.from(spanFrom);
    this.cell = Uint32Array.from(cell);
    this.all = track(order, order ? start.map((_, i) => start[order[i]]) : start);
    const byStart = Uint32Array.from(spans);
    const byEnd = byStart.slice();
    for (let s = 0; s < this.segments; s++) {
      byEnd.subarray(spanFrom[s], spanFrom[s + 1]).sort((x, y) => end[x] - end[y] || x - y);
    }
    this.spanStart = track(byStart, Int32Array.from(byStart, (r) => start[r]));
    this.spanEnd = track(byEnd, Int32Array.from(byEnd, (r) => end[r]));
  }

  /** Take a new filter: a row passes where `fail` is 0. `weights` are summed beside the count. */
  refilter(fail: Uint16Array, weights: Int32Array | null): void {
    for (const one of [this.all, this.spanStart, this.spanEnd]) {
      addUp(one, fail);
      if (!weights) continue;
      one.weighed ??= new Uint32Array(one.days.length + 1);
      addWeights(one.weighed, one, fail, weights);
    }
  }

  /** Fill `out[place * groups + group]` with how many lie in `window` (null: all time). */
  count(window: Window | null, out: Uint32Array): void {
    this.sum(window, out, this.all.sums, this.spanStart.sums, this.spanEnd.sums);
  }

  /**
   * Rows in `window` that pass, at places where `here` is set: a few searches for each, not a walk
   * over all. `counts` is what `count` filled for the same window.
   */
  rowsIn(window: Window | null, counts: Uint32Array, here: Uint8Array, end: Int32Array): number[] {
    const found: number[] = [];
    const { days, sums, rows } = this.all;
    for (let s = 0; s < this.segments; s++) {
      const cell = this.cell[s];
      if (!counts[cell] || !here[Math.floor(cell / this.groups)]) continue;
      let i = this.from[s];
      let last = this.from[s + 1];
      if (window) {
        last = firstAbove(days, i, last, window.to);
        // what has a span may begin before the window and lie in it
        if (this.spanFrom[s] === this.spanFrom[s + 1]) i = firstAbove(days, i, last, window.from - 1);
      }
      while (sums[last] > sums[i]) {
        i = firstAbove(sums, i + 1, last, sums[i]);
        const row = rows ? rows[i - 1] : i - 1;
        if (!window || end[row] >= window.from) found.push(row);
      }
    }
    return found;
  }

  /** Fill `out` with the sums of the weights instead. */
  weigh(window: Window | null, out: Uint32Array): void {
    const [all, starts, ends] = [this.all, this.spanStart, this.spanEnd].map((t) => t.weighed);
    if (all && starts && ends) this.sum(window, out, all, starts, ends);
  }

  private sum(
    window: Window | null,
    out: Uint32Array,
    all: Uint32Array,
    starts: Uint32Array,
    ends: Uint32Array,
  ): void {
    out.fill(0);
    const { from, spanFrom, cell } = this;
    const days = this.all.days;
    for (let s = 0; s < this.segments; s++) {
      const a = from[s];
      const b = from[s + 1];
      if (!window) {
        out[cell[s]] = all[b] - all[a];
        continue;
      }
      const before = firstAbove(days, a, b, window.from - 1);
      let value = all[firstAbove(days, before, b, window.to)] - all[before];
      const c = spanFrom[s];
      const d = spanFrom[s + 1];
      if (c < d) {
        // those that start before the window and end in or after it
        const started = firstAbove(this.spanStart.days, c, d, window.from - 1);
        const ended = firstAbove(this.spanEnd.days, c, d, window.from - 1);
        value += starts[started] - starts[c] - (ends[ended] - ends[c]);
      }
      out[cell[s]] = value;
    }
  }
}

function track(rows: Uint32Array | null, days: Int32Array): Track {
  return { rows, days, sums: new Uint32Array(days.length + 1), weighed: null };
}

function addUp({ rows, sums, days }: Track, fail: Uint16Array): void {
  const n = days.length;
  let sum = 0;
  if (!rows) {
    for (let i = 0; i < n; i++) {
      sum += fail[i] === 0 ? 1 : 0;
      sums[i + 1] = sum;
    }
    return;
  }
  for (let i = 0; i < n; i++) {
    sum += fail[rows[i]] === 0 ? 1 : 0;
    sums[i + 1] = sum;
  }
}

function addWeights(sums: Uint32Array, { rows, days }: Track, fail: Uint16Array, weights: Int32Array): void {
  let sum = 0;
  for (let i = 0; i < days.length; i++) {
    const r = rows ? rows[i] : i;
    if (fail[r] === 0) sum += Math.max(0, weights[r]);
    sums[i + 1] = sum;
  }
}

/** The first index in [a, b) whose value is above `limit`, b if none is. */
export function firstAbove(values: Int32Array | Uint32Array, a: number, b: number, limit: number): number {
  let low = a;
  let high = b;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function ordered(place: Numbers, group: Uint8Array, start: Int32Array): boolean {
  for (let i = 1; i < place.length; i++) {
    if (place[i] < place[i - 1]) return false;
    if (place[i] > place[i - 1]) continue;
    if (group[i] < group[i - 1]) return false;
    if (group[i] === group[i - 1] && start[i] < start[i - 1]) return false;
  }
  return true;
}

function orderRows(place: Numbers, group: Uint8Array, start: Int32Array): Uint32Array {
  const order = Uint32Array.from({ length: place.length }, (_, i) => i);
  return order.sort(
    (x, y) => place[x] - place[y] || group[x] - group[y] || start[x] - start[y] || x - y,
  );
}

/**
 * Counts by place and group in any window, without a walk over the events.
 *
 * Rows are ordered by place, then group, then first day; a segment is one place and group. An event
 * is in the window if it may have happened in it: it starts by the window's end and ends after its
 * start. So the count of a segment is (rows that start by then) - (rows that end before), two
 * searches and a difference of running sums, whatever the number of events.
 */

import type { Numbers } from "./contract";

export interface Window {
  from: number;
  to: number;
}

export class Grouping {
  readonly segments: number;
  private readonly from: Uint32Array;
  private readonly segPlace: Uint32Array;
  private readonly segGroup: Uint8Array;
  private readonly startOf: Int32Array;
  private readonly endOf: Int32Array;
  private readonly byStart: Uint32Array | null;
  private readonly byEnd: Uint32Array | null;
  private readonly sumStart: Uint32Array;
  private readonly sumEnd: Uint32Array;
  private weighed: [Uint32Array, Uint32Array] | null = null;

  constructor(
    place: Numbers,
    group: Uint8Array,
    start: Int32Array,
    end: Int32Array,
    readonly places: number,
    readonly groups: number,
  ) {
    const n = place.length;
    let order: Uint32Array | null = null;
    if (!ordered(place, group, start)) order = orderRows(place, group, start);
    const row = (i: number) => (order ? order[i] : i);
    const from: number[] = [];
    const segPlace: number[] = [];
    const segGroup: number[] = [];
    let lastPlace = -1;
    let lastGroup = -1;
    for (let i = 0; i < n; i++) {
      const r = row(i);
      if (place[r] !== lastPlace || group[r] !== lastGroup) {
        from.push(i);
        segPlace.push((lastPlace = place[r]));
        segGroup.push((lastGroup = group[r]));
      }
    }
    from.push(n);
    this.segments = segPlace.length;
    this.from = Uint32Array.from(from);
    this.segPlace = Uint32Array.from(segPlace);
    this.segGroup = Uint8Array.from(segGroup);
    this.byStart = order;
    this.startOf = order ? start.map((_, i) => start[order[i]]) : start;
    [this.byEnd, this.endOf] = this.orderEnds(order, end);
    this.sumStart = new Uint32Array(n + 1);
    this.sumEnd = this.byEnd === this.byStart ? this.sumStart : new Uint32Array(n + 1);
  }

  private orderEnds(order: Uint32Array | null, end: Int32Array): [Uint32Array | null, Int32Array] {
    const n = end.length;
    let byEnd: Uint32Array | null = null;
    for (let s = 0; s < this.segments; s++) {
      const a = this.from[s];
      const b = this.from[s + 1];
      let rising = true;
      for (let i = a + 1; i < b && rising; i++) {
        rising = end[order ? order[i - 1] : i - 1] <= end[order ? order[i] : i];
      }
      if (rising) continue;
      byEnd ??= order ? order.slice() : Uint32Array.from({ length: n }, (_, i) => i);
      byEnd.subarray(a, b).sort((x, y) => end[x] - end[y] || x - y);
    }
    const used = byEnd ?? order;
    return [used, used ? end.map((_, i) => end[used[i]]) : end];
  }

  /** Take a new filter: a row passes where `fail` is 0. `weights` are summed beside the count. */
  refilter(fail: Uint16Array, weights: Int32Array | null): void {
    running(this.sumStart, this.byStart, fail, null);
    if (this.sumEnd !== this.sumStart) running(this.sumEnd, this.byEnd, fail, null);
    if (!weights) return;
    const size = fail.length + 1;
    this.weighed ??= [new Uint32Array(size), new Uint32Array(size)];
    running(this.weighed[0], this.byStart, fail, weights);
    running(this.weighed[1], this.byEnd, fail, weights);
  }

  /** Fill `out[place * groups + group]` with how many lie in `window` (null: all time). */
  count(window: Window | null, out: Uint32Array): void {
    this.sum(window, out, this.sumStart, this.sumEnd);
  }

  /** Fill `out` with the sums of the weights instead. */
  weigh(window: Window | null, out: Uint32Array): void {
    if (this.weighed) this.sum(window, out, ...this.weighed);
  }

  private sum(
    window: Window | null,
    out: Uint32Array,
    sumStart: Uint32Array,
    sumEnd: Uint32Array,
  ): void {
    out.fill(0);
    const { from, groups } = this;
    for (let s = 0; s < this.segments; s++) {
      const a = from[s];
      const b = from[s + 1];
      let value: number;
      if (!window) {
        value = sumStart[b] - sumStart[a];
      } else {
        const started = firstAbove(this.startOf, a, b, window.to);
        const ended = firstAbove(this.endOf, a, b, window.from - 1);
        value = sumStart[started] - sumStart[a] - (sumEnd[ended] - sumEnd[a]);
      }
      out[this.segPlace[s] * groups + this.segGroup[s]] = value;
    }
  }
}

function running(
  sums: Uint32Array,
  order: Uint32Array | null,
  fail: Uint16Array,
  weights: Int32Array | null,
): void {
  const n = fail.length;
  let sum = 0;
  if (!order && !weights) {
    for (let i = 0; i < n; i++) {
      if (fail[i] === 0) sum++;
      sums[i + 1] = sum;
    }
    return;
  }
  for (let i = 0; i < n; i++) {
    const r = order ? order[i] : i;
    if (fail[r] === 0) sum += weights ? Math.max(0, weights[r]) : 1;
    sums[i + 1] = sum;
  }
}

/** The first index in [a, b) whose value is above `limit`, b if none is. */
export function firstAbove(values: Int32Array, a: number, b: number, limit: number): number {
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

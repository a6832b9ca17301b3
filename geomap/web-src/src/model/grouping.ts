/**
 * Counts by place and group in any window, without a walk over the events.
 *
 * Rows are ordered by place, then group, then first day; a segment is one place and group. An event
 * is in the window if it may have happened in it: it starts by the window's end and ends after its
 * start. So the count of a segment is (rows that start by then) - (rows that end before), searches
 * and differences of ranks, whatever the number of events. Most events are of one day and
 * end where they start; only the few with a span need an order by their end.
 */

import { Bits, bitsIn, Ranks } from "../data/bits";
import type { Numbers } from "../data/contract";

export interface Window {
  from: number;
  to: number;
}

/** Rows in some order, their days beside them, and which of them pass. */
interface Track {
  /** Null where they are all rows as they come. */
  rows: Uint32Array | null;
  days: Int32Array;
  ranks: Ranks;
  /** Running sums of the weights, where they are asked. */
  weighed: Uint32Array | null;
}

export class Grouping {
  readonly segments: number;
  /** First position of each segment among all rows, and among those with a span. */
  private readonly from: Uint32Array;
  private readonly spanFrom: Uint32Array;
  private readonly cell: Uint32Array;
  /** First segment of each place, and one past the last. */
  private readonly placeFrom: Uint32Array;
  /** Where the window began and ended in each segment when it was last asked: the next is near. */
  private readonly begun: Uint32Array;
  private readonly ended: Uint32Array;
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
    const spanFrom: number[] = [];
    const spans: number[] = [];
    // room for a segment of each row, cut when they are known
    const from = new Uint32Array(n + 1);
    const cell = new Uint32Array(n);
    let segments = 0;
    let last = -1;
    for (let i = 0; i < n; i++) {
      const r = order ? order[i] : i;
      const here = place[r] * groups + group[r];
      if (here !== last) {
        from[segments] = i;
        spanFrom.push(spans.length);
        cell[segments++] = last = here;
      }
      if (end[r] !== start[r]) spans.push(r);
    }
    from[segments] = n;
    spanFrom.push(spans.length);
    this.segments = segments;
    this.from = from.slice(0, segments + 1);
    this.spanFrom = Uint32Array.from(spanFrom);
    this.cell = cell.slice(0, segments);
    this.placeFrom = new Uint32Array(places + 1);
    for (let s = 0; s < segments; s++) this.placeFrom[Math.floor(cell[s] / groups) + 1]++;
    for (let p = 1; p <= places; p++) this.placeFrom[p] += this.placeFrom[p - 1];
    this.begun = this.from.slice();
    this.ended = this.from.slice();
    this.all = track(order, order ? start.map((_, i) => start[order[i]]) : start);
    const byStart = Uint32Array.from(spans);
    const byEnd = byStart.slice();
    for (let s = 0; s < this.segments; s++) {
      byEnd.subarray(spanFrom[s], spanFrom[s + 1]).sort((x, y) => end[x] - end[y] || x - y);
    }
    this.spanStart = track(byStart, Int32Array.from(byStart, (r) => start[r]));
    this.spanEnd = track(byEnd, Int32Array.from(byEnd, (r) => end[r]));
  }

  /** Take a new filter; `weights` are summed beside the count. */
  refilter(pass: Bits, weights: Int32Array | null): void {
    for (const one of [this.all, this.spanStart, this.spanEnd]) {
      takePass(one, pass);
      if (!weights) continue;
      one.weighed ??= new Uint32Array(one.days.length + 1);
      addWeights(one.weighed, one, weights);
    }
  }

  /** Fill `out[place * groups + group]` with how many lie in `window` (null: all time). */
  count(window: Window | null, out: Uint32Array): void {
    this.sum(window, out, rankOf(this.all), rankOf(this.spanStart), rankOf(this.spanEnd));
  }

  /**
   * Rows of a place in `window` that pass: a few searches, not a walk over all. `counts` is what
   * `count` filled for the same window.
   */
  rowsAt(place: number, window: Window | null, counts: Uint32Array, end: Int32Array): number[] {
    const found: number[] = [];
    const { days, ranks, rows } = this.all;
    for (let s = this.placeFrom[place]; s < this.placeFrom[place + 1]; s++) {
      if (!counts[this.cell[s]]) continue;
      let i = this.from[s];
      let last = this.from[s + 1];
      if (window) {
        last = firstAbove(days, i, last, window.to);
        // what has a span may begin before the window and lie in it
        if (this.spanFrom[s] === this.spanFrom[s + 1]) i = firstAbove(days, i, last, window.from - 1);
      }
      const { bits } = ranks;
      for (i = bits.next(i, last); i < last; i = bits.next(i + 1, last)) {
        const row = rows ? rows[i] : i;
        if (!window || end[row] >= window.from) found.push(row);
      }
    }
    return found;
  }

  /** Fill `totals` with the sums of each place over its groups; only what there is is looked at. */
  sumUp(counts: Uint32Array, totals: Uint32Array): void {
    const { placeFrom, cell } = this;
    for (let place = 0, s = 0; place < totals.length; place++) {
      let sum = 0;
      for (const end = placeFrom[place + 1]; s < end; s++) sum += counts[cell[s]];
      totals[place] = sum;
    }
  }

  /** The sum of each group over all places. */
  groupTotals(counts: Uint32Array): Float64Array {
    const sums = new Float64Array(this.groups);
    const { cell, groups, segments } = this;
    for (let s = 0; s < segments; s++) {
      const count = counts[cell[s]];
      if (count) sums[cell[s] % groups] += count;
    }
    return sums;
  }

  /** Fill `out` with the sums of the weights instead. */
  weigh(window: Window | null, out: Uint32Array): void {
    this.sum(window, out, weightOf(this.all), weightOf(this.spanStart), weightOf(this.spanEnd));
  }

  /** `all`, `starts` and `ends` tell what lies before a position of their track. */
  private sum(window: Window | null, out: Uint32Array, all: Before, starts: Before, ends: Before): void {
    out.fill(0);
    const { from, spanFrom, cell, begun, ended } = this;
    const days = this.all.days;
    if (!window) {
      for (let s = 0, before = all(0); s < this.segments; s++) {
        const after = all(from[s + 1]);
        out[cell[s]] = after - before;
        before = after;
      }
      return;
    }
    for (let s = 0; s < this.segments; s++) {
      const a = from[s];
      const b = from[s + 1];
      const before = nearAbove(days, a, b, window.from - 1, begun[s]);
      const after = nearAbove(days, before, b, window.to, ended[s]);
      begun[s] = before;
      ended[s] = after;
      let value = before < after ? all(after) - all(before) : 0;
      const c = spanFrom[s];
      const d = spanFrom[s + 1];
      if (c < d) {
        // those that start before the window and end in or after it
        const started = firstAbove(this.spanStart.days, c, d, window.from - 1);
        const ended = firstAbove(this.spanEnd.days, c, d, window.from - 1);
        value += starts(started) - starts(c) - (ends(ended) - ends(c));
      }
      out[cell[s]] = value;
    }
  }
}

/** How much of a track lies before a position. */
type Before = (position: number) => number;

function rankOf({ ranks }: Track): Before {
  const { before } = ranks;
  const { words } = ranks.bits;
  return (i) => before[i >>> 5] + bitsIn(words[i >>> 5] & ((1 << (i & 31)) - 1));
}

function weightOf({ weighed }: Track): Before {
  return (i) => weighed?.[i] ?? 0;
}

function track(rows: Uint32Array | null, days: Int32Array): Track {
  return { rows, days, ranks: new Ranks(new Bits(days.length)), weighed: null };
}

function takePass({ rows, ranks }: Track, pass: Bits): void {
  const { bits } = ranks;
  if (rows) gather(bits.words, rows, pass.words);
  else bits.copy(pass);
  ranks.refresh();
}

/** The bits of `rows` in their order. */
function gather(words: Int32Array, rows: Uint32Array, pass: Int32Array): void {
  for (let w = 0, i = 0; i < rows.length; w++) {
    const end = Math.min(rows.length, i + 32);
    let word = 0;
    for (let bit = 0; i < end; bit++, i++) word |= ((pass[rows[i] >>> 5] >>> (rows[i] & 31)) & 1) << bit;
    words[w] = word;
  }
}

function addWeights(sums: Uint32Array, { rows, ranks, days }: Track, weights: Int32Array): void {
  let sum = 0;
  for (let i = 0; i < days.length; i++) {
    if (ranks.bits.has(i)) sum += Math.max(0, weights[rows ? rows[i] : i]);
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

/** The same, looked for around `guess` in steps that double: near is found at once. */
export function nearAbove(values: Int32Array, a: number, b: number, limit: number, guess: number): number {
  let low = Math.max(a, Math.min(b, guess));
  let high = low;
  let step = 1;
  if (low < b && values[low] <= limit) {
    high = ++low;
    while (high < b && values[high] <= limit) {
      low = high + 1;
      high += step;
      step *= 2;
    }
  } else {
    while (low > a && values[low - 1] > limit) {
      high = low - 1;
      low -= step;
      step *= 2;
    }
  }
  return firstAbove(values, Math.max(a, low), Math.min(b, high), limit);
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

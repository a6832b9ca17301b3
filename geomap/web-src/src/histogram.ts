/** Events over time by group. What is known to a bin is solid; what spans bins is spread, pale. */

import { edgesOf, type Step } from "./dates";

export interface Bars {
  step: Step;
  edges: Int32Array;
  /** `sure[group][bin]`: events whose whole interval lies in the bin. */
  sure: Float64Array[];
  /** `spread[group][bin]`: shares of events that span several bins. */
  spread: Float64Array[];
  highest: number;
}

const SPANS = 0xffff;

export class Histogram {
  private edges: Int32Array = new Int32Array();
  private binOf = new Int32Array();
  private low = 0;
  private step: Step = "day";
  /** The bin of each row, `SPANS` where it is not one; made for the rows when they are first counted. */
  private rowBin: Uint16Array | null = null;

  /** Cut `from` to `to` into bins. */
  cut(from: number, to: number, step: Step): void {
    this.step = step;
    this.rowBin = null;
    this.edges = edgesOf(from, to, step);
    this.low = this.edges[0];
    const high = this.edges[this.edges.length - 1];
    this.binOf = new Int32Array(high - this.low);
    for (let bin = 0, day = this.low; day < high; day++) {
      if (day >= this.edges[bin + 1]) bin++;
      this.binOf[day - this.low] = bin;
    }
  }

  private binRows(start: Int32Array, end: Int32Array): Uint16Array {
    const { low, binOf } = this;
    const rows = new Uint16Array(start.length);
    for (let i = 0; i < rows.length; i++) {
      const first = binOf[start[i] - low];
      rows[i] = first !== undefined && first === binOf[end[i] - low] ? first : SPANS;
    }
    return rows;
  }

  count(
    start: Int32Array,
    end: Int32Array,
    group: Uint8Array,
    groups: number,
    fail: Uint16Array,
  ): Bars {
    const bins = Math.max(0, this.edges.length - 1);
    const { low, binOf } = this;
    const size = binOf.length;
    const known = new Float64Array(groups * bins);
    const rise = new Float64Array(groups * (bins + 1));
    let spreads = false;
    this.rowBin ??= this.binRows(start, end);
    const { rowBin } = this;
    for (let i = 0; i < start.length; i++) {
      if (fail[i] !== 0) continue;
      const bin = rowBin[i];
      if (bin !== SPANS) {
        known[group[i] * bins + bin]++;
        continue;
      }
      const s = start[i] - low;
      const e = end[i] - low;
      if (e < 0 || s >= size) continue;
      const first = s < 0 ? 0 : binOf[s];
      const last = e >= size ? bins - 1 : binOf[e];
      const g = group[i];
      // the share that lies inside, by days
      const share = 1 / (e - s + 1);
      const inside = (Math.min(e, size - 1) - Math.max(s, 0) + 1) * share;
      const each = inside / (last - first + 1);
      rise[g * (bins + 1) + first] += each;
      rise[g * (bins + 1) + last + 1] -= each;
      spreads = true;
    }
    const sure: Float64Array[] = [];
    const spread: Float64Array[] = [];
    for (let g = 0; g < groups; g++) {
      sure.push(known.subarray(g * bins, (g + 1) * bins));
      const pale = new Float64Array(bins);
      if (spreads) {
        let sum = 0;
        for (let b = 0; b < bins; b++) {
          sum += rise[g * (bins + 1) + b];
          pale[b] = sum < 1e-9 ? 0 : sum;
        }
      }
      spread.push(pale);
    }
    let highest = 0;
    for (let b = 0; b < bins; b++) {
      let sum = 0;
      for (let g = 0; g < groups; g++) sum += sure[g][b] + spread[g][b];
      if (sum > highest) highest = sum;
    }
    return { step: this.step, edges: this.edges, sure, spread, highest };
  }
}

/**
 * The time worth drawing first: all of it, or without the few far earlier (or later) events that
 * would squeeze the rest into one bar. Nothing is hidden: the page says how many lie outside.
 */
export function mainSpan(days: Int32Array | number[]): { from: number; to: number } {
  const sorted = Float64Array.from(days).sort();
  const n = sorted.length;
  if (n === 0) return { from: 0, to: 0 };
  let from = sorted[0];
  const to = sorted[n - 1];
  const fewest = Math.max(1, Math.floor(n * 0.08));
  for (let cut = 1; cut <= fewest && cut < n - 1; cut++) {
    const gap = sorted[cut] - sorted[cut - 1];
    const rest = to - sorted[cut];
    if (gap > 365 * 3 && gap > 0.6 * (to - from) && rest > 0) from = sorted[cut];
  }
  return { from, to };
}

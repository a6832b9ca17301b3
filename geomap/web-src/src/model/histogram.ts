/** Events over time by group. What is known to a bin is solid; what spans bins is spread, pale. */

import { lowestBit, type Bits } from "../data/bits";
import { edgesOf, type Step } from "../data/dates";

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

/** What is counted of the rows. */
interface Rows {
  start: Int32Array;
  end: Int32Array;
  group: Uint8Array;
  groups: number;
}

interface Tally {
  /** `[group * bins + bin]` */
  known: Float64Array;
  /** `[group * (bins + 1) + bin]`: what spans add from a bin on. */
  rise: Float64Array;
}

/** Shares below this are what sums of fractions leave behind. */
const NOTHING = 1e-7;

export class Histogram {
  private edges: Int32Array = new Int32Array();
  private binOf = new Int32Array();
  private low = 0;
  private step: Step = "day";
  /** The bin of each row, `SPANS` where it is not one; made for the rows when they are first counted. */
  private rowBin: Uint16Array | null = null;
  /** All rows of a grouping: what most rows pass is counted by those that fail. */
  private every: { group: Uint8Array; tally: Tally } | null = null;

  /** Cut `from` to `to` into bins. */
  cut(from: number, to: number, step: Step): void {
    this.step = step;
    this.rowBin = null;
    this.every = null;
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

  count(rows: Rows, pass: Bits): Bars {
    const { groups } = rows;
    const bins = Math.max(0, this.edges.length - 1);
    const { known, rise } = this.tally(rows, pass);
    const sure: Float64Array[] = [];
    const spread: Float64Array[] = [];
    for (let g = 0; g < groups; g++) {
      sure.push(known.subarray(g * bins, (g + 1) * bins));
      const pale = new Float64Array(bins);
      let sum = 0;
      for (let b = 0; b < bins; b++) {
        sum += rise[g * (bins + 1) + b];
        pale[b] = sum < NOTHING ? 0 : sum;
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

  private tally(rows: Rows, pass: Bits): Tally {
    const bins = Math.max(0, this.edges.length - 1);
    if (this.every?.group !== rows.group) {
      const tally = { known: new Float64Array(rows.groups * bins), rise: new Float64Array(rows.groups * (bins + 1)) };
      for (let i = 0; i < pass.size; i += 32) this.add(tally, rows, i, pass.size - i < 32 ? (1 << (pass.size - i)) - 1 : -1, 1);
      this.every = { group: rows.group, tally };
    }
    const { known, rise } = this.every.tally;
    const most = pass.count() * 2 > pass.size;
    const tally = most
      ? { known: known.slice(), rise: rise.slice() }
      : { known: new Float64Array(known.length), rise: new Float64Array(rise.length) };
    const { words } = pass;
    const last = pass.size >>> 5;
    for (let w = 0; w < words.length; w++) {
      const word = most ? ~words[w] & (w < last ? -1 : (1 << (pass.size & 31)) - 1) : words[w];
      if (word) this.add(tally, rows, w * 32, word, most ? -1 : 1);
    }
    return tally;
  }

  /** Add the rows of a word of bits, the first of them `from`. */
  private add({ known, rise }: Tally, { start, end, group }: Rows, from: number, word: number, sign: number): void {
    const { low, binOf } = this;
    const rowBin = (this.rowBin ??= this.binRows(start, end));
    const bins = this.edges.length - 1;
    const size = binOf.length;
    for (let left = word; left; left &= left - 1) {
      const i = from + lowestBit(left);
      const bin = rowBin[i];
      const g = group[i];
      if (bin !== SPANS) {
        known[g * bins + bin] += sign;
        continue;
      }
      const s = start[i] - low;
      const e = end[i] - low;
      if (e < 0 || s >= size) continue;
      const first = s < 0 ? 0 : binOf[s];
      const last = e >= size ? bins - 1 : binOf[e];
      // the share that lies inside, by days
      const inside = (Math.min(e, size - 1) - Math.max(s, 0) + 1) / (e - s + 1);
      const each = (sign * inside) / (last - first + 1);
      rise[g * (bins + 1) + first] += each;
      rise[g * (bins + 1) + last + 1] -= each;
    }
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

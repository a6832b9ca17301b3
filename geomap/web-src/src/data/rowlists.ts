/** Which rows hold a code: runs of the same code, or a list for each code of several columns. */

import type { Bits } from "./bits";
import type { Numbers } from "./contract";

/** Where one code follows another in a column: few where rows are ordered by it. */
export class Runs {
  private constructor(
    private readonly from: Uint32Array,
    private readonly code: Uint32Array,
  ) {}

  /** Null where runs are so short that a walk over the rows is no slower. */
  static of(codes: Numbers): Runs | null {
    const from: number[] = [];
    const most = codes.length / 8;
    for (let i = 0, last = -1; i < codes.length; i++) {
      if (codes[i] === last) continue;
      from.push(i);
      last = codes[i];
      if (from.length > most) return null;
    }
    const code = Uint32Array.from(from, (i) => codes[i]);
    return new Runs(Uint32Array.from([...from, codes.length]), code);
  }

  setCodes(bits: Bits, keep: Uint8Array): void {
    const { from, code } = this;
    for (let run = 0; run < code.length; run++) if (keep[code[run]]) bits.setRange(from[run], from[run + 1]);
  }
}

/** The rows of each code above 0 in any of some columns. */
export class RowLists {
  private rows: Uint32Array = new Uint32Array();
  /** First row of each code, and one past the last. */
  private from: Uint32Array = new Uint32Array();

  /** Made in steps, since a million rows take longer than a frame. */
  *make(columns: Numbers[], codes: number): Generator<void> {
    const counts = new Uint32Array(codes + 1);
    for (const column of columns) {
      countCodes(column, counts);
      yield;
    }
    counts[1] = 0; // what has no word needs no list
    for (let code = 1; code <= codes; code++) counts[code] += counts[code - 1];
    const next = counts.slice();
    const rows = new Uint32Array(counts[codes]);
    for (const column of columns) {
      listCodes(column, next, rows);
      yield;
    }
    this.from = counts;
    this.rows = rows;
  }

  get made(): boolean {
    return this.from.length > 0;
  }

  setCode(bits: Bits, code: number): void {
    const { rows } = this;
    const { words } = bits;
    for (let i = this.from[code], end = this.from[code + 1]; i < end; i++) words[rows[i] >>> 5] |= 1 << (rows[i] & 31);
  }
}

function countCodes(column: Numbers, counts: Uint32Array): void {
  for (let i = 0; i < column.length; i++) counts[column[i] + 1]++;
}

function listCodes(column: Numbers, next: Uint32Array, rows: Uint32Array): void {
  for (let i = 0; i < column.length; i++) if (column[i]) rows[next[column[i]]++] = i;
}

/** Which rows have the same codes in all columns: the number of each kind of row, and the first row of each kind. */
export function sharedRows(columns: Numbers[], rows: number): { of: Uint32Array; first: number[] } {
  const of = new Uint32Array(rows);
  let first = rows ? [0] : [];
  for (const column of columns) {
    // a kind so far and a code are a kind now
    const kinds = new Map<number, number>();
    const firsts: number[] = [];
    const many = first.length;
    for (let row = 0; row < rows; row++) {
      const key = column[row] * many + of[row];
      let kind = kinds.get(key);
      if (kind === undefined) {
        kinds.set(key, (kind = firsts.length));
        firsts.push(row);
      }
      of[row] = kind;
    }
    first = firsts;
  }
  return { of, first };
}

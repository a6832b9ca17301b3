/** Sets of rows, a bit for each: a filter over a million rows is some thousand words to combine. */

import type { Numbers } from "./contract";

export class Bits {
  /** 32 rows a word, the first row lowest; one word more than needed, so that `size` can be asked. */
  readonly words: Int32Array;

  constructor(readonly size: number) {
    this.words = new Int32Array((size >>> 5) + 1);
  }

  has(i: number): boolean {
    return ((this.words[i >>> 5] >>> (i & 31)) & 1) === 1;
  }

  set(i: number): void {
    this.words[i >>> 5] |= 1 << (i & 31);
  }

  clear(): this {
    this.words.fill(0);
    return this;
  }

  fill(): this {
    this.words.fill(-1);
    // none beyond the last row
    this.words[this.size >>> 5] = (1 << (this.size & 31)) - 1;
    return this;
  }

  /** Set all of [from, to). */
  setRange(from: number, to: number): void {
    if (from >= to) return;
    const { words } = this;
    const first = from >>> 5;
    const last = to >>> 5;
    const head = -1 << (from & 31);
    const tail = (1 << (to & 31)) - 1;
    if (first === last) {
      words[first] |= head & tail;
      return;
    }
    words[first] |= head;
    words.fill(-1, first + 1, last);
    words[last] |= tail;
  }

  copy(other: Bits): this {
    this.words.set(other.words);
    return this;
  }

  and(other: Bits): this {
    const { words } = this;
    for (let w = 0; w < words.length; w++) words[w] &= other.words[w];
    return this;
  }

  /** Set the rows whose code is kept: `keep[code]` is 1. */
  setCodes(codes: Numbers, keep: Uint8Array): void {
    if (codes instanceof Uint8Array) setByteCodes(this.words, codes, keep);
    else if (codes instanceof Uint16Array) setShortCodes(this.words, codes, keep);
    else for (let i = 0; i < codes.length; i++) if (keep[codes[i]]) this.set(i);
  }

  count(): number {
    const { words } = this;
    let sum = 0;
    for (let w = 0; w < words.length; w++) sum += bitsIn(words[w]);
    return sum;
  }

  /** The first set row in [from, to), `to` if there is none. */
  next(from: number, to: number): number {
    if (from >= to) return to;
    const { words } = this;
    const last = (to - 1) >>> 5;
    let w = from >>> 5;
    let word = words[w] & (-1 << (from & 31));
    while (word === 0) {
      if (++w > last) return to;
      word = words[w];
    }
    return Math.min(to, w * 32 + lowestBit(word));
  }
}

// loops of their own, so that each is compiled for one kind of codes

function setByteCodes(words: Int32Array, codes: Uint8Array, keep: Uint8Array): void {
  for (let w = 0, i = 0; i < codes.length; w++) {
    const end = Math.min(codes.length, i + 32);
    let word = 0;
    for (let bit = 0; i < end; bit++) word |= keep[codes[i++]] << bit;
    words[w] |= word;
  }
}

function setShortCodes(words: Int32Array, codes: Uint16Array, keep: Uint8Array): void {
  for (let w = 0, i = 0; i < codes.length; w++) {
    const end = Math.min(codes.length, i + 32);
    let word = 0;
    for (let bit = 0; i < end; bit++) word |= keep[codes[i++]] << bit;
    words[w] |= word;
  }
}

/** How many bits of a word are set. */
export function bitsIn(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The place of the lowest set bit of a word that is not 0. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** How many rows of a set lie before a row, without a walk. */
export class Ranks {
  readonly before: Uint32Array;

  constructor(readonly bits: Bits) {
    this.before = new Uint32Array(bits.words.length);
  }

  /** Count anew after the set changed. */
  refresh(): void {
    const { before, bits } = this;
    const { words } = bits;
    for (let w = 0, sum = 0; w < words.length; w++) {
      before[w] = sum;
      sum += bitsIn(words[w]);
    }
  }

  at(i: number): number {
    const w = i >>> 5;
    return this.before[w] + bitsIn(this.bits.words[w] & ((1 << (i & 31)) - 1));
  }
}

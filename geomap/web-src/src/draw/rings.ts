/** Discs with a ring of coloured sectors, written pixel by pixel. */

import { mix, over, type Pixels } from "./pixels";

/** Steps of a full turn, clockwise from the top. */
const TURN = 512;

/** All in pixels of the screen. */
export interface Ring {
  radius: number;
  band: number;
  /** What the disc stands out beyond the ring. */
  halo: number;
  /** The ring alone, over a disc that is there. */
  over?: boolean;
}

/** Pixels of a disc around its middle, by what has to be written there. */
interface Disc {
  half: number;
  inner: Int32Array;
  /** Wholly ring, with the sector. */
  full: Int32Array;
  fullTurn: Uint16Array;
  /** Partly ring. */
  soft: Int32Array;
  softTurn: Uint16Array;
  softCover: Uint8Array;
  /** Partly disc. */
  edge: Int32Array;
  edgeCover: Uint8Array;
}

export class Rings {
  private readonly discs = new Map<string, Disc>();
  private readonly sectors = new Int32Array(TURN);
  private width = 0;

  constructor(private readonly pixels: Pixels) {}

  /** Write a disc of `surface` at x, y with sectors of `colors` that share the turn by `sums`. */
  paint(x: number, y: number, ring: Ring, surface: number, sums: Float64Array, colors: Int32Array): void {
    const { pixels } = this;
    const disc = this.discOf(ring);
    if (pixels.misses(x, y, disc.half)) return;
    this.colorSectors(ring, sums, colors);
    const seen = pixels.holds(x, y, disc.half) ? disc : crop(disc, pixels, x, y);
    const { data, width } = pixels;
    const middle = y * width + x;
    if (ring.over) {
      writeFull(data, middle, seen.full, seen.fullTurn, this.sectors);
      writeOver(data, middle, seen, this.sectors);
      return;
    }
    writeEdge(data, middle, seen.edge, seen.edgeCover, surface);
    writeInner(data, middle, seen.inner, surface);
    writeFull(data, middle, seen.full, seen.fullTurn, this.sectors);
    writeSoft(data, middle, seen, this.sectors, surface);
  }

  private discOf(ring: Ring): Disc {
    if (this.width !== this.pixels.width) {
      this.width = this.pixels.width;
      this.discs.clear();
    }
    // a half more or less is not seen, and a disc less is to be made
    const radius = Math.round(ring.radius);
    const band = Math.round(ring.band * 2) / 2;
    const key = `${radius} ${band} ${ring.halo}`;
    let disc = this.discs.get(key);
    if (!disc) this.discs.set(key, (disc = makeDisc({ ...ring, radius, band }, this.width)));
    return disc;
  }

  private colorSectors({ radius, band }: Ring, sums: Float64Array, colors: Int32Array): void {
    const { sectors } = this;
    let total = 0;
    for (let g = 0; g < sums.length; g++) total += sums[g];
    const round = 2 * Math.PI * (radius - band / 2);
    const pixel = TURN / round;
    let sum = 0;
    let first = -1;
    let last = -1;
    for (let g = 0; g < sums.length; g++) {
      if (!sums[g]) continue;
      const from = (sum / total) * TURN;
      sum += sums[g];
      sectors.fill(colors[g], Math.round(from), Math.round((sum / total) * TURN));
      if (last >= 0) blend(sectors, from, pixel, colors[last], colors[g]);
      else first = g;
      last = g;
    }
    if (last !== first) blend(sectors, TURN, pixel, colors[last], colors[first]);
  }
}

/** Soften the border of two sectors over one pixel. */
function blend(sectors: Int32Array, at: number, pixel: number, before: number, after: number): void {
  const from = Math.floor(at - pixel / 2);
  const to = Math.ceil(at + pixel / 2);
  for (let k = from; k < to; k++) {
    const share = (k + 0.5 - at) / pixel + 0.5;
    if (share <= 0 || share >= 1) continue;
    sectors[(k + TURN) % TURN] = mix(after, before, Math.round(255 * share));
  }
}

function makeDisc({ radius, band, halo }: Ring, width: number): Disc {
  const outer = radius + halo;
  const half = Math.ceil(outer);
  const { away, turn } = circle.around(half);
  const side = 2 * half + 1;
  const inner = new List(side);
  const full = new List(side);
  const soft = new List(side);
  const edge = new List(side);
  const hole = radius - band;
  for (let i = 0, y = -half; y <= half; y++) {
    for (let x = -half; x <= half; x++, i++) {
      const from = away[i];
      // most pixels are wholly one or the other
      if (from >= outer + 0.5) continue;
      const at = y * width + x;
      if (from > outer - 0.5) edge.add(at, 0, share(outer - from + 0.5));
      else if (from <= hole - 0.5 || from >= radius + 0.5) inner.add(at, 0, 0);
      else if (from >= hole + 0.5 && from <= radius - 0.5) full.add(at, turn[i], 255);
      else soft.add(at, turn[i], Math.min(share(radius - from + 0.5), share(from - hole + 0.5)));
    }
  }
  return {
    half,
    inner: inner.at(),
    full: full.at(),
    fullTurn: full.turn(),
    soft: soft.at(),
    softTurn: soft.turn(),
    softCover: soft.cover(),
    edge: edge.at(),
    edgeCover: edge.cover(),
  };
}

/** A part of a pixel, 0 to 255. */
function share(part: number): number {
  return part <= 0 ? 0 : part >= 1 ? 255 : Math.round(255 * part);
}

/** Distance and direction of the pixels around a middle: worked out once for the largest asked. */
class Circle {
  private half = -1;
  private away = new Float32Array();
  private turn = new Uint16Array();

  around(half: number): { away: Float32Array; turn: Uint16Array } {
    if (half > this.half) this.measure(half);
    if (half === this.half) return { away: this.away, turn: this.turn };
    const side = 2 * half + 1;
    const away = new Float32Array(side * side);
    const turn = new Uint16Array(side * side);
    const whole = 2 * this.half + 1;
    for (let row = 0; row < side; row++) {
      const from = (row + this.half - half) * whole + this.half - half;
      away.set(this.away.subarray(from, from + side), row * side);
      turn.set(this.turn.subarray(from, from + side), row * side);
    }
    return { away, turn };
  }

  private measure(half: number): void {
    const side = 2 * half + 1;
    this.half = half;
    this.away = new Float32Array(side * side);
    this.turn = new Uint16Array(side * side);
    const middle = half * side + half;
    this.away[middle] = 0;
    // a quarter is measured, and turned
    for (let up = 1; up <= half; up++) {
      for (let right = 0; right <= half; right++) {
        const away = Math.sqrt(right * right + up * up);
        const turn = Math.floor((Math.atan2(right, up) / (2 * Math.PI)) * TURN);
        let [x, y] = [right, -up];
        for (let quarter = 0; quarter < 4; quarter++) {
          this.away[middle + y * side + x] = away;
          this.turn[middle + y * side + x] = turn + (quarter * TURN) / 4;
          [x, y] = [-y, x];
        }
      }
    }
  }
}

const circle = new Circle();

/** Pixels of one kind in a square of `side`. */
class List {
  private length = 0;
  private readonly positions: Int32Array;
  private readonly turns: Uint16Array;
  private readonly covers: Uint8Array;

  constructor(side: number) {
    this.positions = new Int32Array(side * side);
    this.turns = new Uint16Array(side * side);
    this.covers = new Uint8Array(side * side);
  }

  add(at: number, turn: number, cover: number): void {
    this.positions[this.length] = at;
    this.turns[this.length] = turn;
    this.covers[this.length++] = cover;
  }

  at(): Int32Array {
    return this.positions.slice(0, this.length);
  }

  turn(): Uint16Array {
    return this.turns.slice(0, this.length);
  }

  cover(): Uint8Array {
    return this.covers.slice(0, this.length);
  }
}

/** What of a disc lies inside the picture. */
function crop(disc: Disc, pixels: Pixels, x: number, y: number): Disc {
  const inner = pixels.inside(disc.inner, x, y);
  const full = pixels.inside(disc.full, x, y);
  const soft = pixels.inside(disc.soft, x, y);
  const edge = pixels.inside(disc.edge, x, y);
  return {
    half: disc.half,
    inner: Int32Array.from(inner, (i) => disc.inner[i]),
    full: Int32Array.from(full, (i) => disc.full[i]),
    fullTurn: Uint16Array.from(full, (i) => disc.fullTurn[i]),
    soft: Int32Array.from(soft, (i) => disc.soft[i]),
    softTurn: Uint16Array.from(soft, (i) => disc.softTurn[i]),
    softCover: Uint8Array.from(soft, (i) => disc.softCover[i]),
    edge: Int32Array.from(edge, (i) => disc.edge[i]),
    edgeCover: Uint8Array.from(edge, (i) => disc.edgeCover[i]),
  };
}

// loops of their own, so that each is compiled for what it does

function writeEdge(data: Int32Array, middle: number, at: Int32Array, cover: Uint8Array, surface: number): void {
  for (let i = 0; i < at.length; i++) data[middle + at[i]] = over(data[middle + at[i]], surface, cover[i]);
}

function writeInner(data: Int32Array, middle: number, at: Int32Array, surface: number): void {
  for (let i = 0; i < at.length; i++) data[middle + at[i]] = surface;
}

function writeFull(data: Int32Array, middle: number, at: Int32Array, turn: Uint16Array, sectors: Int32Array): void {
  for (let i = 0; i < at.length; i++) data[middle + at[i]] = sectors[turn[i]];
}

function writeSoft(data: Int32Array, middle: number, disc: Disc, sectors: Int32Array, surface: number): void {
  const { soft, softTurn, softCover } = disc;
  for (let i = 0; i < soft.length; i++) data[middle + soft[i]] = mix(sectors[softTurn[i]], surface, softCover[i]);
}

function writeOver(data: Int32Array, middle: number, disc: Disc, sectors: Int32Array): void {
  const { soft, softTurn, softCover } = disc;
  for (let i = 0; i < soft.length; i++) data[middle + soft[i]] = mix(sectors[softTurn[i]], data[middle + soft[i]], softCover[i]);
}

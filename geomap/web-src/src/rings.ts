/** Discs with a ring of coloured sectors, written pixel by pixel. */

import { mix, over, type Pixels } from "./pixels";

/** Steps of a full turn, clockwise from the top. */
const TURN = 512;

/** Pixels of a dash and of the gap after it. */
const DASH = 3;
const GAP = 2.5;

/** All in pixels of the screen. */
export interface Ring {
  radius: number;
  band: number;
  /** What the disc stands out beyond the ring. */
  halo: number;
  dashed: boolean;
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
    this.colorSectors(ring, surface, sums, colors);
    const seen = pixels.holds(x, y, disc.half) ? disc : crop(disc, pixels, x, y);
    const { data, width } = pixels;
    const middle = y * width + x;
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
    const radius = Math.round(ring.radius * 2) / 2;
    const key = `${radius} ${ring.band} ${ring.halo}`;
    let disc = this.discs.get(key);
    if (!disc) this.discs.set(key, (disc = makeDisc({ ...ring, radius }, this.width)));
    return disc;
  }

  private colorSectors({ radius, band, dashed }: Ring, surface: number, sums: Float64Array, colors: Int32Array): void {
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
    if (dashed) cutDashes(sectors, round, surface);
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

function cutDashes(sectors: Int32Array, round: number, surface: number): void {
  const count = Math.max(4, Math.round(round / (DASH + GAP)));
  const long = round / count;
  const dash = (long * DASH) / (DASH + GAP);
  for (let k = 0; k < TURN; k++) {
    const at = (((k + 0.5) / TURN) * round) % long;
    const cover = Math.max(0, Math.min(1, Math.min(at, dash - at) + 0.5));
    if (cover < 1) sectors[k] = mix(sectors[k], surface, Math.round(255 * cover));
  }
}

function makeDisc({ radius, band, halo }: Ring, width: number): Disc {
  const outer = radius + halo;
  const half = Math.ceil(outer);
  const within = (value: number) => Math.max(0, Math.min(1, value));
  const inner: number[] = [];
  const full: [number, number][] = [];
  const soft: [number, number, number][] = [];
  const edge: [number, number][] = [];
  for (let y = -half; y <= half; y++) {
    for (let x = -half; x <= half; x++) {
      const away = Math.hypot(x, y);
      const disc = Math.round(255 * within(outer - away + 0.5));
      if (!disc) continue;
      const at = y * width + x;
      const turn = Math.floor((Math.atan2(x, -y) / (2 * Math.PI) + 1) * TURN) % TURN;
      const ring = Math.round(255 * Math.min(within(radius - away + 0.5), within(away - radius + band + 0.5)));
      if (disc < 255) edge.push([at, disc]);
      else if (ring === 255) full.push([at, turn]);
      else if (ring) soft.push([at, turn, ring]);
      else inner.push(at);
    }
  }
  return {
    half,
    inner: Int32Array.from(inner),
    full: Int32Array.from(full, ([at]) => at),
    fullTurn: Uint16Array.from(full, ([, turn]) => turn),
    soft: Int32Array.from(soft, ([at]) => at),
    softTurn: Uint16Array.from(soft, ([, turn]) => turn),
    softCover: Uint8Array.from(soft, ([, , cover]) => cover),
    edge: Int32Array.from(edge, ([at]) => at),
    edgeCover: Uint8Array.from(edge, ([, cover]) => cover),
  };
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

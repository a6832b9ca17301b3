/** Discs moved a little so that none lies on another, on a name or a tag, or across the border. */

import { Grid, GAP } from "./clusters";

/** Pixels of the world at one zoom. */
export interface Disc {
  x: number;
  y: number;
  /** Where it belongs: it always covers this point. */
  ax: number;
  ay: number;
  r: number;
  weight: number;
  home: boolean;
}

/** Left, top, right, bottom. */
export type Box = [number, number, number, number];

const ROUNDS = 40;
const AROUND = Array.from({ length: 16 }, (_, i): [number, number] => [Math.cos((i * Math.PI) / 8), Math.sin((i * Math.PI) / 8)]);

/** How far a disc may move from where it belongs, as a share of its radius. */
const LEASH = 0.95;

/** Move `discs`; `isHome` tells whether a point lies in the country. */
export function relax(discs: Disc[], boxes: Box[], isHome: (x: number, y: number) => boolean): void {
  const pairs = nearPairs(discs);
  const near = discs.map((disc) => boxes.filter((box) => gapTo(box, disc.ax, disc.ay) < 3 * disc.r + GAP));
  const edge = discs.map((disc) => disc.home && AROUND.some(([dx, dy]) => !isHome(disc.ax + 2.2 * disc.r * dx, disc.ay + 2.2 * disc.r * dy)));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (const [i, j] of pairs) if (part(discs[i], discs[j])) moved = true;
    discs.forEach((disc, i) => {
      for (const box of near[i]) if (leave(disc, box)) moved = true;
      if (edge[i] && comeHome(disc, isHome)) moved = true;
      hold(disc);
    });
    if (!moved) return;
  }
}

function nearPairs(discs: Disc[]): [number, number][] {
  const largest = Math.max(1, ...discs.map((disc) => disc.r));
  const grid = new Grid<number>(4 * largest + GAP);
  const pairs: [number, number][] = [];
  discs.forEach((disc, i) => {
    grid.near(disc.ax, disc.ay, (j) => {
      const other = discs[j];
      if (Math.hypot(disc.ax - other.ax, disc.ay - other.ay) < 2 * (disc.r + other.r) + GAP) pairs.push([j, i]);
    });
    grid.add(disc.ax, disc.ay, i);
  });
  return pairs;
}

/** Pixels by which two discs lie too near. */
export function overlapOf(a: Disc, b: Disc): number {
  return a.r + b.r + GAP - Math.hypot(a.x - b.x, a.y - b.y);
}

function part(a: Disc, b: Disc): boolean {
  const lack = overlapOf(a, b);
  if (lack <= 0.05) return false;
  const distance = Math.hypot(b.x - a.x, b.y - a.y);
  const dx = distance > 0.01 ? (b.x - a.x) / distance : 1;
  const dy = distance > 0.01 ? (b.y - a.y) / distance : 0;
  // the heavier stays
  const share = Math.min(0.85, Math.max(0.15, b.weight / (a.weight + b.weight)));
  a.x -= dx * lack * share;
  a.y -= dy * lack * share;
  b.x += dx * lack * (1 - share);
  b.y += dy * lack * (1 - share);
  return true;
}

/** Distance from a box to a point, 0 inside. */
function gapTo([x0, y0, x1, y1]: Box, x: number, y: number): number {
  return Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1));
}

/** Pixels by which a disc lies on a box. */
export function coverOf(disc: Disc, box: Box): number {
  return disc.r + 2 - gapTo(box, disc.x, disc.y);
}

function leave(disc: Disc, box: Box): boolean {
  const lack = coverOf(disc, box);
  if (lack <= 0.05) return false;
  const [x0, y0, x1, y1] = box;
  const dx = disc.x - Math.max(x0, Math.min(x1, disc.x));
  const dy = disc.y - Math.max(y0, Math.min(y1, disc.y));
  const away = Math.hypot(dx, dy);
  if (away > 0.01) {
    disc.x += (dx / away) * lack;
    disc.y += (dy / away) * lack;
    return true;
  }
  // its middle lies in the box: out by the nearest side
  const ways: [number, number][] = [[x0 - disc.x, 0], [x1 - disc.x, 0], [0, y0 - disc.y], [0, y1 - disc.y]];
  const [wx, wy] = ways.reduce((best, way) => (Math.hypot(...way) < Math.hypot(...best) ? way : best));
  disc.x += wx;
  disc.y += wy;
  return true;
}

function comeHome(disc: Disc, isHome: (x: number, y: number) => boolean): boolean {
  let [sx, sy, out] = [0, 0, 0];
  for (const [dx, dy] of AROUND) {
    if (isHome(disc.x + (disc.r + 1.5) * dx, disc.y + (disc.r + 1.5) * dy)) continue;
    sx += dx;
    sy += dy;
    out++;
  }
  const length = Math.hypot(sx, sy);
  if (!out || length < 0.1) return false;
  const step = Math.min(2.5, 0.4 + (disc.r * out) / 16);
  disc.x -= (sx / length) * step;
  disc.y -= (sy / length) * step;
  return true;
}

function hold(disc: Disc): void {
  const limit = LEASH * disc.r;
  const away = Math.hypot(disc.x - disc.ax, disc.y - disc.ay);
  if (away <= limit) return;
  disc.x = disc.ax + ((disc.x - disc.ax) * limit) / away;
  disc.y = disc.ay + ((disc.y - disc.ay) * limit) / away;
}

/** Let discs have the room that is free around them, up to `largest`. */
export function growRooms(discs: Disc[], boxes: Box[], largest: number, isHome: (x: number, y: number) => boolean): number[] {
  const slack = discs.map((disc) => Math.max(0, largest - disc.r));
  for (const [i, j] of nearPairs(discs)) {
    const free = Math.max(0, -overlapOf(discs[i], discs[j]) / 2);
    slack[i] = Math.min(slack[i], free);
    slack[j] = Math.min(slack[j], free);
  }
  return discs.map((disc, i) => {
    let free = slack[i];
    for (const box of boxes) free = Math.min(free, Math.max(0, -coverOf(disc, box)));
    const wide = disc.r + free + 1.5;
    if (free && disc.home && AROUND.some(([dx, dy]) => !isHome(disc.x + wide * dx, disc.y + wide * dy))) free = 0;
    return disc.r + free;
  });
}

/** Where a name or a tag of an area stands: inside it, off the discs, near its middle. */

import { holds, type Traced } from "../model/geometry";
import { coverOf, type Box, type Disc } from "./relax";

export interface Wish {
  area: Traced;
  /** A point well inside, pixels of the world. */
  x: number;
  y: number;
  w: number;
  h: number;
  /** Nothing of it may lie outside. */
  strict: boolean;
  /** True of a point (pixels of the world) in the country: a name in its neighbour's ground would tell a lie, one abroad less. */
  isHome?: (x: number, y: number) => boolean;
  /** Look between the first places, too. */
  fine?: boolean;
}

const STEPS = 15;
const FINEST = 8;
const ABROAD = 0.5;

export function boxAround(x: number, y: number, w: number, h: number, air = 0): Box {
  return [x - w / 2 - air, y - h / 2 - air, x + w / 2 + air, y + h / 2 + air];
}

export function touch(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** The best middle for a wish, null if there is none. */
export function findSpot(wish: Wish, size: number, taken: Box[], discs: Disc[]): [number, number] | null {
  const { area, w, h, strict, fine } = wish;
  const air = strict ? 0 : Math.max(w / 2 + 14, 26);
  const [x0, y0, x1, y1] = [area.box[0] * size - air, area.box[1] * size - air, area.box[2] * size + air, area.box[3] * size + air];
  const reach = Math.hypot(x1 - x0, y1 - y0) / 2;
  const near = discs.filter((disc) => disc.x > x0 - 60 && disc.x < x1 + 60 && disc.y > y0 - 60 && disc.y < y1 + 60);
  const blocked = taken.filter((box) => touch(box, [x0 - w, y0 - h, x1 + w, y1 + h]));
  let best: [number, number] | null = null;
  let least = Infinity;
  const judge = (x: number, y: number) => {
    const box = boxAround(x, y, w, h, 2);
    if (blocked.some((other) => touch(other, box))) return;
    let cost = (0.8 * Math.hypot(x - wish.x, y - wish.y)) / reach;
    for (const disc of near) {
      const cover = coverOf(disc, box);
      if (cover > 0) cost += 0.15 + 0.12 * cover;
      if (cost >= least) return;
    }
    const outside = outsideOf(wish, x, y, size);
    if (strict && outside > 0) return;
    cost += 4 * outside;
    if (cost < least) [least, best] = [cost, [x, y]];
  };
  judge(wish.x, wish.y);
  for (let i = 0; i <= STEPS; i++) {
    for (let j = 0; j <= STEPS; j++) judge(x0 + ((x1 - x0) * i) / STEPS, y0 + ((y1 - y0) * j) / STEPS);
  }
  // what is free may be narrower than a step
  for (let part = 2; fine && part <= FINEST && best; part *= 2) {
    const [x, y]: [number, number] = best;
    const [dx, dy] = [(x1 - x0) / STEPS / part, (y1 - y0) / STEPS / part];
    for (const i of [-1, 0, 1]) for (const j of [-1, 0, 1]) judge(x + i * dx, y + j * dy);
  }
  return best;
}

/** The share of nine points of a box that lie outside an area; those abroad count less. */
function outsideOf({ area, w, h, isHome }: Wish, x: number, y: number, size: number): number {
  let out = 0;
  for (const dx of [-0.5, 0, 0.5]) {
    for (const dy of [-0.5, 0, 0.5]) {
      const [px, py] = [x + dx * w, y + dy * h];
      if (!holds(area, px / size, py / size)) out += !isHome || isHome(px, py) ? 1 : ABROAD;
    }
  }
  return out / 9;
}

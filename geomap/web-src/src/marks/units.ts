/** Areas that events are known to, from the country down: where their tags stand, and who is whose part. */

import { holds, type Traced } from "../model/geometry";

export interface AreaUnit {
  area: Traced;
  /** A point well inside, and its distance from the edge; Web Mercator. */
  x: number;
  y: number;
  reach: number;
  /** A governorate: its tag comes before those of its parts. */
  first: boolean;
}

/** Points tried on each side of an area's box. */
const TRIES = 14;

/** The point of an area that lies farthest from its edge, of a grid of them. */
export function innerPoint(area: Traced, first = false): AreaUnit {
  const [x0, y0, x1, y1] = area.box;
  let best: AreaUnit = { area, x: (x0 + x1) / 2, y: (y0 + y1) / 2, reach: 0, first };
  for (let i = 0.5; i < TRIES; i++) {
    for (let j = 0.5; j < TRIES; j++) {
      const x = x0 + ((x1 - x0) * i) / TRIES;
      const y = y0 + ((y1 - y0) * j) / TRIES;
      if (!holds(area, x, y)) continue;
      const reach = distanceTo(area, x, y, best.reach);
      if (reach > best.reach) best = { area, x, y, reach, first };
    }
  }
  return best;
}

/** Distance to the nearest edge; anything no more than `enough` is as good as nothing. */
function distanceTo({ rings }: Traced, x: number, y: number, enough: number): number {
  let nearest = Infinity;
  const least = enough * enough;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const ax = ring[j];
      const ay = ring[j + 1];
      const dx = ring[i] - ax;
      const dy = ring[i + 1] - ay;
      const long = dx * dx + dy * dy;
      const t = long ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
      const square = (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2;
      if (square < nearest) nearest = square;
      if (nearest <= least) return 0;
    }
  }
  return Math.sqrt(nearest);
}

/** P-codes of an area and of those that it is part of, the smallest first: `SY0203`, `SY02`. */
export function pcodesOf(id: string): string[] {
  const match = /^([A-Z]{2}\d{2})(\d{2})?(\d{2})?/.exec(id);
  if (!match) return [];
  const found: string[] = [];
  for (const length of [8, 6, 4]) if (match[0].length >= length) found.push(match[0].slice(0, length));
  return found;
}

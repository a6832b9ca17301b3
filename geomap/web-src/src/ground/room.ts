/** Room for names: free of what stands there already, and not cut by a panel. */

import type { Box } from "../marks/relax";

/** Of a name that a panel cuts: the most that it moves, as a share of its size. */
const NUDGE = 0.7;

/** Distances from a disc at which a name stands off, pixels, and the directions that are tried. */
const FAR = [16, 28, 42];
const TURNS = Array.from({ length: 16 }, (_, i): [number, number] => [Math.cos((i * Math.PI) / 8), Math.sin((i * Math.PI) / 8)]);

export function around(x: number, y: number, w: number, h: number): Box {
  return [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
}

export function isFree(box: Box, taken: Box[]): boolean {
  return !taken.some((other) => other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1]);
}

/** A box that the edge of `free` cuts, moved inside; null if it would move too far. Boxes beside it stay. */
export function uncut(box: Box, free: Box): Box | null {
  const [x0, y0, x1, y1] = box;
  if (y0 >= free[3]) return null;
  if (x1 <= free[0] || y1 <= free[1] || x0 >= free[2]) return box;
  const dx = Math.max(0, free[0] - x0) - Math.max(0, x1 - free[2]);
  const dy = Math.max(0, free[1] - y0) - Math.max(0, y1 - free[3]);
  if (!dx && !dy) return box;
  if (Math.abs(dx) > NUDGE * (x1 - x0) || Math.abs(dy) > NUDGE * (y1 - y0)) return null;
  return [x0 + dx, y0 + dy, x1 + dx, y1 + dy];
}

/** The first free place of a name among `spots` (from a point), which is taken then. */
export function findRoom(x: number, y: number, w: number, h: number, spots: [number, number][], taken: Box[], free: Box): Box | null {
  for (const [dx, dy] of spots) {
    const box = uncut([x + dx, y + dy - h / 2, x + dx + w, y + dy + h / 2], free);
    if (!box || !isFree(box, taken)) continue;
    taken.push(box);
    return box;
  }
  return null;
}

export interface Led {
  box: Box;
  /** The line from the disc to the name. */
  from: [number, number];
  to: [number, number];
}

/** Room a little off a disc of radius `edge` and room `r`, and the line that leads there without crossing anything. */
export function findLed(x: number, y: number, { r, edge }: { r: number; edge: number }, w: number, h: number, taken: Box[], free: Box): Led | null {
  for (const far of FAR) {
    for (const [dx, dy] of TURNS) {
      const end: [number, number] = [x + (r + far) * dx, y + (r + far) * dy];
      const left = dx > 0.3 ? end[0] + 2 : dx < -0.3 ? end[0] - w - 2 : end[0] - w / 2;
      const top = dy > 0.3 && Math.abs(dx) <= 0.3 ? end[1] + 1 : dy < -0.3 && Math.abs(dx) <= 0.3 ? end[1] - h - 1 : end[1] - h / 2;
      const box: Box = [left, top, left + w, top + h];
      if (uncut(box, free) !== box || !isFree(box, taken)) continue;
      const from: [number, number] = [x + (edge + 2) * dx, y + (edge + 2) * dy];
      if (!isClear(x, y, r, end, taken)) continue;
      taken.push(box);
      return { box, from, to: end };
    }
  }
  return null;
}

/** True if nothing stands on the way from the corner of a disc's own box to `end`. */
function isClear(x: number, y: number, r: number, end: [number, number], taken: Box[]): boolean {
  const own = 1.45 * (r + 1);
  const length = Math.hypot(end[0] - x, end[1] - y);
  for (let at = own; at < length; at += 3) {
    const [px, py] = [x + ((end[0] - x) * at) / length, y + ((end[1] - y) * at) / length];
    if (!isFree([px - 1, py - 1, px + 1, py + 1], taken)) return false;
  }
  return true;
}

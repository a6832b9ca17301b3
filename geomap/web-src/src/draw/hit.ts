/** Which mark a pointer means. */

import { holds, type View } from "../model/geometry";
import type { Mark } from "../model/marks";

/** Return the mark at a point in world pixels: the nearest sign, else a ring or outline around. */
export function findMark(marks: Mark[], view: View, point: { x: number; y: number }): Mark | null {
  const x = point.x - view.left;
  const y = point.y - view.top;
  let best: Mark | null = null;
  let nearest = Infinity;
  for (const mark of marks) {
    const flat = mark.kind === "area" || mark.kind === "ring";
    const dx = flat ? Math.max(0, Math.abs(mark.x - x) - mark.r + 11) : mark.x - x;
    const distance = Math.hypot(dx, mark.y - y);
    const reach = (flat ? 11 : mark.r) + 4;
    if (distance <= reach && distance < nearest) [nearest, best] = [distance, mark];
  }
  if (best) return best;
  for (const mark of marks) {
    if (mark.kind === "ring" && Math.hypot(mark.x - x, mark.y + (mark.reach as number) - y) <= (mark.reach as number)) return mark;
  }
  const size = view.size;
  for (const mark of marks) {
    if (mark.area && holds(mark.area, point.x / size, point.y / size)) return mark;
  }
  return null;
}

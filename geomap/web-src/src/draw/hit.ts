/** Which mark a pointer means. */

import type { Mark } from "../marks/maker";
import type { View } from "../model/geometry";

/** Return the mark at a point in world pixels. */
export function findMark(marks: Mark[], view: View, point: { x: number; y: number }): Mark | null {
  const x = point.x - view.left;
  const y = point.y - view.top;
  let best: Mark | null = null;
  let nearest = Infinity;
  for (const mark of marks) {
    const dx = mark.kind === "area" ? Math.max(0, Math.abs(mark.x - x) - mark.w / 2 + mark.r) : mark.x - x;
    const distance = Math.hypot(dx, mark.y - y);
    if (distance <= mark.r + 4 && distance < nearest) [nearest, best] = [distance, mark];
  }
  return best;
}

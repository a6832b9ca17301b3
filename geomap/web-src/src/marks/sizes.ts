/** How large a mark is: area grows evenly with the count, and a number always has room. */

/** Radius of one event, pixels. */
export const LONE = 6.5;

/** Radius of the largest disc, pixels, by how near the map is. */
export function largestAt(zoom: number): number {
  return Math.max(16, Math.min(28, 10 + (zoom - 5.25) * 12));
}

const BASE = 8;

/** Radius that the digits of a count need. */
function roomFor(count: number): number {
  return count < 10 ? 8 : count < 100 ? 9.5 : count < 1000 ? 12.5 : count < 10_000 ? 14 : count < 100_000 ? 12.5 : 15;
}

/** Radius of a disc for `count`, where each event adds `growth` square pixels (over pi). */
export function radiusOf(count: number, growth: number): number {
  if (count <= 1) return LONE;
  return Math.max(roomFor(count), Math.sqrt(BASE * BASE + growth * count));
}

/** The growth that gives `count` the radius. */
export function growthFor(radius: number, count: number): number {
  return Math.max(0, radius * radius - BASE * BASE) / Math.max(30, count);
}

/** The most growth at which no disc passes the room it has. */
export function fittingGrowth(counts: ArrayLike<number>, rooms: ArrayLike<number>, largest: number): number {
  let most = 0;
  for (let i = 0; i < counts.length; i++) most = Math.max(most, counts[i]);
  let growth = growthFor(largest, most);
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] > 1) growth = Math.min(growth, Math.max(0, rooms[i] * rooms[i] - BASE * BASE) / counts[i]);
  }
  return growth;
}

/** Places that would overlap on the screen, merged; by place, so a million events cost nothing. */

import { fittingGrowth, radiusOf } from "./sizes";

export interface Points {
  /** Web Mercator, 0 to 1, x eastward, y southward. */
  x: Float64Array;
  y: Float64Array;
  weight: ArrayLike<number>;
  /** 1 for places of the country: those abroad are never counted with them. */
  home: Uint8Array;
}

export interface Cluster {
  /** Its places, in lists that are never changed: merging clusters copies no place. */
  lists: number[][];
  x: number;
  y: number;
  weight: number;
  home: boolean;
}

/** Pixels between discs. */
export const GAP = 3.5;

/** From so many places on they are first gathered by cells, which is quick. */
export const MANY = 4000;

/** A grid of lists: what lies near is found without a look at all. */
export class Grid<T> {
  private readonly cells = new Map<number, T[]>();

  constructor(private readonly size: number) {}

  add(x: number, y: number, item: T): void {
    const key = this.key(Math.floor(x / this.size), Math.floor(y / this.size));
    const there = this.cells.get(key);
    if (there) there.push(item);
    else this.cells.set(key, [item]);
  }

  /** Look at everything in the cell of a point and in those around it. */
  near(x: number, y: number, look: (item: T) => void): void {
    const cx = Math.floor(x / this.size);
    const cy = Math.floor(y / this.size);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const there = this.cells.get(this.key(cx + dx, cy + dy));
        if (there) for (const item of there) look(item);
      }
    }
  }

  private key(cx: number, cy: number): number {
    return cx * 67_108_864 + cy;
  }
}

/** What is gathered: each place, or where they are very many what shares a cell of a fine grid; the heaviest first. */
export function partsOf(points: Points, places: number[], size: number): Cluster[] {
  const parts = places.length > MANY ? bin(points, places, 5 / size) : places.map((place) => lone(points, place));
  return sorted(parts);
}

/** The heaviest first. */
export function sorted(parts: Cluster[]): Cluster[] {
  return parts.sort((a, b) => b.weight - a.weight || a.lists[0][0] - b.lists[0][0]);
}

/**
 * Gather parts within `pixels` of a heavier one, the heaviest first, so that towns gather their
 * villages. Same places and zoom in, same clusters out, whatever is filtered.
 */
export function gather(parts: Cluster[], size: number, pixels: number): Cluster[] {
  const reach = pixels / size;
  const clusters: Cluster[] = [];
  const seeds: Cluster[] = [];
  const grid = new Grid<number>(reach);
  for (const part of parts) {
    let best = -1;
    let nearest = reach * reach;
    grid.near(part.x, part.y, (i) => {
      if (seeds[i].home !== part.home) return;
      const distance = (seeds[i].x - part.x) ** 2 + (seeds[i].y - part.y) ** 2;
      if (distance < nearest) [nearest, best] = [distance, i];
    });
    if (best >= 0) merge(clusters[best], part);
    else {
      grid.add(part.x, part.y, clusters.length);
      clusters.push({ ...part, lists: part.lists.slice() });
      seeds.push(part);
    }
  }
  return clusters;
}

function lone({ x, y, weight, home }: Points, place: number): Cluster {
  return { lists: [[place]], x: x[place], y: y[place], weight: weight[place], home: home[place] === 1 };
}

/** One part for each cell of a fine grid. */
function bin({ x, y, weight, home }: Points, places: number[], cell: number): Cluster[] {
  const cells = new Map<number, Cluster>();
  for (const place of places) {
    const key = (Math.floor(x[place] / cell) * 67_108_864 + Math.floor(y[place] / cell)) * 2 + home[place];
    const there = cells.get(key);
    if (!there) {
      cells.set(key, lone({ x, y, weight, home }, place));
      continue;
    }
    there.weight += weight[place];
    there.x += ((x[place] - there.x) * weight[place]) / there.weight;
    there.y += ((y[place] - there.y) * weight[place]) / there.weight;
    there.lists[0].push(place);
  }
  return [...cells.values()];
}

/** Take another in; the place is the weighted middle. */
export function merge(into: Cluster, other: Cluster): void {
  const weight = into.weight + other.weight;
  const share = weight ? other.weight / weight : 0;
  into.x += (other.x - into.x) * share;
  into.y += (other.y - into.y) * share;
  into.weight = weight;
  for (const list of other.lists) into.lists.push(list);
}

/** Radius of each cluster, the heaviest `largest` pixels. */
export function radiiOf(clusters: Cluster[], largest: number): number[] {
  const growth = fittingGrowth(clusters.map((c) => c.weight), clusters.map(() => largest), largest);
  return clusters.map(({ weight }) => radiusOf(weight, growth));
}

/**
 * Merge clusters whose discs lie on each other by more than moving a little could mend.
 * `share` is the part of the sum of two radii that must lie between them.
 */
export function mergeOverlapping(clusters: Cluster[], size: number, largest: number, share: number): Cluster[] {
  let now = clusters;
  for (;;) {
    const radii = radiiOf(now, largest);
    const grid = new Grid<number>((2 * largest + GAP) / size);
    const order = [...now.keys()].sort((a, b) => now[b].weight - now[a].weight || a - b);
    const gone = new Uint8Array(now.length);
    let any = false;
    for (const i of order) {
      let best = -1;
      let nearest = Infinity;
      grid.near(now[i].x, now[i].y, (j) => {
        if (now[j].home !== now[i].home) return;
        const distance = Math.hypot(now[i].x - now[j].x, now[i].y - now[j].y) * size;
        if (distance < share * (radii[i] + radii[j] + GAP) && distance < nearest) [nearest, best] = [distance, j];
      });
      if (best >= 0) {
        gone[i] = 1;
        any = true;
        merge(now[best], now[i]);
      } else grid.add(now[i].x, now[i].y, i);
    }
    if (!any) return now;
    now = now.filter((_, i) => !gone[i]);
  }
}

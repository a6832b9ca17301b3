/** What is drawn where: places, clusters, rings and areas of the current counts. */

import { clusterPlaces, project, spread, type Cluster } from "./clusters";
import { decodeParts, isVisible, type Traced, type View } from "./geometry";
import type { Store } from "../data/store";

export interface Mark {
  kind: "place" | "cluster" | "ring" | "area";
  x: number;
  y: number;
  r: number;
  total: number;
  /** What is written and what sets the radius: events, or fatalities. */
  size: number;
  places: number[];
  /** Where the mark belongs if it was moved aside, canvas pixels. */
  anchor?: [number, number];
  /** Radius (px) of the true uncertainty, for rings. */
  reach?: number;
  area?: Traced;
}

const EARTH_KM = 40_075;

export class MarkMaker {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly areas: (Traced | null)[];
  private readonly kind: Uint8Array;
  /** Events at each place, whatever is filtered. */
  readonly weight: Uint32Array;
  private readonly worldPerKm: Float64Array;
  /** Pixels of radius for each doubling of the events. */
  private readonly growth: number;
  private readonly clusters = new Map<number, Cluster[]>();

  constructor(store: Store) {
    const count = store.head.places;
    const lon = store.column("place_lon");
    const lat = store.column("place_lat");
    const precision = store.column("place_precision");
    const km = store.column("place_km");
    const area = store.column("place_area");
    this.x = new Float64Array(count);
    this.y = new Float64Array(count);
    this.kind = new Uint8Array(count);
    this.weight = new Uint32Array(count);
    this.worldPerKm = new Float64Array(count);
    const outlines = store.head.areas.map((parts) => decodeParts(parts, store.head.scale));
    this.areas = Array.from({ length: count }, (_, i) =>
      area[i] > 0 && precision[i] > 1 ? outlines[area[i] - 1] : null,
    );
    for (let i = 0; i < count; i++) {
      [this.x[i], this.y[i]] = project(lon[i], lat[i]);
      this.worldPerKm[i] = km[i] / (EARTH_KM * Math.max(0.02, Math.cos((lat[i] * Math.PI) / 180)));
      this.kind[i] = precision[i] <= 1 ? 0 : this.areas[i] ? 2 : 1;
    }
    let heaviest = 0;
    for (let i = 0; i < store.n; i++) heaviest = Math.max(heaviest, ++this.weight[store.place[i]]);
    this.growth = growthFor(heaviest);
  }

  /** Radius of the uncertainty of a place in pixels. */
  reach(place: number, size: number): number {
    return this.worldPerKm[place] * size;
  }

  private radius(total: number): number {
    return total <= 1 ? 7 : Math.min(LARGEST, SMALLEST + this.growth * Math.log2(total));
  }

  private clustersAt(zoom: number): Cluster[] {
    const level = Math.round(zoom * 2) / 2;
    let found = this.clusters.get(level);
    if (!found) {
      const size = 256 * 2 ** level;
      const pixels = level >= 13 ? 14 : level >= 10 ? 30 : 44;
      found = clusterPlaces(this.x, this.y, this.weight, level, pixels, (place) =>
        this.kind[place] === 0 || (this.kind[place] === 1 && this.reach(place, size) < 16),
      );
      this.clusters.set(level, found);
    }
    return found;
  }

  make(totals: Uint32Array, view: View, sizes = totals): Mark[] {
    const { size, left, top, width, height, zoom } = view;
    const marks: Mark[] = [];
    const level = Math.round(zoom * 2) / 2;
    const levelSize = 256 * 2 ** level;
    for (let place = 0; place < totals.length; place++) {
      const total = totals[place];
      if (!total || this.kind[place] === 0) continue;
      const px = this.x[place] * size - left;
      const py = this.y[place] * size - top;
      const area = this.areas[place];
      if (area) {
        if (!isVisible(area, view)) continue;
        marks.push({ kind: "area", x: px, y: py, r: total > 1 ? 22 : 13, total, size: sizes[place], places: [place], area });
      } else if (this.reach(place, levelSize) >= 16) {
        const reach = this.reach(place, size);
        if (px + reach < 0 || py + reach < 0 || px - reach > width || py - reach > height) continue;
        marks.push({ kind: "ring", x: px, y: py - reach, r: 11, total, size: sizes[place], places: [place], reach });
      }
    }
    for (const cluster of this.clustersAt(zoom)) {
      const cx = cluster.x * size - left;
      const cy = cluster.y * size - top;
      if (cx < -80 || cy < -80 || cx > width + 80 || cy > height + 80) continue;
      const places = cluster.members.filter((place) => totals[place] > 0);
      if (places.length === 0) continue;
      if (places.length === 1) {
        marks.push(this.single(places[0], totals, sizes, view));
      } else if (zoom >= 11.5 || this.sameSpot(places, levelSize)) {
        this.spreadOut(places, totals, sizes, view, marks);
      } else {
        marks.push(this.merged(places, totals, sizes, view));
      }
    }
    this.moveTags(marks);
    return marks;
  }

  private single(place: number, totals: Uint32Array, sizes: Uint32Array, view: View): Mark {
    const mark: Mark = {
      kind: "place",
      x: this.x[place] * view.size - view.left,
      y: this.y[place] * view.size - view.top,
      r: this.radius(sizes[place]),
      total: totals[place],
      size: sizes[place],
      places: [place],
    };
    if (this.kind[place] === 1) mark.reach = this.reach(place, view.size);
    return mark;
  }

  private merged(places: number[], totals: Uint32Array, sizes: Uint32Array, view: View): Mark {
    let total = 0;
    let sum = 0;
    let x = 0;
    let y = 0;
    for (const place of places) {
      total += totals[place];
      sum += sizes[place];
      x += this.x[place] * totals[place];
      y += this.y[place] * totals[place];
    }
    return {
      kind: "cluster",
      x: (x / total) * view.size - view.left,
      y: (y / total) * view.size - view.top,
      r: this.radius(Math.max(sum, 2)) + 2,
      total,
      size: sum,
      places,
    };
  }

  private sameSpot(places: number[], size: number): boolean {
    const [first] = places;
    return (
      places.length <= 12 &&
      places.every(
        (place) =>
          Math.abs(this.x[place] - this.x[first]) * size < 0.5 &&
          Math.abs(this.y[place] - this.y[first]) * size < 0.5,
      )
    );
  }

  private spreadOut(
    places: number[],
    totals: Uint32Array,
    sizes: Uint32Array,
    view: View,
    marks: Mark[],
  ): void {
    const widest = Math.max(...places.map((place) => this.radius(sizes[place])));
    const offsets = spread(places.length, widest);
    const middle = this.merged(places, totals, sizes, view);
    places.forEach((place, i) => {
      const mark = this.single(place, totals, sizes, view);
      mark.anchor = [mark.x, mark.y];
      mark.x = middle.x + offsets[i][0];
      mark.y = middle.y + offsets[i][1];
      marks.push(mark);
    });
  }

  /** A tag of an area may stand anywhere near: it makes way for marks that have a place. */
  private moveTags(marks: Mark[]): void {
    const fixed = marks.filter((mark) => mark.kind !== "area");
    for (const tag of marks) {
      if (tag.kind !== "area") continue;
      const free = OFFSETS.find(([dx, dy]) =>
        fixed.every(
          (mark) =>
            Math.abs(tag.x + dx - mark.x) > tag.r + mark.r + 2 ||
            Math.abs(tag.y + dy - mark.y) > 12 + (mark.kind === "place" || mark.kind === "cluster" ? mark.r : 11),
        ),
      );
      if (free) {
        tag.x += free[0];
        tag.y += free[1];
      }
      fixed.push(tag);
    }
  }
}

const OFFSETS: [number, number][] = [[0, 0]];
for (const away of [26, 44, 64]) {
  for (let turn = 0; turn < 8; turn++) {
    const angle = (turn * Math.PI) / 4 - Math.PI / 2;
    OFFSETS.push([away * Math.cos(angle) * 1.2, away * Math.sin(angle)]);
  }
}

/** Radii of marks of several events, pixels. */
const SMALLEST = 10;
const LARGEST = 28;

/** The more events the heaviest place has, the slower marks grow, so that sizes still tell them apart. */
export function growthFor(heaviest: number): number {
  return Math.min(2.1, (LARGEST - SMALLEST) / Math.log2(8 * Math.max(1, heaviest)));
}

/** The count of each group at the places of a mark. */
export function groupsOf(mark: Mark, counts: Uint32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups);
  for (const place of mark.places) {
    for (let g = 0; g < groups; g++) sums[g] += counts[place * groups + g];
  }
  return sums;
}

export function mainGroup(sums: Float64Array): number {
  let best = 0;
  for (let g = 1; g < sums.length; g++) if (sums[g] > sums[best]) best = g;
  return best;
}

/** What is drawn where: discs of places and tags of areas, with the current counts. */

import type { Store } from "../data/store";
import { decodeParts, isVisible, project, type Traced, type View } from "../model/geometry";
import type { Size } from "../crowd/choice";
import type { Points } from "./clusters";
import { layOut, type Layout, type Wanted } from "./layout";
import { Mask } from "./mask";
import { fittingGrowth, radiusOf } from "./sizes";
import { innerPoint, pcodesOf, type AreaUnit } from "./units";

export interface Mark {
  kind: "place" | "area";
  x: number;
  y: number;
  /** Radius of a disc, half the height of a tag. */
  r: number;
  /** Width of a tag. */
  w: number;
  total: number;
  /** Of `total`, how many are known to a radius or an area only. */
  near: number;
  /** What is written and what sets the radius: events, or fatalities. */
  size: number;
  places: number[];
  area?: Traced;
}

/** The outlines that marks keep to. */
export interface Outlines {
  governorates: { pcode: string; traced: Traced }[];
  country: Traced[];
}

/** Width and height of each governorate's name at a zoom, pixels; none where names are not written. */
export type MeasureNames = (zoom: number) => { w: number; h: number }[];

const EARTH_KM = 40_075;

/** The farthest that a rough point may lie from the border to be told with the country's, as a share of the world. */
const BESIDE = 5 / EARTH_KM;

/** Layouts that are kept: of the zooms that a person goes back and forth between. */
const KEPT = 12;

/** An area that spans so much of the country is the country. */
const WHOLE = 0.85;

const enum Kind {
  exact,
  near,
  area,
  country,
}

export class MarkMaker {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly areas: (Traced | null)[];
  /** Events at each place, whatever is filtered. */
  readonly weight: Uint32Array;
  /** Places that stand for the country as a whole. */
  readonly country: number[] = [];
  private readonly kind: Uint8Array;
  private readonly worldPerKm: Float64Array;
  private readonly home: Uint8Array;
  private readonly mask: Mask;
  private readonly layouts = new Map<string, Layout>();
  private readonly wanted: Omit<Wanted, "names">;
  private readonly units: AreaUnit[];

  constructor(store: Store, outlines: Outlines, private readonly measureNames: MeasureNames) {
    const count = store.head.places;
    const lon = store.column("place_lon");
    const lat = store.column("place_lat");
    const km = store.column("place_km");
    const governorate = store.column("place_governorate");
    const precision = store.column("place_precision");
    this.x = new Float64Array(count);
    this.y = new Float64Array(count);
    this.kind = new Uint8Array(count);
    this.weight = new Uint32Array(count);
    this.worldPerKm = new Float64Array(count);
    this.home = new Uint8Array(count);
    this.mask = new Mask(outlines.country);
    this.areas = this.findAreas(store);
    for (let i = 0; i < count; i++) {
      const [x, y] = project(lon[i], lat[i]);
      this.x[i] = x;
      this.y[i] = y;
      this.worldPerKm[i] = km[i] / (EARTH_KM * Math.max(0.02, Math.cos((lat[i] * Math.PI) / 180)));
      this.home[i] = governorate[i] < store.head.governorates.length || this.reachesHome(i, precision[i] > 1) ? 1 : 0;
    }
    const { place } = store;
    for (let i = 0; i < store.n; i++) this.weight[place[i]]++;
    this.units = outlines.governorates.map(({ traced }) => innerPoint(traced, true));
    this.wanted = this.want(store, outlines);
  }

  /** True of a point in the country, and of one beside its border that is known so roughly that it may lie in it. */
  private reachesHome(place: number, rough: boolean): boolean {
    const [x, y, reach] = [this.x[place], this.y[place], rough ? Math.min(BESIDE, this.worldPerKm[place]) : 0];
    if (this.mask.at(x, y) > 0 || !reach) return this.mask.at(x, y) > 0;
    return [[1, 0], [-1, 0], [0, 1], [0, -1]].some(([dx, dy]) => this.mask.at(x + dx * reach, y + dy * reach) > 0);
  }

  private findAreas(store: Store): (Traced | null)[] {
    const precision = store.column("place_precision");
    const area = store.column("place_area");
    const outlines = store.head.areas.map((parts) => decodeParts(parts, store.head.scale));
    const areas: (Traced | null)[] = new Array<null>(area.length).fill(null);
    for (let i = 0; i < area.length; i++) if (area[i] > 0 && precision[i] > 1) areas[i] = outlines[area[i] - 1];
    return areas;
  }

  /** Sort the places by what is known of them, and gather the areas that each could be told by. */
  private want(store: Store, { governorates, country }: Outlines): Omit<Wanted, "names"> {
    const { x, y, weight, home, kind, areas, mask } = this;
    const precision = store.column("place_precision");
    const points: Points = { x, y, weight, home };
    const byOutline = new Map<Traced, AreaUnit>();
    const byPcode = new Map(governorates.map(({ pcode }, i) => [pcode, this.units[i]]));
    const [west, north, east, south] = boxOf(country);
    const unitOf = (area: Traced) => {
      const known = byOutline.get(area) ?? innerPoint(area);
      byOutline.set(area, known);
      return known;
    };
    const told: Wanted["areas"] = [];
    const places: number[] = [];
    const idOf = (place: number) => store.placeWord("id", place);
    areas.forEach((area, place) => {
      if (!area) return;
      const id = idOf(place);
      if (/^[A-Z]{2}\d{2,6}$/.test(id) && !byPcode.has(id)) byPcode.set(id, unitOf(area));
    });
    areas.forEach((area, place) => {
      if (!area) {
        kind[place] = precision[place] <= 1 ? Kind.exact : Kind.near;
        places.push(place);
        return;
      }
      const [x0, y0, x1, y1] = area.box;
      if (home[place] && x1 - x0 > WHOLE * (east - west) && y1 - y0 > WHOLE * (south - north)) {
        kind[place] = Kind.country;
        this.country.push(place);
        return;
      }
      kind[place] = Kind.area;
      const own = byPcode.get(idOf(place)) ?? unitOf(area);
      const above = pcodesOf(idOf(place)).map((pcode) => byPcode.get(pcode)).filter((unit) => unit !== undefined && unit !== own);
      told.push({ place, units: [own, ...(above as AreaUnit[])] });
    });
    return { points, places, areas: told, isHome: (px, py) => mask.at(px, py) > 0 };
  }

  /** Where marks, tags and names stand at a zoom; without `discs`, names have the ground to themselves. */
  layout(zoom: number, discs = true): Layout {
    const key = `${zoom.toFixed(2)} ${discs}`;
    let layout = this.layouts.get(key);
    if (!layout) {
      const sizes = this.measureNames(zoom);
      const names = sizes.map(({ w, h }, i) => ({ unit: this.units[i], w, h }));
      layout = layOut({ ...this.wanted, ...(discs ? {} : { places: [], areas: [] }), names }, zoom);
      if (this.layouts.size >= KEPT) this.layouts.delete(this.layouts.keys().next().value as string);
      this.layouts.set(key, layout);
    }
    return layout;
  }

  /** Square pixels (over pi) that an event adds to a disc, so that the fullest disc fits its room. */
  growth(zoom: number, reference: ArrayLike<number>): number {
    const { discs, largest } = this.layout(zoom);
    return fittingGrowth(discs.map(({ members }) => sumOf(members, reference)), discs.map(({ room }) => room), largest);
  }

  /** How much there is, whatever is filtered. */
  get size(): Size {
    const size = { events: 0, pointed: 0, places: 0 };
    for (let place = 0; place < this.weight.length; place++) {
      size.events += this.weight[place];
      if (!this.hasPoint(place)) continue;
      size.pointed += this.weight[place];
      size.places++;
    }
    return size;
  }

  isNear(place: number): boolean {
    return this.kind[place] !== Kind.exact;
  }

  /** True of places that have a point, if only a rough one. */
  hasPoint(place: number): boolean {
    return this.kind[place] === Kind.exact || this.kind[place] === Kind.near;
  }

  /** Radius of the uncertainty of a place in pixels. */
  reach(place: number, size: number): number {
    return this.worldPerKm[place] * size;
  }

  isHome(place: number): boolean {
    return this.home[place] === 1;
  }

  make(totals: Uint32Array, view: View, growth: number, sizes = totals): Mark[] {
    const { size, left, top, width, height, zoom } = view;
    const { discs, tags } = this.layout(zoom);
    const marks: Mark[] = [];
    for (const disc of discs) {
      const x = disc.x * size - left;
      const y = disc.y * size - top;
      if (x < -30 || y < -30 || x > width + 30 || y > height + 30) continue;
      const mark = this.count(disc.members, totals, sizes);
      if (mark) marks.push({ ...mark, kind: "place", x, y, r: Math.min(disc.room, radiusOf(mark.size, growth)), w: 0 });
    }
    for (const tag of tags) {
      if (!isVisible(tag.area, view)) continue;
      const mark = this.count(tag.members, totals, sizes);
      if (mark) marks.push({ ...mark, kind: "area", x: tag.x * size - left, y: tag.y * size - top, r: tag.h / 2, w: tag.w, area: tag.area });
    }
    return marks;
  }

  private count(members: number[], totals: Uint32Array, sizes: Uint32Array): Pick<Mark, "total" | "size" | "near" | "places"> | null {
    const places: number[] = [];
    let [total, size, near] = [0, 0, 0];
    for (const place of members) {
      if (!totals[place]) continue;
      places.push(place);
      total += totals[place];
      size += sizes[place];
      if (this.kind[place] !== Kind.exact) near += totals[place];
    }
    return places.length ? { total, size, near, places } : null;
  }

  /** Events shown that are known to the country only. */
  inCountry(totals: Uint32Array): number {
    return sumOf(this.country, totals);
  }
}

function sumOf(places: number[], of: ArrayLike<number>): number {
  let sum = 0;
  for (const place of places) sum += of[place];
  return sum;
}

function boxOf(areas: Traced[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box: [x0, y0, x1, y1] } of areas) {
    box[0] = Math.min(box[0], x0);
    box[1] = Math.min(box[1], y0);
    box[2] = Math.max(box[2], x1);
    box[3] = Math.max(box[3], y1);
  }
  return box;
}

/** The count of each group at the places of a mark: `groups` of what is exact, then `groups` of the rest. */
export function groupsOf(mark: Mark, counts: Uint32Array, groups: number, isNear: (place: number) => boolean): Float64Array {
  const sums = new Float64Array(2 * groups);
  for (const place of mark.places) {
    const from = isNear(place) ? groups : 0;
    for (let g = 0; g < groups; g++) sums[from + g] += counts[place * groups + g];
  }
  return sums;
}

/** The group with the most events, exact or not. */
export function mainGroup(sums: Float64Array): number {
  const groups = sums.length / 2;
  let best = 0;
  for (let g = 1; g < groups; g++) if (sums[g] + sums[groups + g] > sums[best] + sums[groups + best]) best = g;
  return best;
}

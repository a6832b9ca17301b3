/** Where everything stands at one zoom, whatever the clock shows: discs, tags of areas, names of governorates. */

import { holds, type Traced } from "../model/geometry";
import { gather, MANY, merge, mergeOverlapping, partsOf, radiiOf, sorted, type Cluster, type Points } from "./clusters";
import { coverOf, growRooms, overlapOf, relax, type Box, type Disc } from "./relax";
import { largestAt } from "./sizes";
import { boxAround, findSpot, type Wish } from "./spots";
import type { AreaUnit } from "./units";

/** A disc that has its place; x, y in Web Mercator, `room` the radius that it may have, pixels. */
export interface Placed {
  x: number;
  y: number;
  room: number;
  weight: number;
  members: number[];
}

export interface Tag {
  x: number;
  y: number;
  w: number;
  h: number;
  members: number[];
  area: Traced;
  /** It found no room inside its area. */
  lost: boolean;
}

export interface NameSpot {
  x: number;
  y: number;
  w: number;
  h: number;
  index: number;
}

export interface Layout {
  discs: Placed[];
  tags: Tag[];
  names: NameSpot[];
  largest: number;
}

/** What is laid out: areas with the places known to them, names with their widths. */
export interface Wanted {
  points: Points;
  /** Places that have a point, and those known to a radius. */
  places: number[];
  /** For each place known to an area: the areas it could be told by, the smallest first. */
  areas: { place: number; units: AreaUnit[] }[];
  names: { unit: AreaUnit; w: number; h: number }[];
  isHome: (x: number, y: number) => boolean;
}

type Home = (x: number, y: number) => boolean;

/** Distances within which places are gathered, pixels: the first that leaves enough of the ground free. */
const REACHES = [12, 20, 27, 34, 41, 48];

/** The share of the ground that discs may cover around any place. */
const MOST_INK = 0.24;
const BLOCK = 200;

/** Height of a tag, pixels. */
const TAG = 18;
const PASSES = 6;

/** How far from its area the name of a governorate may stand, pixels; of one narrower than its name, beside the disc over it. */
const BESIDE = 10;
const BESIDE_CITY = 32;

export function layOut(wanted: Wanted, zoom: number): Layout {
  const size = 256 * 2 ** zoom;
  const largest = largestAt(zoom);
  const { points, isHome } = wanted;
  const home = (x: number, y: number) => isHome(x / size, y / size);
  const { loose, ...chosen } = chooseTags(wanted, size);
  let { tagged } = chosen;
  let parts = partsOf(points, wanted.places.concat(loose), size);
  let clusters: Cluster[] = [];
  for (const reach of REACHES) {
    clusters = mergeOverlapping(gather(parts, size, reach), size, largest, 0.8);
    if (inkOf(clusters, size, largest) <= MOST_INK) break;
    // of very many, what was gathered is gathered on
    if (parts.length > MANY) parts = sorted(clusters);
  }
  let names: NameSpot[] = [];
  let tags: Tag[] = [];
  for (let pass = 0; ; pass++) {
    const discs = discsOf(clusters, size, largest);
    // names are set where discs belong, not where other names pushed them
    relax(discs, [], home);
    names = placeNames(wanted, size, discs);
    tags = placeTags(tagged, points, size, discs, names);
    let boxes = boxesOf(names, tags, size);
    relax(discs, boxes, home);
    const last = pass >= PASSES;
    const merged = mergeWorst(clusters, discs, last ? [] : tags.map((tag) => tagBox(tag, size)));
    const kept = merged ? [] : tags.map((tag) => keepTag(tag, clusters, discs, points, size));
    if (kept.includes(false)) {
      tagged = tagged.filter((_, i) => kept[i]);
      continue;
    }
    if (!merged) {
      names = freeNames(names, wanted, size, discs, tags, home).filter((name) => isBeside(name, wanted.names[name.index].unit, size));
      boxes = boxesOf(names, tags, size);
      const rooms = growRooms(discs, boxes, largest, home);
      const placed = clusters.map(({ weight, lists }, i) => ({ x: discs[i].x / size, y: discs[i].y / size, room: rooms[i], weight, members: lists.flat() }));
      return { discs: placed, tags, names, largest };
    }
    clusters = merged;
  }
}

function discsOf(clusters: Cluster[], size: number, largest: number): Disc[] {
  const radii = radiiOf(clusters, largest);
  return clusters.map(({ x, y, weight, home }, i) => ({ x: x * size, y: y * size, ax: x * size, ay: y * size, r: radii[i], weight, home }));
}

/** The largest share of a block of the ground that discs would cover. */
function inkOf(clusters: Cluster[], size: number, largest: number): number {
  const radii = radiiOf(clusters, largest);
  const blocks = new Map<number, number>();
  let most = 0;
  clusters.forEach(({ x, y }, i) => {
    const key = Math.floor((x * size) / BLOCK) * 67_108_864 + Math.floor((y * size) / BLOCK);
    const ink = (blocks.get(key) ?? 0) + (Math.PI * radii[i] ** 2) / BLOCK ** 2;
    blocks.set(key, ink);
    most = Math.max(most, ink);
  });
  return most;
}

interface Tagged {
  unit: AreaUnit;
  members: number[];
  weight: number;
}

/** The smallest area of each place that has room for a tag; places without one are told by a disc. */
function chooseTags({ areas, points }: Wanted, size: number): { tagged: Tagged[]; loose: number[] } {
  const tagged = new Map<AreaUnit, Tagged>();
  const loose: number[] = [];
  for (const { place, units } of areas) {
    const unit = units.find((one) => one.reach * size >= TAG * (one.first ? 0.9 : 2.2));
    if (!unit) {
      loose.push(place);
      continue;
    }
    const there = tagged.get(unit) ?? { unit, members: [], weight: 0 };
    there.members.push(place);
    there.weight += points.weight[place];
    tagged.set(unit, there);
  }
  return { tagged: [...tagged.values()].sort((a, b) => a.unit.reach - b.unit.reach), loose };
}

export function tagWidth(count: number): number {
  return count < 10 ? 18 : count < 100 ? 22 : count < 1000 ? 28 : count < 10_000 ? 32 : 36;
}

function placeTags(tagged: Tagged[], points: Points, size: number, discs: Disc[], names: NameSpot[]): Tag[] {
  const taken = names.map((name) => boxAround(name.x * size, name.y * size, name.w, name.h));
  const tags: Tag[] = [];
  for (const { unit, members } of tagged) {
    const w = tagWidth(members.reduce((sum, place) => sum + points.weight[place], 0));
    const wish: Wish = { area: unit.area, x: unit.x * size, y: unit.y * size, w, h: TAG, strict: true };
    const spot = findSpot(wish, size, taken, discs);
    const [x, y] = spot ?? [wish.x, wish.y];
    if (spot) taken.push(boxAround(x, y, w, TAG, 2));
    tags.push({ x: x / size, y: y / size, w, h: TAG, members, area: unit.area, lost: !spot });
  }
  return tags;
}

function placeNames({ names }: Wanted, size: number, discs: Disc[]): NameSpot[] {
  const taken: Box[] = [];
  const placed: NameSpot[] = [];
  const order = names.map((name, index) => ({ ...name, index })).sort((a, b) => a.unit.reach - b.unit.reach);
  for (const { unit, w, h, index } of order) {
    const wish: Wish = { area: unit.area, x: unit.x * size, y: unit.y * size, w, h, strict: false };
    const spot = findSpot(wish, size, taken, discs);
    if (!spot) continue;
    taken.push(boxAround(spot[0], spot[1], w, h, 2));
    placed.push({ x: spot[0] / size, y: spot[1] / size, w, h, index });
  }
  return placed;
}

/** Names that discs came to lie on go where there is more room, if there is. */
function freeNames(names: NameSpot[], { names: wishes }: Wanted, size: number, discs: Disc[], tags: Tag[], isHome: Home): NameSpot[] {
  const boxOf = (name: NameSpot) => boxAround(name.x * size, name.y * size, name.w, name.h);
  const cover = (box: Box) => Math.max(0, ...discs.map((disc) => coverOf(disc, box)));
  const freed = names.slice();
  freed.forEach((name, i) => {
    const covered = cover(boxOf(name));
    if (covered < 1) return;
    const taken = [...freed.filter((_, j) => j !== i).map(boxOf), ...tags.map((tag) => tagBox(tag, size))];
    const { unit, w, h } = wishes[name.index];
    const spot = findSpot({ area: unit.area, x: unit.x * size, y: unit.y * size, w, h, strict: false, fine: true, isHome }, size, taken, discs);
    if (spot && cover(boxAround(spot[0], spot[1], w, h)) < covered) freed[i] = { ...name, x: spot[0] / size, y: spot[1] / size };
  });
  return freed;
}

/** True of a name that stands in its area or next to it: farther off it would name another's ground. */
function isBeside({ x, y, w, h }: NameSpot, { area }: AreaUnit, size: number): boolean {
  const [west, north, east, south] = area.box;
  if ((east - west) * size < w) {
    const [wide, high] = [(w / 2 + BESIDE_CITY) / size, (h / 2 + BESIDE_CITY) / size];
    return x + wide > west && x - wide < east && y + high > north && y - high < south;
  }
  const [wide, high] = [w / 2 + BESIDE, h / 2 + BESIDE];
  for (let i = -4; i <= 4; i++) {
    for (let j = -2; j <= 2; j++) if (holds(area, x + (i * wide) / 4 / size, y + (j * high) / 2 / size)) return true;
  }
  return false;
}

function tagBox(tag: Tag, size: number): Box {
  return boxAround(tag.x * size, tag.y * size, tag.w, tag.h);
}

function boxesOf(names: NameSpot[], tags: Tag[], size: number): Box[] {
  return [...names.map((name) => boxAround(name.x * size, name.y * size, name.w, name.h)), ...tags.filter((tag) => !tag.lost).map((tag) => tagBox(tag, size))];
}

/** A tag that discs still cover, or that found no room, gives its events to the nearest disc. */
function keepTag(tag: Tag, clusters: Cluster[], discs: Disc[], { weight }: Points, size: number): boolean {
  const box = tagBox(tag, size);
  if (!tag.lost && !discs.some((disc) => coverOf(disc, box) > 1.5)) return true;
  let best = -1;
  let nearest = Infinity;
  discs.forEach((disc, i) => {
    const distance = Math.hypot(disc.x - tag.x * size, disc.y - tag.y * size);
    if (disc.home && distance < nearest) [nearest, best] = [distance, i];
  });
  if (best < 0) return !tag.lost;
  clusters[best].lists.push(tag.members);
  for (const member of tag.members) clusters[best].weight += weight[member];
  return false;
}

/** Merge the pairs that moving could not part, those that lie on each other most first; null if there are none. */
function mergeWorst(clusters: Cluster[], discs: Disc[], tags: Box[]): Cluster[] | null {
  const pairs: [number, number, number][] = [];
  const order = [...discs.keys()].sort((a, b) => discs[a].x - discs[b].x);
  const widest = Math.max(0, ...discs.map((disc) => disc.r));
  order.forEach((i, at) => {
    for (let k = at + 1; k < order.length; k++) {
      const j = order[k];
      if (discs[j].x - discs[i].x > 2 * widest + 4) break;
      const lack = overlapOf(discs[i], discs[j]) - 1.2;
      if (lack > 0) pairs.push([lack, i, j]);
    }
  });
  // a disc caught on a tag makes way by joining its neighbour
  discs.forEach((disc, i) => {
    if (!tags.some((box) => coverOf(disc, box) > 2)) return;
    const j = nearestOf(discs, i);
    if (j >= 0 && Math.hypot(disc.x - discs[j].x, disc.y - discs[j].y) < 60) pairs.push([0, i, j]);
  });
  if (!pairs.length) return null;
  pairs.sort((a, b) => b[0] - a[0]);
  const busy = new Set<number>();
  const gone = new Set<number>();
  for (const [, i, j] of pairs) {
    if (busy.has(i) || busy.has(j)) continue;
    busy.add(i).add(j);
    const [into, other] = clusters[i].weight >= clusters[j].weight ? [i, j] : [j, i];
    merge(clusters[into], clusters[other]);
    gone.add(other);
  }
  return clusters.filter((_, i) => !gone.has(i));
}

function nearestOf(discs: Disc[], of: number): number {
  let best = -1;
  let nearest = Infinity;
  discs.forEach((disc, i) => {
    if (i === of || disc.home !== discs[of].home) return;
    const distance = Math.hypot(disc.x - discs[of].x, disc.y - discs[of].y);
    if (distance < nearest) [nearest, best] = [distance, i];
  });
  return best;
}

/** Governorates, districts and sub-districts as shaded units: whose events, how large, how many people. */

import type { Head, Steps } from "../data/contract";
import { Mask } from "../marks/mask";
import { decodeParts, trace, type Traced, type View } from "../model/geometry";

export const LEVELS = ["governorate", "district", "subdistrict"] as const;
export type Level = (typeof LEVELS)[number];

export const MEASURES = ["count", "area", "people", "change"] as const;
export type Measure = (typeof MEASURES)[number];

export interface Unit {
  pcode: string;
  name: string;
  name_ar: string;
  traced: Traced;
  km2: number;
  /** People, 0 where nobody told. */
  people: number;
}

const EARTH_KM = 40_075;
const DIGITS: Record<Level, number> = { governorate: 4, district: 6, subdistrict: 8 };

export class Units {
  private readonly levels = new Map<Level, { units: Unit[]; of: Int16Array | null }>();

  constructor(
    private readonly head: Head,
    governorates: { pcode: string; traced: Traced }[],
    private readonly places: { x: Float64Array; y: Float64Array; hasPoint: (place: number) => boolean; id: (place: number) => string; governorate: (place: number) => string },
  ) {
    const names = new Map(head.governorates.map((unit) => [unit.pcode, unit]));
    const people = head.population?.people ?? {};
    const make = (pcode: string, name: string, name_ar: string, traced: Traced): Unit =>
      ({ pcode, name, name_ar, traced, km2: areaOf(traced), people: people[pcode] ?? 0 });
    const first = governorates.map(({ pcode, traced }) => make(pcode, names.get(pcode)?.name ?? pcode, names.get(pcode)?.name_ar ?? "", traced));
    this.levels.set("governorate", { units: first, of: null });
    for (const level of ["district", "subdistrict"] as const) {
      const told = head.units?.filter((unit) => unit.pcode.length === DIGITS[level]) ?? [];
      const decode = (parts: Steps[][]) => decodeParts(parts, head.scale);
      if (told.length) this.levels.set(level, { units: told.map((unit) => make(unit.pcode, unit.name, unit.name_ar, decode(unit.parts))), of: null });
    }
  }

  /** Levels with outlines. */
  get offered(): Level[] {
    return LEVELS.filter((level) => this.levels.has(level));
  }

  offeredMeasures(level: Level): Measure[] {
    return MEASURES.filter((measure) => measure !== "people" || this.units(level).some((unit) => unit.people > 0));
  }

  get population(): Head["population"] {
    return this.head.population;
  }

  units(level: Level): Unit[] {
    return this.levels.get(level)?.units ?? [];
  }

  /** Sum of what lies in each unit, and of what no unit of this level can be named for. */
  sums(level: Level, values: ArrayLike<number>): { sums: Float64Array; untold: number } {
    const found = this.levels.get(level);
    const sums = new Float64Array(found?.units.length ?? 0);
    let untold = 0;
    if (!found) return { sums, untold };
    found.of ??= this.assign(level, found.units);
    for (let place = 0; place < values.length; place++) {
      if (!values[place]) continue;
      const unit = found.of[place];
      if (unit >= 0) sums[unit] += values[place];
      else untold += values[place];
    }
    return { sums, untold };
  }

  private assign(level: Level, units: Unit[]): Int16Array {
    const { x, y, hasPoint, id, governorate } = this.places;
    const byPcode = new Map(units.map((unit, i) => [unit.pcode, i]));
    const mask = level === "governorate" ? null : new Mask(units.map((unit) => unit.traced));
    return Int16Array.from(x, (_, place) => {
      if (!mask) return byPcode.get(governorate(place)) ?? -1;
      if (hasPoint(place)) return mask.at(x[place], y[place]) - 1;
      return byPcode.get(id(place).slice(0, DIGITS[level])) ?? -1;
    });
  }
}

/** Square kilometres of an outline. */
function areaOf({ rings, box }: Traced): number {
  let sum = 0;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) sum += ring[j] * ring[i + 1] - ring[i] * ring[j + 1];
  }
  const latitude = Math.atan(Math.sinh(2 * Math.PI * (0.5 - (box[1] + box[3]) / 2)));
  return (Math.abs(sum) / 2) * (EARTH_KM * Math.cos(latitude)) ** 2;
}

/** Fill units with their colours; those without one stay bare. */
export function paintUnits(ctx: CanvasRenderingContext2D, view: View, units: Unit[], colors: (string | null)[], edge: string): void {
  units.forEach(({ traced }, i) => {
    const color = colors[i];
    if (!color) return;
    ctx.beginPath();
    trace(ctx, traced, view, true);
    ctx.fillStyle = color;
    ctx.globalAlpha = 0.85;
    ctx.fill("evenodd");
  });
  ctx.globalAlpha = 0.7;
  ctx.strokeStyle = edge;
  ctx.lineWidth = units.length > 20 ? 0.5 : 0.9;
  ctx.beginPath();
  for (const { traced } of units) trace(ctx, traced, view, true);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

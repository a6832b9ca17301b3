/** Three ways beside marks to see a crowd: hexagons, heat and shaded units; what each shows, and its legend. */

import type { Palette } from "../draw/palette";
import type { MarkMaker } from "../marks/maker";
import type { Engine } from "../model/engine";
import { trace, type Traced, type View } from "../model/geometry";
import { areAlike, breaksFor, changeOf, classOf, mildly, quantileBreaks, shadeOf, tellingBreaks, type Change } from "./classes";
import { Heat } from "./heat";
import type { Way } from "./choice";
import { FILLS, Hexagons } from "./hexagons";
import { paintUnits, type Level, type Measure, type Units } from "./units";


/** One line of a legend: from a value up to the next, or a change. */
export interface Key {
  color: string;
  from?: number;
  to?: number;
  change?: Change;
  /** Of a hexagon: how much of its cell it fills. */
  fill?: number;
}

export interface Keys {
  way: Way;
  keys: Key[];
  /** Events that this way cannot show. */
  untold: number;
}

const CHANGES: Change[] = ["much-more", "more", "same", "less", "much-less", "few"];

export class Crowd {
  level: Level = "governorate";
  measure: Measure = "count";
  readonly hexagons: Hexagons;
  readonly heat: Heat;
  private last: Keys[] = [];
  private known: { all: Uint32Array; swell: number; zoom: number; breaks: number[] } | null = null;

  constructor(private readonly engine: Engine, private readonly maker: MarkMaker, readonly units: Units, private readonly country: Traced[]) {
    const hasPoint = (place: number) => maker.hasPoint(place);
    this.hexagons = new Hexagons(maker.x, maker.y, hasPoint);
    this.heat = new Heat(maker.x, maker.y, hasPoint);
  }

  /** The legends of what was painted last. */
  legends(): Keys[] {
    return this.last;
  }

  paint(ctx: CanvasRenderingContext2D, view: View, show: ReadonlySet<string>, palette: Palette): void {
    this.last = [];
    if (show.has("shading")) this.last.push(this.paintShading(ctx, view, palette));
    if (show.has("heat")) this.last.push(this.paintHeat(ctx, view, palette));
    if (show.has("hexagons")) this.last.push(this.paintHexagons(ctx, view, palette));
  }

  private without(values: ArrayLike<number>): number {
    let sum = 0;
    for (let place = 0; place < values.length; place++) if (values[place] && !this.maker.hasPoint(place)) sum += values[place];
    return sum;
  }

  private paintHexagons(ctx: CanvasRenderingContext2D, view: View, palette: Palette): Keys {
    const { engine, hexagons } = this;
    const breaks = this.breaksOf(view.zoom);
    const sizes = engine.sizes();
    hexagons.paint(ctx, view, hexagons.sums(view.zoom, sizes), breaks, palette.crowd, palette.surface);
    const keys = keysOf(breaks, palette.crowd).map((key, i) => ({ ...key, fill: FILLS[shadeOf(i, breaks.length)] }));
    return { way: "hexagons", keys, untold: this.without(sizes) };
  }

  /** Breaks of the hexagons, which stand still while the clock moves. */
  private breaksOf(zoom: number): number[] {
    const { engine } = this;
    const [all, swell] = [engine.allTime(), engine.swell()];
    const { known } = this;
    if (known && known.all === all && known.swell === swell && known.zoom === zoom) return known.breaks;
    const breaks = tellingBreaks(this.hexagons.sums(zoom, all).map((sum) => sum / swell));
    this.known = { all, swell, zoom, breaks };
    return breaks;
  }

  private paintHeat(ctx: CanvasRenderingContext2D, view: View, palette: Palette): Keys {
    const { engine, heat } = this;
    const most = maximum(heat.density(view, engine.allTime()).grid) / engine.swell();
    const [, ...breaks] = breaksFor(most / 400, most, false);
    ctx.save();
    ctx.beginPath();
    for (const part of this.country) trace(ctx, part, view, true);
    ctx.clip("evenodd");
    const sizes = engine.sizes();
    heat.paint(ctx, view, sizes, breaks, palette.crowd);
    ctx.restore();
    return { way: "heat", keys: keysOf(breaks, palette.crowd), untold: this.without(sizes) };
  }

  private paintShading(ctx: CanvasRenderingContext2D, view: View, palette: Palette): Keys {
    const { engine, level, measure } = this;
    const units = this.units.units(level);
    const { sums, untold } = this.units.sums(level, engine.sizes());
    if (measure === "change") {
      const before = this.units.sums(level, engine.sizesBefore()).sums;
      const changes = units.map((_, i) => changeOf(sums[i], before[i]));
      paintUnits(ctx, view, units, changes.map((change) => palette.changes[change] ?? null), palette.own);
      return { way: "shading", untold, keys: CHANGES.map((change) => ({ change, color: palette.changes[change] as string })) };
    }
    const rate = (value: number, i: number) =>
      measure === "area" ? (value / units[i].km2) * 1000 : measure === "people" ? (units[i].people ? (value / units[i].people) * 100_000 : 0) : value;
    const reference = Array.from(this.units.sums(level, engine.allTime()).sums, rate).map((value) => value / engine.swell());
    const breaks = quantileBreaks(reference);
    // less than the least of all time is still something
    const steps = Array.from(sums, rate).map((value) => (value > 0 ? Math.max(0, classOf(value, breaks)) : -1));
    const colors = areAlike(breaks) ? mildly(palette.crowd) : palette.crowd;
    paintUnits(ctx, view, units, steps.map((step) => (step < 0 ? null : colors[shadeOf(step, breaks.length)])), palette.own);
    return { way: "shading", keys: keysOf(breaks, colors), untold };
  }
}

function keysOf(breaks: number[], colors: readonly string[]): Key[] {
  return breaks.map((from, i) => ({ color: colors[shadeOf(i, breaks.length)], from, ...(i + 1 < breaks.length ? { to: breaks[i + 1] } : {}) }));
}

function maximum(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
  return most;
}

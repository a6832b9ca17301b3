/** Layers that are not events: which features hold on a day, how they are drawn, what lies at a point. */

import type { GroundLayer } from "../data/contract";
import type { Theme } from "../draw/palette";
import { hatch, holds, isVisible, project, trace, type Ring, type Traced, type View } from "../model/geometry";

/** How much of its colour an area shows: names, lines and marks stay clear over it. */
const TINT = { light: "42", dark: "55", print: "4d" };

interface Outline {
  form: "area" | "line" | "point";
  traced: Traced;
}

export interface Feature {
  kind: number;
  outline: Outline;
  from: number;
  to: number;
  contested: boolean;
  name: string;
  value: number | null;
}

export class Layer {
  readonly features: Feature[];

  constructor(readonly data: GroundLayer) {
    const arcs = data.arcs.map((steps) => decodeArc(steps, data.scale));
    const outlines = data.outlines.map((one): Outline => {
      if (one.point) return { form: "point", traced: boxed(one.point.map(([x, y]) => Float64Array.from(project(x / data.scale, y / data.scale)))) };
      const form = one.area ? "area" : "line";
      const parts = one.area ?? one.line ?? [];
      return { form, traced: boxed(parts.flat().map((numbers) => joined(numbers, arcs))) };
    });
    this.features = data.shapes.map((shape) => ({
      kind: shape.k, outline: outlines[shape.o], from: shape.f ?? -Infinity, to: shape.t ?? Infinity,
      contested: shape.c === 1, name: shape.n ?? "", value: shape.v ?? null,
    }));
  }

  at(day: number): Feature[] {
    return this.features.filter(({ from, to }) => from <= day && day <= to);
  }

  /** The first day of the state that holds on a day, NaN where there are no states or none yet. */
  stateOn(day: number): number {
    let found = NaN;
    for (const first of this.data.states) if (first <= day) found = first;
    return found;
  }
}

function decodeArc(steps: number[], scale: number): Ring {
  const ring = new Float64Array(steps.length);
  let [x, y] = [0, 0];
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    [ring[i], ring[i + 1]] = project(x / scale, y / scale);
  }
  return ring;
}

function joined(numbers: number[], arcs: Ring[]): Ring {
  const points: number[] = [];
  for (const number of numbers) {
    const arc = arcs[number < 0 ? ~number : number];
    const length = arc.length / 2;
    for (let i = points.length ? 1 : 0; i < length; i++) {
      const at = 2 * (number < 0 ? length - 1 - i : i);
      points.push(arc[at], arc[at + 1]);
    }
  }
  return Float64Array.from(points);
}

function boxed(rings: Ring[]): Traced {
  const box: Traced["box"] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]);
      box[1] = Math.min(box[1], ring[i + 1]);
      box[2] = Math.max(box[2], ring[i]);
      box[3] = Math.max(box[3], ring[i + 1]);
    }
  }
  return { rings, box };
}

export class Layers {
  readonly all: Layer[];
  /** Names of those that are shown. */
  readonly shown: Set<string>;
  private drawn = "";

  constructor(data: GroundLayer[] | undefined, private readonly day: () => number) {
    this.all = (data ?? []).map((one) => new Layer(one));
    this.shown = new Set(this.usual());
  }

  usual(): string[] {
    return this.all.filter(({ data }) => data.shown).map(({ data }) => data.name);
  }

  show(names: Iterable<string>): void {
    this.shown.clear();
    const known = new Set(this.all.map(({ data }) => data.name));
    for (const name of names) if (known.has(name)) this.shown.add(name);
  }

  today(): number {
    return this.day();
  }

  private visible(): Layer[] {
    return this.all.filter(({ data }) => this.shown.has(data.name));
  }

  /** True if other features hold than were drawn last. */
  get stale(): boolean {
    return this.key() !== this.drawn;
  }

  private key(): string {
    const day = this.day();
    return this.visible().map((layer) => `${layer.data.name}:${layer.features.flatMap(({ from, to }, i) => (from <= day && day <= to ? [i] : [])).join()}`).join(";");
  }

  paintAreas(ctx: CanvasRenderingContext2D, view: View, theme: Theme): void {
    for (const layer of this.visible()) this.paint(ctx, view, theme, layer, "area");
    this.drawn = this.key();
  }

  paintLines(ctx: CanvasRenderingContext2D, view: View, theme: Theme): void {
    for (const layer of this.visible()) {
      this.paint(ctx, view, theme, layer, "line");
      this.paint(ctx, view, theme, layer, "point");
    }
  }

  private paint(ctx: CanvasRenderingContext2D, view: View, theme: Theme, layer: Layer, form: Outline["form"]): void {
    for (const feature of layer.at(this.day())) {
      const { outline } = feature;
      if (outline.form !== form || !isVisible(grown(outline.traced, view), view)) continue;
      const color = colorIn(layer, feature.kind, theme);
      if (form === "area") paintArea(ctx, view, theme, outline.traced, color, feature.contested, layer.data.numbered);
      else if (form === "line") paintLine(ctx, view, outline.traced, color, feature.contested, theme);
      else paintPoints(ctx, view, outline.traced, color, feature.contested, theme);
    }
  }

  /** What lies at a point of the map (Web Mercator), the last drawn first. */
  find(x: number, y: number, reach: number): { layer: Layer; feature: Feature }[] {
    const found: { layer: Layer; feature: Feature }[] = [];
    for (const layer of this.visible()) {
      for (const feature of layer.at(this.day())) {
        const { form, traced } = feature.outline;
        const hit = form === "area" ? inBox(traced, x, y, 0) && holds(traced, x, y)
          : inBox(traced, x, y, reach) && (form === "point" ? nearPoint(traced, x, y, reach) : nearLine(traced, x, y, reach));
        if (hit) found.push({ layer, feature });
      }
    }
    return found.reverse();
  }
}

export function colorIn(layer: Layer, kind: number, theme: Theme): string {
  const one = layer.data.classes[kind];
  return theme === "dark" ? one.color_dark : one.color;
}

/** Points have no width: they are seen as soon as their sign is. */
function grown(traced: Traced, view: View): Traced {
  const by = 8 / view.size;
  const [x0, y0, x1, y1] = traced.box;
  return { rings: traced.rings, box: [x0 - by, y0 - by, x1 + by, y1 + by] };
}

function paintArea(ctx: CanvasRenderingContext2D, view: View, theme: Theme, traced: Traced, color: string, contested: boolean, solid: boolean): void {
  ctx.beginPath();
  trace(ctx, traced, view, true);
  ctx.fillStyle = `${color}${solid ? "a6" : contested ? "22" : TINT[theme]}`;
  ctx.fill("evenodd");
  if (contested) {
    ctx.fillStyle = hatch(ctx, `${color}b0`, 6, 1.4);
    ctx.fill("evenodd");
  }
  ctx.strokeStyle = `${color}${solid ? "80" : "c0"}`;
  ctx.lineWidth = 1;
  ctx.setLineDash(contested ? [4, 3] : []);
  ctx.stroke();
  ctx.setLineDash([]);
}

function paintLine(ctx: CanvasRenderingContext2D, view: View, traced: Traced, color: string, contested: boolean, theme: Theme): void {
  ctx.beginPath();
  trace(ctx, traced, view, false);
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.strokeStyle = theme === "dark" ? "#18212acc" : "#ffffffcc";
  ctx.lineWidth = 5;
  ctx.stroke();
  ctx.strokeStyle = color;
  ctx.lineWidth = 2.6;
  ctx.setLineDash(contested ? [6, 5] : []);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
}

/** A pin that stands on its place: no sign of events has this form. */
function paintPoints(ctx: CanvasRenderingContext2D, view: View, traced: Traced, color: string, hollow: boolean, theme: Theme): void {
  const r = view.zoom < 7 ? 4.4 : 5.6;
  const ground = theme === "dark" ? "#18212a" : "#ffffff";
  for (const [x, y] of traced.rings) {
    const [px, py] = [x * view.size - view.left, y * view.size - view.top];
    tracePin(ctx, px, py, r);
    ctx.lineJoin = "round";
    ctx.strokeStyle = ground;
    ctx.lineWidth = 2.6;
    ctx.stroke();
    ctx.fillStyle = color;
    ctx.fill();
    ctx.beginPath();
    ctx.arc(px, py - 2.1 * r, hollow ? 0.66 * r : 0.36 * r, 0, 2 * Math.PI);
    ctx.fillStyle = ground;
    ctx.fill();
  }
}

function tracePin(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.arc(x, y - 2.1 * r, r, Math.PI - 0.5, 2 * Math.PI + 0.5);
  ctx.closePath();
}

function inBox({ box: [x0, y0, x1, y1] }: Traced, x: number, y: number, reach: number): boolean {
  return x >= x0 - reach && x <= x1 + reach && y >= y0 - reach && y <= y1 + reach;
}

function nearPoint({ rings }: Traced, x: number, y: number, reach: number): boolean {
  return rings.some(([px, py]) => Math.hypot(px - x, py - y) <= reach);
}

function nearLine({ rings }: Traced, x: number, y: number, reach: number): boolean {
  return rings.some((ring) => {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const [ax, ay, bx, by] = [ring[i], ring[i + 1], ring[i + 2], ring[i + 3]];
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      if (Math.hypot(ax + along * dx - x, ay + along * dy - y) <= reach) return true;
    }
    return false;
  });
}

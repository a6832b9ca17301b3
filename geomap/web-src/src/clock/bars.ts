/** The bars of the histogram: solid where a bar holds the whole interval of an event, pale where it may; a scale beside them. */

import type { Style } from "../data/contract";
import { addSteps, type Step } from "../data/dates";
import { colorOf, type Theme } from "../draw/palette";
import { hatch } from "../model/geometry";
import type { Window } from "../model/grouping";
import type { Bars } from "../model/histogram";
import { firstTick, tickStep } from "./ticks";

/** Where days lie, CSS pixels. */
export interface Plot {
  width: number;
  height: number;
  /** Time runs from the right. */
  flip: boolean;
  xOf(day: number): number;
  domain: Window;
}

/** What the bars tell. */
export interface Told {
  bars: Bars;
  styles: Style[];
  theme: Theme;
}

/** Colours and words of what stands around the bars. */
export interface Frame {
  line: string;
  quiet: string;
  surface: string;
  tick(day: number, step: Step): string;
  scale(value: number): string;
}

const AXIS = 17;
/** Room above the highest bar. */
const AIR = 11;
const FONT = '11px system-ui, "Noto Sans Arabic", sans-serif';
/** A bar is a spike if it has so many events, known to it, and so many times the mean of the four before; as in print. */
const FEWEST = 10;
const SPIKE = 2;
/** Pixels that a bar of the scale's number needs to be worth a line. */
const WORTH = 18;

export function paintBars(ctx: CanvasRenderingContext2D, plot: Plot, told: Told, frame: Frame): void {
  const base = plot.height - AXIS;
  const { highest } = told.bars;
  const unit = highest ? (base - AIR) / highest : 0;
  const mark = scaleOf(highest);
  const high = Math.round(base - mark * unit) + 0.5;
  const scaled = mark > 0 && base - high >= WORTH;
  ctx.strokeStyle = frame.line;
  ctx.lineWidth = 1;
  if (scaled) rule(ctx, high, plot.width);
  stack(ctx, plot, told, base, unit);
  markSpikes(ctx, plot, told.bars, base, unit, frame.quiet);
  ctx.strokeStyle = frame.line;
  rule(ctx, base + 0.5, plot.width);
  ticks(ctx, plot, base, frame);
  if (scaled) writeScale(ctx, frame.scale(mark), high, plot, frame);
}

/** The largest round number that the highest bar reaches. */
export function scaleOf(highest: number): number {
  if (highest < 2) return 0;
  const ten = 10 ** Math.floor(Math.log10(highest));
  return [5, 2, 1].map((part) => part * ten).find((value) => value <= highest) ?? 0;
}

/** Which bars stand out. */
export function spikesOf({ edges, sure }: Bars): number[] {
  const totals = Array.from({ length: Math.max(0, edges.length - 1) }, (_, bin) => sure.reduce((n, group) => n + group[bin], 0));
  return totals.flatMap((total, bin) => {
    const before = totals.slice(bin - 4, bin).reduce((n, value) => n + value, 0);
    return bin >= 4 && total >= FEWEST && total >= (SPIKE * before) / 4 ? [bin] : [];
  });
}

function markSpikes(ctx: CanvasRenderingContext2D, { xOf }: Plot, bars: Bars, base: number, unit: number, color: string): void {
  ctx.fillStyle = color;
  for (const bin of spikesOf(bars)) {
    const tall = [...bars.sure, ...bars.spread].reduce((n, group) => n + group[bin], 0) * unit;
    const x = (xOf(bars.edges[bin]) + xOf(bars.edges[bin + 1])) / 2;
    const y = base - tall - 3;
    ctx.beginPath();
    ctx.moveTo(x, y - 6);
    ctx.lineTo(x - 4, y);
    ctx.lineTo(x + 4, y);
    ctx.fill();
  }
}

function rule(ctx: CanvasRenderingContext2D, y: number, width: number): void {
  ctx.beginPath();
  ctx.moveTo(0, y);
  ctx.lineTo(width, y);
  ctx.stroke();
}

function writeScale(ctx: CanvasRenderingContext2D, text: string, y: number, { width, flip }: Plot, { quiet, surface }: Frame): void {
  ctx.font = FONT;
  ctx.textAlign = flip ? "right" : "left";
  ctx.textBaseline = "bottom";
  const x = flip ? width - 9 : 9;
  // on a plate, since it stands before the bars
  const wide = ctx.measureText(text).width + 8;
  ctx.fillStyle = surface;
  ctx.beginPath();
  ctx.roundRect(flip ? x - wide + 4 : x - 4, y - 13, wide, 15, 3);
  ctx.fill();
  ctx.fillStyle = quiet;
  ctx.fillText(text, x, y + 0.5);
}

function stack(ctx: CanvasRenderingContext2D, plot: Plot, { bars, styles, theme }: Told, base: number, unit: number): void {
  const colors = styles.map((style) => colorOf(style, theme));
  const bins = bars.edges.length - 1;
  for (let bin = 0; bin < bins; bin++) {
    const a = plot.xOf(bars.edges[bin]);
    const b = plot.xOf(bars.edges[bin + 1]);
    const left = Math.min(a, b);
    const full = Math.abs(b - a);
    const wide = Math.max(1, full - (full > 4 ? 1 : 0));
    let y = base;
    colors.forEach((color, g) => {
      const tall = bars.sure[g][bin] * unit;
      if (!tall) return;
      ctx.fillStyle = color;
      ctx.fillRect(left, y - Math.max(1, tall), wide, Math.max(1, tall));
      y -= tall;
    });
    colors.forEach((color, g) => {
      const tall = bars.spread[g][bin] * unit;
      if (!tall) return;
      ctx.fillStyle = `${color}33`;
      ctx.fillRect(left, y - tall, full, tall);
      ctx.fillStyle = hatch(ctx, `${color}88`, 5, 0.8);
      ctx.fillRect(left, y - tall, full, tall);
      y -= tall;
    });
  }
}

function ticks(ctx: CanvasRenderingContext2D, { width, domain: { from, to }, xOf }: Plot, base: number, frame: Frame): void {
  ctx.font = FONT;
  ctx.fillStyle = frame.quiet;
  ctx.textBaseline = "top";
  ctx.textAlign = "center";
  const [step, every] = tickStep(from, to, Math.max(2, Math.floor(width / 86)));
  for (let day = firstTick(from, step, every); day <= to; day = addSteps(day, step, every)) {
    const x = xOf(day);
    ctx.fillRect(x, base, 1, 4);
    const text = frame.tick(day, step);
    const half = ctx.measureText(text).width / 2;
    if (x - half > 0 && x + half < width) ctx.fillText(text, x, base + 5);
  }
}

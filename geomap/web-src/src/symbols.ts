/** Marks onto the canvas: honest about precision, apart by colour and by shape. */

import type { Style } from "./contract";
import { hatch, trace, type Traced, type View } from "./geometry";
import type { Mark } from "./marks";
import { colorOf, type Palette, type Theme } from "./palette";
import { traceShape } from "./shapes";

export interface Look {
  palette: Palette;
  theme: Theme;
  styles: Style[];
  counts: Uint32Array;
  isHollow: (mark: Mark) => boolean;
  number: (value: number) => string;
  selected: number;
}

/** The count of each group at the places of a mark. */
export function groupsOf(mark: Mark, counts: Uint32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups);
  for (const place of mark.places) {
    for (let g = 0; g < groups; g++) sums[g] += counts[place * groups + g];
  }
  return sums;
}

/** What lies under the labels: hatched areas, then rings. */
export function paintAreas(
  ctx: CanvasRenderingContext2D,
  view: View,
  marks: Mark[],
  counts: Uint32Array,
  styles: Style[],
  theme: Theme,
): void {
  ctx.lineJoin = "round";
  const color = (mark: Mark) => colorOf(styles[mainGroup(groupsOf(mark, counts, styles.length))], theme);
  const wide = (mark: Mark) => {
    const [x0, y0, x1, y1] = (mark.area as Traced).box;
    return (x1 - x0) * (y1 - y0);
  };
  const areas = marks.filter((mark) => mark.kind === "area").sort((a, b) => wide(b) - wide(a));
  for (const mark of areas) paintArea(ctx, view, mark, color(mark));
  for (const mark of marks) if (mark.reach !== undefined) paintReach(ctx, mark, color(mark));
}

export function paintMarks(ctx: CanvasRenderingContext2D, marks: Mark[], look: Look): void {
  const groups = look.styles.length;
  const sums = marks.map((mark) => groupsOf(mark, look.counts, groups));
  ctx.lineJoin = "round";
  ctx.direction = "ltr";
  ctx.font = WRITING;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const order = marks.map((_, i) => i).sort((a, b) => marks[b].total - marks[a].total);
  for (const i of order) {
    const mark = marks[i];
    if (mark.kind === "area" || mark.kind === "ring") paintTag(ctx, mark, sums[i], look);
    else paintMark(ctx, mark, sums[i], look);
  }
}

function mainColor(sums: Float64Array, look: Look): string {
  return colorOf(look.styles[mainGroup(sums)], look.theme);
}

export function mainGroup(sums: Float64Array): number {
  let best = 0;
  for (let g = 1; g < sums.length; g++) if (sums[g] > sums[best]) best = g;
  return best;
}

function paintArea(ctx: CanvasRenderingContext2D, view: View, mark: Mark, color: string): void {
  ctx.beginPath();
  trace(ctx, mark.area as Traced, view, true);
  const [x0, , x1] = (mark.area as Traced).box;
  // the larger the area the fainter its lines: a country must not drown its towns
  const large = (x1 - x0) * view.size > 420;
  ctx.fillStyle = large ? hatch(ctx, `${color}3a`, 16, 1) : hatch(ctx, `${color}66`, 9, 1.2);
  ctx.fill("evenodd");
  ctx.strokeStyle = color;
  ctx.globalAlpha = 0.75;
  ctx.lineWidth = 1.2;
  ctx.setLineDash([6, 4]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function paintReach(ctx: CanvasRenderingContext2D, mark: Mark, color: string): void {
  const reach = mark.reach as number;
  if (mark.kind === "place" && reach < mark.r + 4) return;
  const y = mark.kind === "ring" ? mark.y + reach : mark.y;
  ctx.beginPath();
  ctx.arc(mark.x, y, reach, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.globalAlpha = 0.08;
  ctx.fill();
  ctx.globalAlpha = 0.9;
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.4;
  ctx.setLineDash([4, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/** A tag, not a dot: for what has no point. */
function paintTag(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  sums: Float64Array,
  look: Look,
): void {
  const shown = sums.reduce((n, sum) => n + (sum > 0 ? 1 : 0), 0);
  const text = mark.total > 1 || mark.size > 1 ? look.number(mark.size) : "";
  const glyphs = Math.min(3, shown);
  const textWidth = text ? ctx.measureText(text).width + 4 : 0;
  const width = 10 + glyphs * 13 + textWidth;
  const x = mark.x - width / 2;
  ctx.beginPath();
  ctx.roundRect(x, mark.y - 10, width, 20, 10);
  ctx.fillStyle = look.palette.surface;
  ctx.fill();
  ctx.strokeStyle = mainColor(sums, look);
  ctx.lineWidth = look.selected >= 0 && mark.places.includes(look.selected) ? 3 : 1.3;
  ctx.stroke();
  const order = [...sums.keys()].filter((g) => sums[g] > 0).sort((a, b) => sums[b] - sums[a]);
  order.slice(0, glyphs).forEach((g, i) => {
    const hollow = shown === 1 && look.isHollow(mark);
    paintGlyph(ctx, look.styles[g], x + 11.5 + i * 13, mark.y, 5, look, hollow);
  });
  if (text) {
    ctx.fillStyle = look.palette.ink;
    ctx.fillText(text, x + width - 5 - textWidth / 2, mark.y + 0.5);
  }
  mark.r = Math.max(13, width / 2);
}

const WRITING = '600 11px system-ui, "Noto Sans Arabic", sans-serif';
function paintGlyph(
  ctx: CanvasRenderingContext2D,
  style: Style,
  x: number,
  y: number,
  r: number,
  look: Look,
  hollow: boolean,
): void {
  ctx.beginPath();
  traceShape(ctx, style.shape, x, y, hollow ? r - 0.6 : r);
  const color = colorOf(style, look.theme);
  if (hollow) {
    ctx.fillStyle = look.palette.surface;
    ctx.fill("evenodd");
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.8;
    ctx.stroke();
  } else {
    ctx.fillStyle = color;
    ctx.fill("evenodd");
  }
}

function paintMark(
  ctx: CanvasRenderingContext2D,
  mark: Mark,
  sums: Float64Array,
  look: Look,
): void {
  const { x, y, r, total, size } = mark;
  if (mark.anchor) {
    ctx.beginPath();
    ctx.moveTo(...mark.anchor);
    ctx.lineTo(x, y);
    ctx.strokeStyle = look.palette.ink;
    ctx.globalAlpha = 0.45;
    ctx.lineWidth = 1;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
  if (look.selected >= 0 && mark.places.includes(look.selected)) {
    ctx.beginPath();
    ctx.arc(x, y, r + 5, 0, 2 * Math.PI);
    ctx.strokeStyle = look.palette.ink;
    ctx.lineWidth = 2;
    ctx.stroke();
  }
  const main = mainGroup(sums);
  const isArea = mark.reach !== undefined;
  if (total === 1 && size <= 1 && !isArea) {
    const style = look.styles[main];
    ctx.beginPath();
    traceShape(ctx, style.shape, x, y, r + 1.6);
    ctx.fillStyle = look.palette.surface;
    ctx.fill();
    paintGlyph(ctx, style, x, y, r - 0.4, look, look.isHollow(mark));
    return;
  }
  const outer = isArea ? Math.max(r, 10) : r;
  ctx.beginPath();
  ctx.arc(x, y, outer + 1.5, 0, 2 * Math.PI);
  ctx.fillStyle = look.palette.surface;
  ctx.fill();
  const band = isArea ? 2 : Math.max(3.5, outer * 0.28);
  let angle = -Math.PI / 2;
  if (isArea) ctx.setLineDash([3, 2.5]);
  for (let g = 0; g < sums.length; g++) {
    if (!sums[g]) continue;
    const to = angle + (2 * Math.PI * sums[g]) / total;
    ctx.beginPath();
    ctx.arc(x, y, outer - band / 2, angle, to);
    ctx.strokeStyle = colorOf(look.styles[g], look.theme);
    ctx.lineWidth = band;
    ctx.stroke();
    angle = to;
  }
  ctx.setLineDash([]);
  const single = sums.reduce((n, sum) => n + (sum > 0 ? 1 : 0), 0) === 1;
  if (total === 1 && size <= 1) {
    paintGlyph(ctx, look.styles[main], x, y, 4.6, look, look.isHollow(mark));
    return;
  }
  ctx.fillStyle = look.palette.ink;
  ctx.fillText(look.number(size), x, y + 0.5);
  if (single) {
    ctx.beginPath();
    ctx.arc(x, y - outer + band / 2, 6, 0, 2 * Math.PI);
    ctx.fillStyle = look.palette.surface;
    ctx.fill();
    paintGlyph(ctx, look.styles[main], x, y - outer + band / 2, 4.4, look, false);
  }
}

/** Governorates by count, five steps of one colour. */
export function paintShading(
  ctx: CanvasRenderingContext2D,
  view: View,
  areas: { traced: Traced }[],
  counts: ArrayLike<number>,
  palette: Palette,
): void {
  const most = Math.max(1, ...Array.from({ length: areas.length }, (_, i) => counts[i]));
  areas.forEach(({ traced }, i) => {
    if (!counts[i]) return;
    const step = Math.min(4, Math.floor((5 * Math.log1p(counts[i])) / Math.log1p(most + 0.5)));
    ctx.beginPath();
    trace(ctx, traced, view, true);
    ctx.fillStyle = palette.shade[step];
    ctx.globalAlpha = 0.82;
    ctx.fill("evenodd");
    ctx.globalAlpha = 1;
    ctx.strokeStyle = palette.own;
    ctx.lineWidth = 0.8;
    ctx.stroke();
  });
}

/** What covers ground: hatched areas, rings of uncertainty, shaded governorates. */

import type { Style } from "../data/contract";
import { hatch, trace, type Traced, type View } from "../model/geometry";
import { groupsOf, mainGroup, type Mark } from "../model/marks";
import { colorOf, type Palette, type Theme } from "./palette";

/** What lies under the marks: hatched areas, then rings. True if there is any. */
export function paintAreas(
  ctx: CanvasRenderingContext2D,
  view: View,
  marks: Mark[],
  counts: Uint32Array,
  styles: Style[],
  theme: Theme,
): boolean {
  ctx.lineJoin = "round";
  const color = (mark: Mark) => colorOf(styles[mainGroup(groupsOf(mark, counts, styles.length))], theme);
  const wide = (mark: Mark) => {
    const [x0, y0, x1, y1] = (mark.area as Traced).box;
    return (x1 - x0) * (y1 - y0);
  };
  const areas = marks.filter((mark) => mark.kind === "area").sort((a, b) => wide(b) - wide(a));
  for (const mark of areas) paintArea(ctx, view, mark, color(mark));
  const rings = marks.filter(hasReach);
  for (const mark of rings) paintReach(ctx, mark, color(mark));
  return areas.length + rings.length > 0;
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

/** True where the uncertainty shows beyond the mark itself. */
function hasReach(mark: Mark): boolean {
  return mark.reach !== undefined && (mark.kind !== "place" || mark.reach >= mark.r + 4);
}

function paintReach(ctx: CanvasRenderingContext2D, mark: Mark, color: string): void {
  const reach = mark.reach as number;
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

/** Tags and lines: marks that have no point of their own, and what ties a mark moved aside to its place. */

import type { Look } from "./look";
import type { Mark } from "../model/marks";
import { mainGroup } from "../model/marks";
import { colorOf } from "./palette";
import { paintGlyph } from "./shapes";

/** A tag, not a dot: for what has no point. */
export function paintTag(ctx: CanvasRenderingContext2D, mark: Mark, sums: Float64Array, look: Look): void {
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
  ctx.strokeStyle = colorOf(look.styles[mainGroup(sums)], look.theme);
  ctx.lineWidth = look.selected >= 0 && mark.places.includes(look.selected) ? 3 : 1.3;
  ctx.stroke();
  const order = [...sums.keys()].filter((g) => sums[g] > 0).sort((a, b) => sums[b] - sums[a]);
  order.slice(0, glyphs).forEach((g, i) => {
    const { shape } = look.styles[g];
    const color = colorOf(look.styles[g], look.theme);
    const hollow = shown === 1 && look.isHollow(mark);
    paintGlyph(ctx, shape, x + 11.5 + i * 13, mark.y, 5, color, hollow ? look.palette.surface : "");
  });
  if (text) {
    ctx.fillStyle = look.palette.ink;
    ctx.fillText(text, x + width - 5 - textWidth / 2, mark.y + 0.5);
  }
  mark.r = Math.max(13, width / 2);
}

/** The line from a mark that was moved aside to where it belongs. */
export function paintAnchor(ctx: CanvasRenderingContext2D, mark: Mark, [x, y]: [number, number], look: Look): void {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(mark.x, mark.y);
  ctx.strokeStyle = look.palette.ink;
  ctx.globalAlpha = 0.45;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** A ring around what a person chose. */
export function paintChosen(ctx: CanvasRenderingContext2D, mark: Mark, look: Look): void {
  ctx.beginPath();
  ctx.arc(mark.x, mark.y, mark.r + 5, 0, 2 * Math.PI);
  ctx.strokeStyle = look.palette.ink;
  ctx.lineWidth = 2;
  ctx.stroke();
}

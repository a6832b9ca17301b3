/** What covers ground: where the events of a mark may have been. */

import type { MarkMaker } from "../marks/maker";
import { trace, type Traced, type View } from "../model/geometry";
import type { Palette } from "./palette";

/** The most that doubt may tint the ground. */
const TINT = 0.12;

/** Rings and outlines up to which each has its own line. */
const LINED = 12;

/** Show where events may have been: rings and areas united, one pale tint, the country's own within it. */
export function paintDoubt(ctx: CanvasRenderingContext2D, view: View, places: number[], maker: MarkMaker, country: Traced[], palette: Palette): void {
  const areas = new Set<Traced>();
  const rings: Path2D = new Path2D();
  const { size, left, top } = view;
  for (const place of places) {
    const area = maker.areas[place];
    if (area) areas.add(area);
    else {
      const [x, y, reach] = [maker.x[place] * size - left, maker.y[place] * size - top, maker.reach(place, size)];
      rings.moveTo(x + reach, y);
      rings.arc(x, y, reach, 0, 2 * Math.PI);
    }
  }
  const sheet = new OffscreenCanvas(Math.max(1, Math.ceil(view.width)), Math.max(1, Math.ceil(view.height)));
  const pen = sheet.getContext("2d") as unknown as CanvasRenderingContext2D;
  pen.fillStyle = palette.ink;
  pen.fill(rings, "nonzero");
  for (const area of areas) {
    pen.beginPath();
    trace(pen, area, view, true);
    pen.fill("evenodd");
  }
  ctx.save();
  if (places.every((place) => maker.isHome(place))) {
    ctx.beginPath();
    for (const part of country) trace(ctx, part, view, true);
    ctx.clip("evenodd");
  }
  ctx.globalAlpha = TINT;
  ctx.drawImage(sheet, 0, 0);
  ctx.globalAlpha = 0.55;
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 3]);
  if (places.length <= LINED) {
    ctx.stroke(rings);
    for (const area of areas) {
      ctx.beginPath();
      trace(ctx, area, view, true);
      ctx.stroke();
    }
  }
  ctx.restore();
}

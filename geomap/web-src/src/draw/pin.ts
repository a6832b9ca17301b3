/** A pin with a name: the place that a search found, and the open event where no mark of its own shows it. */

import type { View } from "../model/geometry";
import { readable } from "../panels/dom";
import type { Palette } from "./palette";

/** A place to point at, Web Mercator. */
export interface Pinned {
  x: number;
  y: number;
  text: string;
  /** Pixels that it stands above the point, off the disc there. */
  above?: number;
}

const HEAD = 7;
const HIGH = 20;
const FONT = '600 13px system-ui, "Noto Sans Arabic", sans-serif';

export function paintPin(ctx: CanvasRenderingContext2D, { x, y, text, above = 0 }: Pinned, view: View, palette: Palette, rtl: boolean): void {
  const [px, py] = [x * view.size - view.left, y * view.size - view.top - above];
  if (px < -200 || py < -40 || px > view.width + 200 || py > view.height + 60) return;
  ctx.save();
  ctx.beginPath();
  ctx.moveTo(px, py);
  ctx.quadraticCurveTo(px - 2, py - 6, px - HEAD, py - HIGH + HEAD);
  ctx.arc(px, py - HIGH + HEAD / 2, HEAD, Math.PI - 0.5, 0.5);
  ctx.quadraticCurveTo(px + 2, py - 6, px, py);
  ctx.closePath();
  ctx.fillStyle = palette.ink;
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.fill();
  ctx.beginPath();
  ctx.arc(px, py - HIGH + HEAD / 2, 2.4, 0, 2 * Math.PI);
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.font = FONT;
  ctx.textBaseline = "middle";
  ctx.textAlign = rtl ? "right" : "left";
  ctx.direction = rtl ? "rtl" : "ltr";
  const name = readable(text).slice(0, 60);
  const at = px + (rtl ? -1 : 1) * (HEAD + 8);
  // a plate: what lies under it would be read with the name
  const wide = ctx.measureText(name).width + 10;
  ctx.beginPath();
  ctx.roundRect(rtl ? at - wide + 5 : at - 5, py - HIGH + HEAD / 2 - 10, wide, 20, 5);
  ctx.fillStyle = palette.surface;
  ctx.globalAlpha = 0.94;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = palette.ink;
  ctx.fillText(name, at, py - HIGH + HEAD / 2);
  ctx.restore();
}

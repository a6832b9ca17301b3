/** Tags: square, for what is known to an area only; and the ring around what a person chose. */

import type { Mark } from "../marks/maker";
import { mainGroup } from "../marks/maker";
import type { Look } from "./look";
import { colorOf } from "./palette";
import { fontInBox } from "./writing";

/** Pixels of the stripe that tells the groups. */
const STRIPE = 3;

export function paintTag(ctx: CanvasRenderingContext2D, mark: Mark, sums: Float64Array, look: Look): void {
  const groups = look.styles.length;
  const [x, y, w, h] = [mark.x - mark.w / 2, mark.y - mark.r, mark.w, 2 * mark.r];
  const color = colorOf(look.styles[mainGroup(sums)], look.theme);
  ctx.beginPath();
  ctx.rect(x, y, w, h);
  ctx.fillStyle = look.palette.surface;
  ctx.fill();
  let at = x;
  for (let g = 0; g < groups; g++) {
    const part = ((sums[g] + sums[groups + g]) / mark.total) * w;
    if (!part) continue;
    ctx.fillStyle = colorOf(look.styles[g], look.theme);
    ctx.fillRect(at, y + h - STRIPE, part, STRIPE);
    at += part;
  }
  ctx.beginPath();
  ctx.rect(x + 0.5, y + 0.5, w - 1, h - 1);
  ctx.strokeStyle = color;
  ctx.lineWidth = look.selected >= 0 && mark.places.includes(look.selected) ? 2.5 : 1;
  ctx.stroke();
  const text = look.number(mark.size);
  ctx.font = fontInBox(text, w - 6);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = look.palette.ink;
  ctx.fillText(text, mark.x, mark.y - 0.5);
}

/** A ring around what a person chose. */
export function paintChosen(ctx: CanvasRenderingContext2D, mark: Mark, look: Look): void {
  ctx.beginPath();
  ctx.arc(mark.x, mark.y, mark.r + 3, 0, 2 * Math.PI);
  ctx.strokeStyle = look.palette.ink;
  ctx.lineWidth = 2;
  ctx.stroke();
}

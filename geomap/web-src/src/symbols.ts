/** Marks onto the canvas: honest about precision, apart by colour and by shape. */

import { groupsOf, mainGroup, type Mark } from "./marks";
import { WRITING, type Look } from "./look";
import { colorOf } from "./palette";
import { packed, Pixels } from "./pixels";
import { Rings } from "./rings";
import { paintGlyph, traceShape } from "./shapes";
import { Stamps } from "./stamps";
import { paintAnchor, paintChosen, paintTag } from "./tags";

/** CSS pixels that a disc stands out beyond its ring. */
const HALO = 1.5;

export class SymbolPainter {
  private readonly pixels = new Pixels();
  private readonly rings = new Rings(this.pixels);
  private readonly stamps = new Stamps(this.pixels);

  /** Draw marks, those of most events first. `clear` tells that the canvas is still empty. */
  paint(ctx: CanvasRenderingContext2D, marks: Mark[], look: Look, clear: boolean): void {
    const { pixels } = this;
    const ordered = marks.slice().sort((a, b) => b.total - a.total);
    const sums = ordered.map((mark) => groupsOf(mark, look.counts, look.styles.length));
    const flat = paintFlat(ctx, ordered, sums, look);
    const ratio = ctx.getTransform().a;
    if (clear && !flat) pixels.begin(ctx);
    else pixels.beginWith(ctx);
    this.stamps.ready(ratio);
    const colors = Int32Array.from(look.styles, (style) => packed(colorOf(style, look.theme)));
    ordered.forEach((mark, i) => {
      if (hasPoint(mark)) this.paintMark(mark, sums[i], colors, look, ratio);
    });
    pixels.end(ctx);
    for (const mark of ordered) {
      if (look.selected >= 0 && hasPoint(mark) && mark.places.includes(look.selected)) paintChosen(ctx, mark, look);
    }
  }

  private paintMark(mark: Mark, sums: Float64Array, colors: Int32Array, look: Look, ratio: number): void {
    const { r, total, size } = mark;
    const x = Math.floor(mark.x * ratio);
    const y = Math.floor(mark.y * ratio);
    const main = mainGroup(sums);
    const dashed = mark.reach !== undefined;
    const alone = total === 1 && size <= 1;
    if (alone && !dashed) {
      this.stampSign(x, y, main, r, look.isHollow(mark), look, ratio);
      return;
    }
    const outer = dashed ? Math.max(r, 10) : r;
    const band = dashed ? 2 : Math.max(3.5, outer * 0.28);
    const ring = { radius: outer * ratio, band: band * ratio, halo: HALO * ratio, dashed };
    this.rings.paint(x, y, ring, packed(look.palette.surface), sums, colors);
    if (alone) {
      this.stampGlyph(x, y, main, 4.6, look.isHollow(mark), 0, look, ratio);
      return;
    }
    this.stamps.write(look.number(size), x, y, WRITING, look.palette.ink, ratio);
    if (sums[main] === total) {
      this.stampGlyph(x, y - Math.round((outer - band / 2) * ratio), main, 4.4, false, 6, look, ratio);
    }
  }

  /** The sign of one event, apart from the ground by a rim of the surface. */
  private stampSign(x: number, y: number, group: number, r: number, hollow: boolean, look: Look, ratio: number): void {
    const { shape } = look.styles[group];
    const color = colorOf(look.styles[group], look.theme);
    const { surface } = look.palette;
    this.stamps.lay(`sign ${shape} ${color} ${r} ${hollow} ${surface}`, x, y, r + 5, ratio, (ctx) => {
      ctx.beginPath();
      traceShape(ctx, shape, 0, 0, r + 1.6);
      ctx.fillStyle = surface;
      ctx.fill();
      paintGlyph(ctx, shape, 0, 0, r - 0.4, color, hollow ? surface : "");
    });
  }

  /** A small sign inside or upon a ring, on a disc of radius `under` if that is not 0. */
  private stampGlyph(
    x: number, y: number, group: number, r: number, hollow: boolean, under: number, look: Look, ratio: number,
  ): void {
    const { shape } = look.styles[group];
    const color = colorOf(look.styles[group], look.theme);
    const { surface } = look.palette;
    this.stamps.lay(`glyph ${shape} ${color} ${r} ${hollow} ${surface}`, x, y, Math.max(r, under) + 2, ratio, (ctx) => {
      if (under) {
        ctx.beginPath();
        ctx.arc(0, 0, under, 0, 2 * Math.PI);
        ctx.fillStyle = surface;
        ctx.fill();
      }
      paintGlyph(ctx, shape, 0, 0, r, color, hollow ? surface : "");
    });
  }
}

function hasPoint(mark: Mark): boolean {
  return mark.kind === "place" || mark.kind === "cluster";
}

/** What lies under the marks: lines to places, and tags of what has no point. True if there is any. */
function paintFlat(ctx: CanvasRenderingContext2D, marks: Mark[], sums: Float64Array[], look: Look): boolean {
  let any = false;
  ctx.lineJoin = "round";
  ctx.direction = "ltr";
  ctx.font = WRITING;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  marks.forEach((mark, i) => {
    if (mark.anchor) paintAnchor(ctx, mark, mark.anchor, look);
    else if (!hasPoint(mark)) paintTag(ctx, mark, sums[i], look);
    else return;
    any = true;
  });
  return any;
}

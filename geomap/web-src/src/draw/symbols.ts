/** Marks onto the canvas: honest about precision, apart by colour and by shape. */

import { groupsOf, mainGroup, type Mark } from "../model/marks";
import { WRITING, type Look } from "./look";
import { colorOf } from "./palette";
import { choosePen, type Pen } from "./pens";
import { paintGlyph, traceShape } from "./shapes";
import { paintAnchor, paintChosen, paintTag } from "./tags";

/** CSS pixels that a disc stands out beyond its ring. */
const HALO = 1.5;

export class SymbolPainter {
  private readonly pen: Pen = choosePen();

  /** Draw marks, those of most events first. `clear` tells that the canvas is still empty. */
  paint(ctx: CanvasRenderingContext2D, marks: Mark[], look: Look, clear: boolean): void {
    const ordered = marks.slice().sort((a, b) => b.total - a.total);
    const sums = ordered.map((mark) => groupsOf(mark, look.counts, look.styles.length));
    const flat = paintFlat(ctx, ordered, sums, look);
    this.pen.begin(ctx, clear && !flat);
    const colors = look.styles.map((style) => colorOf(style, look.theme));
    ordered.forEach((mark, i) => {
      if (hasPoint(mark)) this.paintMark(mark, sums[i], colors, look);
    });
    this.pen.end();
    for (const mark of ordered) {
      if (look.selected >= 0 && hasPoint(mark) && mark.places.includes(look.selected)) paintChosen(ctx, mark, look);
    }
  }

  private paintMark(mark: Mark, sums: Float64Array, colors: string[], look: Look): void {
    const { x, y, r, total, size } = mark;
    const main = mainGroup(sums);
    const dashed = mark.reach !== undefined;
    const alone = total === 1 && size <= 1;
    if (alone && !dashed) {
      this.stampSign(x, y, main, r, look.isHollow(mark), look);
      return;
    }
    const outer = dashed ? Math.max(r, 10) : r;
    const band = dashed ? 2 : Math.max(3.5, outer * 0.28);
    this.pen.ring(x, y, { radius: outer, band, halo: HALO, dashed }, look.palette.surface, sums, colors);
    if (alone) {
      this.stampGlyph(x, y, main, 4.6, look.isHollow(mark), 0, look);
      return;
    }
    this.pen.write(look.number(size), x, y, look.palette.ink);
    if (sums[main] === total) this.stampGlyph(x, y - outer + band / 2, main, 4.4, false, 6, look);
  }

  /** The sign of one event, apart from the ground by a rim of the surface. */
  private stampSign(x: number, y: number, group: number, r: number, hollow: boolean, look: Look): void {
    const { shape } = look.styles[group];
    const color = colorOf(look.styles[group], look.theme);
    const { surface } = look.palette;
    this.pen.stamp(`sign ${shape} ${color} ${r} ${hollow} ${surface}`, x, y, r + 5, (ctx) => {
      ctx.beginPath();
      traceShape(ctx, shape, 0, 0, r + 1.6);
      ctx.fillStyle = surface;
      ctx.fill();
      paintGlyph(ctx, shape, 0, 0, r - 0.4, color, hollow ? surface : "");
    });
  }

  /** A small sign inside or upon a ring, on a disc of radius `under` if that is not 0. */
  private stampGlyph(
    x: number, y: number, group: number, r: number, hollow: boolean, under: number, look: Look,
  ): void {
    const { shape } = look.styles[group];
    const color = colorOf(look.styles[group], look.theme);
    const { surface } = look.palette;
    this.pen.stamp(`glyph ${shape} ${color} ${r} ${hollow} ${surface}`, x, y, Math.max(r, under) + 2, (ctx) => {
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

/** Marks onto the canvas: honest about precision, apart by colour and by shape. */

import { groupsOf, mainGroup, type Mark } from "../marks/maker";
import type { Look } from "./look";
import { colorOf } from "./palette";
import { choosePen, type Pen } from "./pens";
import { paintGlyph, traceShape } from "./shapes";
import { paintChosen, paintTag } from "./tags";
import { fontInDisc } from "./writing";

/** CSS pixels that a disc stands out beyond its ring. */
const HALO = 1.5;

/** CSS pixels of the fine edge of an open band. */
const EDGE = 1.5;

export class SymbolPainter {
  private readonly pen: Pen = choosePen();

  /** Draw marks, those of most events first. `clear` tells that the canvas is still empty. */
  paint(ctx: CanvasRenderingContext2D, marks: Mark[], look: Look, clear: boolean): void {
    // to begin takes the canvas' pixels back
    if (!marks.length) return;
    const ordered = marks.slice().sort((a, b) => b.total - a.total);
    const sums = ordered.map((mark) => groupsOf(mark, look.counts, look.styles.length, look.isNear));
    const flat = paintFlat(ctx, ordered, sums, look);
    this.pen.begin(ctx, clear && !flat);
    const colors = look.styles.map((style) => colorOf(style, look.theme));
    const open = colors.map((color) => paler(color, look.palette.surface));
    ordered.forEach((mark, i) => {
      if (mark.kind === "place") this.paintMark(mark, sums[i], colors, open, look);
    });
    this.pen.end();
    for (const mark of ordered) {
      if (look.selected >= 0 && mark.kind === "place" && mark.places.includes(look.selected)) paintChosen(ctx, mark, look);
    }
  }

  private paintMark(mark: Mark, sums: Float64Array, colors: string[], open: string[], look: Look): void {
    const { x, y, r, total, size, near } = mark;
    const main = mainGroup(sums);
    if (total === 1 && size <= 1) {
      this.stampSign(x, y, main, r, near ? open[main] : look.isHollow(mark) ? look.palette.surface : "", look);
      return;
    }
    const { surface } = look.palette;
    const band = Math.min(6, Math.max(2.5, r * 0.2));
    if (near) {
      // the part that is known to a radius only is open: a pale band with a fine edge
      this.pen.ring(x, y, { radius: r, band, halo: HALO }, surface, sums, [...colors, ...open]);
      this.pen.ring(x, y, { radius: r, band: EDGE, halo: 0, over: true }, surface, sums, [...colors, ...colors]);
    } else this.pen.ring(x, y, { radius: r, band, halo: HALO }, surface, sums, [...colors, ...colors]);
    const text = look.number(size);
    this.pen.write(text, x, y, fontInDisc(text, r - band), look.palette.ink);
  }

  /** The sign of one event, apart from the ground by a rim of the surface. */
  private stampSign(x: number, y: number, group: number, r: number, inside: string, look: Look): void {
    const { shape } = look.styles[group];
    const color = colorOf(look.styles[group], look.theme);
    const { surface } = look.palette;
    this.pen.stamp(`sign ${shape} ${color} ${r} ${inside} ${surface}`, x, y, r + 5, (ctx) => {
      ctx.beginPath();
      traceShape(ctx, shape, 0, 0, r + 1.6);
      ctx.fillStyle = surface;
      ctx.fill();
      paintGlyph(ctx, shape, 0, 0, r - 0.4, color, inside);
    });
  }
}

/** `color` with most of it `surface`. */
function paler(color: string, surface: string): string {
  const part = (i: number) => Math.round(Number.parseInt(color.slice(i, i + 2), 16) * 0.28 + Number.parseInt(surface.slice(i, i + 2), 16) * 0.72);
  return `#${[1, 3, 5].map((i) => part(i).toString(16).padStart(2, "0")).join("")}`;
}

/** Tags, which lie under no disc. True if there is any. */
function paintFlat(ctx: CanvasRenderingContext2D, marks: Mark[], sums: Float64Array[], look: Look): boolean {
  let any = false;
  ctx.lineJoin = "round";
  ctx.direction = "ltr";
  marks.forEach((mark, i) => {
    if (mark.kind !== "area") return;
    paintTag(ctx, mark, sums[i], look);
    any = true;
  });
  return any;
}

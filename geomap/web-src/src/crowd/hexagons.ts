/** Events by hexagon: the same cells while the zoom stays. */

import type { View } from "../model/geometry";
import { classOf, shadeOf } from "./classes";

/** How much of its cell a hexagon fills, few to many: the ground and its names stay to be seen. */
export const FILLS = [0.3, 0.37, 0.46, 0.56, 0.7] as const;

/** Pixels from the middle of a hexagon to a corner. */
const RADIUS = 13;
const WIDE = Math.sqrt(3) * RADIUS;
const HIGH = 1.5 * RADIUS;

/** More than the rows of any zoom. */
const ROWS = 67_108_864;

interface Cells {
  zoom: number;
  /** The cell of each place, -1 for those without a point. */
  of: Int32Array;
  /** Middle of each cell, pixels of the world. */
  x: number[];
  y: number[];
}

export class Hexagons {
  private cells: Cells | null = null;

  constructor(private readonly x: Float64Array, private readonly y: Float64Array, private readonly hasPoint: (place: number) => boolean) {}

  private at(zoom: number): Cells {
    if (this.cells?.zoom === zoom) return this.cells;
    const size = 256 * 2 ** zoom;
    const of = new Int32Array(this.x.length).fill(-1);
    const known = new Map<number, number>();
    const cells: Cells = { zoom, of, x: [], y: [] };
    for (let place = 0; place < of.length; place++) {
      if (!this.hasPoint(place)) continue;
      const key = cellOf(this.x[place] * size, this.y[place] * size);
      let cell = known.get(key);
      if (cell === undefined) {
        cell = cells.x.length;
        known.set(key, cell);
        const row = (key % ROWS) - 1;
        cells.x.push((Math.floor(key / ROWS) - 1 + (row & 1) / 2) * WIDE);
        cells.y.push(row * HIGH);
      }
      of[place] = cell;
    }
    this.cells = cells;
    return cells;
  }

  /** Sum of `values` in each hexagon at a zoom. */
  sums(zoom: number, values: ArrayLike<number>): Float64Array {
    const { of, x } = this.at(zoom);
    const sums = new Float64Array(x.length);
    for (let place = 0; place < of.length; place++) if (of[place] >= 0) sums[of[place]] += values[place];
    return sums;
  }

  paint(ctx: CanvasRenderingContext2D, view: View, sums: Float64Array, breaks: number[], colors: readonly string[], edge: string): void {
    const { x, y } = this.at(view.zoom);
    const paths = breaks.map(() => new Path2D());
    sums.forEach((sum, cell) => {
      const [px, py] = [x[cell] - view.left, y[cell] - view.top];
      const step = classOf(sum, breaks);
      if (step < 0 || px < -RADIUS || py < -RADIUS || px > view.width + RADIUS || py > view.height + RADIUS) return;
      const r = RADIUS * FILLS[shadeOf(step, breaks.length)];
      for (let corner = 0; corner < 6; corner++) {
        const turn = (Math.PI / 3) * corner + Math.PI / 6;
        const at: [number, number] = [px + r * Math.cos(turn), py + r * Math.sin(turn)];
        if (corner) paths[step].lineTo(...at);
        else paths[step].moveTo(...at);
      }
      paths[step].closePath();
    });
    ctx.lineWidth = 0.6;
    ctx.strokeStyle = edge;
    paths.forEach((path, step) => {
      ctx.globalAlpha = 0.86;
      ctx.fillStyle = colors[shadeOf(step, breaks.length)];
      ctx.fill(path);
      ctx.globalAlpha = 0.5;
      ctx.stroke(path);
    });
    ctx.globalAlpha = 1;
  }
}

/** Column and row of the hexagon that holds a point, both from -1, as one number: a million points make no pairs. */
function cellOf(x: number, y: number): number {
  const near = Math.round(y / HIGH);
  let best = 0;
  let least = Infinity;
  for (let row = near - 1; row <= near + 1; row++) {
    const column = Math.round(x / WIDE - (row & 1) / 2);
    const square = ((column + (row & 1) / 2) * WIDE - x) ** 2 + (row * HIGH - y) ** 2;
    if (square < least) {
      least = square;
      best = (column + 1) * ROWS + row + 1;
    }
  }
  return best;
}

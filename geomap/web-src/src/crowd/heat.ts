/** Density in events for 1,000 square kilometres, in bands that a legend can name. */

import { packed } from "../draw/pixels";
import type { View } from "../model/geometry";
import { classOf, shadeOf } from "./classes";

/** Pixels of the map in one of the grid, and how far an event reaches, grid cells. */
const CELL = 3;
const BLUR = 4;

const EARTH_KM = 40_075;

export class Heat {
  private readonly sheet = document.createElement("canvas");

  constructor(private readonly x: Float64Array, private readonly y: Float64Array, private readonly hasPoint: (place: number) => boolean) {}

  /** Events for 1,000 km² over a view, a value for each cell of a grid. */
  density(view: View, values: ArrayLike<number>): { grid: Float32Array; wide: number; high: number } {
    const wide = Math.ceil(view.width / CELL);
    const high = Math.ceil(view.height / CELL);
    let grid = new Float32Array(wide * high);
    for (let place = 0; place < this.x.length; place++) {
      if (!values[place] || !this.hasPoint(place)) continue;
      const column = Math.floor((this.x[place] * view.size - view.left) / CELL);
      const row = Math.floor((this.y[place] * view.size - view.top) / CELL);
      if (column >= 0 && row >= 0 && column < wide && row < high) grid[row * wide + column] += values[place];
    }
    for (let pass = 0; pass < 3; pass++) grid = blurRows(blurRows(grid, wide, high), high, wide);
    const perCell = 1000 / cellKm2(view);
    for (let i = 0; i < grid.length; i++) grid[i] *= perCell;
    return { grid, wide, high };
  }

  paint(ctx: CanvasRenderingContext2D, view: View, values: ArrayLike<number>, breaks: number[], colors: readonly string[]): void {
    const { grid, wide, high } = this.density(view, values);
    const { sheet } = this;
    [sheet.width, sheet.height] = [wide, high];
    const pen = sheet.getContext("2d") as CanvasRenderingContext2D;
    const image = pen.createImageData(wide, high);
    const pixels = new Int32Array(image.data.buffer);
    const shades = breaks.map((_, step) => (packed(colors[shadeOf(step, breaks.length)]) & 0xffffff) | (0xd8 << 24));
    for (let i = 0; i < grid.length; i++) {
      const step = classOf(grid[i], breaks);
      if (step >= 0) pixels[i] = shades[step];
    }
    pen.putImageData(image, 0, 0);
    ctx.imageSmoothingEnabled = true;
    ctx.drawImage(sheet, 0, 0, wide * CELL, high * CELL);
  }
}

function cellKm2(view: View): number {
  const y = 0.5 - (view.top + view.height / 2) / view.size;
  const latitude = Math.atan(Math.sinh(2 * Math.PI * y));
  return ((CELL * EARTH_KM * Math.cos(latitude)) / view.size) ** 2;
}

/** The running mean of each row, written as columns: twice is once each way. */
function blurRows(from: Float32Array, wide: number, high: number): Float32Array<ArrayBuffer> {
  const to = new Float32Array(from.length);
  const span = 2 * BLUR + 1;
  for (let row = 0; row < high; row++) {
    let sum = 0;
    const start = row * wide;
    for (let i = 0; i < Math.min(BLUR, wide); i++) sum += from[start + i];
    for (let i = 0; i < wide; i++) {
      if (i + BLUR < wide) sum += from[start + i + BLUR];
      if (i - BLUR - 1 >= 0) sum -= from[start + i - BLUR - 1];
      to[i * high + row] = sum < 1e-5 ? 0 : sum / span;
    }
  }
  return to;
}

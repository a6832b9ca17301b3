/** Which unit lies where, looked up instead of worked out: outlines written once as a small picture. */

import type { Traced } from "../model/geometry";

const SIDE = 800;

/** Numbers of units over a box of Web Mercator; 0 is none. */
export class Mask {
  private readonly cells: Uint16Array;
  private readonly x0: number;
  private readonly y0: number;
  private readonly perX: number;
  private readonly perY: number;

  /** The last of the `units` that holds a point is told there, counted from 1. */
  constructor(units: Traced[]) {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { box } of units) {
      x0 = Math.min(x0, box[0]);
      y0 = Math.min(y0, box[1]);
      x1 = Math.max(x1, box[2]);
      y1 = Math.max(y1, box[3]);
    }
    [this.x0, this.y0] = [x0, y0];
    this.perX = SIDE / (x1 - x0);
    this.perY = SIDE / (y1 - y0);
    this.cells = new Uint16Array(units.length ? SIDE * SIDE : 0);
    units.forEach((unit, i) => this.fill(unit, i + 1));
  }

  /** The unit at a point, 0 for none. */
  at(x: number, y: number): number {
    const column = Math.floor((x - this.x0) * this.perX);
    const row = Math.floor((y - this.y0) * this.perY);
    return column < 0 || row < 0 || column >= SIDE || row >= SIDE ? 0 : (this.cells[row * SIDE + column] ?? 0);
  }

  /** Even-odd, a row at a time. */
  private fill({ rings }: Traced, value: number): void {
    const crossings: number[][] = [];
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        this.cross(crossings, ring[j], ring[j + 1], ring[i], ring[i + 1]);
      }
    }
    crossings.forEach((row, number) => {
      row.sort((a, b) => a - b);
      for (let i = 0; i + 1 < row.length; i += 2) {
        const from = Math.max(0, Math.ceil(row[i] - 0.5));
        const to = Math.min(SIDE, Math.ceil(row[i + 1] - 0.5));
        if (to > from) this.cells.fill(value, number * SIDE + from, number * SIDE + to);
      }
    });
  }

  private cross(crossings: number[][], ax: number, ay: number, bx: number, by: number): void {
    const from = (ay - this.y0) * this.perY;
    const to = (by - this.y0) * this.perY;
    const first = Math.max(0, Math.ceil(Math.min(from, to) - 0.5));
    const last = Math.min(SIDE - 1, Math.ceil(Math.max(from, to) - 0.5) - 1);
    for (let row = first; row <= last; row++) {
      const share = (row + 0.5 - from) / (to - from);
      (crossings[row] ??= []).push((ax + share * (bx - ax) - this.x0) * this.perX);
    }
  }
}

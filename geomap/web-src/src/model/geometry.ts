/** Outlines in Web Mercator (0 to 1), decoded once, traced onto a canvas at any zoom. */

import type { Steps } from "../data/contract";

export type Ring = Float64Array;

/** Web Mercator, 0 to 1, x eastward, y southward. */
export function project(lon: number, lat: number): [number, number] {
  const limited = Math.max(-85.0511, Math.min(85.0511, lat));
  const sine = Math.sin((limited * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

/** What turns Web Mercator into canvas pixels: `x * size - left`, `y * size - top`. */
export interface View {
  size: number;
  left: number;
  top: number;
  width: number;
  height: number;
  zoom: number;
}

export function decodeSteps(steps: Steps, scale: number): Ring {
  const ring = new Float64Array(steps.length);
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    [ring[i], ring[i + 1]] = project(x / scale, y / scale);
  }
  return ring;
}

export interface Traced {
  rings: Ring[];
  box: [number, number, number, number];
}

export function decodeParts(parts: Steps[][], scale: number): Traced {
  const rings = parts.flat().map((steps) => decodeSteps(steps, scale));
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]);
      box[1] = Math.min(box[1], ring[i + 1]);
      box[2] = Math.max(box[2], ring[i]);
      box[3] = Math.max(box[3], ring[i + 1]);
    }
  }
  return { rings, box };
}

export function isVisible(traced: Traced, view: View): boolean {
  const [x0, y0, x1, y1] = traced.box;
  return (
    x1 * view.size - view.left > 0 &&
    y1 * view.size - view.top > 0 &&
    x0 * view.size - view.left < view.width &&
    y0 * view.size - view.top < view.height
  );
}

export function trace(ctx: CanvasRenderingContext2D, traced: Traced, view: View, close: boolean) {
  const { size, left, top } = view;
  for (const ring of traced.rings) {
    ctx.moveTo(ring[0] * size - left, ring[1] * size - top);
    for (let i = 2; i < ring.length; i += 2) {
      ctx.lineTo(ring[i] * size - left, ring[i + 1] * size - top);
    }
    if (close) ctx.closePath();
  }
}

/** True if the point (Web Mercator) lies in the rings, even-odd. */
export function holds(traced: Traced, x: number, y: number): boolean {
  let inside = false;
  for (const ring of traced.rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const crosses = ring[i + 1] > y !== ring[j + 1] > y;
      if (crosses) {
        const at = ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i];
        if (x < at) inside = !inside;
      }
    }
  }
  return inside;
}

const hatches = new Map<string, CanvasPattern>();

/** Diagonal lines of one colour, as a fill. */
export function hatch(
  ctx: CanvasRenderingContext2D,
  color: string,
  gap: number,
  width: number,
): CanvasPattern {
  const key = `${color} ${gap} ${width}`;
  let pattern = hatches.get(key);
  if (!pattern) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = gap * 2;
    const pen = tile.getContext("2d") as CanvasRenderingContext2D;
    pen.strokeStyle = color;
    pen.lineWidth = width * 2;
    pen.lineCap = "square";
    for (const shift of [-1, 0, 1]) {
      pen.moveTo(shift * gap * 2, gap * 2);
      pen.lineTo((shift + 1) * gap * 2, 0);
    }
    pen.stroke();
    pattern = ctx.createPattern(tile, "repeat") as CanvasPattern;
    pattern.setTransform(new DOMMatrix().scale(0.5));
    hatches.set(key, pattern);
  }
  return pattern;
}

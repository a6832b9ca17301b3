/** Density of what the marks count, as a glow. */

import type { View } from "../model/geometry";

let sprite: HTMLCanvasElement | null = null;
let glow: HTMLCanvasElement | null = null;

/** Density of what the marks count: a soft spot for each place, coloured by its sum. */
export function paintHeat(
  ctx: CanvasRenderingContext2D,
  view: View,
  x: Float64Array,
  y: Float64Array,
  totals: Uint32Array,
  dark: boolean,
): void {
  const scale = 0.25;
  const radius = 34 * scale;
  sprite ??= softSpot(32);
  glow ??= document.createElement("canvas");
  glow.width = Math.max(1, Math.ceil(view.width * scale));
  glow.height = Math.max(1, Math.ceil(view.height * scale));
  const pen = glow.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  pen.globalCompositeOperation = "lighter";
  let most = 1;
  for (const total of totals) if (total > most) most = total;
  for (let i = 0; i < totals.length; i++) {
    if (!totals[i]) continue;
    const px = (x[i] * view.size - view.left) * scale;
    const py = (y[i] * view.size - view.top) * scale;
    if (px < -radius || py < -radius || px > glow.width + radius || py > glow.height + radius)
      continue;
    pen.globalAlpha = 0.15 + 0.85 * (Math.log1p(totals[i]) / Math.log1p(most));
    pen.drawImage(sprite, px - radius, py - radius, 2 * radius, 2 * radius);
  }
  pen.globalAlpha = 1;
  const image = pen.getImageData(0, 0, glow.width, glow.height);
  const { data } = image;
  for (let i = 0; i < data.length; i += 4) {
    const value = data[i + 3] / 255;
    if (value === 0) continue;
    const t = Math.min(1, value * 1.1);
    data[i] = dark ? 90 + 165 * t : 120 + 90 * t;
    data[i + 1] = dark ? 60 + 150 * t * t : 30 + 60 * (1 - t);
    data[i + 2] = dark ? 120 * (1 - t) + 40 : 110 * (1 - t) + 20;
    data[i + 3] = 210 * Math.min(1, value * 1.4);
  }
  pen.putImageData(image, 0, 0);
  ctx.imageSmoothingEnabled = true;
  ctx.drawImage(glow, 0, 0, view.width, view.height);
}

function softSpot(size: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * 2;
  const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
  const fade = pen.createRadialGradient(size, size, 0, size, size, size);
  fade.addColorStop(0, "rgba(0,0,0,0.7)");
  fade.addColorStop(0.5, "rgba(0,0,0,0.25)");
  fade.addColorStop(1, "rgba(0,0,0,0)");
  pen.fillStyle = fade;
  pen.fillRect(0, 0, size * 2, size * 2);
  return canvas;
}

/** Two ways of writing marks onto a canvas: pixel by pixel, and as paths where a browser hides its pixels. */

import { packed, Pixels } from "./pixels";
import { Rings, type Ring } from "./rings";
import { Stamps } from "./stamps";

/** Places and lengths are CSS pixels. */
export interface Pen {
  /** `clear` tells that nothing is drawn yet. */
  begin(ctx: CanvasRenderingContext2D, clear: boolean): void;
  /** A disc of `surface` with sectors of `colors` that share the turn by `sums`. */
  ring(x: number, y: number, ring: Ring, surface: string, sums: Float64Array, colors: string[]): void;
  /** What `draw` draws around 0, 0, no larger than `half` on each side; the same for one `key`. */
  stamp(key: string, x: number, y: number, half: number, draw: (ctx: CanvasRenderingContext2D) => void): void;
  write(text: string, x: number, y: number, font: string, color: string): void;
  end(): void;
}

/** The quicker pen that this browser lets us use. */
export function choosePen(): Pen {
  return readsPixels() ? new PixelPen() : new PathPen();
}

/** False where a browser answers with other pixels than were drawn, so that nobody is told apart by them. */
function readsPixels(): boolean {
  const ctx = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!ctx) return false;
  ctx.fillStyle = "#1a6fb3";
  ctx.fillRect(0, 0, 8, 4);
  const { data } = ctx.getImageData(0, 0, 8, 8);
  return data.every((value, i) => value === (i < 128 ? [0x1a, 0x6f, 0xb3, 255][i % 4] : 0));
}

class PixelPen implements Pen {
  private readonly pixels = new Pixels();
  private readonly rings = new Rings(this.pixels);
  private readonly stamps = new Stamps(this.pixels);
  private ctx: CanvasRenderingContext2D | null = null;
  private ratio = 1;

  begin(ctx: CanvasRenderingContext2D, clear: boolean): void {
    this.ctx = ctx;
    this.ratio = ctx.getTransform().a;
    if (clear) this.pixels.begin(ctx);
    else this.pixels.beginWith(ctx);
    this.stamps.ready(this.ratio);
  }

  ring(x: number, y: number, ring: Ring, surface: string, sums: Float64Array, colors: string[]): void {
    const { ratio } = this;
    const { radius, band, halo } = ring;
    const scaled = { ...ring, radius: radius * ratio, band: band * ratio, halo: halo * ratio };
    this.rings.paint(this.at(x), this.at(y), scaled, packed(surface), sums, Int32Array.from(colors, packed));
  }

  stamp(key: string, x: number, y: number, half: number, draw: (ctx: CanvasRenderingContext2D) => void): void {
    this.stamps.lay(key, this.at(x), this.at(y), half, this.ratio, draw);
  }

  write(text: string, x: number, y: number, font: string, color: string): void {
    this.stamps.write(text, this.at(x), this.at(y), font, color, this.ratio);
  }

  end(): void {
    if (this.ctx) this.pixels.end(this.ctx);
  }

  private at(length: number): number {
    return Math.floor(length * this.ratio);
  }
}

class PathPen implements Pen {
  private ctx!: CanvasRenderingContext2D;

  begin(ctx: CanvasRenderingContext2D): void {
    this.ctx = ctx;
  }

  ring(x: number, y: number, ring: Ring, surface: string, sums: Float64Array, colors: string[]): void {
    const { ctx } = this;
    const { radius, band, halo } = ring;
    if (!ring.over) {
      ctx.beginPath();
      ctx.arc(x, y, radius + halo, 0, 2 * Math.PI);
      ctx.fillStyle = surface;
      ctx.fill();
    }
    const total = sums.reduce((sum, part) => sum + part, 0);
    let angle = -Math.PI / 2;
    ctx.lineWidth = band;
    for (let g = 0; g < sums.length; g++) {
      if (!sums[g]) continue;
      const to = angle + (2 * Math.PI * sums[g]) / total;
      ctx.beginPath();
      ctx.arc(x, y, radius - band / 2, angle, to);
      ctx.strokeStyle = colors[g];
      ctx.stroke();
      angle = to;
    }
  }

  stamp(_key: string, x: number, y: number, _half: number, draw: (ctx: CanvasRenderingContext2D) => void): void {
    this.ctx.save();
    this.ctx.translate(x, y);
    draw(this.ctx);
    this.ctx.restore();
  }

  write(text: string, x: number, y: number, font: string, color: string): void {
    this.ctx.font = font;
    this.ctx.textAlign = "center";
    this.ctx.textBaseline = "middle";
    this.ctx.fillStyle = color;
    this.ctx.fillText(text, x, y + 0.5);
  }

  end(): void {
    // what was drawn is there
  }
}

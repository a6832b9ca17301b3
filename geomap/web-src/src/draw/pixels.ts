/**
 * A picture that is written pixel by pixel.
 *
 * Filling and stroking paths is what a browser without a graphics processor spends a frame on; a
 * mark is the same few hundred pixels every time. Colours are whole numbers as they lie in the
 * memory of an `ImageData`: alpha, blue, green, red from the highest byte (browsers run on
 * little-endian machines only).
 */

/** Pixels of a shape around its middle: their places in the buffer, counted from the middle's. */
export interface Dots {
  at: Int32Array;
  color: Int32Array;
  /** 0 to 255. */
  cover: Uint8Array;
}

export class Pixels {
  private image = new ImageData(1, 1);
  data = new Int32Array(this.image.data.buffer);

  /** Pixels in a row. */
  get width(): number {
    return this.image.width;
  }

  get height(): number {
    return this.image.height;
  }

  /** Begin with an empty picture of the canvas' size, or with what the canvas shows. */
  begin({ canvas: { width, height } }: CanvasRenderingContext2D): void {
    if (width === this.width && height === this.height) this.data.fill(0);
    else this.take(new ImageData(width, height));
  }

  beginWith(ctx: CanvasRenderingContext2D): void {
    this.take(ctx.getImageData(0, 0, ctx.canvas.width, ctx.canvas.height));
  }

  private take(image: ImageData): void {
    this.image = image;
    this.data = new Int32Array(image.data.buffer);
  }

  /** Show the picture. */
  end(ctx: CanvasRenderingContext2D): void {
    ctx.putImageData(this.image, 0, 0);
  }

  /** True if a square of that half side around x, y lies inside. */
  holds(x: number, y: number, half: number): boolean {
    return x >= half && y >= half && x + half < this.width && y + half < this.height;
  }

  /** True if such a square lies outside. */
  misses(x: number, y: number, half: number): boolean {
    return x + half < 0 || y + half < 0 || x - half >= this.width || y - half >= this.height;
  }

  /** Which of the dots around x, y lie inside. */
  inside(at: Int32Array, x: number, y: number): number[] {
    const { width, height } = this;
    const kept: number[] = [];
    for (let i = 0; i < at.length; i++) {
      const down = Math.round(at[i] / width);
      const right = at[i] - down * width;
      if (x + right >= 0 && x + right < width && y + down >= 0 && y + down < height) kept.push(i);
    }
    return kept;
  }

  /** Lay dots over the picture, their middle at x, y. */
  lay(dots: Dots, x: number, y: number, half: number): void {
    if (this.misses(x, y, half)) return;
    const seen = this.holds(x, y, half) ? dots : this.crop(dots, x, y);
    layDots(this.data, y * this.width + x, seen.at, seen.color, seen.cover);
  }

  private crop({ at, color, cover }: Dots, x: number, y: number): Dots {
    const kept = this.inside(at, x, y);
    return {
      at: Int32Array.from(kept, (i) => at[i]),
      color: Int32Array.from(kept, (i) => color[i]),
      cover: Uint8Array.from(kept, (i) => cover[i]),
    };
  }
}

function layDots(data: Int32Array, middle: number, at: Int32Array, color: Int32Array, cover: Uint8Array): void {
  for (let i = 0; i < at.length; i++) {
    const p = middle + at[i];
    data[p] = cover[i] === 255 ? color[i] : over(data[p], color[i], cover[i]);
  }
}

/** The colour of `#rrggbb`, opaque. */
export function packed(hex: string): number {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return -0x1000000 | ((value & 0xff) << 16) | (value & 0xff00) | (value >> 16);
}

/** An opaque colour of which `share` (0 to 255) is `color` and the rest `ground`. */
export function mix(color: number, ground: number, share: number): number {
  const rest = 255 - share;
  const redBlue = (((color & 0xff00ff) * share + (ground & 0xff00ff) * rest) >>> 8) & 0xff00ff;
  const green = (((color >>> 8) & 255) * share + ((ground >>> 8) & 255) * rest) >>> 8;
  return -0x1000000 | redBlue | (green << 8);
}

/** A pixel with an opaque colour laid over it by `share` (0 to 255). */
export function over(below: number, color: number, share: number): number {
  const under = below >>> 24;
  if (under === 0) return (share << 24) | (color & 0xffffff);
  if (under === 255) return mix(color, below, share);
  const alpha = share + Math.round((under * (255 - share)) / 255);
  return (alpha << 24) | (mix(color, below, Math.round((255 * share) / alpha)) & 0xffffff);
}

/** Signs and digits, drawn once by the browser and then laid down pixel by pixel. */

import { packed, type Dots, type Pixels } from "./pixels";

/** What a stamp's drawing gets: the middle is 0, 0; units are CSS pixels. */
type Draw = (ctx: CanvasRenderingContext2D) => void;

interface Digit {
  /** By quarters of a pixel that it stands to the right. */
  shifted: Dots[];
  /** Pixels of the screen. */
  advance: number;
}

/** Half the side of a digit's picture, CSS pixels. */
const ROOM = 10;
const QUARTERS = 4;

export class Stamps {
  private readonly stamps = new Map<string, Dots>();
  private readonly digits = new Map<string, Digit>();
  private readonly ctx: CanvasRenderingContext2D;
  private made = "";

  constructor(private readonly pixels: Pixels) {
    this.ctx = document.createElement("canvas").getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  }

  /** Pictures hold for one width of the buffer and one ratio of pixels. */
  ready(ratio: number): void {
    const made = `${this.pixels.width} ${ratio}`;
    if (made === this.made) return;
    this.made = made;
    this.stamps.clear();
    this.digits.clear();
  }

  /** Lay a sign with its middle at x, y; `draw` is called once for a `key`. `half` is in CSS pixels. */
  lay(key: string, x: number, y: number, half: number, ratio: number, draw: Draw): void {
    const dots = this.stamps.get(key) ?? this.take(half, ratio, [draw])[0];
    this.stamps.set(key, dots);
    this.pixels.lay(dots, x, y, Math.ceil(half * ratio));
  }

  /** Write digits with their middle at x, y. */
  write(text: string, x: number, y: number, font: string, color: string, ratio: number): void {
    const found = Array.from(text, (char) => this.digitOf(char, font, color, ratio));
    let at = x - found.reduce((sum, digit) => sum + digit.advance, 0) / 2;
    for (const { shifted, advance } of found) {
      const quarters = Math.round(at * QUARTERS);
      const left = Math.floor(quarters / QUARTERS);
      this.pixels.lay(shifted[quarters - left * QUARTERS], left, y, Math.ceil(ROOM * ratio));
      at += advance;
    }
  }

  private digitOf(char: string, font: string, color: string, ratio: number): Digit {
    const key = `${char} ${font} ${color}`;
    let digit = this.digits.get(key);
    if (!digit) {
      const { ctx } = this;
      ctx.font = font;
      const advance = ctx.measureText(char).width * ratio;
      const draws = Array.from({ length: QUARTERS }, (_, quarter): Draw => (ctx) => {
        ctx.font = font;
        ctx.textBaseline = "middle";
        ctx.fillStyle = color;
        ctx.fillText(char, quarter / QUARTERS / ratio, 0.5);
      });
      const shifted = this.take(ROOM, ratio, draws, color);
      this.digits.set(key, (digit = { shifted, advance }));
    }
    return digit;
  }

  /** Draw pictures side by side and take their pixels; of one `color`, if that is given. */
  private take(half: number, ratio: number, draws: Draw[], color?: string): Dots[] {
    const { ctx } = this;
    const reach = Math.ceil(half * ratio);
    const side = 2 * reach + 1;
    ctx.canvas.width = side * draws.length;
    ctx.canvas.height = side;
    draws.forEach((draw, i) => {
      // the middle of a pixel, so that a mark lies evenly around it
      ctx.setTransform(ratio, 0, 0, ratio, i * side + reach + 0.5, reach + 0.5);
      draw(ctx);
    });
    const whole = color === undefined ? 0 : packed(color);
    return draws.map((_, i) => {
      const { data } = ctx.getImageData(i * side, 0, side, side);
      return this.dotsOf(new Int32Array(data.buffer), side, whole);
    });
  }

  private dotsOf(words: Int32Array, side: number, whole: number): Dots {
    const { width } = this.pixels;
    const reach = (side - 1) / 2;
    const drawn: number[] = [];
    words.forEach((word, i) => {
      if (word >>> 24) drawn.push(i);
    });
    return {
      at: Int32Array.from(drawn, (i) => (Math.floor(i / side) - reach) * width + (i % side) - reach),
      color: Int32Array.from(drawn, (i) => whole || words[i] | -0x1000000),
      cover: Uint8Array.from(drawn, (i) => words[i] >>> 24),
    };
  }
}

import { beforeAll, describe, expect, it } from "vitest";
import { mix, over, packed, Pixels } from "../../src/draw/pixels";
import { Rings } from "../../src/draw/rings";

const RED = packed("#ff0000");
const BLUE = packed("#0000ff");
const WHITE = packed("#ffffff");

beforeAll(() => {
  class Image {
    readonly data: Uint8ClampedArray;
    constructor(
      readonly width: number,
      readonly height: number,
    ) {
      this.data = new Uint8ClampedArray(width * height * 4);
    }
  }
  Object.assign(globalThis, { ImageData: Image });
});

function blank(width: number, height: number): Pixels {
  const pixels = new Pixels();
  pixels.begin({ canvas: { width, height } } as CanvasRenderingContext2D);
  return pixels;
}

function channels(color: number): number[] {
  return [color & 255, (color >>> 8) & 255, (color >>> 16) & 255, color >>> 24];
}

const RING = { radius: 12, band: 4, halo: 1.5 };

function drawn(x: number, y: number, sums: number[], ring = RING, size = 41): Pixels {
  const pixels = blank(size, size);
  new Rings(pixels).paint(x, y, ring, WHITE, Float64Array.from(sums), Int32Array.of(RED, BLUE));
  return pixels;
}

describe("colours", () => {
  it("lie in memory as red, green, blue, alpha", () => {
    const bytes = new Uint8Array(Int32Array.of(packed("#12a4f0")).buffer);
    expect([...bytes]).toEqual([0x12, 0xa4, 0xf0, 255]);
  });

  it("mix by share, within a step of 255", () => {
    for (const share of [0, 1, 77, 128, 254, 255]) {
      const [red, green, blue, alpha] = channels(mix(RED, BLUE, share));
      expect(Math.abs(red - share)).toBeLessThanOrEqual(1);
      expect(green).toBe(0);
      expect(Math.abs(blue - (255 - share))).toBeLessThanOrEqual(1);
      expect(alpha).toBe(255);
    }
  });

  it("laid over nothing keep their own shade and share", () => {
    expect(channels(over(0, RED, 100))).toEqual([255, 0, 0, 100]);
  });

  it("laid over something half clear are as opaque as both together", () => {
    const [, , , alpha] = channels(over((128 << 24) | (BLUE & 0xffffff), RED, 128));
    expect(alpha).toBe(192);
  });
});

describe("rings", () => {
  it("share their turn as the sums do", () => {
    const { data } = drawn(20, 20, [3, 1]);
    const count = (wanted: number) => data.filter((color) => color === wanted).length;
    const share = count(RED) / (count(RED) + count(BLUE));
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.78);
  });

  it("begin at the top and go clockwise", () => {
    const { data, width } = drawn(20, 20, [1, 1]);
    expect(data[20 * width + 30]).toBe(RED);
    expect(data[20 * width + 10]).toBe(BLUE);
  });

  it("are surface inside and leave the picture alone outside", () => {
    const { data, width } = drawn(20, 20, [1, 1]);
    expect(data[20 * width + 20]).toBe(WHITE);
    expect(data[0]).toBe(0);
    const covered = data.reduce((sum, color) => sum + (color >>> 24) / 255, 0);
    expect(covered).toBeCloseTo(Math.PI * 13.5 ** 2, -1);
  });

  it("are cut at the edges, not wrapped to the other side", () => {
    const whole = drawn(40, 40, [1, 2], RING, 81);
    for (const [x, y] of [[0, 20], [40, 20], [20, 0], [20, 40], [-5, -5], [44, 20]]) {
      const { data, width } = drawn(x, y, [1, 2]);
      for (let row = 0; row < width; row++) {
        for (let column = 0; column < width; column++) {
          const [a, b] = [row - y + 40, column - x + 40];
          const wanted = a < 0 || b < 0 || a > 80 || b > 80 ? 0 : whole.data[a * 81 + b];
          expect(data[row * width + column]).toBe(wanted);
        }
      }
    }
  });

  it("outside of the picture cost nothing and change nothing", () => {
    expect(drawn(200, 20, [1, 1]).data.every((color) => color === 0)).toBe(true);
  });

  it("leave what lies inside where they are drawn over it", () => {
    const pixels = drawn(20, 20, [1, 0]);
    const before = pixels.data[20 * 41 + 20];
    new Rings(pixels).paint(20, 20, { radius: 12, band: 1.5, halo: 0, over: true }, RED, Float64Array.of(0, 1), Int32Array.of(RED, BLUE));
    expect(pixels.data[20 * 41 + 20]).toBe(before);
    expect(channels(pixels.data[20 * 41 + 20 + 11])[2]).toBeGreaterThan(200);
  });
});

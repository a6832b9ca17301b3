/** Digits in marks: as large as the mark has room for. */

/** Sizes that are tried, points. */
const SIZES = [11, 10.5, 10, 9.5, 9];

/** Height of a digit as a share of its size. */
const TALL = 0.72;

/** Digits are narrow where the system's own letters come in a narrow cut. */
function fontOf(points: number): string {
  return `600 condensed ${points}px system-ui, "Noto Sans Arabic", sans-serif`;
}

/** Widths at one point, by letter. */
const widths = new Map<string, number>();
let measuring: CanvasRenderingContext2D | null = null;

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    let one = widths.get(letter);
    if (one === undefined) {
      measuring ??= document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
      measuring.font = fontOf(100);
      widths.set(letter, (one = measuring.measureText(letter).width / 100));
    }
    width += one;
  }
  return width;
}

/** The font of the largest size at which `text` fits a round room of `radius`, the smallest where none does. */
export function fontInDisc(text: string, radius: number): string {
  const wide = widthOf(text);
  return fontOf(SIZES.find((points) => Math.hypot((wide * points) / 2, (TALL * points) / 2) <= radius) ?? SIZES[SIZES.length - 1]);
}

/** The font of the largest size at which `text` fits a width. */
export function fontInBox(text: string, width: number): string {
  const wide = widthOf(text);
  return fontOf(SIZES.slice(1).find((points) => wide * points <= width) ?? SIZES[SIZES.length - 1]);
}

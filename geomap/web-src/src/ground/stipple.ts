/** Fine dots as a fill: the ground shows through, and no doubt about events looks like it. */

const made = new Map<string, CanvasPattern>();

export function stipple(ctx: CanvasRenderingContext2D, color: string, gap: number, radius: number): CanvasPattern {
  const key = `${color} ${gap} ${radius}`;
  let pattern = made.get(key);
  if (!pattern) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = gap * 4;
    const pen = tile.getContext("2d") as CanvasRenderingContext2D;
    pen.fillStyle = color;
    for (const at of [1, 3]) {
      pen.beginPath();
      pen.arc(at * gap, at * gap, radius * 2, 0, 2 * Math.PI);
      pen.fill();
    }
    pattern = ctx.createPattern(tile, "repeat") as CanvasPattern;
    pattern.setTransform(new DOMMatrix().scale(0.5));
    made.set(key, pattern);
  }
  return pattern;
}

/** The shapes of event types, the same on the map, in the legend and in lists. */

import type { Shape } from "../data/contract";

/** Trace a shape that fills about a circle of `r` around x, y. */
export function traceShape(
  ctx: CanvasRenderingContext2D | Path2D,
  shape: Shape,
  x: number,
  y: number,
  r: number,
): void {
  switch (shape) {
    case "square":
      ctx.rect(x - r * 0.84, y - r * 0.84, r * 1.68, r * 1.68);
      break;
    case "triangle":
      polygon(ctx, [
        [x, y - r * 1.08],
        [x + r * 1.04, y + r * 0.8],
        [x - r * 1.04, y + r * 0.8],
      ]);
      break;
    case "diamond":
      polygon(ctx, [
        [x, y - r * 1.14],
        [x + r * 1.06, y],
        [x, y + r * 1.14],
        [x - r * 1.06, y],
      ]);
      break;
    case "cross": {
      const a = r * 0.42;
      const points: [number, number][] = [
        [-a, -r], [a, -r], [a, -a], [r, -a], [r, a], [a, a],
        [a, r], [-a, r], [-a, a], [-r, a], [-r, -a], [-a, -a],
      ];
      const turn = Math.SQRT1_2;
      polygon(ctx, points.map(([px, py]) => [x + (px - py) * turn, y + (px + py) * turn]));
      break;
    }
    case "star": {
      const points: [number, number][] = [];
      for (let i = 0; i < 16; i++) {
        const length = i % 2 ? r * 0.62 : r * 1.14;
        const angle = (Math.PI * i) / 8 - Math.PI / 2;
        points.push([x + length * Math.cos(angle), y + length * Math.sin(angle)]);
      }
      polygon(ctx, points);
      break;
    }
    case "ring":
      ctx.moveTo(x + r, y);
      ctx.arc(x, y, r, 0, 2 * Math.PI);
      ctx.moveTo(x + r * 0.45, y);
      ctx.arc(x, y, r * 0.45, 0, 2 * Math.PI, true);
      break;
    default:
      ctx.moveTo(x + r, y);
      ctx.arc(x, y, r, 0, 2 * Math.PI);
  }
}

function polygon(ctx: CanvasRenderingContext2D | Path2D, points: [number, number][]): void {
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

/** Fill a shape, or draw its outline around `hollow` if that is a colour. */
export function paintGlyph(
  ctx: CanvasRenderingContext2D,
  shape: Shape,
  x: number,
  y: number,
  r: number,
  color: string,
  hollow: string,
): void {
  ctx.beginPath();
  traceShape(ctx, shape, x, y, hollow ? r - 0.6 : r);
  ctx.fillStyle = hollow || color;
  ctx.fill("evenodd");
  if (hollow) {
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.8;
    ctx.lineJoin = "round";
    ctx.stroke();
  }
}

const SVG = "http://www.w3.org/2000/svg";

/** The same shape as a small picture for lists. */
export function shapeIcon(shape: Shape, color: string, size = 14, hollow = false): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-10 -10 20 20");
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  showShape(svg, shape, color, hollow);
  return svg;
}

/** Give a picture of `shapeIcon` another shape. */
export function showShape(svg: SVGSVGElement, shape: Shape, color: string, hollow: boolean): void {
  const path = svg.firstElementChild;
  path?.setAttribute("d", outlines.get(shape) ?? outline(shape));
  path?.setAttribute("fill", hollow ? "none" : color);
  path?.setAttribute("stroke", color);
  path?.setAttribute("stroke-width", hollow ? "2.2" : "0");
}

const outlines = new Map<Shape, string>();

function outline(shape: Shape): string {
  const parts: string[] = [];
  const n = (value: number) => value.toFixed(2);
  const pen = {
    moveTo: (x: number, y: number) => void parts.push(`M${n(x)} ${n(y)}`),
    lineTo: (x: number, y: number) => void parts.push(`L${n(x)} ${n(y)}`),
    closePath: () => void parts.push("Z"),
    rect: (x: number, y: number, w: number, h: number) =>
      void parts.push(`M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`),
    arc: (x: number, y: number, r: number) =>
      void parts.push(
        `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`,
      ),
  };
  traceShape(pen as unknown as Path2D, shape, 0, 0, 8);
  const traced = parts.join("");
  outlines.set(shape, traced);
  return traced;
}

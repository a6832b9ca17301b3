/** The vector basemap: drawn from the outlines in the page, in the page's language. */

import type { Ground, Label } from "../data/contract";
import { project } from "../model/clusters";
import { decodeParts, hatch, isVisible, trace, type Traced, type View } from "../model/geometry";
import type { Palette } from "./palette";

/** Left, top, right, bottom in canvas pixels. */
export type Box = [number, number, number, number];

/** The zoom from which lines between districts serve, where the page has them. */
const DISTRICTS_FROM = 7;

interface Line {
  traced: Traced;
  kind: string;
  own: boolean;
}

export class GroundPainter {
  readonly governorates: { pcode: string; traced: Traced }[];
  private readonly world: Traced[];
  private readonly abroad: Traced[];
  private readonly syria: Traced[];
  private readonly golan: Traced[];
  private readonly lakes: Traced[];
  private readonly rivers: Traced[];
  private readonly borders: Line[];
  private readonly districts: Traced[];
  private readonly labels: (Label & { x: number; y: number })[];

  constructor(ground: Ground) {
    const layer = (name: string) => ground.layers[name] ?? [];
    const decode = (name: string) =>
      layer(name).map((outline) => decodeParts(outline.parts, ground.scale));
    const countries = layer("countries");
    const areas = decode("countries");
    this.world = decode("world");
    this.syria = areas.filter((_, i) => countries[i].properties.iso2 === "SY");
    this.abroad = areas.filter((_, i) => countries[i].properties.iso2 !== "SY");
    this.golan = decode("golan");
    this.lakes = decode("lakes");
    this.rivers = decode("rivers");
    this.districts = decode("districts");
    this.governorates = decode("governorates").map((traced, i) => ({
      pcode: layer("governorates")[i].properties.pcode,
      traced,
    }));
    this.borders = decode("borders").map((traced, i) => {
      const { kind, of } = layer("borders")[i].properties;
      return { traced, kind, own: of === "SY" };
    });
    const rank = ["country", "city", "area", "foreign", "water", "town", "district"];
    this.labels = ground.labels
      .map((label) => {
        const [x, y] = project(label.lon, label.lat);
        return { ...label, x, y };
      })
      .sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind) || a.zoom - b.zoom);
  }

  paint(ctx: CanvasRenderingContext2D, view: View, palette: Palette): void {
    const { width, height, zoom } = view;
    ctx.fillStyle = palette.sea;
    ctx.fillRect(0, 0, width, height);
    this.area(ctx, view, this.world, palette.world);
    this.area(ctx, view, this.abroad, palette.abroad);
    this.area(ctx, view, this.syria, palette.syria);
    this.area(ctx, view, this.golan, hatch(ctx, `${palette.disputed}55`, 7, 1));
    ctx.lineJoin = "round";
    if (zoom >= DISTRICTS_FROM) this.line(ctx, view, this.districts, palette.district, 0.8, []);
    this.line(ctx, view, this.governorates.map((unit) => unit.traced), palette.inner, 1, [], true);
    this.area(ctx, view, this.lakes, palette.water);
    this.line(ctx, view, this.rivers, palette.river, zoom > 8 ? 2 : 1.2, []);
    const kinds: [string, boolean, string, number, number[]][] = [
      ["country", false, palette.border, 1, []],
      ["country", true, palette.own, 1.4, []],
      ["disputed", false, palette.disputed, 1.4, [5, 4]],
    ];
    for (const [kind, own, color, thickness, dash] of kinds) {
      const lines = this.borders.filter((b) => b.kind === kind && b.own === own);
      this.line(ctx, view, lines.map((b) => b.traced), color, thickness, dash);
    }
  }

  private area(
    ctx: CanvasRenderingContext2D,
    view: View,
    areas: Traced[],
    fill: string | CanvasPattern,
  ): void {
    ctx.fillStyle = fill;
    ctx.beginPath();
    for (const area of areas) if (isVisible(area, view)) trace(ctx, area, view, true);
    ctx.fill("evenodd");
  }

  private line(
    ctx: CanvasRenderingContext2D,
    view: View,
    lines: Traced[],
    color: string,
    width: number,
    dash: number[],
    close = false,
  ): void {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.beginPath();
    for (const line of lines) if (isVisible(line, view)) trace(ctx, line, view, close);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  /**
   * Labels in order of weight. One that would lie on a mark stands on its other side; one that finds
   * no room is left out.
   */
  write(
    ctx: CanvasRenderingContext2D,
    view: View,
    palette: Palette,
    lang: string,
    marks: Box[],
  ): void {
    const taken = marks.slice();
    const { size, left, top, width, height, zoom } = view;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    ctx.direction = lang === "ar" ? "rtl" : "ltr";
    for (const label of this.labels) {
      if (zoom + 0.25 < label.zoom) continue;
      if (label.kind === "country" && zoom > 8.5) continue;
      const district = label.kind === "district";
      const x = label.x * size - left;
      const y = label.y * size - top;
      if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
      const isPlace = ["city", "town", "foreign"].includes(label.kind);
      const country = label.kind === "country";
      const points = district ? 10.5 : country ? 12 : label.kind === "city" ? 12.5 : 11;
      const weight = label.kind === "city" ? 600 : country ? 600 : 400;
      const slant = label.kind === "water" || label.kind === "area" ? "italic " : "";
      ctx.font = `${slant}${weight} ${points}px system-ui, "Noto Sans Arabic", sans-serif`;
      let text = lang === "ar" ? label.name_ar || label.name : label.name;
      if (district) text = lang === "ar" ? `منطقة ${text}` : `${text} district`;
      if (country && lang !== "ar") text = text.toUpperCase();
      ctx.letterSpacing = country && lang !== "ar" ? "1.5px" : "0px";
      const reach = ctx.measureText(text).width;
      const half = points * 0.7;
      const spots: [number, number][] = isPlace
        ? [[6, 0], [-reach - 6, 0], [-reach / 2, -points - 2], [-reach / 2, points + 2], [17, 0], [-reach - 17, 0], [-reach / 2, -24], [-reach / 2, 24]]
        : [[-reach / 2, 0], [-reach / 2, -22], [-reach / 2, 22]];
      const spot = spots.find(([dx, dy]) => {
        const box: Box = [x + dx - 2, y + dy - half, x + dx + reach + 2, y + dy + half];
        return !taken.some((t) => t[0] < box[2] && t[2] > box[0] && t[1] < box[3] && t[3] > box[1]);
      });
      if (!spot) continue;
      const [dx, dy] = spot;
      taken.push([x + dx - 2, y + dy - half, x + dx + reach + 2, y + dy + half]);
      const color =
        label.kind === "water"
          ? palette.labelWater
          : label.kind === "city"
            ? palette.labelStrong
            : palette.label;
      const under = marks.some((t) => t[0] < x && t[2] > x && t[1] < y && t[3] > y);
      if (isPlace && !under) {
        ctx.beginPath();
        ctx.arc(x, y, label.kind === "city" ? 2 : 1.5, 0, 2 * Math.PI);
        ctx.fillStyle = color;
        ctx.fill();
      }
      ctx.strokeStyle = palette.halo;
      ctx.globalAlpha = 0.85;
      ctx.lineWidth = 3;
      ctx.strokeText(text, x + dx, y + dy);
      ctx.globalAlpha = 1;
      ctx.fillStyle = color;
      ctx.fillText(text, x + dx, y + dy);
    }
    ctx.letterSpacing = "0px";
  }
}

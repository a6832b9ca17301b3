/** The vector basemap: drawn from the outlines in the page, in the page's language. */

import type { Ground } from "../data/contract";
import { decodeParts, isVisible, trace, type Traced, type View } from "../model/geometry";
import type { Palette } from "../draw/palette";
import { stipple } from "./stipple";

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
  readonly syria: Traced[];
  private readonly golan: Traced[];
  private readonly lakes: Traced[];
  private readonly rivers: Traced[];
  private readonly borders: Line[];
  private readonly districts: Traced[];

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
  }

  /** `areas` and `lines` are drawn where layers lie: over the land, under and over its lines. */
  paint(ctx: CanvasRenderingContext2D, view: View, palette: Palette, areas: () => void = () => undefined, lines: () => void = () => undefined): void {
    const { width, height, zoom } = view;
    ctx.fillStyle = palette.sea;
    ctx.fillRect(0, 0, width, height);
    this.area(ctx, view, this.world, palette.world);
    this.area(ctx, view, this.abroad, palette.abroad);
    this.area(ctx, view, this.syria, palette.syria);
    this.area(ctx, view, this.golan, stipple(ctx, `${palette.disputed}99`, 4, 0.7));
    areas();
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
      const drawn = this.borders.filter((b) => b.kind === kind && b.own === own);
      this.line(ctx, view, drawn.map((b) => b.traced), color, thickness, dash);
    }
    lines();
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
}

/** The vector basemap: drawn from the outlines in the page, in the page's language. */

import type { Ground, Label } from "./contract";
import { project } from "./clusters";
import { decodeParts, hatch, isVisible, trace, type Traced, type View } from "./geometry";
import type { Palette } from "./palette";

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
    this.governorates = decode("governorates").map((traced, i) => ({
      pcode: layer("governorates")[i].properties.pcode,
      traced,
    }));
    this.borders = decode("borders").map((traced, i) => {
      const { kind, of } = layer("borders")[i].properties;
      return { traced, kind, own: of === "SY" };
    });
    const rank = ["country", "city", "area", "foreign", "water", "town"];
    this.labels = ground.labels
      .map((label) => {
        const [x, y] = project(label.lon, label.lat);
        return { ...label, x, y };
      })
      .sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind) || a.zoom - b.zoom);
  }

  paint(ctx: CanvasRenderingContext2D, view: View, palette: Palette, lang: string): void {
    const { width, height, zoom } = view;
    ctx.fillStyle = palette.sea;
    ctx.fillRect(0, 0, width, height);
    this.area(ctx, view, this.world, palette.world);
    this.area(ctx, view, this.abroad, palette.abroad);
    this.area(ctx, view, this.syria, palette.syria);
    this.area(ctx, view, this.golan, hatch(ctx, `${palette.disputed}55`, 7, 1));
    ctx.lineJoin = "round";
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
    this.write(ctx, view, palette, lang);
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

  /** Labels in order of weight; one that would lie on another is left out. */
  private write(
    ctx: CanvasRenderingContext2D,
    view: View,
    palette: Palette,
    lang: string,
  ): void {
    const taken: [number, number, number, number][] = [];
    const { size, left, top, width, height, zoom } = view;
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.direction = lang === "ar" ? "rtl" : "ltr";
    for (const label of this.labels) {
      if (zoom + 0.25 < label.zoom) continue;
      if (label.kind === "country" && zoom > 8.5) continue;
      const x = label.x * size - left;
      const y = label.y * size - top;
      if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
      const isPlace = ["city", "town", "foreign"].includes(label.kind);
      const country = label.kind === "country";
      const points = country ? 12 : label.kind === "city" ? 12.5 : 11;
      const weight = label.kind === "city" ? 600 : country ? 600 : 400;
      const slant = label.kind === "water" || label.kind === "area" ? "italic " : "";
      ctx.font = `${slant}${weight} ${points}px system-ui, "Noto Sans Arabic", sans-serif`;
      let text = lang === "ar" ? label.name_ar || label.name : label.name;
      if (country && lang !== "ar") text = text.toUpperCase();
      ctx.letterSpacing = country && lang !== "ar" ? "1.5px" : "0px";
      const reach = ctx.measureText(text).width;
      const toEnd = isPlace ? 6 : -reach / 2;
      const boxed: [number, number, number, number] = [
        x + toEnd - 3,
        y - points * 0.75,
        x + toEnd + reach + 3,
        y + points * 0.75,
      ];
      if (isPlace) boxed[0] = x - 4;
      if (taken.some((t) => t[0] < boxed[2] && t[2] > boxed[0] && t[1] < boxed[3] && t[3] > boxed[1]))
        continue;
      taken.push(boxed);
      const color =
        label.kind === "water"
          ? palette.labelWater
          : label.kind === "city"
            ? palette.labelStrong
            : palette.label;
      if (isPlace) {
        ctx.beginPath();
        ctx.arc(x, y, label.kind === "city" ? 2 : 1.5, 0, 2 * Math.PI);
        ctx.fillStyle = color;
        ctx.fill();
      }
      ctx.textAlign = "left";
      ctx.strokeStyle = palette.halo;
      ctx.globalAlpha = 0.85;
      ctx.lineWidth = 3;
      ctx.strokeText(text, x + toEnd, y);
      ctx.globalAlpha = 1;
      ctx.fillStyle = color;
      ctx.fillText(text, x + toEnd, y);
    }
    ctx.letterSpacing = "0px";
  }
}

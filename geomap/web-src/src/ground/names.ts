/** Names on the map: governorates where the marks' layout keeps room for them, the others where room is left. */

import type { Ground, Label } from "../data/contract";
import type { Palette } from "../draw/palette";
import type { Layout } from "../marks/layout";
import type { Box } from "../marks/relax";
import { project, type View } from "../model/geometry";
import { around, findLed, findRoom, isFree, uncut } from "./room";

/** A name as it was written, canvas pixels. */
export interface Written {
  text: string;
  x: number;
  y: number;
  w: number;
  h: number;
  kind: string;
}

interface Styled extends Written {
  type: Type;
  color: string;
}

/** A place with events that asks for its name. */
export interface PlaceName {
  text: string;
  x: number;
  y: number;
  /** Room of its disc, and the disc's own radius. */
  r: number;
  edge: number;
}

/** Zooms between which governorates have their names, and from which they share the ground with their capitals. */
const UNITS_FROM = 4.75;
const UNITS_UNTIL = 8.5;
const CAPITALS_FROM = 7.25;

/** The zoom from which places with events are named. */
export const PLACES_FROM = 9;

/** Pixels within which a capital tells its governorate too. */
const NEAR = 60;

/** Places with the most events: they are named before towns, and by a line where no room is beside them. */
const FIRST = 48;

const KINDS = ["country", "city", "area", "foreign", "water", "town", "district"];
const FAMILY = 'px system-ui, "Noto Sans Arabic", sans-serif';

interface Type {
  font: string;
  points: number;
  spacing: string;
}

export class Names {
  written: Styled[] = [];
  private placesNamed = false;
  private readonly labels: (Label & { x: number; y: number })[];
  private readonly measuring = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
  private readonly capitals: Set<string>;

  constructor(ground: Ground, private readonly governorates: { name: string; name_ar: string }[], private readonly lang: () => string) {
    this.capitals = new Set(governorates.map((unit) => unit.name));
    this.labels = ground.labels
      .map((label) => {
        const [x, y] = project(label.lon, label.lat);
        return { ...label, x, y };
      })
      .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.zoom - b.zoom);
  }

  /** Room that the names of governorates need at a zoom, in their order. */
  measure(zoom: number): { w: number; h: number }[] {
    if (zoom < UNITS_FROM || zoom >= UNITS_UNTIL) return [];
    const type = this.unitType(zoom);
    return this.governorates.map((unit) => ({ w: this.width(this.unitText(unit, zoom), type), h: type.points * 1.25 }));
  }

  private unitText(unit: { name: string; name_ar: string }, zoom: number): string {
    if (this.lang() === "ar") return unit.name_ar || unit.name;
    return zoom >= CAPITALS_FROM ? unit.name.toUpperCase() : unit.name;
  }

  private unitType(zoom: number): Type {
    const points = zoom < 5.6 ? 10 : zoom < CAPITALS_FROM ? 11.5 : 11;
    const spaced = zoom >= CAPITALS_FROM && this.lang() !== "ar";
    return { font: `600 ${points}${FAMILY}`, points, spacing: spaced ? "1.2px" : "0px" };
  }

  private width(text: string, type: Type): number {
    this.measuring.font = type.font;
    this.measuring.letterSpacing = type.spacing;
    return Math.ceil(this.measuring.measureText(text).width) + 2;
  }

  /** Write everything; discs and tags are those of all time, so that names stand still while the clock moves. */
  write(ctx: CanvasRenderingContext2D, view: View, palette: Palette, layout: Layout, places: PlaceName[], free: Box, covered: Box[]): void {
    const { size, left, top } = view;
    this.written = [];
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    ctx.direction = this.lang() === "ar" ? "rtl" : "ltr";
    const taken: Box[] = layout.discs.map(({ x, y, room }) => around(x * size - left, y * size - top, 2 * room + 2, 2 * room + 2));
    for (const { x, y, w, h } of layout.tags) taken.push(around(x * size - left, y * size - top, w + 2, h + 2));
    taken.push(...covered);
    const type = this.unitType(view.zoom);
    for (const { x, y, w, h, index } of layout.names) {
      const text = this.unitText(this.governorates[index], view.zoom);
      const own = around(x * size - left, y * size - top, w, h);
      const moved = uncut(own, free);
      // a name that a panel cuts goes where it can be read, or not at all
      const box = moved && (moved === own || isFree(moved, taken)) ? moved : null;
      taken.push(box ?? own);
      if (!box || this.capitalIsNear(index, box, view)) continue;
      this.put(ctx, text, box, type, view.zoom < CAPITALS_FROM ? palette.labelStrong : palette.label, palette, "governorate");
    }
    const hidden = layout.names.length > 0 && view.zoom < CAPITALS_FROM ? this.capitals : new Set<string>();
    const known = new Set<string>();
    this.placesNamed = places.length > 0;
    const name = (some: PlaceName[], lead: boolean) => {
      for (const place of some) {
        if (known.has(place.text)) continue;
        known.add(place.text);
        this.writePlace(ctx, place, palette, taken, free, lead);
      }
    };
    name(places.slice(0, FIRST), true);
    for (const label of this.labels) if (!hidden.has(label.name)) this.writeLabel(ctx, label, view, palette, taken, free, known);
    name(places.slice(FIRST), false);
    ctx.letterSpacing = "0px";
  }

  /** True where the town that gives a governorate its name stands so near that it tells both. */
  private capitalIsNear(index: number, box: Box, { zoom, size, left, top }: View): boolean {
    const town = zoom >= CAPITALS_FROM && this.labels.find(({ kind, name }) => kind === "city" && name === this.governorates[index].name);
    if (!town) return false;
    const [x, y] = [(box[0] + box[2]) / 2 + left, (box[1] + box[3]) / 2 + top];
    return Math.hypot(town.x * size - x, town.y * size - y) < NEAR;
  }

  /** Write the same names once more, above what was laid on them; `dx`, `dy` is from the first canvas to this. */
  rewrite(ctx: CanvasRenderingContext2D, dx: number, dy: number, palette: Palette): void {
    const names = this.written;
    this.written = [];
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    ctx.direction = this.lang() === "ar" ? "rtl" : "ltr";
    for (const { text, x, y, w, h, type, kind } of names) {
      this.put(ctx, text, [x + dx, y + dy, x + dx + w, y + dy + h], type, palette.labelStrong, palette, kind);
    }
    ctx.letterSpacing = "0px";
    this.written = names;
  }

  private writePlace(ctx: CanvasRenderingContext2D, { text, x, y, r, edge }: PlaceName, palette: Palette, taken: Box[], free: Box, lead: boolean): void {
    const type = { font: `500 11${FAMILY}`, points: 11, spacing: "0px" };
    const w = this.width(text, type);
    const away = r + 4;
    const h = type.points * 1.3;
    const box = findRoom(x, y, w, h, [[away, 0], [-away - w, 0], [-w / 2, -away - 5], [-w / 2, away + 5]], taken, free);
    const led = !box && lead ? findLed(x, y, { r, edge }, w, h, taken, free) : null;
    if (led) {
      ctx.beginPath();
      ctx.moveTo(...led.from);
      ctx.lineTo(...led.to);
      ctx.lineWidth = 1;
      ctx.strokeStyle = palette.label;
      ctx.stroke();
    }
    const at = box ?? led?.box;
    if (at) this.put(ctx, text, at, type, palette.label, palette, "place");
  }

  private writeLabel(ctx: CanvasRenderingContext2D, label: Label & { x: number; y: number }, view: View, palette: Palette, taken: Box[], free: Box, known: Set<string>): void {
    const { size, left, top, width, height, zoom } = view;
    if (zoom + 0.25 < label.zoom || (label.kind === "country" && zoom > 8.5)) return;
    // a country whose governorates have their names needs none
    if (label.kind === "country" && label.name === "Syria" && zoom >= UNITS_FROM) return;
    const x = label.x * size - left;
    const y = label.y * size - top;
    if (x < -60 || y < -20 || x > width + 60 || y > height + 20) return;
    const isPlace = ["city", "town", "foreign"].includes(label.kind);
    const { text, type, color } = this.dress(label, palette, zoom);
    if (isPlace && known.has(text)) return;
    known.add(text);
    const under = taken.some((box) => box[0] < x && box[2] > x && box[1] < y && box[3] > y);
    // near by, a mark has the name of its own place
    if (under && isPlace && this.placesNamed) return;
    const w = this.width(text, type);
    const spots: [number, number][] = isPlace
      ? [[6, 0], [-w - 6, 0], [-w / 2, -type.points - 2], [-w / 2, type.points + 2], [17, 0], [-w - 17, 0], [-w / 2, -24], [-w / 2, 24]]
      : [[-w / 2, 0], [-w / 2, -22], [-w / 2, 22]];
    const box = findRoom(x, y, w, type.points * 1.4, spots, taken, free);
    if (!box) return;
    if (isPlace && !under) {
      ctx.beginPath();
      ctx.arc(x, y, label.kind === "city" ? 2 : 1.5, 0, 2 * Math.PI);
      ctx.fillStyle = color;
      ctx.fill();
    }
    this.put(ctx, text, box, type, color, palette, label.kind);
  }

  private dress(label: Label, palette: Palette, zoom: number): { text: string; type: Type; color: string } {
    const arabic = this.lang() === "ar";
    const name = arabic ? label.name_ar || label.name : label.name;
    const country = label.kind === "country";
    // while governorates have their names, a city is a town among them
    const city = label.kind === "city" && (zoom < UNITS_FROM || zoom >= CAPITALS_FROM);
    const points = label.kind === "district" ? 10.5 : country ? 12 : city ? 12.5 : 11;
    const slant = label.kind === "water" || label.kind === "area" ? "italic " : "";
    const text = label.kind === "district" ? (arabic ? `منطقة ${name}` : `${name} district`) : country && !arabic ? name.toUpperCase() : name;
    return {
      text,
      type: { font: `${slant}${city || country ? 600 : 400} ${points}${FAMILY}`, points, spacing: country && !arabic ? "1.5px" : "0px" },
      color: label.kind === "water" ? palette.labelWater : city ? palette.labelStrong : palette.label,
    };
  }

  private put(ctx: CanvasRenderingContext2D, text: string, box: Box, type: Type, color: string, palette: Palette, kind: string): void {
    const [x, y] = [box[0] + 1, (box[1] + box[3]) / 2];
    ctx.font = type.font;
    ctx.letterSpacing = type.spacing;
    ctx.strokeStyle = palette.halo;
    ctx.globalAlpha = 0.85;
    ctx.lineWidth = 3;
    ctx.strokeText(text, x, y);
    ctx.globalAlpha = 1;
    ctx.fillStyle = color;
    ctx.fillText(text, x, y);
    this.written.push({ text, x: box[0], y: box[1], w: box[2] - box[0], h: box[3] - box[1], kind, type, color });
  }
}

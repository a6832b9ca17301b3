/** Everything that is drawn on the map: ground, shading, heat, areas and marks. */

import type * as Leaflet from "leaflet";
import type { App } from "../page/app";
import { Crowd } from "../crowd/crowd";
import { Units } from "../crowd/units";
import { paintDoubt } from "./areas";
import { canvasLayer, NO_INSETS, type CanvasLayer } from "./canvas-layer";
import type { View } from "../model/geometry";
import { GroundPainter } from "../ground/ground";
import { Names, type Written } from "../ground/names";
import { Naming } from "../ground/naming";
import { findMark } from "./hit";
import { MarkMaker, type Mark } from "../marks/maker";
import { paintPin, type Pinned } from "./pin";
import { paletteOf } from "./palette";
import { SymbolPainter } from "./symbols";

/** How far the ground reaches beyond the map, as a share of its size, so that a drag finds it there. */
const BEYOND = 0.15;

/** Events of one place up to which it is worth asking whether all are hollow. */
const FEW = 8;

/** Doubtful places in view up to which the doubt of all is drawn. */
const FEW_RINGS = 4;

/** Steps after which browsers have made most of it quick. */
const REHEARSALS = 4;

export class Painter {
  readonly maker: MarkMaker;
  readonly ground: GroundPainter;
  private readonly groundLayer: CanvasLayer;
  private readonly eventLayer: CanvasLayer;
  private readonly symbols = new SymbolPainter();
  readonly names: Names;
  private readonly naming: Naming;
  readonly crowd: Crowd;
  private marks: Mark[] = [];
  view: View | null = null;
  /** What an event adds to a disc, and the largest count in view. */
  scale = { growth: 0, largest: 0 };
  /** What a search found last. */
  found: Pinned | null = null;
  private groundView: View | null = null;
  private groundMarked = true;
  private pointed: number[] = [];
  private whole = false;
  private around = "";
  /** Marks wait for the frame. */
  private held = false;

  constructor(private readonly app: App) {
    const { ground, governorates } = app.store.head;
    this.ground = new GroundPainter(ground);
    const named = this.ground.governorates.map(({ pcode }) => governorates.find((unit) => unit.pcode === pcode) ?? { name: "", name_ar: "" });
    this.names = new Names(ground, named, () => app.lang);
    this.naming = new Naming(app);
    const outlines = { governorates: this.ground.governorates, country: this.ground.syria };
    this.maker = new MarkMaker(app.store, outlines, (zoom) => this.names.measure(zoom));
    const { maker } = this;
    const { store } = app;
    app.engine.filter.markCountry(maker.country);
    const codes = store.column("place_governorate");
    const units = new Units(store.head, this.ground.governorates, {
      x: maker.x, y: maker.y, hasPoint: (place) => maker.hasPoint(place),
      id: (place) => store.placeWord("id", place), governorate: (place) => governorates[codes[place]]?.pcode ?? "",
    });
    this.crowd = new Crowd(app.engine, maker, units, this.ground.syria);
    const pane = app.map.getPane("geomap-ground") ?? app.map.createPane("geomap-ground");
    pane.style.zIndex = "150";
    this.groundLayer = canvasLayer({
      pane: "geomap-ground",
      paint: (ctx, view) => this.paintGround(ctx, view),
      insets: ({ x, y }) => ({ left: -BEYOND * x, right: -BEYOND * x, top: -BEYOND * y, bottom: -BEYOND * y }),
      opaque: true,
      still: true,
    });
    this.eventLayer = canvasLayer({
      pane: "overlayPane",
      paint: (ctx, view) => this.paint(ctx, view),
      insets: () => (this.whole ? NO_INSETS : app.camera.covered()),
      live: true,
      readable: true,
    });
  }

  /** Put the ground on the map; marks are drawn by the frame that follows. */
  addTo(map: Leaflet.Map): void {
    this.around = JSON.stringify(this.app.camera.covered());
    this.groundLayer.addTo(map);
    this.held = true;
    this.eventLayer.addTo(map);
    this.held = false;
  }

  remove(): void {
    this.groundLayer.remove();
    this.eventLayer.remove();
  }

  canvases(): HTMLCanvasElement[] {
    return [this.groundLayer.canvas(), this.eventLayer.canvas()];
  }

  /** Draw the marks anew. */
  redraw(): void {
    this.eventLayer.redraw();
  }

  redrawGround(): void {
    this.groundLayer.redraw();
  }

  /** Fit the marks' canvas to what the panels leave free. */
  fit(): void {
    const around = JSON.stringify(this.app.camera.covered());
    const moved = around !== this.around;
    this.around = around;
    // names keep clear of the panels; what is laid over them is drawn after them
    if (moved) this.redrawGround();
    this.eventLayer.fit();
    if (moved && this.crowd.legends().length) this.redraw();
  }

  /** Draw marks under the panels too, or no longer: pictures and sheets show the whole map. */
  drawWhole(whole: boolean): void {
    this.whole = whole;
    this.redrawGround();
    this.eventLayer.fit();
  }

  markAt(latlng: Leaflet.LatLng): Mark | null {
    const { map } = this.app;
    return this.view && findMark(this.marks, this.view, map.project(latlng, map.getZoom()));
  }

  /** Say which mark the pointer is on; its doubt is drawn. */
  point(mark: Mark | null): void {
    const places = mark?.places ?? [];
    if (places.length === this.pointed.length && places.every((place, i) => place === this.pointed[i])) return;
    const before = this.doubtful(this.pointed).length;
    this.pointed = places;
    if (before || this.doubtful(places).length) this.redraw();
  }

  private paintGround(ctx: CanvasRenderingContext2D, view: View): void {
    const palette = paletteOf(this.app.theme);
    this.groundView = view;
    const { layers, theme } = this.app;
    this.groundMarked = this.naming.isMarked(view.zoom);
    const layout = this.maker.layout(view.zoom, this.groundMarked);
    this.ground.paint(ctx, view, palette, () => layers.paintAreas(ctx, view, theme), () => layers.paintLines(ctx, view, theme));
    this.names.write(ctx, view, palette, layout, this.naming.places(view), this.naming.free(view, this.whole), this.naming.covered(view, this.whole));
  }

  /** True if names on the ground made room for marks that are gone, or made none. */
  get stale(): boolean {
    return this.groundView !== null && this.groundMarked !== this.naming.isMarked(this.groundView.zoom);
  }

  /** What is drawn and what is named, in pixels of the map's box. */
  drawn(): { marks: Mark[]; names: Written[]; shift: (what: "marks" | "names") => [number, number] } {
    const { min } = this.app.map.getPixelBounds() as { min: Leaflet.Point };
    const shift = (what: "marks" | "names"): [number, number] => {
      const view = what === "marks" ? this.view : this.groundView;
      return view ? [view.left - min.x, view.top - min.y] : [0, 0];
    };
    return { marks: this.marks, names: this.names.written, shift };
  }

  private paint(ctx: CanvasRenderingContext2D, view: View): void {
    if (this.held) return;
    this.view = view;
    const { engine, show, theme, choice } = this.app;
    choice.fit(view.zoom);
    const { maker } = this;
    this.crowd.paint(ctx, view, show, paletteOf(theme));
    if (this.groundView && this.crowd.legends().length) {
      this.names.rewrite(ctx, this.groundView.left - view.left, this.groundView.top - view.top, paletteOf(theme));
    }
    const marked = show.has("symbols");
    const growth = marked ? maker.growth(view.zoom, engine.allTime()) * engine.swell() : 0;
    this.marks = marked ? maker.make(engine.totals, view, growth, engine.sizes()) : [];
    const largest = this.marks.reduce((most, mark) => (mark.kind === "place" ? Math.max(most, mark.size) : most), 0);
    this.scale = { growth, largest };
    this.paintMarks(ctx, view, this.marks, engine.counts);
    const pinned = this.found ?? this.openEvent();
    if (pinned) paintPin(ctx, this.offMark(pinned, view), view, paletteOf(theme), this.app.lang === "ar");
  }

  /** A pin stands on the disc that covers its place, not over its number. */
  private offMark(pinned: Pinned, view: View): Pinned {
    const [x, y] = [pinned.x * view.size - view.left, pinned.y * view.size - view.top];
    const under = this.marks.find((mark) => mark.kind === "place" && Math.hypot(mark.x - x, mark.y - y) < mark.r);
    return under ? { ...pinned, x: (under.x + view.left) / view.size, above: under.r, y: (under.y + view.top) / view.size } : pinned;
  }

  /** The open event where no mark shows it: a pin tells where it is. */
  private openEvent(): Pinned | null {
    const { reader, store } = this.app;
    if (reader.selected < 0) return null;
    const place = store.place[reader.selected];
    if (!this.maker.hasPoint(place) || this.marks.some((mark) => mark.places.includes(place))) return null;
    return { x: this.maker.x[place], y: this.maker.y[place], text: reader.placeTitle(place) };
  }

  private paintMarks(ctx: CanvasRenderingContext2D, view: View, marks: Mark[], counts: Uint32Array): void {
    const { engine, store, theme, reader } = this.app;
    const { styles } = engine.groups;
    const doubt = this.doubtShown(marks);
    if (doubt.length) paintDoubt(ctx, view, doubt, this.maker, this.ground.syria, paletteOf(theme));
    const clear = !doubt.length && !this.crowd.legends().length;
    this.symbols.paint(ctx, marks, {
      palette: paletteOf(theme),
      theme,
      styles,
      counts,
      isHollow: (mark) => this.isHollow(mark),
      isNear: (place) => this.maker.isNear(place),
      number: (value) => this.shortNumber(value),
      selected: reader.selected >= 0 ? store.place[reader.selected] : -1,
    }, clear);
  }

  private doubtful(places: number[]): number[] {
    return places.filter((place) => this.maker.isNear(place));
  }

  /** Places whose doubt is drawn: of what is pointed at or chosen, of all where they are few. */
  private doubtShown(marks: Mark[]): number[] {
    const { reader, store } = this.app;
    const chosen = reader.selected >= 0 ? [store.place[reader.selected]] : [];
    const asked = this.doubtful([...new Set([...this.pointed, ...chosen])]);
    if (asked.length) return asked;
    const all = this.doubtful(marks.flatMap((mark) => mark.places.slice(0, FEW_RINGS + 1)));
    return all.length <= FEW_RINGS ? all : [];
  }

  /** Four digits have no room in a ring. */
  shortNumber(value: number): string {
    const { dates } = this.app;
    if (value < 1000) return dates.number(value);
    return `${dates.number(value < 10_000 ? value / 1000 : Math.round(value / 1000))}k`;
  }

  /** Count and draw years that nobody sees, one a step, so that the first year that is seen is quick. */
  *rehearse(): Generator<void> {
    const { engine } = this.app;
    const { from, to } = engine.main;
    const counts = new Uint32Array(engine.counts.length);
    const totals = new Uint32Array(engine.totals.length);
    const canvas = document.createElement("canvas");
    const ctx = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    for (let step = 0; step < REHEARSALS; step++) {
      yield;
      const shown = this.eventLayer.canvas();
      if (!this.view || !shown.width || counts.length !== engine.counts.length) return;
      if (canvas.width !== shown.width || canvas.height !== shown.height) {
        canvas.width = shown.width;
        canvas.height = shown.height;
      }
      const ratio = shown.width / this.view.width;
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      const day = from + ((to - from) * step) / REHEARSALS;
      engine.countIn({ from: day, to: day + 365 }, counts, totals);
      if (this.app.show.has("symbols")) this.paintMarks(ctx, this.view, this.maker.make(totals, this.view, 1), counts);
    }
  }

  /** True if all that is shown at a lone mark is claimed, planned, denied or background. */
  private isHollow(mark: Mark): boolean {
    const { engine, store } = this.app;
    if (mark.places.length !== 1 || mark.total > FEW || !store.has("status")) return false;
    const rows = engine.rowsAt(mark.places[0]);
    return rows.length > 0 && rows.every((row) => !["reported", ""].includes(store.word("status", row)));
  }
}

/** Everything that is drawn on the map: ground, shading, heat, areas and marks. */

import type * as Leaflet from "leaflet";
import type { App } from "../page/app";
import { paintAreas, paintShading } from "./areas";
import { canvasLayer, type CanvasLayer } from "./canvas-layer";
import type { View } from "../model/geometry";
import { GroundPainter, type Box } from "./ground";
import { paintHeat } from "./heat";
import { findMark } from "./hit";
import { MarkMaker, type Mark } from "../model/marks";
import { paletteOf } from "./palette";
import { SymbolPainter } from "./symbols";

const NO_INSETS = { left: 0, top: 0, right: 0, bottom: 0 };

/** How far the ground reaches beyond the map, as a share of its size, so that a drag finds it there. */
const BEYOND = 0.15;

/** Events of one place up to which it is worth asking whether all are hollow. */
const FEW = 8;

/** Steps after which browsers have made most of it quick. */
const REHEARSALS = 4;

export class Painter {
  readonly maker: MarkMaker;
  readonly ground: GroundPainter;
  private readonly groundLayer: CanvasLayer;
  private readonly eventLayer: CanvasLayer;
  private readonly symbols = new SymbolPainter();
  private marks: Mark[] = [];
  private view: View | null = null;
  private whole = false;

  constructor(private readonly app: App) {
    this.maker = new MarkMaker(app.store);
    this.ground = new GroundPainter(app.store.head.ground);
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

  addTo(map: Leaflet.Map): void {
    this.groundLayer.addTo(map);
    this.eventLayer.addTo(map);
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
    this.eventLayer.fit();
  }

  /** Draw marks under the panels too, or no longer: pictures and sheets show the whole map. */
  drawWhole(whole: boolean): void {
    this.whole = whole;
    this.eventLayer.fit();
  }

  markAt(latlng: Leaflet.LatLng): Mark | null {
    const { map } = this.app;
    return this.view && findMark(this.marks, this.view, map.project(latlng, map.getZoom()));
  }

  /** Labels make way for the marks of all events, so that they stand still while the clock moves. */
  private paintGround(ctx: CanvasRenderingContext2D, view: View): void {
    const palette = paletteOf(this.app.theme);
    this.ground.paint(ctx, view, palette);
    const boxes = this.maker
      .make(this.maker.weight, view)
      .map(({ x, y, r }): Box => [x - r - 2, y - r - 2, x + r + 2, y + r + 2]);
    this.ground.write(ctx, view, palette, this.app.lang, boxes);
  }

  private paint(ctx: CanvasRenderingContext2D, view: View): void {
    this.view = view;
    const { engine, show, theme } = this.app;
    const { maker } = this;
    if (show.has("shading")) {
      paintShading(ctx, view, this.ground.governorates, this.governorateCounts(), paletteOf(theme));
    }
    if (show.has("heat")) paintHeat(ctx, view, maker.x, maker.y, engine.totals, theme === "dark");
    this.marks = show.has("symbols") ? maker.make(engine.totals, view, engine.sizes()) : [];
    this.paintMarks(ctx, view, this.marks, engine.counts);
  }

  private paintMarks(ctx: CanvasRenderingContext2D, view: View, marks: Mark[], counts: Uint32Array): void {
    const { engine, show, store, theme, reader } = this.app;
    const { styles } = engine.groups;
    const covered = paintAreas(ctx, view, marks, counts, styles, theme);
    const clear = !covered && !show.has("shading") && !show.has("heat");
    this.symbols.paint(ctx, marks, {
      palette: paletteOf(theme),
      theme,
      styles,
      counts,
      isHollow: (mark) => this.isHollow(mark),
      number: (value) => this.shortNumber(value),
      selected: reader.selected >= 0 ? store.place[reader.selected] : -1,
    }, clear);
  }

  /** Four digits have no room in a ring. */
  private shortNumber(value: number): string {
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
      this.paintMarks(ctx, this.view, this.maker.make(totals, this.view), counts);
    }
  }

  governorateCounts(): Float64Array {
    const { engine, store } = this.app;
    const index = new Map(this.ground.governorates.map((unit, i) => [unit.pcode, i]));
    const sums = new Float64Array(this.ground.governorates.length);
    const of = engine.filter.governorateOf;
    for (let place = 0; place < engine.totals.length; place++) {
      const unit = store.head.governorates[of[place]];
      const at = unit && index.get(unit.pcode);
      if (at !== undefined) sums[at] += engine.totals[place];
    }
    return sums;
  }

  /** True if all that is shown at a lone mark is claimed, planned, denied or background. */
  private isHollow(mark: Mark): boolean {
    const { engine, store } = this.app;
    if (mark.places.length !== 1 || mark.total > FEW || !store.has("status")) return false;
    const rows = engine.rowsAt(mark.places[0]);
    return rows.length > 0 && rows.every((row) => !["reported", ""].includes(store.word("status", row)));
  }
}

/** The event map on a Leaflet map: one state, one frame, every view from it. */

import type * as Leaflet from "leaflet";
import { aboutMap } from "./about";
import { Camera } from "./camera";
import { canvasLayer, type CanvasLayer } from "./canvas-layer";
import { DateWords, isoOf, type Step } from "./dates";
import { showDetails } from "./details";
import { Dock } from "./dock";
import { button, h, on, told } from "./dom";
import { Engine } from "./engine";
import { Facets } from "./facets";
import { noFilters, DIMENSIONS, type Dimension, type FacetDimension, type Filters } from "./filters";
import type { View } from "./geometry";
import { GroundPainter, type Box } from "./ground";
import type { ColorColumn } from "./groups";
import { formatHash, parseHash, type Shown } from "./hash";
import { findMark } from "./hit";
import { Legend } from "./legend";
import { CARD_HEIGHT, EventList, EventTable, placeOf, type RowHost } from "./list";
import { MarkMaker, type Mark } from "./marks";
import { Menu } from "./menu";
import { paletteOf, type Theme } from "./palette";
import { Search } from "./search";
import { iconButton, Shell } from "./shell";
import type { Store } from "./store";
import { paintAreas, paintHeat, paintMarks, paintShading } from "./symbols";
import { fill, wordsIn, type Words } from "./words";

declare const L: typeof Leaflet;

/** Leaflet writes attributions as markup: this one is ours and constant. */
const CREDIT = "Natural Earth · Leaflet · geomap";

/** Rows of the list when the clock rests. */
const LATER = 40;

/** Milliseconds after a step in which another may follow. */
const REST = 200;

function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: 1000 });
  else setTimeout(act, 50);
}

const NONE = { left: 0, top: 0, right: 0, bottom: 0 };

export class App implements RowHost {
  readonly words: Words;
  readonly lang: "en" | "ar";
  readonly dates: DateWords;
  readonly engine: Engine;
  readonly shell: Shell;
  readonly camera: Camera;
  readonly show = new Set(["symbols"]);
  theme: Theme = "light";
  private readonly maker: MarkMaker;
  private readonly ground: GroundPainter;
  private readonly groundLayer: CanvasLayer;
  private readonly eventLayer: CanvasLayer;
  private readonly facets: Facets;
  private readonly legend: Legend;
  private readonly list: EventList;
  private readonly table: EventTable;
  private readonly dock: Dock;
  private readonly menu: Menu;
  private readonly search: Search;
  private readonly counts = h("p", { class: "gm-counts" });
  private readonly rightTitle = h("h2", { class: "gm-panel-title" });
  private readonly detail = h("article", { class: "gm-detail", hidden: true });
  private readonly detailBar = h("div", { class: "gm-detail-bar", hidden: true });
  private readonly here: Uint8Array;
  private marks: Mark[] = [];
  private view: View | null = null;
  private scope: number[] | null = null;
  private selected = -1;
  private limit = LATER;
  private seen = 12;
  private scrolled = false;
  private readonly scroll: HTMLElement;
  private order: number[] = [];
  private later: ReturnType<typeof setTimeout> | undefined;
  private hashBefore = "";
  private whole = false;
  private gone = false;
  private stepped = 0;
  private readonly dispose: (() => void)[] = [];

  constructor(
    readonly store: Store,
    readonly map: Leaflet.Map,
  ) {
    const { meta } = store.head;
    this.lang = meta.lang;
    this.words = wordsIn(this.lang);
    this.dates = new DateWords(this.lang, meta.arabic_digits);
    this.engine = new Engine(store, this.words, () => this.moved());
    this.maker = new MarkMaker(store);
    this.ground = new GroundPainter(store.head.ground);
    this.here = new Uint8Array(store.head.places);
    this.theme = this.firstTheme(meta.theme);
    this.shell = new Shell(this.words, this.lang, () => this.layOut());
    this.camera = new Camera(map, this.shell, this.maker);
    const pane = map.getPane("geomap-ground") ?? map.createPane("geomap-ground");
    pane.style.zIndex = "150";
    this.groundLayer = canvasLayer({
      pane: "geomap-ground",
      paint: (ctx, view) => this.paintGround(ctx, view),
      insets: ({ x, y }) => ({ left: -0.15 * x, right: -0.15 * x, top: -0.15 * y, bottom: -0.15 * y }),
      opaque: true,
    });
    this.eventLayer = canvasLayer({
      pane: "overlayPane",
      paint: (ctx, view) => this.paint(ctx, view),
      insets: () => (this.whole ? NONE : this.camera.covered()),
      live: true,
    });
    this.facets = new Facets(this);
    this.legend = new Legend(this);
    this.list = new EventList(this, () => {
      this.limit += 80;
      this.showList();
    });
    this.scroll = on(h("div", { class: "gm-scroll" }, this.list.element, this.detail), {
      scroll: () => {
        this.scrolled = this.scroll.scrollTop > 0;
      },
    });
    this.table = new EventTable(this, () => {
      const rows = this.engine.all(this.hereNow());
      return { rows, total: this.engine.events };
    });
    this.dock = new Dock(this);
    this.menu = new Menu(this);
    this.search = new Search(this, this.words);
    this.build();
  }

  private firstTheme(chosen: string): Theme {
    if (chosen === "dark" || chosen === "print") return chosen;
    if (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches) return "dark";
    return "light";
  }

  private build(): void {
    const { shell, words } = this;
    const { meta } = this.store.head;
    const toggle = (name: "left" | "right" | "table", glyph: "menu" | "list" | "table", label: string) => {
      const made = iconButton(glyph, label, () => shell.toggle(name), `gm-open gm-only-${name}`);
      made.dataset.opens = name;
      return made;
    };
    const more = iconButton("more", words.options, () => shell.toggle("menu"));
    more.dataset.opens = "menu";
    shell.head.append(
      h("div", { class: "gm-titles" }, told("h1", meta.title, { class: "gm-title" }), this.counts),
      this.search.element,
      h("div", { class: "gm-head-buttons" },
        toggle("left", "menu", words.filters), toggle("right", "list", words.list), toggle("table", "table", words.table), more),
    );
    shell.left.append(
      h("div", { class: "gm-panel-head" }, h("h2", { class: "gm-panel-title" }, words.filters),
        button(words.reset, () => void this.reset(), { class: "gm-link", title: words.resetAll }),
        iconButton("close", words.close, () => shell.close("left"), "gm-quiet-button")),
      h("div", { class: "gm-scroll" }, this.legend.element, this.facets.element, aboutMap(this.store.head, words, this.dates)),
    );
    this.detailBar.append(
      iconButton("back", words.back, () => this.unselect(), "gm-quiet-button gm-flip"),
      h("span", { class: "gm-grow" }),
      button(words.previous, () => this.neighbour(-1), { class: "gm-button" }),
      button(words.next, () => this.neighbour(1), { class: "gm-button" }),
    );
    shell.right.append(
      h("div", { class: "gm-panel-head" }, this.rightTitle,
        iconButton("close", words.close, () => this.closeRight(), "gm-quiet-button")),
      this.detailBar,
      this.scroll,
    );
    shell.table.append(
      h("div", { class: "gm-panel-head" }, h("h2", { class: "gm-panel-title" }, words.table),
        iconButton("close", words.close, () => shell.close("table"), "gm-quiet-button")),
      this.table.element,
    );
    shell.tools.append(
      iconButton("plus", words.zoomIn, () => this.map.zoomIn(1)),
      iconButton("minus", words.zoomOut, () => this.map.zoomOut(1)),
      iconButton("home", words.home, () => this.goHome()),
    );
    shell.dock.append(this.dock.element);
    shell.menu.append(this.menu.element);
    shell.foot.append(told("span", this.lang === "ar" ? meta.disclaimer_ar : meta.disclaimer));
    shell.onshow = (name) => {
      if (name === "table") this.table.refresh();
      if (name === "left") this.refreshPanels();
      if (name === "right") this.showList();
    };
  }

  /** Put everything on the map. */
  async mount(): Promise<void> {
    const { map, shell } = this;
    const container = map.getContainer();
    container.classList.add("gm-host");
    container.append(shell.root);
    for (const panel of [shell.head, shell.left, shell.right, shell.tools, shell.dock, shell.table, shell.menu]) {
      L.DomEvent.disableClickPropagation(panel);
      L.DomEvent.disableScrollPropagation(panel);
    }
    map.attributionControl?.setPrefix(false).addAttribution(CREDIT);
    this.applyTheme();
    this.listen();
    const shown = parseHash(this.hash());
    this.engine.clock.window = null;
    shell.fit(container.clientWidth, container.clientHeight);
    if (!shown.view) this.goHome(false);
    // once the view is known, so that ground and marks are drawn once
    await this.restore(shown, () => {
      this.groundLayer.addTo(map);
      this.eventLayer.addTo(map);
    });
    this.stepped = -REST;
    whenIdle(() => this.prepare());
  }

  private hash(): string {
    try {
      return location.hash;
    } catch {
      return "";
    }
  }

  private listen(): void {
    const { map, shell } = this;
    const container = map.getContainer();
    map.on("click", this.clicked, this);
    map.on("mousemove", this.hovered, this);
    map.on("mouseout", this.unhover, this);
    map.on("moveend", this.viewChanged, this);
    const watch = new ResizeObserver(() => {
      shell.fit(container.clientWidth, container.clientHeight);
      this.seen = Math.ceil((container.clientHeight - 120) / CARD_HEIGHT);
      this.dock.resize();
    });
    watch.observe(container);
    watch.observe(shell.dock);
    const keys = (event: KeyboardEvent) => this.key(event);
    const hash = () => {
      if (this.hash().slice(1) !== this.hashBefore) void this.restore(parseHash(this.hash()));
    };
    const before = () => this.menu.startPrint();
    const after = () => this.menu.endPrint();
    document.addEventListener("keydown", keys);
    window.addEventListener("hashchange", hash);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    this.dispose.push(() => {
      map.off("click", this.clicked, this);
      map.off("mousemove", this.hovered, this);
      map.off("mouseout", this.unhover, this);
      map.off("moveend", this.viewChanged, this);
      watch.disconnect();
      document.removeEventListener("keydown", keys);
      window.removeEventListener("hashchange", hash);
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    });
  }

  unmount(): void {
    this.gone = true;
    this.engine.clock.pause();
    for (const undo of this.dispose.splice(0)) undo();
    this.groundLayer.remove();
    this.eventLayer.remove();
    this.map.attributionControl?.removeAttribution(CREDIT);
    this.shell.root.remove();
    this.map.getContainer().classList.remove("gm-host");
  }

  // what other modules ask

  get filters(): Filters {
    return this.engine.filters;
  }

  number(value: number): string {
    return this.dates.number(Math.round(value));
  }

  optionsOf(dimension: FacetDimension): string[] {
    return this.engine.filter.options(dimension);
  }

  facet(dimension: FacetDimension): Uint32Array {
    return this.engine.filter.facet(dimension, this.filters.role, this.engine.clock.window);
  }

  placeTotals(): Uint32Array {
    return this.engine.totals;
  }

  canvases(): HTMLCanvasElement[] {
    return [this.groundLayer.canvas(), this.eventLayer.canvas()];
  }

  /** Draw marks under the panels too, or no longer: pictures and sheets show the whole map. */
  drawWhole(whole: boolean): void {
    this.whole = whole;
    this.eventLayer.fit();
  }

  // changes

  filterChanged(dimension: Dimension): void {
    void this.applyFilter([dimension]);
  }

  async applyFilter(dimensions: Iterable<Dimension>): Promise<void> {
    let text = false;
    for (const dimension of dimensions) {
      if (dimension === "text") text = true;
      else this.engine.apply(dimension);
    }
    if (text) {
      this.shell.root.classList.toggle("gm-busy", true);
      const done = await this.engine.searchText();
      this.shell.root.classList.toggle("gm-busy", false);
      if (!done) return;
    }
    this.engine.refilter();
    this.dock.showBars();
    await this.refresh();
  }

  /** The clock moved: counts, map, list. */
  async moved(): Promise<void> {
    this.engine.recount();
    await this.refresh();
  }

  async setColor(column: ColorColumn): Promise<void> {
    this.engine.colorBy(column);
    this.dock.showBars();
    await this.refresh();
  }

  async setSize(size: "events" | "fatalities"): Promise<void> {
    this.engine.size = size;
    this.engine.refilter();
    this.dock.showBars();
    await this.refresh();
  }

  async setShow(name: string, on: boolean): Promise<void> {
    if (on) this.show.add(name);
    else this.show.delete(name);
    await this.refresh();
  }

  async setDomain(whole: boolean): Promise<void> {
    this.engine.setDomain(whole);
    this.dock.showBars();
    await this.refresh();
  }

  async reset(): Promise<void> {
    this.engine.clock.pause();
    this.engine.clock.window = null;
    this.engine.filters = noFilters();
    this.scope = null;
    this.unselect();
    await this.applyFilter(DIMENSIONS);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.applyTheme();
    this.groundLayer.redraw();
    this.dock.showBars();
    void this.refresh();
  }

  private applyTheme(): void {
    const { root } = this.shell;
    root.classList.toggle("gm-dark", this.theme === "dark");
    root.classList.toggle("gm-print", this.theme === "print");
    this.map.getContainer().classList.toggle("gm-host-dark", this.theme === "dark");
  }

  /** Read texts ahead while nobody waits for a frame, so that the first search answers at once. */
  private prepare(): void {
    if (this.gone) return;
    const wait = REST - (performance.now() - this.stepped);
    if (wait > 0) {
      setTimeout(() => this.prepare(), wait);
      return;
    }
    void this.engine.filter.prepare().then((more) => {
      if (more) setTimeout(() => this.prepare());
    });
  }

  /** Draw the frame now; resolve when it is on the screen. */
  refresh(): Promise<void> {
    this.stepped = performance.now();
    this.limit = this.seenRows();
    this.eventLayer.redraw();
    this.dock.showWindow();
    this.showCounts();
    this.legend.refresh();
    this.showList();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.settled(), 140);
    return this.painted();
  }

  private painted(): Promise<void> {
    return new Promise((done) => {
      if (document.hidden) {
        done();
        return;
      }
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = () => {
          port1.close();
          done();
        };
        port1.postMessage(0);
      });
    });
  }

  /** What may follow a moment later: facet counts, table, address, the spoken count. */
  private settled(): void {
    if (this.limit < LATER) {
      this.limit = LATER;
      this.showList();
    }
    this.refreshPanels();
    if (this.shell.isOpen("table")) this.table.refresh();
    this.writeHash();
    this.shell.live.textContent = this.counts.textContent;
  }

  private refreshPanels(): void {
    if (this.shell.isOpen("left")) this.facets.refresh(this.theme);
  }

  private viewChanged(): void {
    this.limit = this.seenRows();
    this.showList();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.settled(), 140);
  }

  // drawing

  /** Labels make way for the marks of all events, so that they stand still while the clock moves. */
  private paintGround(ctx: CanvasRenderingContext2D, view: View): void {
    const palette = paletteOf(this.theme);
    this.ground.paint(ctx, view, palette);
    const boxes = this.maker
      .make(this.maker.weight, view)
      .map(({ x, y, r }): Box => [x - r - 2, y - r - 2, x + r + 2, y + r + 2]);
    this.ground.write(ctx, view, palette, this.lang, boxes);
  }

  private paint(ctx: CanvasRenderingContext2D, view: View): void {
    this.view = view;
    const { engine, maker } = this;
    const palette = paletteOf(this.theme);
    if (this.show.has("shading")) {
      paintShading(ctx, view, this.ground.governorates, this.governorateCounts(), palette);
    }
    if (this.show.has("heat")) paintHeat(ctx, view, maker.x, maker.y, engine.totals, this.theme === "dark");
    this.marks = maker.make(engine.totals, view, engine.sizes());
    if (!this.show.has("symbols")) this.marks = [];
    paintAreas(ctx, view, this.marks, engine.counts, engine.groups.styles, this.theme);
    paintMarks(ctx, this.marks, {
      palette,
      theme: this.theme,
      styles: engine.groups.styles,
      counts: engine.counts,
      isHollow: (mark) => this.isHollow(mark),
      number: (value) => (value < 10_000 ? this.number(value) : `${this.number(value / 1000)}k`),
      selected: this.selected >= 0 ? this.store.place[this.selected] : -1,
    });
  }

  governorateCounts(): Float64Array {
    const { governorates } = this.store.head;
    const index = new Map(this.ground.governorates.map((unit, i) => [unit.pcode, i]));
    const sums = new Float64Array(this.ground.governorates.length);
    const of = this.engine.filter.governorateOf;
    for (let place = 0; place < this.engine.totals.length; place++) {
      const unit = governorates[of[place]];
      const at = unit && index.get(unit.pcode);
      if (at !== undefined) sums[at] += this.engine.totals[place];
    }
    return sums;
  }

  /** True if all that is shown at a lone mark is claimed, planned, denied or background. */
  private isHollow(mark: Mark): boolean {
    if (mark.places.length !== 1 || mark.total > 8 || !this.store.has("status")) return false;
    const rows = this.rowsAt(mark.places[0]);
    return rows.length > 0 && rows.every((row) => !["reported", ""].includes(this.store.word("status", row)));
  }

  private rowsAt(place: number): number[] {
    const rows: number[] = [];
    const [start, end] = this.store.rowsOf(place);
    for (let row = start; row < end && rows.length <= 64; row++) {
      if (this.engine.isShown(row)) rows.push(row);
    }
    return rows;
  }

  private hereNow(): Uint8Array {
    if (this.scope) {
      this.here.fill(0);
      for (const place of this.scope) this.here[place] = 1;
      return this.here;
    }
    const bounds = this.map.getPixelBounds();
    const { min, max } = bounds as { min: Leaflet.Point; max: Leaflet.Point };
    const size = 256 * 2 ** this.map.getZoom();
    const { x, y, areas } = this.maker;
    for (let place = 0; place < x.length; place++) {
      const area = areas[place];
      const [x0, y0, x1, y1] = area ? area.box : [x[place], y[place], x[place], y[place]];
      const inside = x1 * size >= min.x && x0 * size <= max.x && y1 * size >= min.y && y0 * size <= max.y;
      this.here[place] = inside ? 1 : 0;
    }
    return this.here;
  }

  private showCounts(): void {
    const { engine, words, dates } = this;
    const { window } = engine.clock;
    const events = engine.events === 1 ? words.event : words.events;
    const places = engine.placesShown === 1 ? words.place : words.places;
    const span = window ? dates.span(window.from, window.to) : this.store.n ? dates.span(engine.whole.from, engine.whole.to) : "";
    const when = span && !this.shell.narrow ? ` · ${span}` : "";
    this.counts.textContent = `${dates.number(engine.events)} ${events} · ${dates.number(engine.placesShown)} ${places}${when}`;
  }

  private showList(): void {
    if (!this.shell.isOpen("right") || this.selected >= 0) {
      if (this.selected >= 0) return;
      if (!this.shell.isOpen("right")) return;
    }
    const here = this.hereNow();
    const total = this.engine.countAt(here);
    this.order = this.engine.newest(here, this.limit);
    this.list.show(this.order, total, this.selected);
    const title = this.scope && this.scope.length === 1 ? this.placeTitle(this.scope[0]) : this.words.list;
    const all = this.engine.events;
    const count = total === all ? this.dates.number(all) : fill(this.words.ofTotal, { n: this.dates.number(total), total: this.dates.number(all) });
    this.rightTitle.textContent = `${title} · ${count}`;
  }

  /** Rows that are seen without scrolling; the others follow when the clock rests. */
  private seenRows(): number {
    return this.scrolled ? LATER : Math.min(LATER, this.seen);
  }

  private placeTitle(place: number): string {
    const { store } = this;
    return (this.lang === "ar" && store.placeWord("name_ar", place)) || store.placeWord("name", place) || this.words.place;
  }

  // pointing and choosing

  private markAt(latlng: Leaflet.LatLng): Mark | null {
    return this.view && findMark(this.marks, this.view, this.map.project(latlng, this.map.getZoom()));
  }

  private clicked(event: Leaflet.LeafletMouseEvent): void {
    this.shell.close("menu");
    const mark = this.markAt(event.latlng);
    if (!mark) {
      if (this.scope || this.selected >= 0) {
        this.scope = null;
        this.unselect();
      }
      return;
    }
    const zoom = this.map.getZoom();
    if (mark.kind === "cluster" && zoom < this.map.getMaxZoom() && zoom < 12) {
      this.camera.zoomTo(mark.places);
      return;
    }
    this.openPlaces(mark.places);
  }

  openPlace(place: number): void {
    this.openPlaces([place]);
  }

  private openPlaces(places: number[]): void {
    this.scope = places;
    this.selected = -1;
    this.detail.hidden = true;
    this.detailBar.hidden = true;
    this.list.element.hidden = false;
    this.shell.open("right");
    this.limit = LATER;
    this.showList();
    if (this.order.length === 1) this.select(this.order[0], false);
    else this.eventLayer.redraw();
  }

  private hovered(event: Leaflet.LeafletMouseEvent): void {
    const mark = this.markAt(event.latlng);
    this.map.getContainer().classList.toggle("gm-pointing", mark !== null);
    const { hint } = this.shell;
    hint.hidden = mark === null;
    if (!mark) return;
    const names = [...new Set(mark.places.slice(0, 40).map((place) => this.placeTitle(place)))];
    const shown = names.slice(0, 3).join(this.lang === "ar" ? "، " : ", ") + (names.length > 3 ? " …" : "");
    const single = mark.total === 1 ? this.words.event : this.words.events;
    const dead = this.engine.size === "fatalities" ? ` · ${this.words.fatalities}: ${this.number(mark.size)}` : "";
    hint.textContent = `${shown.slice(0, 120)} · ${this.number(mark.total)} ${single}${dead}`;
    const { x, y } = event.containerPoint;
    const width = this.map.getContainer().clientWidth;
    hint.style.transform = `translate(${Math.min(x + 14, width - 200)}px, ${y + 14}px)`;
  }

  private unhover(): void {
    this.shell.hint.hidden = true;
  }

  select(row: number, move = true): void {
    this.shell.close("table");
    this.selected = row;
    if (!this.order.includes(row)) this.order = this.engine.newest(this.hereNow(), 200);
    this.list.element.hidden = true;
    this.detail.hidden = false;
    this.detailBar.hidden = false;
    this.rightTitle.textContent = this.words.details;
    this.shell.open("right");
    // the event's id, which the address holds, comes with its texts
    void showDetails(this.detail, this, row).then(() => this.writeHashSoon());
    this.detail.parentElement?.scrollTo(0, 0);
    if (move) this.camera.bringIntoView(this.latLngOf(this.store.place[row]));
    this.eventLayer.redraw();
    this.writeHashSoon();
  }

  private writeHashSoon(): void {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.settled(), 140);
  }

  goHome(animate = true): void {
    this.camera.goHome(this.store.n, animate);
  }

  private latLngOf(place: number): Leaflet.LatLng {
    return L.latLng(this.store.column("place_lat")[place], this.store.column("place_lon")[place]);
  }

  unselect(): void {
    this.selected = -1;
    this.detail.hidden = true;
    this.detailBar.hidden = true;
    this.list.element.hidden = false;
    this.eventLayer.redraw();
    this.showList();
    this.writeHashSoon();
  }

  private closeRight(): void {
    this.scope = null;
    this.shell.close("right");
    this.unselect();
  }

  private neighbour(count: number): void {
    const at = this.order.indexOf(this.selected);
    if (at + count >= this.order.length && this.order.length >= this.limit) {
      this.limit += 80;
      this.order = this.engine.newest(this.hereNow(), this.limit);
    }
    const next = this.order[at + count];
    if (next !== undefined) this.select(next);
  }

  goToPlace(place: number): void {
    this.openPlace(place);
    const area = this.maker.areas[place];
    this.camera.centre(this.latLngOf(place), area ? Math.min(8, this.map.getZoom()) : Math.max(10, this.map.getZoom()));
  }

  goTo(lon: number, lat: number): void {
    this.camera.centre(L.latLng(lat, lon), Math.max(9, this.map.getZoom()));
  }

  keepActor(actor: string): void {
    if (!this.filters.actor.includes(actor)) this.filters.actor.push(actor);
    this.filterChanged("actor");
  }

  keepText(text: string): void {
    this.filters.text = text;
    this.filterChanged("text");
  }

  dockResize(): void {
    this.dock.resize();
  }

  private layOut(): void {
    requestAnimationFrame(() => {
      this.camera.setInsets();
      this.eventLayer.fit();
      this.dock.resize();
    });
  }

  // keys and address

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, select, textarea, [contenteditable]")) return;
    const inButton = target.closest("button, summary, a, [role=slider]") !== null;
    switch (event.key) {
      case " ":
        if (inButton) return;
        this.dock.togglePlay();
        break;
      case "/":
        this.search.input.focus();
        break;
      case "t":
      case "T":
        this.shell.toggle("table");
        break;
      case "f":
      case "F":
        this.shell.toggle("left");
        break;
      case "0":
        void this.reset();
        break;
      case "Escape":
        if (this.selected >= 0) this.unselect();
        else return;
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  shown(): Shown {
    const { clock } = this.engine;
    const center = this.map.getCenter();
    return {
      window: clock.window,
      filters: this.filters,
      step: null,
      mode: clock.mode,
      color: this.engine.color,
      size: this.engine.size,
      layers: [...this.show].sort(),
      event: this.selected >= 0 ? this.store.textNow("event_id", this.selected) : "",
      view: { zoom: this.map.getZoom(), lat: center.lat, lon: center.lng },
    };
  }

  writeHash(): void {
    const text = formatHash(this.shown());
    if (text === this.hashBefore) return;
    this.hashBefore = text;
    try {
      history.replaceState(history.state, "", `#${text}`);
    } catch {
      // a page inside a notebook has no address of its own
    }
  }

  private async restore(shown: Shown, prepared: () => void = () => undefined): Promise<void> {
    const { engine } = this;
    this.hashBefore = this.hash().slice(1);
    engine.filters = shown.filters;
    engine.clock.window = shown.window;
    engine.clock.mode = shown.mode;
    if (shown.step) engine.clock.step = shown.step as Step;
    if (shown.size === "fatalities" || shown.size === "events") engine.size = shown.size;
    this.show.clear();
    for (const layer of shown.layers) if (["symbols", "heat", "shading"].includes(layer)) this.show.add(layer);
    if (this.menu.colors.includes(shown.color as ColorColumn)) engine.colorBy(shown.color as ColorColumn);
    if (shown.window && (shown.window.from < engine.clock.domain.from || shown.window.to > engine.clock.domain.to)) {
      engine.setDomain(true);
    }
    if (shown.view) {
      const { zoom, lat, lon } = shown.view;
      if (Math.abs(lat) <= 85 && Math.abs(lon) <= 360) this.map.setView([lat, lon], zoom, { animate: false });
    }
    for (const dimension of DIMENSIONS) if (dimension !== "text") engine.apply(dimension);
    if (shown.filters.text) await engine.searchText();
    engine.refilter();
    this.menu.sync();
    prepared();
    this.dock.showBars();
    await this.refresh();
    if (shown.event) await this.openEvent(shown.event);
  }

  private async openEvent(id: string): Promise<void> {
    const row = await this.store.texts.find("event_id", id);
    if (row >= 0) this.select(row, false);
  }

  /** For those who embed the page. */
  state(): Record<string, unknown> {
    const { clock, events, placesShown } = this.engine;
    return {
      window: clock.window ? [isoOf(clock.window.from), isoOf(clock.window.to)] : null,
      filters: structuredClone(this.filters),
      visible_events: events,
      visible_places: placesShown,
      events: this.store.n,
      places: this.store.head.places,
      selected: this.selected >= 0 ? this.store.textNow("event_id", this.selected) : null,
      color: this.engine.color,
      size: this.engine.size,
      show: [...this.show],
      playing: clock.playing,
      place: this.selected >= 0 ? placeOf(this, this.selected) : null,
    };
  }
}

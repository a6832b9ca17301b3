/** The event map on a Leaflet map: one state, one frame, every view from it. */

import type * as Leaflet from "leaflet";
import { Address } from "./address";
import { Camera } from "./camera";
import { DateWords } from "../words/date-words";
import { Dock } from "../clock/dock";
import { Engine } from "../model/engine";
import { Facets } from "../panels/facets";
import { DIMENSIONS, noFilters, type Dimension, type FacetDimension, type Filters } from "../model/dimensions";
import { Finds } from "../panels/finds";
import { Frame } from "./frame";
import { Chore } from "./frames";
import type { ColorColumn } from "../model/groups";
import { Headline } from "../panels/headline";
import { LayerPanel } from "../panels/layer-panel";
import { Layers } from "../ground/layers";
import { Legend } from "../panels/legend";
import { EventTable, type RowHost } from "../panels/list";
import { listen } from "./listening";
import { Menu } from "../panels/menu";
import { Painter } from "../draw/painter";
import { firstTheme, wearTheme, type Theme } from "../draw/palette";
import { fillPanels } from "../panels/panels";
import { embed } from "./embed";
import { Above } from "../panels/above";
import { Reader } from "../panels/reader";
import { Search } from "../panels/search";
import { Story } from "../story/story";
import { Sums } from "../panels/sums";
import { ShownRows } from "../model/shown";
import { Shell } from "../panels/shell";
import { Choice, type Way } from "../crowd/choice";
import type { Level, Measure } from "../crowd/units";
import type { Shown } from "./hash";
import { tongueFor, type Tongue } from "./tongue";
import { dayOf } from "../data/dates";
import type { Style } from "../data/contract";
import type { Store } from "../data/store";
import { wordsIn, type Words } from "../words/words";

/** Leaflet writes attributions as markup: this one is ours and constant. */
const CREDIT = "Natural Earth · Leaflet · geomap";

export class App implements RowHost {
  readonly words: Words;
  readonly lang: "en" | "ar";
  readonly dates: DateWords;
  readonly engine: Engine;
  readonly rows: ShownRows;
  readonly shell: Shell;
  readonly layers: Layers;
  readonly painter: Painter;
  readonly camera: Camera;
  readonly reader: Reader;
  readonly headline: Headline;
  readonly facets: Facets;
  readonly sums: Sums;
  readonly legend: Legend;
  readonly layerPanel: LayerPanel;
  readonly story: Story;
  readonly above: Above;
  readonly table: EventTable;
  readonly dock: Dock;
  readonly menu: Menu;
  readonly search: Search;
  readonly choice: Choice;
  readonly show: Set<Way>;
  theme: Theme = "light";
  readonly address: Address;
  readonly frame: Frame;
  private readonly reading: Chore;
  private readonly dispose: (() => void)[] = [];

  constructor(
    readonly store: Store,
    readonly map: Leaflet.Map,
    readonly tongue: Tongue = tongueFor(store.head.meta, { lang: "", digits: "" }),
    /** Begin anew in another language, showing the same or what is given; absent where another page decides. */
    readonly speak: ((tongue: Tongue, shown?: Shown) => Promise<void>) | null = null,
  ) {
    const { meta } = store.head;
    this.lang = tongue.lang;
    this.words = wordsIn(this.lang);
    this.dates = new DateWords(this.lang, tongue.arabicDigits);
    this.engine = new Engine(store, this.words, () => this.moved());
    this.rows = new ShownRows(this.engine);
    this.theme = firstTheme(meta.theme);
    this.shell = new Shell(this.words, this.lang, () => this.layOut());
    this.layers = new Layers(store.head.layers, () => this.engine.clock.window?.to ?? (dayOf(meta.as_of) || this.engine.main.to));
    this.painter = new Painter(this);
    this.choice = new Choice(this.painter.maker.size);
    this.show = this.choice.show;
    this.camera = new Camera(map, this.shell, this.painter.maker);
    this.reader = new Reader(this);
    this.headline = new Headline(this);
    this.facets = new Facets(this);
    this.sums = new Sums(this);
    this.legend = new Legend(this);
    this.layerPanel = new LayerPanel(this);
    this.story = new Story(this);
    this.above = new Above(this);
    this.table = new EventTable(this, () => {
      const rows = this.rows.all(this.reader.hereNow());
      return { rows, total: this.engine.events };
    });
    this.dock = new Dock(this);
    this.menu = new Menu(this);
    this.search = new Search(this, new Finds(this), this.words);
    this.address = new Address(this);
    this.frame = new Frame(this);
    // what the first step and the first search would wait for is done while nobody does
    const rehearsal = this.painter.rehearse();
    this.reading = new Chore(async () => !rehearsal.next().done || this.engine.filter.prepare());
    fillPanels(this);
    this.shell.onshow = (name) => {
      if (name === "table") this.table.refresh();
      if (name === "left") {
        this.shell.left.querySelector(".gm-scroll")?.prepend(this.layerPanel.element, this.legend.element);
        this.legend.refresh();
        this.frame.showPanels();
      }
      if (name === "right") this.reader.show();
    };
  }

  /** Put everything on the map. */
  async mount(asked?: Shown): Promise<void> {
    const { map, shell } = this;
    const container = map.getContainer();
    container.classList.add("gm-host");
    container.append(shell.root);
    // a page of the map alone speaks the map's language; one that holds a map has its own
    if (container.parentElement === document.body && ["", "en", "ar"].includes(document.documentElement.lang)) document.documentElement.lang = this.lang;
    shell.shield();
    map.attributionControl?.setPrefix(false).addAttribution(CREDIT);
    this.applyTheme();
    this.dispose.push(...listen(this));
    const written = this.address.read();
    const shown = asked ?? written;
    this.engine.clock.window = null;
    shell.fit(container.clientWidth, container.clientHeight);
    if (this.address.embedded) this.dispose.push(...embed(this));
    if (!shown.view) this.goHome(false);
    // ground and marks are drawn once, when view and filters are known
    await this.address.restore(shown, () => this.painter.addTo(map));
    await this.story.begin(shown);
    this.reading.start();
  }

  unmount(): void {
    this.reading.stop();
    this.frame.stop();
    this.engine.clock.pause();
    for (const undo of this.dispose.splice(0)) undo();
    this.painter.remove();
    this.map.attributionControl?.removeAttribution(CREDIT);
    this.shell.root.remove();
    this.map.getContainer().classList.remove("gm-host");
  }

  get filters(): Filters {
    return this.engine.filters;
  }

  number(value: number): string {
    return this.dates.number(Math.round(value));
  }

  optionsOf(dimension: FacetDimension): string[] {
    return this.engine.filter.options(dimension);
  }

  styleOf(row: number): Style {
    const { styles, of } = this.engine.groups;
    return styles[of[row]];
  }

  facet(dimension: FacetDimension): Uint32Array {
    return this.engine.filter.facet(dimension, this.filters.role, this.engine.clock.window);
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
    await this.changed(() => this.engine.refilter());
  }

  /** The clock moved: counts, map, list. */
  async moved(): Promise<void> {
    this.engine.recount();
    await this.refresh();
  }

  /** What the bars count changed, too. */
  private async changed(act: () => void): Promise<void> {
    act();
    this.dock.showBars();
    await this.refresh();
  }

  setColor(column: ColorColumn): Promise<void> {
    return this.changed(() => this.engine.colorBy(column));
  }

  setSize(size: "events" | "fatalities"): Promise<void> {
    this.engine.size = size;
    return this.changed(() => this.engine.refilter());
  }

  setDomain(whole: boolean): Promise<void> {
    return this.changed(() => this.engine.setDomain(whole));
  }

  async setShow(name: Way, on: boolean): Promise<void> {
    const others = [...this.show].filter((way) => way !== name);
    this.choice.take(on ? [...others, name] : others);
    await this.refresh();
  }

  /** One way alone; the menu lays several over each other. */
  async setWay(way: Way): Promise<void> {
    this.choice.take([way]);
    this.menu.sync();
    await this.refresh();
  }

  async setLayer(name: string, on: boolean): Promise<void> {
    if (on) this.layers.shown.add(name);
    else this.layers.shown.delete(name);
    await this.refresh();
  }

  async setUnits(level: Level, measure: Measure): Promise<void> {
    Object.assign(this.painter.crowd, { level, measure });
    await this.refresh();
  }

  async reset(): Promise<void> {
    this.engine.clock.pause();
    this.engine.clock.window = null;
    this.engine.clock.against = null;
    this.engine.filters = noFilters();
    this.reader.leave();
    await this.applyFilter(DIMENSIONS);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.applyTheme();
    this.painter.redrawGround();
    this.dock.showBars();
    void this.refresh();
  }

  private applyTheme(): void {
    wearTheme(this.theme, this.shell.root, this.map.getContainer());
  }

  select(row: number): void {
    this.reader.select(row);
  }

  goHome(animate = true): void {
    this.camera.goHome(this.store.n, animate);
  }

  // frames

  /** Draw the frame now; resolve when it is on the screen. */
  refresh(): Promise<void> {
    this.reading.rest();
    return this.frame.show();
  }

  /** Panels came or went. */
  layOut(): void {
    requestAnimationFrame(() => {
      this.camera.setInsets();
      this.painter.fit();
      this.dock.resize();
    });
  }
}

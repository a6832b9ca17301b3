/** The page's address: it holds what is shown, and what it holds is shown. */

import type { App } from "./app";
import type { Step } from "../data/dates";
import { DIMENSIONS } from "../model/dimensions";
import { WAYS } from "../crowd/choice";
import { LEVELS, MEASURES, type Level, type Measure } from "../crowd/units";
import type { ColorColumn } from "../model/groups";
import { isEmbedded } from "./embed";
import { askedOf } from "./tongue";
import { formatHash, parseHash, type Shown } from "./hash";

/** Most degrees that a centre may lie from the equator and from Greenwich. */
const LIMITS = { lat: 85, lon: 360 };

export class Address {
  private before = "";
  /** The page is shown in a frame of another; its address goes on saying so. */
  embedded = false;

  constructor(private readonly app: App) {}

  read(): Shown {
    this.before = hashNow().slice(1);
    this.embedded ||= isEmbedded(this.before);
    return parseHash(this.before);
  }

  /** True if the address that was read says where to look. */
  get asksView(): boolean {
    return parseHash(this.before).view !== null;
  }

  /** True if someone else wrote the address. */
  get isForeign(): boolean {
    return hashNow().slice(1) !== this.before;
  }

  write(): void {
    const text = (this.embedded ? "embed&" : "") + this.app.story.address(formatHash(this.shown()));
    if (text === this.before) return;
    this.before = text;
    try {
      history.replaceState(history.state, "", `#${text}`);
    } catch {
      // a page inside a notebook has no address of its own
    }
  }

  /** What is shown now. */
  shown(): Shown {
    const { app } = this;
    const { engine, map, reader, show, store } = app;
    const center = map.getCenter();
    return {
      ...askedOf(store.head.meta, app.tongue),
      window: engine.clock.window,
      against: engine.clock.against,
      filters: engine.filters,
      step: null,
      mode: engine.clock.mode,
      color: engine.color === engine.telling.column ? "" : engine.color,
      size: engine.size,
      layers: app.choice.chosen ? [...show].sort() : null,
      units: show.has("shading") ? `${app.painter.crowd.level}/${app.painter.crowd.measure}` : "",
      event: reader.selected >= 0 ? store.textNow("event_id", reader.selected) : "",
      view: { zoom: map.getZoom(), lat: center.lat, lon: center.lng },
      ground: this.groundShown(),
      chapter: this.app.story.current,
    };
  }

  private groundShown(): string[] | null {
    const { layers } = this.app;
    const names = layers.all.map(({ data }) => data.name).filter((name) => layers.shown.has(name));
    return names.join() === layers.usual().join() ? null : names;
  }

  /** Show what the address says; `prepared` is called when all is known but nothing drawn. */
  async restore(shown: Shown, prepared: () => void = () => undefined): Promise<void> {
    const { app } = this;
    const { choice, engine, map, store } = app;
    engine.filters = shown.filters;
    engine.clock.window = shown.window;
    engine.clock.against = shown.against;
    engine.clock.mode = shown.mode;
    if (shown.step) engine.clock.step = shown.step as Step;
    if (shown.size === "fatalities" || shown.size === "events") engine.size = shown.size;
    const ways = WAYS.filter((way) => shown.layers?.includes(way));
    // names that mean nothing here would leave an empty map
    if (shown.layers && (ways.length > 0 || shown.layers.length === 0)) choice.take(ways);
    else choice.leave();
    app.layers.show(shown.ground ?? app.layers.usual());
    this.restoreUnits(shown.units);
    const color = app.menu.colors.includes(shown.color as ColorColumn) ? (shown.color as ColorColumn) : engine.telling.column;
    if (color !== engine.color) engine.colorBy(color);
    const { domain } = engine.clock;
    if (shown.window && (shown.window.from < domain.from || shown.window.to > domain.to)) engine.setDomain(true);
    if (shown.view) {
      const { zoom, lat, lon } = shown.view;
      if (Math.abs(lat) <= LIMITS.lat && Math.abs(lon) <= LIMITS.lon) map.setView([lat, lon], zoom, { animate: false });
    }
    for (const dimension of DIMENSIONS) if (dimension !== "text") engine.apply(dimension);
    if (shown.filters.text) await engine.searchText();
    engine.refilter();
    app.menu.sync();
    // all that takes room comes first, so that what it leaves free is measured once
    app.dock.showBars();
    app.headline.show();
    choice.fit(map.getZoom());
    app.above.show();
    prepared();
    await app.refresh();
    if (!shown.event) return;
    const row = await store.texts.find("event_id", shown.event);
    if (row < 0) return;
    app.reader.select(row, false);
    // the view is of another size of screen: what is told may lie under a panel of this one
    app.camera.bringIntoView(app.reader.latLngOf(store.place[row]), false);
  }

  private restoreUnits(text: string): void {
    const { crowd } = this.app.painter;
    const [level, measure] = text.split("/");
    crowd.level = crowd.units.offered.includes(level as Level) ? (level as Level) : LEVELS[0];
    crowd.measure = crowd.units.offeredMeasures(crowd.level).includes(measure as Measure) ? (measure as Measure) : MEASURES[0];
  }
}

export function hashNow(): string {
  try {
    return location.hash;
  } catch {
    return "";
  }
}

/** The panel for reading: the events of a view or a place, and one of them told in full. */

import type * as Leaflet from "leaflet";
import type { App } from "../page/app";
import { showDetails } from "../card/details";
import { DifferenceTable } from "../compare/difference";
import { button, h, on } from "./dom";
import { CARD_HEIGHT, EventList, placeOf } from "./list";
import { iconButton } from "./shell";
import { fill } from "../words/words";

declare const L: typeof Leaflet;

/** Rows of the list when the clock rests. */
const LATER = 40;
const MORE = 80;

/** Pixels of the map's height that the list cannot have: header, its own head, margins. */
const AROUND = 141;

export class Reader {
  /** The row that is told, -1 for none. */
  selected = -1;
  private readonly title = h("h2", { class: "gm-panel-title" });
  private readonly detail = h("article", { class: "gm-detail", hidden: true });
  private readonly bar = h("div", { class: "gm-detail-bar", hidden: true });
  private readonly list: EventList;
  private readonly difference: DifferenceTable;
  private readonly scroll: HTMLElement;
  private readonly here: Uint8Array;
  scope: number[] | null = null;
  private order: number[] = [];
  private limit = LATER;
  private seen = 12;
  private scrolled = false;

  constructor(private readonly app: App) {
    const { words, shell, store } = app;
    this.here = new Uint8Array(store.head.places);
    this.difference = new DifferenceTable(app);
    this.list = new EventList(app, () => {
      this.limit += MORE;
      this.show();
    });
    this.bar.append(
      iconButton("back", words.back, () => this.unselect(), "gm-quiet-button gm-flip"),
      h("span", { class: "gm-grow" }),
      button(words.previous, () => this.neighbour(-1), { class: "gm-button" }),
      button(words.next, () => this.neighbour(1), { class: "gm-button" }),
    );
    this.scroll = on(h("div", { class: "gm-scroll" }, this.difference.element, this.list.element, this.detail), {
      scroll: () => {
        this.scrolled = this.scroll.scrollTop > 0;
      },
    });
    shell.right.append(
      h("div", { class: "gm-panel-head" }, this.title,
        iconButton("close", words.close, () => this.close(), "gm-quiet-button")),
      this.bar, this.scroll,
    );
  }

  /** How many rows are seen at once follows the height of the map. */
  fit(height: number): void {
    this.seen = Math.max(1, Math.ceil((height - AROUND) / CARD_HEIGHT));
  }

  /** Show the rows that are seen without scrolling; the others follow when the clock rests. */
  showSeen(): void {
    this.limit = this.scrolled ? LATER : Math.min(LATER, this.seen);
    this.show();
  }

  /** Show nothing yet: all of it follows when the clock rests. */
  wait(): void {
    this.limit = Math.min(LATER - 1, this.seen);
  }

  showRest(): void {
    if (this.selected < 0 && this.app.shell.isOpen("right")) this.difference.show(this.hereNow());
    if (this.limit >= LATER) return;
    this.limit = LATER;
    this.show();
  }

  show(): void {
    const { engine, rows, dates, words, shell } = this.app;
    if (this.selected >= 0 || !shell.isOpen("right")) return;
    const here = this.hereNow();
    const total = rows.countAt(here);
    this.order = rows.newest(here, this.limit);
    this.list.show(this.order, total, this.selected);
    const title = this.scope?.length === 1 ? this.placeTitle(this.scope[0]) : words.list;
    const all = engine.events;
    const count = total === all ? dates.number(all) : fill(words.ofTotal, { n: dates.number(total), total: dates.number(all) });
    this.title.textContent = `${title} · ${count}`;
  }

  /** 1 for every place of the scope, or of the view. */
  hereNow(): Uint8Array {
    const { here } = this;
    if (this.scope) {
      here.fill(0);
      for (const place of this.scope) here[place] = 1;
      return here;
    }
    const { map, painter } = this.app;
    const { min, max } = map.getPixelBounds() as { min: Leaflet.Point; max: Leaflet.Point };
    const size = 256 * 2 ** map.getZoom();
    const { x, y, areas } = painter.maker;
    const [west, north, east, south] = [min.x / size, min.y / size, max.x / size, max.y / size];
    for (let place = 0; place < x.length; place++) {
      const box = areas[place]?.box;
      const inside = box
        ? box[2] >= west && box[0] <= east && box[3] >= north && box[1] <= south
        : x[place] >= west && x[place] <= east && y[place] >= north && y[place] <= south;
      here[place] = inside ? 1 : 0;
    }
    return here;
  }

  placeTitle(place: number): string {
    const { engine, store, lang, words } = this.app;
    if (store.placeWord("id", place).includes("/")) {
      const [row] = engine.rowsAt(place);
      if (row !== undefined) return placeOf(this.app, row);
    }
    return (lang === "ar" && store.placeWord("name_ar", place)) || store.placeWord("name", place) || words.place;
  }

  openPlaces(places: number[]): void {
    this.scope = places;
    this.app.painter.found = null;
    this.selected = -1;
    this.toggleDetail(false);
    this.app.shell.open("right");
    this.limit = LATER;
    this.show();
    if (this.order.length === 1) this.select(this.order[0], false);
    else this.app.painter.redraw();
  }

  select(row: number, move = true): void {
    const { app } = this;
    const fromList = this.list.element.contains(document.activeElement);
    app.shell.close("table");
    this.selected = row;
    if (!this.order.includes(row)) this.order = app.rows.newest(this.hereNow(), 200);
    this.toggleDetail(true);
    // the card that was pressed is hidden now: the way back to it is next
    if (fromList) this.bar.querySelector("button")?.focus();
    this.title.textContent = app.words.details;
    app.shell.open("right");
    // the event's id, which the address holds, comes with its texts
    void showDetails(this.detail, app, row).then(() => app.frame.settleSoon());
    this.scroll.scrollTo(0, 0);
    if (move) app.camera.bringIntoView(this.latLngOf(app.store.place[row]));
    app.painter.redraw();
    app.frame.settleSoon();
  }

  unselect(): void {
    const told = this.selected;
    const inside = this.bar.contains(document.activeElement) || this.detail.contains(document.activeElement);
    this.selected = -1;
    this.toggleDetail(false);
    this.app.painter.redraw();
    this.show();
    if (inside) this.list.focus(told);
    this.app.frame.settleSoon();
  }

  /** Leave place and event; true if there was one to leave. */
  leave(): boolean {
    const { painter } = this.app;
    const left = this.scope !== null || this.selected >= 0 || painter.found !== null;
    painter.found = null;
    this.scope = null;
    if (left) this.unselect();
    return left;
  }

  private toggleDetail(open: boolean): void {
    this.detail.hidden = !open;
    this.bar.hidden = !open;
    this.list.element.hidden = open;
    if (open) this.difference.element.hidden = true;
  }

  private close(): void {
    this.scope = null;
    this.app.shell.close("right");
    this.unselect();
  }

  private neighbour(count: number): void {
    const at = this.order.indexOf(this.selected);
    if (at + count >= this.order.length && this.order.length >= this.limit) {
      this.limit += MORE;
      this.order = this.app.rows.newest(this.hereNow(), this.limit);
    }
    const next = this.order[at + count];
    if (next !== undefined) this.select(next);
  }

  latLngOf(place: number): Leaflet.LatLng {
    const { store } = this.app;
    return L.latLng(store.column("place_lat")[place], store.column("place_lon")[place]);
  }
}

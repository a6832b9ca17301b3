/** Rows of events: the short list beside the map and the sortable table, which is for screen readers too. */

import { lookup } from "../data/lookup";
import { actorsOf } from "../card/parties";
import { button, h, on, readable, told } from "./dom";
import type { Style } from "../data/contract";
import { colorOf, type Theme } from "../draw/palette";
import { shapeIcon, showShape } from "../draw/shapes";
import type { Store } from "../data/store";
import type { DateWords } from "../words/date-words";
import { fill, statusWord, type Words } from "../words/words";

export interface RowHost {
  readonly store: Store;
  readonly words: Words;
  readonly lang: "en" | "ar";
  readonly dates: DateWords;
  readonly theme: Theme;
  /** What the row looks like on the map. */
  styleOf(row: number): Style;
  readonly engine: { readonly color: string };
  select(row: number): void;
}

export function whatOf(host: Pick<RowHost, "store" | "lang">, row: number): string {
  const { store, lang } = host;
  const sub = store.word("sub_event_type", row);
  const words = lang === "ar" ? lookup(store.head.sub_types_ar, sub) || sub : sub;
  const type = store.head.types[store.type[row]];
  return words.replace(/ \(geomap\)$/, "") || (lang === "ar" && type.label_ar) || type.label;
}

/** Where: the gazetteer's name, or the source's words where they tell of an area that has no name ("C2528/road/C5221"). */
export function placeOf(host: Pick<RowHost, "store" | "lang">, row: number): string {
  const { store, lang } = host;
  const place = store.place[row];
  const words = store.placeWord("id", place).includes("/") ? store.word("location", row) : "";
  const own = words || (lang === "ar" ? store.placeWord("name_ar", place) : "");
  return readable(own || store.placeWord("name", place) || store.word("location", row)) || pointOf(store, place);
}

/** A place without a name: where it is. */
function pointOf(store: Store, place: number): string {
  const [lat, lon] = [store.column("place_lat")[place], store.column("place_lon")[place]];
  return `\u2066${lat.toFixed(3)}, ${lon.toFixed(3)}\u2069`;
}

/** Pixels of one card, the same for all, so that nothing has to be measured. */
export const CARD_HEIGHT = 76;

/** An event in three lines of one block: a browser lays out a block at a time. */
class Card {
  readonly element: HTMLButtonElement;
  private readonly icon = shapeIcon("circle", "currentColor", 16);
  private readonly when = new Text();
  private readonly where = new Text();
  private readonly what = new Text();
  private readonly who = new Text();
  private readonly chip = new Text();
  private readonly mark = h("span", { class: "gm-chip", hidden: true }, this.chip);
  private row = -1;
  private look = "";
  private drawn = "";
  private selected = false;

  constructor(private readonly host: RowHost) {
    const glyph = h("span", { class: "gm-glyph" });
    glyph.append(this.icon);
    this.element = on(
      h("button", { type: "button", class: "gm-card" }, glyph,
        h("span", { class: "gm-card-when" }, this.when),
        h("span", { class: "gm-card-lines" },
          h("b", {}, this.where), "\n",
          h("span", { class: "gm-card-what" }, this.what), this.mark, "\n",
          h("span", { class: "gm-card-who" }, this.who))),
      { click: () => host.select(this.row) },
    );
  }

  get shows(): number {
    return this.row;
  }

  show(row: number, selected: boolean): void {
    const { host } = this;
    if (selected !== this.selected) this.element.classList.toggle("gm-selected", (this.selected = selected));
    const look = `${host.theme} ${host.engine.color}`;
    if (row === this.row && this.look === look) return;
    this.row = row;
    this.look = look;
    const { store } = host;
    const style = host.styleOf(row);
    const status = store.word("status", row);
    const firm = status === "reported" || !status;
    const drawn = `${style.shape} ${colorOf(style, host.theme)} ${firm}`;
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      showShape(this.icon, style.shape, colorOf(style, host.theme), !firm);
    }
    write(this.where, lineOf(placeOf(host, row), 80));
    write(this.when, host.dates.brief(store.start[row], store.end[row]));
    write(this.what, lineOf(readable(whatOf(host, row)), 80));
    write(this.who, lineOf(actorsOf(host, row), 160));
    if (this.mark.hidden !== firm) this.mark.hidden = firm;
    if (!firm) write(this.chip, statusWord(status, host.lang));
  }
}

/** Give a text node other words; the same words cost nothing. */
function write(text: Text, words: string): void {
  if (text.data !== words) text.data = words;
}

/** A text for one line, whatever it holds. */
function lineOf(text: string, length: number): string {
  return clip(text, length).replace(BREAKS, " ");
}

const BREAKS = /[\s\v\f\x85\u2028\u2029]+/g;

function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

export class EventList {
  readonly element = h("div", { class: "gm-list" });
  private readonly cards: Card[] = [];
  private readonly empty: HTMLElement;
  private readonly more: HTMLButtonElement;

  constructor(
    private readonly host: RowHost,
    showMore: () => void,
  ) {
    this.empty = h("p", { class: "gm-empty" }, host.store.n ? host.words.noEvents : host.words.emptyMap);
    this.more = button(host.words.showMore, showMore, { class: "gm-link" });
    this.element.append(this.empty, this.more);
  }

  /** Put the focus on the card of a row, if it is shown. */
  focus(row: number): void {
    this.cards.find((card) => card.shows === row && !card.element.hidden)?.element.focus();
  }

  show(rows: number[], total: number, selected: number): void {
    setHidden(this.empty, rows.length > 0);
    setHidden(this.more, rows.length >= total);
    rows.forEach((row, i) => {
      if (!this.cards[i]) {
        this.cards[i] = new Card(this.host);
        this.element.insertBefore(this.cards[i].element, this.more);
      }
      setHidden(this.cards[i].element, false);
      this.cards[i].show(row, row === selected);
    });
    for (let i = rows.length; i < this.cards.length; i++) setHidden(this.cards[i].element, true);
  }
}

function setHidden(element: HTMLElement, hidden: boolean): void {
  if (element.hidden !== hidden) element.hidden = hidden;
}

export const TABLE_COLUMNS = ["date", "place", "governorate", "type", "what", "actors", "status", "fatalities", "source"] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];

export class EventTable {
  readonly element: HTMLElement;
  private readonly body = h("tbody");
  private readonly heads = new Map<TableColumn, HTMLTableCellElement>();
  private readonly note = h("p", { class: "gm-note", role: "status" });
  private readonly more: HTMLButtonElement;
  private sortBy: TableColumn = "date";
  private falling = true;
  private shown = 200;

  constructor(
    private readonly host: RowHost,
    private readonly rowsNow: () => { rows: Uint32Array; total: number },
  ) {
    const { words } = host;
    const titles: Record<TableColumn, string> = {
      date: words.date, place: words.placeTitle, governorate: words.governorate, type: words.type,
      what: words.sub_event_type, actors: words.actors, status: words.status,
      fatalities: words.fatalities, source: words.source,
    };
    const line = h("tr");
    for (const column of TABLE_COLUMNS) {
      const cell = h("th", { scope: "col" }, button(titles[column], () => this.sort(column)));
      this.heads.set(column, cell);
      line.append(cell);
    }
    this.more = button(words.showMore, () => {
      this.shown += 400;
      this.refresh();
    }, { class: "gm-link" });
    this.element = h("div", { class: "gm-table-box", tabindex: 0, role: "region", "aria-label": words.list },
      this.note, h("table", { class: "gm-table" }, h("caption", { class: "gm-sr" }, words.list), h("thead", {}, line), this.body), this.more);
  }

  private sort(column: TableColumn): void {
    if (this.sortBy === column) this.falling = !this.falling;
    else {
      this.sortBy = column;
      this.falling = column === "fatalities" || column === "date";
    }
    this.refresh();
  }

  /** `rows` come oldest first. */
  refresh(): void {
    const { rows, total } = this.rowsNow();
    const sorted = this.order(rows);
    const { host } = this;
    const { store, words } = host;
    for (const [column, cell] of this.heads) {
      const now = column === this.sortBy ? (this.falling ? "descending" : "ascending") : "none";
      cell.setAttribute("aria-sort", now);
    }
    const count = Math.min(this.shown, sorted.length);
    this.note.textContent = `${words.list}: ${fill(words.ofTotal, { n: host.dates.number(count), total: host.dates.number(total) })}`;
    this.more.hidden = count >= sorted.length;
    const lines: HTMLElement[] = [];
    for (let i = 0; i < count; i++) {
      const row = sorted[i];
      const style = store.head.types[store.type[row]];
      const fatalities = store.fatalities[row];
      const open = button(clip(placeOf(host, row), 120), () => host.select(row), { class: "gm-link", dir: "auto" });
      lines.push(
        h("tr", {},
          h("td", { class: "gm-nowrap" }, host.dates.brief(store.start[row], store.end[row])),
          h("td", {}, open),
          told("td", clip(governorateOf(host, row), 120)),
          h("td", {}, host.engine.color === "type" ? shapeIcon(style.shape, colorOf(style, host.theme), 12) : null, h("span", {}, ` ${(host.lang === "ar" && style.label_ar) || style.label}`)),
          told("td", clip(whatOf(host, row), 120)),
          h("td", {}, clip(actorsOf(host, row), 300)),
          h("td", {}, statusWord(store.word("status", row), host.lang)),
          h("td", { class: "gm-num" }, fatalities < 0 ? "" : host.dates.number(fatalities)),
          told("td", clip(store.word("source", row), 200))),
      );
    }
    this.body.replaceChildren(...lines);
  }

  private order(rows: Uint32Array): Uint32Array {
    const { store } = this.host;
    const sign = this.falling ? -1 : 1;
    if (this.sortBy === "date") return this.falling ? rows.slice().reverse() : rows;
    let key: (row: number) => number;
    if (this.sortBy === "fatalities") key = (row) => store.fatalities[row];
    else if (this.sortBy === "type") key = (row) => store.type[row];
    else {
      const columns = { what: "sub_event_type", status: "status", source: "source", actors: "actor1" } as const;
      if (this.sortBy === "place" || this.sortBy === "governorate") {
        const name = this.sortBy === "place" ? (row: number) => placeOf(this.host, row) : (row: number) => governorateOf(this.host, row);
        // one name for each place and wording: a million rows share some thousands
        const wordings = store.has("location") ? store.column("location") : null;
        const most = store.dict("location").length;
        const of = (row: number) => store.place[row] * most + (wordings ? wordings[row] : 0);
        const first = new Map<number, string>();
        for (const row of rows) if (!first.has(of(row))) first.set(of(row), name(row));
        const rank = ranks([...first.values()]);
        key = (row) => rank.get(first.get(of(row)) as string) as number;
      } else {
        const column = columns[this.sortBy];
        const codes = store.column(column);
        const dict = store.dictIn(column, this.host.lang);
        const rank = ranks(dict);
        key = (row) => rank.get(dict[codes[row]]) as number;
      }
    }
    return rows.slice().sort((a, b) => sign * (key(a) - key(b)) || store.start[b] - store.start[a] || a - b);
  }
}

function ranks(words: string[]): Map<string, number> {
  const sorted = [...new Set(words)].sort(new Intl.Collator().compare);
  return new Map(sorted.map((word, i) => [word, i]));
}

export function governorateOf(host: Pick<RowHost, "store" | "lang">, row: number): string {
  const { store, lang } = host;
  const place = store.place[row];
  // what is known of a country as a whole lies in no part of it, wherever its point stands
  if (/^[A-Z]{2}$/.test(store.placeWord("id", place))) return "";
  const unit = store.head.governorates[store.column("place_governorate")[place]];
  if (unit) return lang === "ar" ? unit.name_ar || unit.name : unit.name;
  return store.placeWord("admin1", place);
}

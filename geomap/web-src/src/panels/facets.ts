/** The filter panel: the legend on top, then one list of options for each dimension, with counts. */

import type { Style } from "../data/contract";
import { button, h, on, readable, told } from "./dom";
import { COUNTRY, DIMENSIONS, FATALITY_BANDS, type Dimension, type FacetDimension, type Filters } from "../model/dimensions";
import { colorOf, type Theme } from "../draw/palette";
import { shapeIcon } from "../draw/shapes";
import { ROLES, type Store } from "../data/store";
import { statusWord, type Words } from "../words/words";

const SHORT = 7;

/** Characters of an option that its lines may cut. */
const LONG = 60;

export interface FacetHost {
  readonly store: Store;
  readonly words: Words;
  readonly lang: "en" | "ar";
  readonly filters: Filters;
  readonly engine: { readonly color: string };
  number(value: number): string;
  optionsOf(dimension: FacetDimension): string[];
  facet(dimension: FacetDimension): Uint32Array;
  filterChanged(dimension: Dimension): void;
}

export class Facets {
  readonly element = h("div", { class: "gm-facets" });
  private readonly sections = new Map<FacetDimension, Section>();
  private readonly textInput: HTMLInputElement;

  constructor(private readonly host: FacetHost) {
    const { words } = host;
    this.textInput = on(
      h("input", { type: "search", class: "gm-input", placeholder: words.textFilter,
        "aria-label": words.textFilter, spellcheck: "false" }),
      { input: () => this.typed() },
    );
    this.element.append(this.textInput);
    for (const dimension of DIMENSIONS) {
      if (dimension === "text") continue;
      const section = new Section(host, dimension);
      if (!section.worthwhile) continue;
      this.sections.set(dimension, section);
      this.element.append(section.element);
    }
  }

  private waiting: ReturnType<typeof setTimeout> | undefined;

  private typed(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.host.filters.text = this.textInput.value;
      this.host.filterChanged("text");
    }, 180);
  }

  /** Count anew what is open; `typeTotals` are known already. */
  refresh(theme: Theme): void {
    if (this.textInput.value !== this.host.filters.text && document.activeElement !== this.textInput)
      this.textInput.value = this.host.filters.text;
    for (const section of this.sections.values()) section.refresh(theme);
  }

  /** Give the event types the counts that the frame knows; options come and go in `refresh`. */
  showTypes(counts: ArrayLike<number>): void {
    this.sections.get("type")?.showCounts(counts);
  }
}

class Section {
  readonly element: HTMLDetailsElement;
  readonly worthwhile: boolean;
  private readonly list = h("div", { class: "gm-options", role: "group" });
  private readonly badge = h("span", { class: "gm-badge", hidden: true });
  private readonly more: HTMLButtonElement;
  private readonly rows = new Map<string, OptionRow>();
  private all = false;

  constructor(
    private readonly host: FacetHost,
    private readonly dimension: FacetDimension,
  ) {
    const { words } = host;
    const used = host.optionsOf(dimension).filter(Boolean);
    this.worthwhile = dimension === "type" || dimension === "fatalities" || used.length > 1 ||
      (dimension === "governorate" && used.length > 0);
    const open = dimension === "type";
    this.element = h("details", { class: "gm-section", open },
      h("summary", {}, h("span", {}, words[dimension]), this.badge), this.list);
    this.list.setAttribute("aria-label", words[dimension]);
    if (dimension === "actor") this.element.append(this.roleChoice());
    this.more = button(words.showMore, () => {
      this.all = !this.all;
      this.refresh(this.theme);
    }, { class: "gm-link" });
    this.element.append(this.more);
    on(this.element, { toggle: () => this.refresh(this.theme) });
  }

  private theme: Theme = "light";

  private roleChoice(): HTMLElement {
    const { host } = this;
    const select = h("select", { class: "gm-select", "aria-label": host.words.role });
    for (const role of ["any", ...ROLES] as const) {
      const label = role === "any" ? host.words.roleAny : host.words[role];
      select.append(h("option", { value: role, selected: host.filters.role === role }, label));
    }
    return on(select, {
      change: () => {
        host.filters.role = select.value as Filters["role"];
        host.filterChanged("actor");
      },
    });
  }

  showCounts(counts: ArrayLike<number>): void {
    if (!this.element.open) return;
    this.host.optionsOf(this.dimension).forEach((word, code) => this.rows.get(word)?.showCount(counts[code]));
  }

  refresh(theme: Theme): void {
    this.theme = theme;
    const { host, dimension } = this;
    const chosen = host.filters[dimension];
    this.badge.hidden = chosen.length === 0;
    this.badge.textContent = String(chosen.length || "");
    if (!this.element.open) return;
    const counts = host.facet(dimension);
    const options = host.optionsOf(dimension).map((word, code) => ({ word, code, count: counts[code] }));
    const fixed = ["type", "fatalities", "geo_precision"].includes(dimension);
    let shown = options.filter((o) =>
      dimension === "geo_precision" ? o.word : o.count > 0 || chosen.includes(o.word) || fixed,
    );
    if (dimension === "type") shown = shown.filter((o) => o.count > 0 || chosen.includes(o.word) || this.rows.has(o.word));
    if (!fixed) shown.sort((a, b) => Number(!a.word) - Number(!b.word) || b.count - a.count || a.code - b.code);
    const extra = !fixed && shown.length > SHORT + 1;
    this.more.hidden = !extra;
    this.more.textContent = this.all ? "−" : `${host.words.showMore} (${host.number(shown.length - SHORT)})`;
    const few = extra && !this.all
      ? shown.filter((o, i) => i < SHORT || chosen.includes(o.word))
      : shown.slice(0, 400);
    const keep = new Set<string>();
    few.forEach((option, i) => {
      keep.add(option.word);
      let row = this.rows.get(option.word);
      if (!row) {
        row = new OptionRow(host, dimension, option.word, option.code);
        this.rows.set(option.word, row);
      }
      row.show(option.count, chosen.includes(option.word), chosen.length > 0, theme);
      if (this.list.children[i] !== row.element) this.list.insertBefore(row.element, this.list.children[i] ?? null);
    });
    for (const [word, row] of this.rows) if (!keep.has(word)) row.element.remove();
  }
}

class OptionRow {
  readonly element: HTMLLabelElement;
  private readonly box: HTMLInputElement;
  private readonly count = h("span", { class: "gm-count" });
  private look = "";

  constructor(
    private readonly host: FacetHost,
    private readonly dimension: FacetDimension,
    word: string,
    private readonly code: number,
  ) {
    this.box = on(h("input", { type: "checkbox" }), {
      change: () => {
        const chosen = host.filters[dimension];
        const at = chosen.indexOf(word);
        if (at < 0) chosen.push(word);
        else chosen.splice(at, 1);
        host.filterChanged(dimension);
      },
    });
    const label = labelOf(host, dimension, word, code);
    this.element = h("label", { class: "gm-option" }, this.box,
      told("span", label, { class: "gm-option-text", title: label.length > LONG ? readable(label).slice(0, 1000) : null }), this.count);
  }

  showCount(count: number): void {
    const text = this.host.number(count);
    if (this.count.textContent === text) return;
    this.count.textContent = text;
    this.element.classList.toggle("gm-zero", count === 0);
  }

  show(count: number, chosen: boolean, anyChosen: boolean, theme: Theme): void {
    this.box.checked = chosen;
    this.showCount(count);
    this.element.classList.toggle("gm-off", anyChosen && !chosen);
    // signs are those of the map: none where another column has them
    const look = this.host.engine.color === "type" ? theme : "";
    if (this.dimension === "type" && this.look !== look) {
      this.look = look;
      this.element.querySelector("svg")?.remove();
      if (!look) return;
      const style = this.host.store.head.types[this.code];
      this.box.after(shapeIcon(style.shape, colorOf(style, theme), 15));
    }
  }
}

export function labelOf(host: Pick<FacetHost, "store" | "words" | "lang">, dimension: FacetDimension, word: string, code: number): string {
  const { store, words, lang } = host;
  switch (dimension) {
    case "type":
      return styleLabel(store.head.types[code], lang);
    case "status":
      return word ? statusWord(word, lang) : words.notGiven;
    case "governorate": {
      const unit = store.head.governorates[code];
      return unit ? (lang === "ar" ? unit.name_ar || unit.name : unit.name) : word === COUNTRY ? words.wholeCountry : words.elsewhere;
    }
    case "geo_precision":
      return [words.notGiven, words.exactDot, words.nearRing, words.regionArea][code];
    case "fatalities":
      return [words.none, ...FATALITY_BANDS.slice(1, 4), words.notGiven][code];
    default:
      return store.dictIn(dimension, lang)[code] || words.unnamed;
  }
}

export function styleLabel(style: Style, lang: "en" | "ar"): string {
  return (lang === "ar" && style.label_ar) || style.label;
}

/** What two windows differ by, for the places in the list: all together and governorate by governorate. */

import { FEWEST } from "../crowd/classes";
import type { App } from "../page/app";
import { h } from "../panels/dom";
import { fill } from "../words/words";
import { differenceOf, type Difference } from "./against";

/** Governorates that are told, those that changed most first. */
const TOLD = 8;

export class DifferenceTable {
  readonly element = h("section", { class: "gm-difference", hidden: true });

  constructor(private readonly app: App) {
    this.element.setAttribute("aria-label", app.words.difference);
  }

  /** Tell the difference at places where `here` is set; nothing where no second window is. */
  show(here: Uint8Array): void {
    const { engine, words, dates } = this.app;
    const { window, other } = engine.clock;
    this.element.hidden = !window || !other;
    if (!window || !other) return;
    const [now, then] = [engine.sizes(), engine.sizesIn(other)];
    const rows = this.byGovernorate(here, now, then);
    const all = rows.reduce((sum, row) => differenceOf(sum.now + row.now, sum.then + row.then), differenceOf(0, 0));
    const order = rows.filter((row) => row.now || row.then).sort((a, b) => Math.abs(b.now - b.then) - Math.abs(a.now - a.then));
    const head = h("tr", {}, h("th", { scope: "col" }, words.governorate),
      ...[dates.brief(other.from, other.to), dates.brief(window.from, window.to), words.difference].map((text) => h("th", { scope: "col", class: "gm-num" }, text)));
    this.element.replaceChildren(
      h("p", { class: "gm-difference-all" }, h("b", {}, changeText(this.app, all)), " ", fill(words.against, { time: dates.span(other.from, other.to) })),
      h("table", {}, h("thead", {}, head), h("tbody", {}, ...order.slice(0, TOLD).map((row) => this.row(row)))));
  }

  private row({ name, ...difference }: Difference & { name: string }): HTMLElement {
    const { dates } = this.app;
    const cell = (text: string) => h("td", { class: "gm-num" }, text);
    return h("tr", {}, h("th", { scope: "row" }, name), cell(dates.number(difference.then)), cell(dates.number(difference.now)), cell(changeText(this.app, difference)));
  }

  private byGovernorate(here: Uint8Array, now: Uint32Array, then: Uint32Array): (Difference & { name: string })[] {
    const { store, engine, words, lang } = this.app;
    const { governorates } = store.head;
    const codes = engine.filter.governorateOf;
    // after the governorates: elsewhere, and the country as a whole
    const sums = Array.from({ length: governorates.length + 2 }, () => [0, 0]);
    for (let place = 0; place < here.length; place++) {
      if (!here[place]) continue;
      const sum = sums[codes[place]];
      sum[0] += now[place];
      sum[1] += then[place];
    }
    return sums.map(([a, b], i) => {
      const unit = governorates[i];
      return { ...differenceOf(a, b), name: unit ? (lang === "ar" && unit.name_ar) || unit.name : i > governorates.length ? words.wholeCountry : words.elsewhere };
    });
  }
}

/** "+45 (+21%)"; the share is told of what is not too few, and isolated from the direction around it. */
export function changeText({ dates, lang }: Pick<App, "dates" | "lang">, { now, then, share }: Difference): string {
  const signed = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : "±"}\u200e${dates.number(Math.abs(value))}`;
  const told = share !== null && then >= FEWEST;
  const percent = told ? `\u200e (${signed(Math.round(100 * (share ?? 0)))}${lang === "ar" ? "٪" : "%"})` : "";
  return `\u2066${signed(now - then)}${percent}\u2069`;
}

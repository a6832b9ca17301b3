/** The line under the title: how many events at how many places, when. */

import type { App } from "../page/app";
import { counted } from "../words/plurals";
import { differenceOf } from "../compare/against";
import { changeText } from "../compare/difference";
import type { Window } from "../model/grouping";
import { fill } from "../words/words";
import { h } from "./dom";

export class Headline {
  private readonly text = new Text();
  readonly element = h("p", { class: "gm-counts" }, this.text);

  constructor(private readonly app: App) {}

  show(): void {
    const { engine, words, dates, shell, store } = this.app;
    const { window, other } = engine.clock;
    const events = counted(engine.events, dates.number(engine.events), words.countEvents);
    const places = counted(engine.placesShown, dates.number(engine.placesShown), words.countPlaces);
    const whole = store.n ? dates.span(engine.whole.from, engine.whole.to) : "";
    const span = window ? dates.span(window.from, window.to) : whole;
    const when = span && !shell.narrow ? ` · ${span}` : "";
    const against = other && !shell.narrow ? `${fill(words.against, { time: dates.span(other.from, other.to) })}: ` : "";
    const change = other ? ` · ${against}${this.change(other)}` : "";
    // a small screen has room for one of them
    const where = change && shell.narrow ? "" : ` · ${places}`;
    this.text.data = `${events}${where}${when}${change}`;
  }

  private change(other: Window): string {
    const { engine } = this.app;
    const sum = (sizes: Uint32Array) => sizes.reduce((total, size) => total + size, 0);
    return changeText(this.app, differenceOf(sum(engine.sizes()), sum(engine.sizesIn(other))));
  }

  /** Say it to those who hear the page. */
  speak(): void {
    const { live } = this.app.shell;
    if (live.textContent !== this.text.data) live.textContent = this.text.data;
  }
}

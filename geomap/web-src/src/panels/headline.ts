/** The line under the title: how many events at how many places, when. */

import type { App } from "../page/app";
import { counted } from "../words/plurals";
import { h } from "./dom";

export class Headline {
  private readonly text = new Text();
  readonly element = h("p", { class: "gm-counts" }, this.text);

  constructor(private readonly app: App) {}

  show(): void {
    const { engine, words, dates, shell, store } = this.app;
    const { window } = engine.clock;
    const events = counted(engine.events, dates.number(engine.events), words.countEvents);
    const places = counted(engine.placesShown, dates.number(engine.placesShown), words.countPlaces);
    const whole = store.n ? dates.span(engine.whole.from, engine.whole.to) : "";
    const span = window ? dates.span(window.from, window.to) : whole;
    const when = span && !shell.narrow ? ` · ${span}` : "";
    this.text.data = `${events} · ${places}${when}`;
  }

  /** Say it to those who hear the page. */
  speak(): void {
    const { live } = this.app.shell;
    if (live.textContent !== this.text.data) live.textContent = this.text.data;
  }
}

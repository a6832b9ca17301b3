/** What stands above the map: how events are shown, and what is known of the country as a whole. */

import { WAYS, type Way } from "../crowd/choice";
import type { Level, Measure } from "../crowd/units";
import { COUNTRY } from "../model/dimensions";
import type { App } from "../page/app";
import { fill } from "../words/words";
import { button, h, on } from "./dom";

export class Above {
  readonly element: HTMLElement;
  private readonly buttons = new Map<Way, HTMLButtonElement>();
  private readonly level = h("select", { class: "gm-select" });
  private readonly measure = h("select", { class: "gm-select" });
  private readonly choices: HTMLElement;
  private readonly country: HTMLButtonElement;
  private widest = 0;

  constructor(private readonly app: App) {
    const { words } = app;
    const ways = h("div", { class: "gm-ways gm-card-box", role: "radiogroup", "aria-label": words.ways });
    for (const way of WAYS) {
      const one = button(words[way], () => this.take(way), { role: "radio", class: "gm-way" });
      this.buttons.set(way, one);
      ways.append(one);
    }
    on(ways, { keydown: (event) => this.key(event) });
    this.level.setAttribute("aria-label", words.level);
    this.measure.setAttribute("aria-label", words.measure);
    on(this.level, { change: () => void app.setUnits(this.level.value as Level, app.painter.crowd.measure) });
    on(this.measure, { change: () => void app.setUnits(app.painter.crowd.level, this.measure.value as Measure) });
    this.choices = h("div", { class: "gm-card-box gm-way-choices", hidden: true }, this.level, this.measure);
    this.country = button("", () => this.keepCountry(), { class: "gm-country gm-card-box", title: words.inCountryHint, "aria-pressed": "false" });
    this.element = h("div", { class: "gm-above" }, ways, this.choices, this.country);
  }

  /** Keep what is known to the country only, or everything again. */
  private keepCountry(): void {
    const { filters } = this.app;
    filters.governorate = filters.governorate.join() === COUNTRY ? [] : [COUNTRY];
    this.app.filterChanged("governorate");
  }

  private take(way: Way): void {
    void this.app.setWay(way);
  }

  /** Arrows move the choice, as among all radio buttons. */
  private key(event: KeyboardEvent): void {
    const flip = this.app.lang === "ar" ? -1 : 1;
    const by = event.key === "ArrowRight" ? flip : event.key === "ArrowLeft" ? -flip : event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!by) return;
    const now = WAYS.findIndex((way) => this.app.show.has(way));
    const next = WAYS[(now + by + WAYS.length) % WAYS.length];
    this.take(next);
    this.buttons.get(next)?.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  show(): void {
    const { app } = this;
    const { words, painter, engine } = app;
    const first = WAYS.find((way) => app.show.has(way));
    for (const [way, one] of this.buttons) {
      const checked = String(app.show.has(way));
      if (one.getAttribute("aria-checked") !== checked) one.setAttribute("aria-checked", checked);
      const stop = way === (first ?? "symbols") ? 0 : -1;
      if (one.tabIndex !== stop) one.tabIndex = stop;
    }
    this.showChoices();
    const known = painter.maker.inCountry(engine.totals);
    // it stays while it says 0, so that nothing jumps while the clock moves
    this.country.hidden = !painter.maker.country.length;
    const kept = app.filters.governorate.includes(COUNTRY);
    this.country.disabled = !known && !kept;
    this.country.setAttribute("aria-pressed", String(kept));
    const text = fill(words.inCountry, { n: app.number(known) });
    if (this.country.textContent === text) return;
    this.country.textContent = text;
    // as wide as it was at its widest: a smaller number moves nothing
    const width = this.country.offsetWidth;
    if (width > this.widest) this.country.style.minWidth = `${(this.widest = width)}px`;
  }

  private showChoices(): void {
    const { show, painter: { crowd }, words } = this.app;
    this.choices.hidden = !show.has("shading");
    if (this.choices.hidden) return;
    const offered = crowd.units.offered;
    fillSelect(this.level, offered, (level) => words[`${level}Level`], crowd.level);
    this.level.hidden = offered.length < 2;
    fillSelect(this.measure, crowd.units.offeredMeasures(crowd.level), (measure) => words[`${measure}Measure`], crowd.measure);
  }
}

function fillSelect<T extends string>(select: HTMLSelectElement, values: T[], label: (value: T) => string, chosen: T): void {
  if (select.options.length !== values.length) {
    select.replaceChildren(...values.map((value) => h("option", { value }, label(value))));
  }
  if (select.value !== chosen) select.value = chosen;
}

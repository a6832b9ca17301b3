/** The choice of what the window is compared with. */

import { addSteps, floorTo } from "../data/dates";
import type { App } from "../page/app";
import { h, on } from "../panels/dom";
import { otherWindow, type Against } from "./against";

const CHOICES = ["", "before", "year", "own"] as const;

export class CompareChoice {
  readonly element: HTMLSelectElement;

  constructor(private readonly app: App) {
    const { words } = app;
    const texts = { "": words.compareNone, before: words.compareBefore, year: words.compareYear, own: words.compareOwn };
    this.element = h("select", { class: "gm-select", "aria-label": words.compare, title: words.compare });
    for (const one of CHOICES) this.element.append(h("option", { value: one }, texts[one]));
    on(this.element, { change: () => this.take(this.element.value as (typeof CHOICES)[number]) });
  }

  private take(name: (typeof CHOICES)[number]): void {
    const { clock, main } = this.app.engine;
    if (name && !clock.window) {
      // the last step that the events reach
      const from = floorTo(main.to, clock.step);
      clock.window = { from, to: addSteps(from, clock.step, 1) - 1 };
    }
    const own: Against = clock.other ?? otherWindow(clock.window, "year");
    clock.against = name === "own" ? own : name || null;
    void this.app.moved();
  }

  show(): void {
    const { against } = this.app.engine.clock;
    const value = against && typeof against !== "string" ? "own" : (against ?? "");
    if (this.element.value !== value) this.element.value = value;
  }
}

/** What is shown, summed up: governorates and fatalities, counted as the briefings count them. */

import type { App } from "../page/app";
import { counted } from "../words/plurals";
import { fill } from "../words/words";
import { h } from "./dom";

export class Sums {
  readonly element = h("p", { class: "gm-sums gm-quiet" });

  constructor(private readonly app: App) {}

  /** Tell the sums of what is shown now. */
  show(): void {
    const { engine, words, dates } = this.app;
    const dead = engine.dead();
    const governorates = engine.governorates();
    const parts = [counted(governorates, dates.number(governorates), words.countGovernorates)];
    if (dead) parts.push(fill(words.sumOfDead, { n: dates.number(dead.dead), given: dates.number(dead.given) }));
    this.element.hidden = engine.events === 0;
    const text = parts.join(" · ");
    if (this.element.textContent !== text) this.element.textContent = text;
  }
}

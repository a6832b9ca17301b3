/** The clock's bar under the map: play, window, step, and the histogram. */

import type { App } from "../page/app";
import { STEPS, type Step } from "../data/dates";
import { button, h, icon, on } from "../panels/dom";
import { ICONS, iconButton } from "../panels/shell";
import { CompareChoice } from "../compare/choice";
import { spikesOf } from "./bars";
import { Timeline } from "./timeline";
import { fill } from "../words/words";

const BY = { day: "byDay", week: "byWeek", month: "byMonth", year: "byYear" } as const;

/** Spikes that are named. */
const NAMED = 3;

export class Dock {
  readonly element: HTMLElement;
  private readonly timeline: Timeline;
  private readonly playButton: HTMLButtonElement;
  private readonly label = h("output", { class: "gm-window" });
  private readonly clear: HTMLButtonElement;
  private readonly outside: HTMLButtonElement;
  private readonly compare: CompareChoice;
  private readonly step: HTMLSelectElement;
  private readonly speed: HTMLSelectElement;
  private readonly spikes = h("span", { class: "gm-spikes", hidden: true });
  private readonly options: HTMLElement;
  private readonly opener: HTMLButtonElement;
  private whole = false;

  constructor(private readonly app: App) {
    const { words, engine } = app;
    const { clock } = engine;
    this.timeline = new Timeline(clock, words, app.dates, app.lang === "ar", () => {
      clock.pause();
      this.showPlay();
      void app.moved();
    });
    this.compare = new CompareChoice(app);
    this.playButton = iconButton("play", words.play, () => this.togglePlay(), "gm-play");
    this.clear = button(words.allTime, () => {
      clock.pause();
      clock.window = null;
      void app.moved();
    }, { class: "gm-button" });
    this.outside = button("", () => {
      this.whole = !this.whole;
      void app.setDomain(this.whole);
    }, { class: "gm-button gm-outside", title: words.showAll });
    this.step = this.select(words.step, STEPS.map((name) => [name, words[BY[name]]]), clock.step, (value) => {
      clock.step = value as Step;
    });
    const mode = this.select(words.mode, [["window", words.window], ["cumulative", words.cumulative]], clock.mode, (value) => {
      clock.mode = value as "window" | "cumulative";
    });
    this.speed = this.select(words.speed, [["1", "1×"], ["2", "2×"], ["4", "4×"], ["8", "8×"]], "2", (value) => {
      clock.speed = Number(value);
    });
    this.options = h("div", { class: "gm-clock-options", id: "gm-clock-options" }, this.compare.element, this.step, mode, this.speed);
    this.opener = iconButton("sliders", words.clockOptions, () => this.toggleOptions(), "gm-clock-opener");
    this.opener.setAttribute("aria-expanded", "false");
    this.element = h("div", { class: "gm-clock" },
      h("div", { class: "gm-clock-bar" }, this.playButton, this.label, this.clear, this.outside, this.spikes, h("span", { class: "gm-grow" }),
        this.opener),
      this.options, this.timeline.element);
  }

  /** Small screens show the options when asked. */
  private toggleOptions(): void {
    const open = this.element.classList.toggle("gm-clock-open");
    this.opener.setAttribute("aria-expanded", String(open));
    this.app.layOut();
  }

  private select(label: string, options: [string, string][], value: string, chosen: (value: string) => void): HTMLSelectElement {
    const select = h("select", { class: "gm-select", "aria-label": label, title: label });
    for (const [name, text] of options) select.append(h("option", { value: name, selected: name === value }, text));
    return on(select, { change: () => chosen(select.value) });
  }

  /** Show the clock's step and speed. */
  sync(): void {
    const { clock } = this.app.engine;
    this.step.value = clock.step;
    this.speed.value = String(clock.speed);
  }

  togglePlay(): void {
    const { clock } = this.app.engine;
    if (clock.playing) clock.pause();
    else clock.play();
    this.showPlay();
  }

  private showPlay(): void {
    const { words, engine } = this.app;
    const { playing } = engine.clock;
    const label = playing ? words.pause : words.play;
    if (this.playButton.title === label) return;
    this.playButton.replaceChildren(icon(ICONS[playing ? "pause" : "play"]));
    this.playButton.title = label;
    this.playButton.setAttribute("aria-label", label);
  }

  showBars(): void {
    const { engine, words, dates, theme } = this.app;
    const { earlier } = engine.outside();
    this.outside.hidden = earlier === 0 && !this.whole;
    this.outside.textContent = this.whole ? words.close + " ×" : `◂ ${fill(words.earlier, { n: dates.number(earlier) })}`;
    if (this.whole) this.outside.textContent = dates.brief(engine.main.from, engine.main.to);
    this.timeline.show(engine.bars, engine.groups.styles, theme);
    this.tellSpikes();
  }

  /** Say what the marked bars are, and when. */
  private tellSpikes(): void {
    const { engine: { bars }, words, dates, lang } = this.app;
    const found = spikesOf(bars);
    const days = found.slice(0, NAMED).map((bin) => dates.brief(bars.edges[bin], bars.edges[bin + 1] - 1));
    const text = fill(words.spike, { names: days.join(lang === "ar" ? "، " : ", ") + (found.length > NAMED ? " …" : "") });
    this.spikes.hidden = !found.length;
    if (this.spikes.textContent !== text) this.spikes.textContent = this.spikes.title = text;
  }

  showWindow(): void {
    const { engine, words, dates } = this.app;
    const { window } = engine.clock;
    this.label.textContent = window ? dates.brief(window.from, window.to) : words.allTime;
    this.clear.hidden = !window;
    this.timeline.showWindow();
    this.compare.show();
    this.showPlay();
  }

  resize(): void {
    this.timeline.resize();
  }
}

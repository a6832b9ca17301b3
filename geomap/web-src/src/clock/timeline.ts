/** The histogram with its brush: pointer and keyboard both move the clock. */

import type { Clock } from "./clock";
import type { Style } from "../data/contract";
import type { DateWords } from "../words/date-words";
import { addSteps, isoOf } from "../data/dates";
import { SecondBrush, type Axis } from "../compare/second-brush";
import { h, on } from "../panels/dom";
import type { Window } from "../model/grouping";
import type { Bars } from "../model/histogram";
import type { Theme } from "../draw/palette";
import { paintBars } from "./bars";
import { fill, type Words } from "../words/words";

export class Timeline {
  readonly element: HTMLElement;
  private readonly canvas = h("canvas", { "aria-hidden": "true" });
  private readonly brush: HTMLElement;
  private readonly ends: [HTMLElement, HTMLElement];
  private readonly second: SecondBrush;
  private readonly hint = h("div", { class: "gm-tl-hint", hidden: true });
  private bars: Bars | null = null;
  private styles: Style[] = [];
  private theme: Theme = "light";
  private width = 0;
  private height = 0;

  constructor(
    private readonly clock: Clock,
    private readonly words: Words,
    private readonly dates: DateWords,
    private readonly flip: boolean,
    private readonly chosen: () => void,
  ) {
    this.second = new SecondBrush(this.axis(), words.compareMove, (window) => {
      clock.against = window;
      chosen();
    });
    this.ends = [this.makeEnd("from"), this.makeEnd("to")];
    this.brush = on(
      h("div", { class: "gm-brush", tabindex: 0, role: "slider", "aria-label": words.windowMove }),
      { keydown: (event) => this.key(event, "both") },
    );
    this.element = h("div", { class: "gm-tl-plot" }, this.canvas, this.second.element, this.brush, ...this.ends, this.hint);
    this.listen();
  }

  private axis(): Axis {
    const { clock, flip } = this;
    return {
      xOf: (day) => this.xOf(day),
      daysIn: (pixels) => Math.round(((flip ? -pixels : pixels) / Math.max(1, this.width)) * (clock.domain.to - clock.domain.from + 1)),
      get domain() { return clock.domain; },
      get step() { return clock.step; },
      flip,
    };
  }

  private makeEnd(side: "from" | "to"): HTMLElement {
    const label = side === "from" ? this.words.windowStart : this.words.windowEnd;
    const end = h("div", { class: "gm-brush-end", tabindex: 0, role: "slider", "aria-label": label });
    return on(end, { keydown: (event) => this.key(event, side) });
  }

  private key(event: KeyboardEvent, side: "from" | "to" | "both"): void {
    const forward = this.flip ? "ArrowLeft" : "ArrowRight";
    const backward = this.flip ? "ArrowRight" : "ArrowLeft";
    const count = [forward, "ArrowUp"].includes(event.key)
      ? 1
      : [backward, "ArrowDown"].includes(event.key)
        ? -1
        : 0;
    if (event.key === "Escape") {
      this.clock.window = null;
    } else if (count) {
      const { domain, step } = this.clock;
      const now = this.clock.window ?? { ...domain };
      const move = (day: number) =>
        Math.max(domain.from, Math.min(domain.to, addSteps(day, step, count)));
      const from = side === "to" ? now.from : move(now.from);
      const to = side === "from" ? now.to : move(now.to);
      this.clock.window = { from: Math.min(from, to), to: Math.max(from, to) };
    } else return;
    event.preventDefault();
    event.stopPropagation();
    this.chosen();
  }

  private listen(): void {
    let grip: { side: "from" | "to" | "both" | "new"; day: number; window: Window } | null = null;
    const dayAt = (event: PointerEvent) =>
      this.dayOf(event.clientX - this.element.getBoundingClientRect().left);
    on(this.element, {
      pointerdown: (event) => {
        if (event.button !== 0) return;
        const target = event.target as HTMLElement;
        const day = dayAt(event);
        const window = this.clock.window ?? { from: day, to: day };
        const side =
          target === this.ends[0]
            ? "from"
            : target === this.ends[1]
              ? "to"
              : target === this.brush && this.clock.window
                ? "both"
                : "new";
        grip = { side, day, window: { ...window } };
        this.element.setPointerCapture(event.pointerId);
      },
      pointermove: (event) => {
        this.showHint(event);
        if (!grip) return;
        const day = dayAt(event);
        const { domain } = this.clock;
        if (grip.side === "new") {
          if (Math.abs(this.xOf(day) - this.xOf(grip.day)) < 3) return;
          this.clock.window = { from: Math.min(day, grip.day), to: Math.max(day, grip.day) };
        } else if (grip.side === "both") {
          const { from, to } = grip.window;
          const moved = Math.max(domain.from - from, Math.min(domain.to - to, day - grip.day));
          this.clock.window = { from: from + moved, to: to + moved };
        } else {
          const other = grip.side === "from" ? grip.window.to : grip.window.from;
          this.clock.window = { from: Math.min(day, other), to: Math.max(day, other) };
        }
        this.chosen();
      },
      pointerup: (event) => {
        const held = grip;
        grip = null;
        if (held && held.side !== "from" && held.side !== "to") {
          const day = dayAt(event);
          if (Math.abs(this.xOf(day) - this.xOf(held.day)) < 3) this.pick(day, event);
        }
      },
      pointercancel: () => {
        grip = null;
      },
      pointerleave: () => {
        this.hint.hidden = true;
      },
      dblclick: () => {
        this.clock.window = null;
        this.chosen();
      },
    });
  }

  /** A click takes the bar under it. */
  private pick(day: number, event: PointerEvent): void {
    if (!this.bars || event.detail > 1) return;
    const bin = this.binOf(day);
    if (bin < 0) return;
    const { edges } = this.bars;
    this.clock.window = { from: edges[bin], to: edges[bin + 1] - 1 };
    this.chosen();
  }

  private showHint(event: PointerEvent): void {
    if (!this.bars || event.pointerType === "touch") return;
    const x = event.clientX - this.element.getBoundingClientRect().left;
    const bin = this.binOf(this.dayOf(x));
    this.hint.hidden = bin < 0;
    if (bin < 0) return;
    const { edges, sure, spread } = this.bars;
    const known = sure.reduce((n, group) => n + group[bin], 0);
    const pale = spread.reduce((n, group) => n + group[bin], 0);
    const total = Math.round((known + pale) * 10) / 10;
    this.hint.textContent = `${this.dates.brief(edges[bin], edges[bin + 1] - 1)} · ${this.dates.number(total)}`;
    const half = 70;
    this.hint.style.left = `${Math.max(half, Math.min(this.width - half, x))}px`;
  }

  private binOf(day: number): number {
    if (!this.bars) return -1;
    const { edges } = this.bars;
    for (let bin = 0; bin + 1 < edges.length; bin++) {
      if (day >= edges[bin] && day < edges[bin + 1]) return bin;
    }
    return -1;
  }

  private xOf(day: number): number {
    const { from, to } = this.clock.domain;
    const x = ((day - from) / (to - from + 1)) * this.width;
    return this.flip ? this.width - x : x;
  }

  private dayOf(x: number): number {
    const { from, to } = this.clock.domain;
    const share = (this.flip ? this.width - x : x) / Math.max(1, this.width);
    return Math.max(from, Math.min(to, Math.floor(from + share * (to - from + 1))));
  }

  show(bars: Bars, styles: Style[], theme: Theme): void {
    this.bars = bars;
    this.styles = styles;
    this.theme = theme;
    this.paint();
  }

  resize(): void {
    const box = this.element.getBoundingClientRect();
    if (box.width === this.width && box.height === this.height) return;
    this.width = box.width;
    this.height = box.height;
    this.paint();
    this.showWindow();
  }

  /** Put the brush where the clock is; the bars stay. */
  showWindow(): void {
    const { window: chosen, domain, other } = this.clock;
    this.second.show(other, other ? this.dates.span(other.from, other.to) : "");
    const now = chosen ?? domain;
    const from = Math.max(now.from, domain.from);
    const to = Math.min(now.to, domain.to);
    const a = this.xOf(from);
    const b = this.xOf(to + 1);
    const left = Math.min(a, b);
    const width = Math.max(3, Math.abs(b - a));
    move(this.brush, left);
    const wide = `${width}px`;
    if (this.brush.style.width !== wide) this.brush.style.width = wide;
    this.brush.classList.toggle("gm-all", !chosen);
    move(this.ends[0], a);
    move(this.ends[1], b);
    const ends: [HTMLElement, number][] = [
      [this.ends[0], now.from],
      [this.ends[1], now.to],
      [this.brush, now.from],
    ];
    for (const [slider, day] of ends) {
      say(slider, "aria-valuemin", String(domain.from));
      say(slider, "aria-valuemax", String(domain.to));
      say(slider, "aria-valuenow", String(day));
      say(slider, "aria-valuetext", slider === this.brush ? this.dates.span(now.from, now.to) : isoOf(day));
    }
  }

  private paint(): void {
    const { bars, styles, theme, width, height, canvas } = this;
    if (!bars || !width) return;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const ctx = canvas.getContext("2d") as CanvasRenderingContext2D;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const ink = getComputedStyle(this.element);
    const { words, dates, flip } = this;
    paintBars(ctx, { width, height, flip, xOf: (day) => this.xOf(day), domain: this.clock.domain }, { bars, styles, theme }, {
      line: ink.getPropertyValue("--gm-line"),
      quiet: ink.getPropertyValue("--gm-quiet"),
      surface: ink.getPropertyValue("--gm-surface"),
      tick: (day, step) => dates.tick(day, step),
      scale: (value) => fill(words[SCALE[bars.step]], { n: dates.number(value) }),
    });
  }
}

const SCALE = { day: "aDay", week: "aWeek", month: "aMonth", year: "aYear" } as const;

function move(element: HTMLElement, x: number): void {
  const transform = `translateX(${x}px)`;
  if (element.style.transform !== transform) element.style.transform = transform;
}

function say(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

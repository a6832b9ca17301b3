/** The second window in the histogram: shown where the first is compared, moved by pointer and keys. */

import { addSteps, type Step } from "../data/dates";
import type { Window } from "../model/grouping";
import { h, on } from "../panels/dom";

/** What the brush asks of the histogram that holds it. */
export interface Axis {
  xOf(day: number): number;
  /** Days that a number of pixels tells. */
  daysIn(pixels: number): number;
  readonly domain: Window;
  readonly step: Step;
  /** Time runs from the right. */
  readonly flip: boolean;
}

export class SecondBrush {
  readonly element: HTMLElement;
  private window: Window | null = null;

  constructor(private readonly axis: Axis, label: string, private readonly moved: (window: Window) => void) {
    this.element = h("div", { class: "gm-brush gm-brush-other", tabindex: 0, role: "slider", "aria-label": label, hidden: true });
    let grip: { x: number; window: Window } | null = null;
    on(this.element, {
      keydown: (event) => this.key(event),
      pointerdown: (event) => {
        if (event.button !== 0 || !this.window) return;
        grip = { x: event.clientX, window: this.window };
        this.element.setPointerCapture(event.pointerId);
        event.stopPropagation();
      },
      pointermove: (event) => {
        if (!grip) return;
        event.stopPropagation();
        this.move(grip.window, axis.daysIn(event.clientX - grip.x));
      },
      pointerup: (event) => {
        grip = null;
        event.stopPropagation();
      },
      pointercancel: () => {
        grip = null;
      },
    });
  }

  private move({ from, to }: Window, days: number): void {
    const { domain } = this.axis;
    const by = Math.max(domain.from - from, Math.min(domain.to - to, days));
    this.moved({ from: from + by, to: to + by });
  }

  private key(event: KeyboardEvent): void {
    const { flip, step } = this.axis;
    const forward = flip ? "ArrowLeft" : "ArrowRight";
    const backward = flip ? "ArrowRight" : "ArrowLeft";
    const count = [forward, "ArrowUp"].includes(event.key) ? 1 : [backward, "ArrowDown"].includes(event.key) ? -1 : 0;
    if (!count || !this.window) return;
    const { from, to } = this.window;
    this.moved({ from: addSteps(from, step, count), to: addSteps(to + 1, step, count) - 1 });
    event.preventDefault();
    event.stopPropagation();
  }

  /** Stand where `window` is; `text` tells it. */
  show(window: Window | null, text: string): void {
    const { axis, element } = this;
    this.window = window;
    if (element.hidden !== !window) element.hidden = !window;
    if (!window) return;
    const ends = [axis.xOf(Math.max(window.from, axis.domain.from)), axis.xOf(Math.min(window.to, axis.domain.to) + 1)];
    const left = Math.min(...ends);
    element.style.transform = `translateX(${left}px)`;
    element.style.width = `${Math.max(3, Math.max(...ends) - left)}px`;
    element.classList.toggle("gm-beyond", window.to < axis.domain.from || window.from > axis.domain.to);
    for (const [name, value] of [["aria-valuemin", axis.domain.from], ["aria-valuemax", axis.domain.to], ["aria-valuenow", window.from], ["aria-valuetext", text]]) {
      if (element.getAttribute(String(name)) !== String(value)) element.setAttribute(String(name), String(value));
    }
  }
}

/** The one clock: a window over days that a person moves or that plays by itself. */

import { addSteps, floorTo, type Step } from "../data/dates";
import { otherWindow, type Against } from "../compare/against";
import type { Window } from "../model/grouping";

export type Mode = "window" | "cumulative";

export class Clock {
  window: Window | null = null;
  /** What the window is compared with. */
  against: Against = null;
  step: Step = "month";
  mode: Mode = "window";
  /** Steps a second. */
  speed = 2;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    public domain: Window,
    private readonly moved: () => Promise<void>,
  ) {}

  /** The window that this one is compared with. */
  get other(): Window | null {
    return otherWindow(this.window, this.against);
  }

  get playing(): boolean {
    return this.timer !== undefined;
  }

  /** Move both ends by `count` steps, staying inside the domain. */
  shift(count: number): void {
    const { domain, step } = this;
    const now = this.window ?? this.opening();
    const from = this.mode === "cumulative" ? now.from : addSteps(now.from, step, count);
    const to = addSteps(now.to + 1, step, count) - 1;
    if (to < domain.from || from > domain.to) return;
    this.window = { from, to };
  }

  /** The first window of a play: one step, at the beginning of the domain. */
  opening(): Window {
    const from = floorTo(this.domain.from, this.step);
    return { from, to: addSteps(from, this.step, 1) - 1 };
  }

  play(): void {
    if (this.playing) return;
    const { domain } = this;
    if (!this.window || this.window.to >= domain.to) {
      const length = this.window && this.mode === "window" ? this.window.to - this.window.from : -1;
      this.window = this.opening();
      if (length > 0 && length < domain.to - domain.from) {
        this.window.to = Math.max(this.window.to, this.window.from + length);
      }
    } else if (this.mode === "cumulative") {
      this.window = { from: Math.min(this.window.from, domain.from), to: this.window.to };
    }
    this.tick();
  }

  private tick(): void {
    const began = performance.now();
    this.timer = setTimeout(() => undefined, 0);
    void this.moved().then(() => {
      if (!this.playing) return;
      clearTimeout(this.timer);
      const wait = Math.max(0, 1000 / this.speed - (performance.now() - began));
      this.timer = setTimeout(() => {
        if ((this.window as Window).to >= this.domain.to) {
          this.pause();
          void this.moved();
          return;
        }
        this.shift(1);
        this.tick();
      }, wait);
    });
  }

  pause(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

/** The rows that are shown, in the order of lists. */

import type { Engine } from "./engine";

/** Events that are gathered place by place, where a walk back in time might find few of them. */
const FEW = 3000;

export class ShownRows {
  constructor(private readonly engine: Engine) {}

  /** Events shown at places where `here[place]` is set. */
  countAt(here: Uint8Array): number {
    let total = 0;
    for (let place = 0; place < here.length; place++) if (here[place]) total += this.engine.totals[place];
    return total;
  }

  /** Shown rows at places where `here[place]` is set, newest first, at most `limit`. */
  newest(here: Uint8Array, limit: number): number[] {
    const { store } = this.engine;
    const total = this.countAt(here);
    if (total <= FEW) {
      const rows: number[] = [];
      for (let place = 0; place < here.length; place++) {
        if (here[place] && this.engine.totals[place]) rows.push(...this.engine.rowsAt(place));
      }
      return rows.sort((a, b) => store.start[b] - store.start[a] || b - a).slice(0, limit);
    }
    const order = store.byDate();
    const rows: number[] = [];
    for (let i = this.lastStarted(order) - 1; i >= 0 && rows.length < limit; i--) {
      const row = order[i];
      if (here[store.place[row]] && this.engine.isShown(row)) rows.push(row);
    }
    return rows;
  }

  /** All shown rows at those places, oldest first. */
  all(here: Uint8Array | null): Uint32Array {
    const { store } = this.engine;
    const order = store.byDate();
    const rows = new Uint32Array(order.length);
    let n = 0;
    const last = this.lastStarted(order);
    for (let i = 0; i < last; i++) {
      const row = order[i];
      if ((!here || here[store.place[row]]) && this.engine.isShown(row)) rows[n++] = row;
    }
    return rows.subarray(0, n);
  }

  private lastStarted(order: Uint32Array): number {
    const { window } = this.engine.clock;
    if (!window) return order.length;
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.engine.store.start[order[middle]] <= window.to) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Filters and clock in, counts out: everything that is computed, nothing that is drawn. */

import { otherWindow } from "../compare/against";
import { Clock } from "../clock/clock";
import { addSteps, fittingStep, type Step } from "../data/dates";
import { Filter } from "./filters";
import { noFilters, type Dimension, type Filters } from "./dimensions";
import { firstAbove, Grouping, type Window } from "./grouping";
import { groupBy, tellingColumn, type ColorColumn, type Groups } from "./groups";
import { Histogram, mainSpan, type Bars } from "./histogram";
import type { Store } from "../data/store";
import { deadOf, governoratesOf, samePlaces, weightsOnce, type Dead } from "./totals";
import type { Words } from "../words/words";

export class Engine {
  filters: Filters = noFilters();
  readonly filter: Filter;
  readonly clock: Clock;
  groups: Groups;
  color: ColorColumn;
  /** The column that colours begin with, and why. */
  readonly telling: ReturnType<typeof tellingColumn>;
  size: "events" | "fatalities" = "events";
  counts: Uint32Array;
  readonly totals: Uint32Array;
  bars: Bars;
  events = 0;
  placesShown = 0;
  readonly whole: Window;
  readonly main: Window;
  private grouping: Grouping;
  private readonly histogram = new Histogram();
  private search = 0;
  private reference: Uint32Array | null = null;
  private readonly same: Uint32Array | null;
  private readonly seen: Uint32Array;
  private round = 0;

  constructor(
    readonly store: Store,
    private readonly words: Words,
    moved: () => Promise<void>,
  ) {
    this.filter = new Filter(store);
    this.same = samePlaces({ head: store.head, has: (name) => store.has(name), column: (name) => store.anyColumn(name) });
    this.seen = new Uint32Array(this.same ? store.head.places : 0);
    const order = store.byDate();
    let last = -Infinity;
    for (let i = 0; i < store.n; i++) if (store.end[i] > last) last = store.end[i];
    const first = store.n ? store.start[order[0]] : 0;
    this.whole = { from: first, to: store.n ? last : 0 };
    this.main = this.usefulSpan(order);
    this.clock = new Clock(pad(this.main), moved);
    this.clock.step = this.playStep();
    this.telling = tellingColumn(store);
    this.color = this.telling.column;
    this.groups = groupBy(store, this.color, words);
    this.grouping = this.group();
    this.counts = new Uint32Array(store.head.places * this.groups.styles.length);
    this.totals = new Uint32Array(store.head.places);
    this.bars = this.cut();
  }

  private usefulSpan(order: Uint32Array): Window {
    const { store } = this;
    if (!store.n) return { from: 0, to: 0 };
    const every = Math.max(1, Math.floor(store.n / 20_000));
    const days: number[] = [];
    for (let i = 0; i < store.n; i += every) days.push(store.start[order[i]]);
    days.push(store.start[order[store.n - 1]]);
    return { from: mainSpan(days).from, to: this.whole.to };
  }

  private playStep(): Step {
    const { from, to } = this.main;
    return fittingStep(from, to, 120);
  }

  private group(): Grouping {
    const { store, groups } = this;
    return new Grouping(store.place, groups.of, store.start, store.end, store.head.places, groups.styles.length);
  }

  private cut(): Bars {
    const { from, to } = this.clock.domain;
    this.histogram.cut(from, to, fittingStep(from, to, 240));
    return this.countBars();
  }

  private countBars(): Bars {
    const { store, groups } = this;
    const { start, end } = store;
    return this.histogram.count({ start, end, group: groups.of, groups: groups.styles.length }, this.filter.pass);
  }

  setDomain(whole: boolean): void {
    this.clock.domain = pad(whole ? this.whole : this.main);
    this.bars = this.cut();
  }

  /** Events (after filters) that the drawn time leaves out. */
  outside(): { earlier: number; later: number } {
    const { store } = this;
    const { from, to } = this.clock.domain;
    if (from <= this.whole.from && to >= this.whole.to) return { earlier: 0, later: 0 };
    const order = store.byDate();
    let earlier = 0;
    for (let i = 0; i < order.length && store.start[order[i]] < from; i++) {
      if (store.end[order[i]] < from && this.filter.pass.has(order[i])) earlier++;
    }
    return { earlier, later: 0 };
  }

  colorBy(column: ColorColumn): void {
    this.color = column;
    this.groups = groupBy(this.store, column, this.words);
    this.grouping = this.group();
    this.counts = new Uint32Array(this.store.head.places * this.groups.styles.length);
    this.refilter();
  }

  /** Take the filter of one dimension; free text needs `searchText`. */
  apply(dimension: Exclude<Dimension, "text">): void {
    this.filter.apply(dimension, this.filters);
  }

  async searchText(): Promise<boolean> {
    const mine = ++this.search;
    return this.filter.applyText(this.filters.text, () => mine === this.search);
  }

  refilter(): void {
    const weights = this.size === "fatalities" ? weightsOnce(this.store, this.filter.pass) : null;
    this.grouping.refilter(this.filter.pass, weights);
    this.reference = null;
    this.bars = this.countBars();
    this.recount();
  }

  /** What the marks' size tells: events, or fatalities where a person chose so. */
  sizes(): Uint32Array {
    if (this.size === "events") return this.totals;
    return this.sizesIn(this.clock.window);
  }

  /** What the marks' size would tell of all time: the clock moves sizes against it. */
  allTime(): Uint32Array {
    if (this.reference) return this.reference;
    // what the frame has counted anyway
    const known = this.size === "events" && !this.clock.window;
    this.reference = known ? this.totals.slice() : this.sizesIn(null);
    return this.reference;
  }

  /** What the marks' size told of the time that the window is compared with: as long a time before it, if no other. */
  sizesBefore(): Uint32Array {
    const { window, other } = this.clock;
    const before = other ?? otherWindow(window, "before");
    return before ? this.sizesIn(before) : new Uint32Array(this.totals.length);
  }

  /** What the marks' size tells of a window. */
  sizesIn(window: Window | null): Uint32Array {
    const sizes = new Uint32Array(this.totals.length);
    const sums = new Uint32Array(this.counts.length);
    if (this.size === "events") this.grouping.count(window, sums);
    else this.grouping.weigh(window, sums);
    this.grouping.sumUp(sums, sizes);
    return sizes;
  }

  /** How many times more all time holds than the fullest window as long as this one; the same while it only moves. */
  swell(): number {
    const { window, mode } = this.clock;
    if (!window || mode === "cumulative") return 1;
    const { edges, sure, spread } = this.bars;
    const bins = Math.max(0, edges.length - 1);
    const sums = new Float64Array(bins + 1);
    for (let b = 0; b < bins; b++) {
      let sum = 0;
      for (let g = 0; g < sure.length; g++) sum += sure[g][b] + spread[g][b];
      sums[b + 1] = sums[b] + sum;
    }
    const days = window.to - window.from + 1;
    let most = 0;
    for (let from = 0, to = 0; from < bins; from++) {
      // about as long: a month has 28 days or 31
      while (to < bins && edges[to + 1] - edges[from] <= days * 1.12) to++;
      most = Math.max(most, sums[Math.max(to, from + 1)] - sums[from]);
    }
    return most ? Math.max(1, sums[bins] / most) : 1;
  }

  /** True once a count for all rows of the places' table that are one place . */
  private isFirstOfPlace(place: number): boolean {
    const { same, seen } = this;
    if (!same) return true;
    if (seen[same[place]] === this.round) return false;
    seen[same[place]] = this.round;
    return true;
  }

  recount(): void {
    this.round++;
    const { counts, totals } = this;
    this.countIn(this.clock.window, counts, totals);
    let events = 0;
    let places = 0;
    for (let place = 0; place < totals.length; place++) {
      events += totals[place];
      if (totals[place] && this.isFirstOfPlace(place)) places++;
    }
    this.events = events;
    this.placesShown = places;
  }

  /** The dead of what is shown, those of one happening once; null where nothing gives a figure. */
  dead(): Dead | null {
    return deadOf(this.store, (row) => this.isShown(row));
  }

  governorates(): number {
    return governoratesOf(this.store.head.governorates.length, this.filter.governorateOf, this.totals);
  }

  /** Fill `counts[place * groups + group]` and `totals[place]` with what a window shows. */
  countIn(window: Window | null, counts: Uint32Array, totals: Uint32Array): void {
    this.grouping.count(window, counts);
    this.grouping.sumUp(counts, totals);
  }

  /** Sum of each group over all places. */
  groupTotals(): Float64Array {
    return this.grouping.groupTotals(this.counts);
  }

  /** Shown rows at a place; for few: each takes a search. */
  rowsAt(place: number): number[] {
    return this.grouping.rowsAt(place, this.clock.window, this.counts, this.store.end);
  }

  isShown(row: number): boolean {
    const { store, filter } = this;
    const { window } = this.clock;
    return (
      filter.pass.has(row) &&
      (!window || (store.start[row] <= window.to && store.end[row] >= window.from))
    );
  }
}

/** A little air at both ends, so that the first and last bar can be taken. */
function pad(window: Window): Window {
  const days = window.to - window.from + 1;
  const step: Step = fittingStep(window.from, window.to, 240);
  if (days < 15) return { from: window.from - 2, to: window.to + 2 };
  return { from: addSteps(window.from, step, -1), to: addSteps(window.to, step, 1) };
}

export { firstAbove };

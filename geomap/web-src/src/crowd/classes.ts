/** Classes of a shaded map: round breaks that stand still while the clock moves. */

export const CLASSES = 5;

/** The nearest of 1, 2, 5, 10, 20 and so on. */
export function roundly(value: number): number {
  if (value <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = value / power;
  return (lead < 1.4 ? 1 : lead < 3.2 ? 2 : lead < 7.1 ? 5 : 10) * power;
}

/**
 * Lower ends of at most five classes between the least and the most: even steps of a logarithm, made round.
 * `whole` values begin at 1.
 */
export function breaksFor(least: number, most: number, whole: boolean): number[] {
  if (!(most > 0)) return [];
  const low = whole ? 1 : Math.max(least, most / 500);
  const breaks = [whole ? 1 : 0];
  for (let i = 1; i < CLASSES; i++) {
    const at = roundly(low * (most / low) ** (i / CLASSES));
    if (at > breaks[breaks.length - 1] && at < most) breaks.push(at);
  }
  return breaks;
}

/** Lower ends of five classes with about as many units each, made round; for a few values far apart. */
export function quantileBreaks(values: ArrayLike<number>): number[] {
  const sorted = Float64Array.from(Array.from(values).filter((value) => value > 0)).sort();
  // what is much alike is told by smaller steps
  const near = roundly((sorted[sorted.length - 1] - sorted[0]) / CLASSES) || Infinity;
  const least = sorted.every(Number.isInteger) ? 1 : 0;
  const breaks: number[] = [];
  for (let i = 0; i < CLASSES && sorted.length; i++) {
    const value = sorted[Math.floor((i * sorted.length) / CLASSES)];
    const unit = Math.max(least, Math.min(near, 10 ** Math.floor(Math.log10(value)) / 2));
    const at = i ? Math.round(value / unit) * unit : Math.floor(value / unit) * unit;
    if (!breaks.length || at > breaks[breaks.length - 1]) breaks.push(Number(at.toPrecision(3)));
  }
  return breaks;
}

/** The share of what is shown that the highest class may hold. */
const MOST_AT_TOP = 1 / 4;

/** Breaks by even steps; where most values would stand in the highest class, classes of about as many each. */
export function tellingBreaks(values: ArrayLike<number>): number[] {
  const shown = Array.from(values).filter((value) => value > 0);
  const breaks = breaksFor(1, shown.reduce((most, value) => Math.max(most, value), 0), true);
  const top = shown.filter((value) => value >= breaks[breaks.length - 1]).length;
  if (breaks.length > 1 && top <= MOST_AT_TOP * shown.length) return breaks;
  // the clock may leave less of any than all time has
  const even = quantileBreaks(shown).map((value, i) => (i ? Math.round(value) : 1));
  return even.filter((value, i) => even.indexOf(value) === i);
}

/** The class of a value, -1 for none. */
export function classOf(value: number, breaks: number[]): number {
  let found = -1;
  if (!(value > 0)) return -1;
  for (let i = 0; i < breaks.length; i++) if (value >= breaks[i]) found = i;
  return found;
}

/** Which of the five colours the classes have: the ends are always used, the middle one where all are alike. */
export function shadeOf(index: number, count: number): number {
  return count < 2 ? CLASSES >> 1 : Math.round((index * (CLASSES - 1)) / (count - 1));
}

/** Of values that are much alike: the middle of five colours, in as many steps, so that little is not shown as much. */
export function mildly([, low, middle, high]: readonly string[]): string[] {
  const between = (a: string, b: string) => `#${[1, 3, 5].map((i) => Math.round((Number.parseInt(a.slice(i, i + 2), 16) + Number.parseInt(b.slice(i, i + 2), 16)) / 2).toString(16).padStart(2, "0")).join("")}`;
  return [low, between(low, middle), middle, between(middle, high), high];
}

/** True of classes whose highest begins below twice the lowest. */
export function areAlike(breaks: number[]): boolean {
  return breaks.length > 1 && breaks[breaks.length - 1] < 2 * breaks[0];
}

export type Change = "much-less" | "less" | "same" | "more" | "much-more" | "few" | "none";

/** Below so many events in both periods a change is not told. */
export const FEWEST = 10;
const MODERATE = 0.1;
const LARGE = 0.25;

/** How a count changed against the period before. */
export function changeOf(now: number, before: number): Change {
  if (!now && !before) return "none";
  if (Math.max(now, before) < FEWEST) return "few";
  const change = (now - before) / Math.max(1, before);
  if (change > LARGE) return "much-more";
  if (change > MODERATE) return "more";
  if (change < -LARGE) return "much-less";
  if (change < -MODERATE) return "less";
  return "same";
}

/** Days are whole numbers counted from 1970-01-01, negative before it; no time zones anywhere. */

export type Step = "day" | "week" | "month" | "year";
export const STEPS: Step[] = ["day", "week", "month", "year"];

const MS = 86_400_000;

export function isoOf(day: number): string {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/** The day of an ISO date, NaN if it is none. */
export function dayOf(iso: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return NaN;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || isoOf(time / MS) !== iso ? NaN : time / MS;
}

/** The first day of the step that holds `day`; weeks begin on Monday. */
export function floorTo(day: number, step: Step): number {
  if (step === "day") return day;
  if (step === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * MS);
  const month = step === "year" ? 0 : date.getUTCMonth();
  return first(date.getUTCFullYear(), month);
}

/** `day` moved by `count` steps; a month's end stays within its month. */
export function addSteps(day: number, step: Step, count: number): number {
  if (step === "day") return day + count;
  if (step === "week") return day + 7 * count;
  const date = new Date(day * MS);
  const months = date.getUTCMonth() + (step === "year" ? 12 : 1) * count;
  const start = first(date.getUTCFullYear(), months);
  const length = first(date.getUTCFullYear(), months + 1) - start;
  return start + Math.min(date.getUTCDate(), length) - 1;
}

function first(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime() / MS;
}

/** The edges of the steps that cover `from` to `to`: each bin is edge[i] <= day < edge[i + 1]. */
export function edgesOf(from: number, to: number, step: Step): Int32Array {
  const edges = [floorTo(from, step)];
  while (edges[edges.length - 1] <= to) {
    edges.push(addSteps(edges[edges.length - 1], step, 1));
  }
  return Int32Array.from(edges);
}

/** The finest step that cuts `from` to `to` into at most `most` bins. */
export function fittingStep(from: number, to: number, most: number): Step {
  const days = to - from + 1;
  if (days <= most) return "day";
  if (days / 7 <= most) return "week";
  if (days / 30.4 <= most) return "month";
  return "year";
}

export class DateWords {
  private readonly day: Intl.DateTimeFormat;
  private readonly month: Intl.DateTimeFormat;
  private readonly year: Intl.DateTimeFormat;
  private readonly short: Intl.DateTimeFormat;
  private readonly count: Intl.NumberFormat;
  private readonly counts = new Map<number, string>();
  private readonly spans = new Map<string, string>();
  private readonly briefs = new Map<string, string>();

  constructor(lang: "en" | "ar", arabicDigits: boolean) {
    const digits = arabicDigits ? "arab" : "latn";
    const locale = `${lang === "ar" ? "ar-SY" : "en-GB"}-u-ca-gregory-nu-${digits}`;
    const make = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    this.day = make({ day: "numeric", month: "long", year: "numeric" });
    this.month = make({ month: "long", year: "numeric" });
    this.year = make({ year: "numeric" });
    this.short = make({ day: "numeric", month: "short", year: "numeric" });
    this.count = new Intl.NumberFormat(locale);
  }

  number(value: number): string {
    let text = this.counts.get(value);
    if (text === undefined) {
      text = this.count.format(value);
      if (this.counts.size > 5000) this.counts.clear();
      this.counts.set(value, text);
    }
    return text;
  }

  /** One day, or an interval as what it is: a month, a year, or from-to. */
  span(start: number, end: number): string {
    return remembered(this.spans, start, end, () => this.makeSpan(start, end));
  }

  brief(start: number, end: number): string {
    return remembered(this.briefs, start, end, () => this.makeBrief(start, end));
  }

  private makeSpan(start: number, end: number): string {
    if (start === end) return this.day.format(start * MS);
    if (floorTo(start, "year") === start && addSteps(start, "year", 1) - 1 === end) {
      return this.year.format(start * MS);
    }
    if (floorTo(start, "month") === start && addSteps(start, "month", 1) - 1 === end) {
      return this.month.format(start * MS);
    }
    return this.day.formatRange(start * MS, end * MS);
  }

  private makeBrief(start: number, end: number): string {
    if (start === end) return this.short.format(start * MS);
    const whole = this.span(start, end);
    return whole.length <= 16 ? whole : this.short.formatRange(start * MS, end * MS);
  }

  tick(day: number, step: Step): string {
    if (step === "year") return this.year.format(day * MS);
    const options: Intl.DateTimeFormatOptions =
      step === "month"
        ? { month: "short", year: "numeric" }
        : { day: "numeric", month: "short" };
    return new Intl.DateTimeFormat(this.short.resolvedOptions().locale, {
      timeZone: "UTC",
      ...options,
    }).format(day * MS);
  }
}

/** Intl formats a range in a tenth of a millisecond, and lists ask for the same ones again. */
function remembered(
  known: Map<string, string>,
  start: number,
  end: number,
  make: () => string,
): string {
  const key = `${start} ${end}`;
  let text = known.get(key);
  if (text === undefined) {
    text = make();
    if (known.size > 5000) known.clear();
    known.set(key, text);
  }
  return text;
}

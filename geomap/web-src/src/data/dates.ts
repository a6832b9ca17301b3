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

/** The second window that the first is compared with: as long a time before, a year before, or one of a person's own. */

import { addSteps, dayOf, isoOf } from "../data/dates";
import type { Window } from "../model/grouping";

/** What a window is compared with; nothing where it is null. */
export type Against = "before" | "year" | Window | null;

export function otherWindow(window: Window | null, against: Against): Window | null {
  if (!window || !against) return null;
  if (typeof against !== "string") return against;
  if (against === "before") return { from: window.from - (window.to - window.from + 1), to: window.from - 1 };
  return { from: addSteps(window.from, "year", -1), to: addSteps(window.to + 1, "year", -1) - 1 };
}

export function formatAgainst(against: Against): string {
  if (!against || typeof against === "string") return against ?? "";
  return `${isoOf(against.from)}..${isoOf(against.to)}`;
}

export function parseAgainst(text: string): Against {
  if (text === "before" || text === "year") return text;
  const [from, to] = text.split("..").map(dayOf);
  return from <= to ? { from, to } : null;
}

export interface Difference {
  now: number;
  then: number;
  /** Share of `then`, null where there was nothing. */
  share: number | null;
}

export function differenceOf(now: number, then: number): Difference {
  return { now, then, share: then ? (now - then) / then : null };
}

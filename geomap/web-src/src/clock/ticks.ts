/** Where the axis of the clock has its dates. */

import { addSteps, type Step } from "../data/dates";

/** A round distance between ticks: a step and how many of it. */
export function tickStep(from: number, to: number, most: number): [Step, number] {
  const days = to - from + 1;
  const choices: [Step, number, number][] = [
    ["day", 1, 1], ["day", 2, 2], ["week", 1, 7], ["week", 2, 14], ["month", 1, 30.4],
    ["month", 2, 61], ["month", 3, 91], ["month", 6, 183], ["year", 1, 365], ["year", 2, 731],
    ["year", 5, 1826], ["year", 10, 3653], ["year", 20, 7305], ["year", 50, 18262],
  ];
  for (const [step, every, length] of choices) if (days / length <= most) return [step, every];
  return ["year", 100];
}

export function firstTick(from: number, step: Step, every: number): number {
  const date = new Date(from * 86_400_000);
  if (step === "year" || step === "month") {
    const start = new Date(0);
    const year = date.getUTCFullYear();
    start.setUTCFullYear(step === "year" ? Math.floor(year / every) * every : year, 0, 1);
    let day = start.getTime() / 86_400_000;
    while (day < from) day = addSteps(day, step, every);
    return day;
  }
  const monday = from - ((((from + 3) % 7) + 7) % 7);
  return step === "week" ? monday + (monday < from ? 7 : 0) : from;
}

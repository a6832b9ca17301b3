/** Colours of the ground and the ink, for the canvas; style.css has those of the panels. */

import type { Style } from "../data/contract";

export type Theme = "light" | "dark" | "print";

export interface Palette {
  sea: string;
  world: string;
  abroad: string;
  syria: string;
  border: string;
  own: string;
  inner: string;
  district: string;
  water: string;
  river: string;
  disputed: string;
  label: string;
  labelStrong: string;
  labelWater: string;
  halo: string;
  surface: string;
  ink: string;
  /** Few to many. */
  crowd: [string, string, string, string, string];
  changes: Record<string, string>;
}

const LIGHT: Palette = {
  sea: "#d3e2ec",
  world: "#f0ede6",
  abroad: "#f0ede6",
  syria: "#fdfcf9",
  border: "#a9a294",
  own: "#6d675c",
  inner: "#b9b09d",
  district: "#d3ccbd",
  water: "#a9cbe0",
  river: "#9fc4dc",
  disputed: "#8a5a44",
  label: "#6a6558",
  labelStrong: "#3c392f",
  labelWater: "#426f8d",
  halo: "#fdfcf9",
  surface: "#ffffff",
  ink: "#1b2430",
  crowd: ["#fde3c8", "#fbb67d", "#ee7f45", "#c94a23", "#862312"],
  changes: { "much-more": "#b2532b", more: "#e9b18d", same: "#e8e4da", less: "#9cc0d9", "much-less": "#3b78a8", few: "#cfcabd" },
};

const DARK: Palette = {
  sea: "#0d1720",
  world: "#1a222b",
  abroad: "#1a222b",
  syria: "#242e39",
  border: "#4d5965",
  own: "#8b98a5",
  inner: "#566370",
  district: "#3d4955",
  water: "#14374c",
  river: "#28546e",
  disputed: "#d3a184",
  label: "#94a0ac",
  labelStrong: "#d5dce3",
  labelWater: "#6fa3c4",
  halo: "#18212a",
  surface: "#18212a",
  ink: "#eef2f6",
  crowd: ["#4a3328", "#7d4526", "#b65f2b", "#e68a4a", "#ffc58f"],
  changes: { "much-more": "#e08a5b", more: "#8a5a42", same: "#3a434c", less: "#3f6480", "much-less": "#6aa9d8", few: "#2c343c" },
};

const PRINT: Palette = {
  ...LIGHT,
  sea: "#e6eff5",
  world: "#f6f5f2",
  abroad: "#f6f5f2",
  syria: "#ffffff",
  halo: "#ffffff",
};

export function paletteOf(theme: Theme): Palette {
  return theme === "dark" ? DARK : theme === "print" ? PRINT : LIGHT;
}

export function colorOf(style: Style, theme: Theme): string {
  return theme === "dark" ? style.color_dark : style.color;
}

/** The theme that a page begins with: the one chosen, or the reader's own. */
export function firstTheme(chosen: string): Theme {
  if (chosen === "dark" || chosen === "print") return chosen;
  if (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches) return "dark";
  return "light";
}

/** Give page and map the classes of a theme. */
export function wearTheme(theme: Theme, page: HTMLElement, map: HTMLElement): void {
  page.classList.toggle("gm-dark", theme === "dark");
  page.classList.toggle("gm-print", theme === "print");
  map.classList.toggle("gm-host-dark", theme === "dark");
}

/** What the colours mean: event types, or the most frequent words of another column. */

import type { Style } from "../data/contract";
import type { Store } from "../data/store";
import type { Words } from "../words/words";

export const COLOR_COLUMNS = ["type", "actor1", "attributed_to", "claimed_by", "status", "source"] as const;
export type ColorColumn = (typeof COLOR_COLUMNS)[number];

export interface Groups {
  styles: Style[];
  of: Uint8Array;
}

/** The columns worth offering: those with at least one word. */
export function colorColumns(store: Store): ColorColumn[] {
  return COLOR_COLUMNS.filter((name) => name === "type" || store.varies(name));
}

export function groupBy(store: Store, column: ColorColumn, words: Words): Groups {
  if (column === "type") return { styles: store.head.types, of: store.type };
  const codes = store.column(column);
  const dict = store.dict(column);
  const arabic = store.dictIn(column, "ar");
  const counts = new Uint32Array(dict.length);
  for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
  const colors = store.head.category_colors;
  const top = [...counts.keys()].filter((code) => code > 0 && counts[code] > 0).sort((a, b) => counts[b] - counts[a] || a - b).slice(0, colors.length - 1);
  const styles: Style[] = top.map((code, i) => ({
    name: dict[code], color: colors[i], color_dark: lighter(colors[i]), shape: SHAPES[i % SHAPES.length], label: dict[code], label_ar: arabic[code],
  }));
  const rest = colors[colors.length - 1];
  const others = styles.length;
  styles.push({ name: "*", color: rest, color_dark: lighter(rest), shape: "ring", label: words.otherActors, label_ar: words.otherActors });
  styles.push({ name: "", color: rest, color_dark: lighter(rest), shape: "ring", label: words.unnamed, label_ar: words.unnamed });
  const table = Uint8Array.from(dict, (_, code) => (code === 0 ? others + 1 : others));
  top.forEach((code, i) => {
    table[code] = i;
  });
  const of = new Uint8Array(codes.length);
  for (let i = 0; i < of.length; i++) of[i] = table[codes[i]];
  return { styles, of };
}

const SHAPES = ["circle", "square", "triangle", "diamond", "star", "cross"] as const;

/** The same hue, light enough for dark ground. */
export function lighter(color: string): string {
  const mix = (i: number) => Math.round(parseInt(color.slice(i, i + 2), 16) * 0.5 + 255 * 0.5);
  return `#${[1, 3, 5].map((i) => mix(i).toString(16).padStart(2, "0")).join("")}`;
}

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

/** The share of one value above which a column no longer tells events apart. */
const ONE_SIDED = 0.9;

/** Shares of the events by value, most first; those that name none last. */
function sharesOf(store: Store, column: ColorColumn): { named: number[]; unnamed: number } {
  const type = column === "type";
  const codes = type ? store.type : store.column(column);
  const counts = new Float64Array(type ? store.head.types.length : store.dict(column).length);
  for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
  const total = Math.max(1, store.n);
  const named = Array.from(counts, (count) => count / total);
  const unnamed = type ? 0 : named.shift() ?? 0;
  return { named: named.filter(Boolean).sort((a, b) => b - a), unnamed };
}

/** How well a column separates events with the colours there are: the entropy of the shares, in bits. */
function told({ named, unnamed }: { named: number[]; unnamed: number }, colors: number): number {
  const shown = named.slice(0, colors);
  const rest = 1 - unnamed - shown.reduce((sum, share) => sum + share, 0);
  const entropy = [...shown, rest, unnamed].reduce((sum, share) => (share > 1e-9 ? sum - share * Math.log2(share) : sum), 0);
  // what falls under "others" has a colour that tells nothing
  return entropy * (1 - Math.max(0, rest) - unnamed);
}

/** The column that colours begin with, and the share of the commonest type where it is not the type. */
export function tellingColumn(store: Store): { column: ColorColumn; share: number } {
  const [share = 1] = sharesOf(store, "type").named;
  if (share <= ONE_SIDED) return { column: "type", share };
  const colors = store.head.category_colors.length - 1;
  let best: ColorColumn = "type";
  let most = told(sharesOf(store, "type"), colors) + 0.3;
  for (const column of colorColumns(store)) {
    if (column === "type" || column === "source") continue;
    const shares = sharesOf(store, column);
    if ((shares.named[0] ?? 1) > ONE_SIDED) continue;
    const value = told(shares, colors);
    if (value > most) [most, best] = [value, column];
  }
  return { column: best, share };
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

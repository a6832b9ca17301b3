/** What Python writes and this page reads, in the words of ../CONTRACT.md; the names are made from Python's. */

import { VERSION } from "./made-contract";

export { VERSION };

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
export type NumberType = "u8" | "u16" | "u32" | "i32" | "f64";

export interface ColumnSpec {
  name: string;
  type: NumberType;
  length: number;
  offset?: number;
  /** Zigzag of the numbers times `scale`, or of their differences, all lowest bytes first. */
  planes?: number;
  steps?: true;
  scale?: number;
  /** The column whose codes tell these by `table`. */
  of?: string;
  table?: number[];
}

export type Shape =
  | "circle"
  | "square"
  | "triangle"
  | "diamond"
  | "cross"
  | "star"
  | "ring";

export interface Style {
  name: string;
  color: string;
  color_dark: string;
  shape: Shape;
  label: string;
  label_ar: string;
}

/** A ring or line: x0, y0, then steps, in units of `1 / scale` degrees, lon before lat. */
export type Steps = number[];

export interface Outline {
  kind: "area" | "line";
  parts: Steps[][];
  properties: Record<string, string>;
}

export interface Label {
  kind: string;
  name: string;
  name_ar: string;
  lon: number;
  lat: number;
  zoom: number;
}

export interface Ground {
  scale: number;
  layers: Record<string, Outline[]>;
  labels: Label[];
}

export interface Meta {
  title: string;
  subtitle: string;
  /** Title and subtitle in the language that is not `lang`; empty where there are none. */
  other?: { title: string; subtitle: string };
  lang: "en" | "ar";
  theme: string;
  sources: string[];
  as_of: string;
  unplaced: number;
  data_hash: string;
  arabic_digits: boolean;
  hide_graphic: boolean;
  disclaimer: string;
  disclaimer_ar: string;
  attribution: string;
  notice: string;
  /** Descriptions, links, ids and own columns were left out. */
  no_texts?: true;
}

export interface NumberSpec {
  name: string;
  kind: "numbers";
  prefix: string;
  /** Digits with leading zeros, 0 for none. */
  width: number;
  /** The column before that has the same numbers but for `add`. */
  like?: string;
  add?: number;
}

/** How a column of texts is packed; `at` is its place in the blocks of strings. */
export type TextSpec =
  | { name: string; kind: "strings"; at: number }
  | { name: string; kind: "words"; symbols?: true }
  | NumberSpec;

/** A layer that is not events. Days count from 1970-01-01. */
export interface GroundLayer {
  name: string;
  title: string;
  title_ar: string;
  source: string;
  /** ISO day of the state, where features have no days. */
  day: string;
  shown: boolean;
  form: "area" | "line" | "point";
  numbered: boolean;
  /** First days of its states. */
  states: number[];
  notes: string[];
  classes: { label: string; label_ar: string; color: string; color_dark: string }[];
  scale: number;
  arcs: Steps[];
  /** Parts, each of rings or lines of numbers of arcs (`~n` backwards), or points. */
  outlines: { area?: number[][][]; line?: number[][][]; point?: [number, number][] }[];
  /** Class, outline, first and last day, contested, name, number. */
  shapes: { k: number; o: number; f?: number; t?: number; c?: 1; n?: string; v?: number }[];
}

/** Text, style ("", "strong", "em", "link"), link. */
export type RunData = [string, string, string];

export interface ChapterData {
  title: string;
  blocks: { kind: "p" | "h" | "li" | "ol" | "quote"; runs: RunData[] }[];
  /** The part of the address that shows its events. */
  hash: string;
  box: [number, number, number, number] | null;
  layers: string[] | null;
  count: number;
}

export interface Head {
  version: number;
  events: number;
  places: number;
  /** Days from 1970-01-01; `date_start` counts from it. */
  first_day: number;
  columns: ColumnSpec[];
  /** Index 0 of each is "", which means missing. */
  dicts: Record<string, string[]>;
  dicts_ar: Record<string, string[]>;
  types: Style[];
  governorates: { pcode: string; name: string; name_ar: string }[];
  areas: Steps[][][];
  scale: number;
  /** Rows of a block of strings, and of words. */
  text: { columns: TextSpec[]; rows: number; word_rows: number };
  /** The user's own columns; "own:" stands before a name that the page uses itself. */
  extra: string[];
  category_colors: string[];
  sub_types_ar: Record<string, string>;
  meta: Meta;
  ground: Ground;
  /** Districts and sub-districts, where the gazetteer has outlines. */
  units?: { pcode: string; name: string; name_ar: string; parts: Steps[][] }[];
  layers?: GroundLayer[];
  chapters?: ChapterData[];
  /** People by p-code, and who counted them when. */
  population?: { people: Record<string, number>; source: string };
}

/** Say in words why a head cannot be read, or null if it can. */
export function refuse(head: { version?: unknown }): string | null {
  if (head.version === VERSION) return null;
  return `this page reads version ${VERSION} of the event data, not ${String(head.version)}`;
}

/** The name that a user gave a column. */
export function ownName(column: string): string {
  return column.replace(/^own:/, "");
}

/** Filters that combine: AND across dimensions, OR within one. A row passes where its bits are 0. */

import type { Numbers } from "./contract";
import { fold, marksOf, queryWords } from "./fold";
import { ROLES, type Role, type Store } from "./store";

export const DIMENSIONS = [
  "type",
  "sub_event_type",
  "actor",
  "status",
  "geo_precision",
  "governorate",
  "source",
  "fatalities",
  "text",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type FacetDimension = Exclude<Dimension, "text">;

export const FATALITY_BANDS = ["0", "1-4", "5-24", "25+", "?"] as const;

/** What a person chose: words for dictionary columns; an absent key keeps everything. */
export interface Filters {
  type: string[];
  sub_event_type: string[];
  actor: string[];
  role: Role | "any";
  status: string[];
  geo_precision: string[];
  governorate: string[];
  source: string[];
  fatalities: string[];
  text: string;
}

export function noFilters(): Filters {
  return {
    type: [],
    sub_event_type: [],
    actor: [],
    role: "any",
    status: [],
    geo_precision: [],
    governorate: [],
    source: [],
    fatalities: [],
    text: "",
  };
}

const SEARCHED = [
  "sub_event_type",
  "actor1",
  "actor2",
  "claimed_by",
  "attributed_to",
  "location",
  "source",
] as const;

export class Filter {
  readonly fail: Uint16Array;
  readonly governorateOf: Uint8Array;
  private readonly bands: Uint8Array;
  private searched = "";
  private placeKeys: string[] | null = null;
  private hits: Uint32Array | null = null;

  constructor(private readonly store: Store) {
    this.fail = new Uint16Array(store.n);
    this.governorateOf = store.column("place_governorate") as Uint8Array;
    this.bands = new Uint8Array(store.n);
    for (let i = 0; i < store.n; i++) this.bands[i] = bandOf(store.fatalities[i]);
  }

  /** The words that a dimension offers, in the order of their codes. */
  options(dimension: FacetDimension): string[] {
    switch (dimension) {
      case "type":
        return this.store.head.types.map((type) => type.name);
      case "governorate":
        return [...this.store.head.governorates.map((unit) => unit.pcode), ""];
      case "geo_precision":
        return ["", "1", "2", "3"];
      case "fatalities":
        return [...FATALITY_BANDS];
      default:
        return this.store.dict(dimension);
    }
  }

  /** Set the bit of `dimension` anew in every row. */
  apply(dimension: FacetDimension, filters: Filters): void {
    const chosen = filters[dimension];
    const bit = 1 << DIMENSIONS.indexOf(dimension);
    if (chosen.length === 0) {
      clearBit(this.fail, bit);
      return;
    }
    const options = this.options(dimension);
    const table = Uint8Array.from(options, (word) => (chosen.includes(word) ? 1 : 0));
    if (dimension === "governorate" || dimension === "geo_precision") {
      const codes =
        dimension === "governorate" ? this.governorateOf : this.store.column("place_precision");
      const keep = Uint8Array.from(codes as Uint8Array, (code) =>
        dimension === "governorate" && code === 255 ? table[table.length - 1] : table[code],
      );
      setBits(this.fail, bit, this.store.place, keep);
    } else if (dimension === "actor") {
      const roles = filters.role === "any" ? ROLES : [filters.role];
      const columns = roles.map((role) => this.store.column(role));
      const { fail } = this;
      for (let i = 0; i < fail.length; i++) {
        let keep = 0;
        for (const column of columns) keep |= table[column[i]];
        fail[i] = keep ? fail[i] & ~bit : fail[i] | bit;
      }
    } else {
      setBits(this.fail, bit, this.codes(dimension), table);
    }
  }

  codes(dimension: "type" | "sub_event_type" | "status" | "source" | "fatalities"): Numbers {
    if (dimension === "type") return this.store.type;
    if (dimension === "fatalities") return this.bands;
    return this.store.column(dimension);
  }

  /** Set the bit of free text; descriptions that have not been read are read now. */
  async applyText(text: string, stillWanted: () => boolean): Promise<boolean> {
    const bit = 1 << DIMENSIONS.indexOf("text");
    const words = queryWords(text);
    if (words.length === 0) {
      clearBit(this.fail, bit);
      this.searched = "";
      return true;
    }
    const hits = (this.hits ?? new Uint32Array(this.store.n)).fill(0);
    this.hits = null; // a search that overtakes this one takes its own
    const all = 2 ** Math.min(words.length, 31) - 1;
    this.markDictionaries(words, hits);
    if (!(await this.markDescriptions(words, hits, stillWanted))) return false;
    takeHits(this.fail, hits, all, bit);
    this.hits = hits;
    this.searched = text;
    return true;
  }

  get text(): string {
    return this.searched;
  }

  private markDictionaries(words: string[], hits: Uint32Array): void {
    const { store } = this;
    const types = store.head.types.map((type) => fold(`${type.name} ${type.label_ar}`));
    this.mark(words, hits, types, store.type);
    for (const name of SEARCHED) {
      if (!store.has(name)) continue;
      const dict = store.dict(name);
      const arabic = store.dictIn(name, "ar");
      const folded = dict.map((word, i) => fold(word + (arabic[i] === word ? "" : ` ${arabic[i]}`)));
      this.mark(words, hits, folded, store.column(name));
    }
    this.placeKeys ??= this.foldPlaces();
    this.mark(words, hits, this.placeKeys, store.place);
  }

  private foldPlaces(): string[] {
    const { store } = this;
    return Array.from({ length: store.head.places }, (_, place) =>
      fold(
        [
          ...["name", "name_ar", "admin1", "admin2", "admin3"].map((n) => store.placeWord(n, place)),
          store.head.governorates[this.governorateOf[place]]?.name_ar ?? "",
        ].join(" "),
      ),
    );
  }

  /** Do ahead, a little at a time, what a search of texts needs; false when all is done. */
  async prepare(): Promise<boolean> {
    this.placeKeys ??= this.foldPlaces();
    return (await this.store.texts.column("description")?.prepare()) ?? false;
  }

  private mark(words: string[], hits: Uint32Array, folded: string[], codes: Numbers): void {
    const table = Uint32Array.from(folded, (text) => marksOf(words, text));
    if (table.every((marks) => marks === 0)) return;
    for (let i = 0; i < hits.length; i++) hits[i] |= table[codes[i]];
  }

  private async markDescriptions(
    words: string[],
    hits: Uint32Array,
    stillWanted: () => boolean,
  ): Promise<boolean> {
    const column = this.store.texts.column("description");
    if (column) return column.search(words, hits, stillWanted);
    if (this.store.has("description")) {
      const folded = this.store.dict("description").map(fold);
      this.mark(words, hits, folded, this.store.column("description"));
    }
    return true;
  }

  /** Count the options of one dimension among rows that pass all the others and lie in `window`. */
  facet(
    dimension: FacetDimension,
    role: Role | "any",
    window: { from: number; to: number } | null,
  ): Uint32Array {
    const { store, fail } = this;
    const others = ~(1 << DIMENSIONS.indexOf(dimension));
    const counts = new Uint32Array(this.options(dimension).length);
    const { start, end } = store;
    const from = window?.from ?? -Infinity;
    const to = window?.to ?? Infinity;
    const inside = (i: number) => (fail[i] & others) === 0 && start[i] <= to && end[i] >= from;
    if (dimension === "actor") {
      const columns = (role === "any" ? ROLES : [role]).map((name) => store.column(name));
      for (let i = 0; i < fail.length; i++) {
        if (!inside(i)) continue;
        for (let c = 0; c < columns.length; c++) {
          const code = columns[c][i];
          let seen = false;
          for (let d = 0; d < c; d++) seen ||= columns[d][i] === code;
          if (!seen) counts[code]++;
        }
      }
    } else if (dimension === "governorate" || dimension === "geo_precision") {
      const codes =
        dimension === "governorate" ? this.governorateOf : store.column("place_precision");
      const { place } = store;
      const last = counts.length - 1;
      for (let i = 0; i < fail.length; i++) {
        if (inside(i)) counts[Math.min(codes[place[i]], last)]++;
      }
    } else {
      const codes = this.codes(dimension);
      for (let i = 0; i < fail.length; i++) if (inside(i)) counts[codes[i]]++;
    }
    return counts;
  }
}

export function bandOf(fatalities: number): number {
  if (fatalities < 0) return 4;
  if (fatalities === 0) return 0;
  if (fatalities < 5) return 1;
  return fatalities < 25 ? 2 : 3;
}

function takeHits(fail: Uint16Array, hits: Uint32Array, all: number, bit: number): void {
  const mask = 0xffff & ~bit;
  for (let i = 0; i < fail.length; i++) fail[i] = (fail[i] & mask) | (hits[i] === all ? 0 : bit);
}

function clearBit(fail: Uint16Array, bit: number): void {
  for (let i = 0; i < fail.length; i++) fail[i] &= ~bit;
}

function setBits(fail: Uint16Array, bit: number, codes: Numbers, keep: Uint8Array): void {
  const mask = 0xffff & ~bit;
  const marks = Uint16Array.from(keep, (kept) => (kept ? 0 : bit));
  if (codes instanceof Uint8Array) markBytes(fail, mask, codes, marks);
  else for (let i = 0; i < fail.length; i++) fail[i] = (fail[i] & mask) | marks[codes[i]];
}

/** The same loop for the commonest kind of codes, so that it is compiled for it alone. */
function markBytes(fail: Uint16Array, mask: number, codes: Uint8Array, marks: Uint16Array): void {
  for (let i = 0; i < fail.length; i++) fail[i] = (fail[i] & mask) | marks[codes[i]];
}

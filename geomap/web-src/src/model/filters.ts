/** Filters that combine: AND across dimensions, OR within one. */

import { Bits } from "../data/bits";
import type { Numbers } from "../data/contract";
import { fold, queryWords } from "../data/fold";
import { RowLists, Runs, sharedRows } from "../data/rowlists";
import { ROLES, type Role, type Store } from "../data/store";
import { bandOf, COUNTRY, FATALITY_BANDS, type Dimension, type FacetDimension, type Filters } from "./dimensions";

const SEARCHED = [
  "sub_event_type",
  "actor1",
  "actor2",
  "claimed_by",
  "attributed_to",
  "location",
  "source",
] as const;

/** Words of a query beyond these are not looked for. */
const MOST_WORDS = 31;

export class Filter {
  /** By place: its governorate, then one code for elsewhere and one for the country as a whole. */
  readonly governorateOf: Uint8Array;
  private hasCountry = false;
  private bands: Uint8Array | null = null;
  /** What each dimension lets pass; none for those that keep everything. */
  private readonly kept = new Map<Dimension, Bits>();
  private readonly all: Bits;
  private passing: Bits;
  private stale = false;
  private searched = "";
  private placeKeys: { words: string[]; of: Uint32Array } | null = null;
  private typeRuns: Runs | null = null;
  private placeRuns: Runs | null = null;
  private readonly actorRows = new RowLists();
  private readonly readying: AsyncGenerator<void>;

  constructor(private readonly store: Store) {
    const elsewhere = store.head.governorates.length;
    this.governorateOf = new Uint8Array(store.column("place_governorate"));
    const { governorateOf } = this;
    for (let i = 0; i < governorateOf.length; i++) if (governorateOf[i] > elsewhere) governorateOf[i] = elsewhere;
    this.all = new Bits(store.n).fill();
    this.passing = new Bits(store.n).fill();
    this.readying = this.makeReady();
  }

  /** The rows that pass every dimension. */
  get pass(): Bits {
    if (this.stale) {
      this.stale = false;
      this.combine(this.passing, [...this.kept.values()]);
    }
    return this.passing;
  }

  private combine(into: Bits, parts: Bits[]): Bits {
    into.copy(parts[0] ?? this.all);
    for (const part of parts.slice(1)) into.and(part);
    return into;
  }

  /** What a dimension keeps, emptied to be filled anew. */
  private begin(dimension: Dimension): Bits {
    const bits = this.kept.get(dimension)?.clear() ?? new Bits(this.store.n);
    this.kept.set(dimension, bits);
    this.stale = true;
    return bits;
  }

  private keepAll(dimension: Dimension): void {
    if (this.kept.delete(dimension)) this.stale = true;
  }

  /** The words that a dimension offers, in the order of their codes. */
  options(dimension: FacetDimension): string[] {
    switch (dimension) {
      case "type":
        return this.store.head.types.map((type) => type.name);
      case "governorate":
        return [...this.store.head.governorates.map((unit) => unit.pcode), "", ...(this.hasCountry ? [COUNTRY] : [])];
      case "geo_precision":
        return ["", "1", "2", "3"];
      case "fatalities":
        return [...FATALITY_BANDS];
      default:
        return this.store.dict(dimension);
    }
  }

  /** Say which places stand for the country as a whole: they can be kept, or left out, by themselves. */
  markCountry(places: number[]): void {
    this.hasCountry = places.length > 0;
    for (const place of places) this.governorateOf[place] = this.store.head.governorates.length + 1;
  }

  /** Keep what was chosen of `dimension`. */
  apply(dimension: FacetDimension, filters: Filters): void {
    const chosen = filters[dimension];
    if (chosen.length === 0) {
      this.keepAll(dimension);
      return;
    }
    const bits = this.begin(dimension);
    const options = this.options(dimension);
    const table = Uint8Array.from(options, (word) => (chosen.includes(word) ? 1 : 0));
    if (dimension === "governorate" || dimension === "geo_precision") {
      const codes =
        dimension === "governorate" ? this.governorateOf : this.store.column("place_precision");
      const keep = Uint8Array.from(codes as Uint8Array, (code) => table[code]);
      if (this.placeRuns) this.placeRuns.setCodes(bits, keep);
      else bits.setCodes(this.store.place, keep);
    } else if (dimension === "actor") this.keepActors(bits, filters.role, table);
    else if (dimension === "type" && this.typeRuns) this.typeRuns.setCodes(bits, table);
    else bits.setCodes(this.codes(dimension), table);
  }

  private keepActors(bits: Bits, role: Role | "any", table: Uint8Array): void {
    if (role !== "any") bits.setCodes(this.store.column(role), table);
    else if (this.actorRows.made && !table[0]) {
      for (let code = 1; code < table.length; code++) if (table[code]) this.actorRows.setCode(bits, code);
    } else for (const name of ROLES) bits.setCodes(this.store.column(name), table);
  }

  codes(dimension: "type" | "sub_event_type" | "status" | "source" | "fatalities"): Numbers {
    if (dimension === "type") return this.store.type;
    if (dimension === "fatalities") return (this.bands ??= bandsOf(this.store.fatalities));
    return this.store.column(dimension);
  }

  /** Keep what holds every word of `text`; descriptions that have not been read are read now. */
  async applyText(text: string, stillWanted: () => boolean): Promise<boolean> {
    const words = queryWords(text).slice(0, MOST_WORDS);
    if (words.length === 0) {
      this.keepAll("text");
      this.searched = "";
      return true;
    }
    const hits = words.map(() => new Bits(this.store.n));
    this.markDictionaries(words, hits);
    if (!(await this.markDescriptions(words, hits, stillWanted))) return false;
    this.combine(this.begin("text"), hits);
    this.searched = text;
    return true;
  }

  get text(): string {
    return this.searched;
  }

  private markDictionaries(words: string[], hits: Bits[]): void {
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
    const { words: keys, of } = this.placeKeys;
    words.forEach((word, w) => {
      const found = Uint8Array.from(keys, (key) => (key.includes(word) ? 1 : 0));
      if (!found.includes(1)) return;
      const keep = new Uint8Array(of.length);
      for (let place = 0; place < keep.length; place++) keep[place] = found[of[place]];
      hits[w].setCodes(store.place, keep);
    });
  }

  /** What can be found of a place; many that have no name of their own share it. */
  private foldPlaces(): { words: string[]; of: Uint32Array } {
    const { store } = this;
    const names = (["name", "name_ar", "admin1", "admin2", "admin3"] as const).filter((name) => store.has(`place_${name}`));
    const codes = [...names.map((name) => store.column(`place_${name}`)), this.governorateOf];
    const { of, first } = sharedRows(codes.filter((column) => column.some((code) => code !== column[0])), store.head.places);
    const words = first.map((place) =>
      fold([...names.map((name) => store.placeWord(name, place)), store.head.governorates[this.governorateOf[place]]?.name_ar ?? ""].join(" ")),
    );
    return { words, of };
  }

  /** What filters and searches need, the most wanted first, a little at a time. */
  private async *makeReady(): AsyncGenerator<void> {
    const { store } = this;
    const texts = store.texts.column("description");
    this.typeRuns = Runs.of(store.type);
    yield;
    this.placeRuns = Runs.of(store.place);
    this.placeKeys ??= this.foldPlaces();
    yield;
    yield* this.actorRows.make(ROLES.map((role) => store.column(role)), store.dict("actor1").length);
    while (await texts?.prepare()) yield;
    while (texts?.index?.()) yield;
  }

  /** Do ahead a little of what filters and searches need; false when all is done. */
  async prepare(): Promise<boolean> {
    return !(await this.readying.next()).done;
  }

  private mark(words: string[], hits: Bits[], folded: string[], codes: Numbers): void {
    words.forEach((word, w) => {
      const keep = Uint8Array.from(folded, (text) => (text.includes(word) ? 1 : 0));
      if (keep.includes(1)) hits[w].setCodes(codes, keep);
    });
  }

  private async markDescriptions(
    words: string[],
    hits: Bits[],
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
    const { store } = this;
    const others = [...this.kept].filter(([name]) => name !== dimension).map(([, bits]) => bits);
    const pass = others.length === this.kept.size ? this.pass : this.combine(new Bits(store.n), others);
    const counts = new Uint32Array(this.options(dimension).length);
    const { start, end } = store;
    const from = window?.from ?? -Infinity;
    const to = window?.to ?? Infinity;
    const inside = (i: number) => pass.has(i) && start[i] <= to && end[i] >= from;
    if (dimension === "actor") {
      const columns = (role === "any" ? ROLES : [role]).map((name) => store.column(name));
      for (let i = 0; i < store.n; i++) {
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
      for (let i = 0; i < store.n; i++) {
        if (inside(i)) counts[Math.min(codes[place[i]], last)]++;
      }
    } else {
      const codes = this.codes(dimension);
      for (let i = 0; i < store.n; i++) if (inside(i)) counts[codes[i]]++;
    }
    return counts;
  }
}

function bandsOf(fatalities: Int32Array): Uint8Array {
  const bands = new Uint8Array(fatalities.length);
  for (let i = 0; i < bands.length; i++) bands[i] = bandOf(fatalities[i]);
  return bands;
}

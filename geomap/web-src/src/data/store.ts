/** The events as columns, their dictionaries, and their texts, which are inflated when read. */

import { Columns } from "./columns";
import { refuse, type Head, type Numbers } from "./contract";
import { inflate, inflateJson, peekText, takeText } from "./inflate";
import { ROLES, type PageColumn } from "./made-contract";
import { Texts } from "./texts";

export { ROLES };
export type { Role } from "./made-contract";

export class Store {
  readonly n: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly place: Numbers;
  readonly type: Uint8Array;
  readonly fatalities: Int32Array;
  /** True if the date of some event is known to a span only. */
  readonly hasSpans: boolean = false;
  readonly texts: Texts;
  private dates: Uint32Array | null = null;

  constructor(
    readonly id: string,
    readonly head: Head,
    private readonly columns: Columns,
  ) {
    this.n = head.events;
    this.texts = new Texts(head.text, this.n, (end) => this.readBlock(end));
    // plain loops: at a million rows a callback for each costs a second
    const days = this.column("date_start");
    const length = this.column("date_length");
    this.start = new Int32Array(this.n);
    this.end = new Int32Array(this.n);
    for (let i = 0; i < this.n; i++) {
      this.start[i] = head.first_day + days[i];
      this.end[i] = this.start[i] + length[i];
      if (length[i]) this.hasSpans = true;
    }
    this.place = this.column("place");
    this.type = this.column("type") as Uint8Array;
    const dead = this.column("fatalities");
    this.fatalities = new Int32Array(this.n);
    for (let i = 0; i < this.n; i++) this.fatalities[i] = dead[i] - 1;
  }

  static async open(id: string): Promise<Store> {
    const [head, columns] = await Promise.all([
      inflateJson<Head>(takeText(`${id}-head`)),
      inflate(takeText(`${id}-columns`)),
    ]);
    const problem = refuse(head);
    if (problem) throw new Error(problem);
    return new Store(id, head, new Columns(head.columns, columns));
  }

  /** The lowest or highest figure, -1 where not given. */
  fatalityBound(which: "fatalities_low" | "fatalities_high", row: number): number {
    const code = this.column(which)[row];
    return code === 0 ? -1 : code === 1 ? this.fatalities[row] : code - 2;
  }

  has(name: string): boolean {
    return this.columns.has(name);
  }

  /** True if a dictionary column tells events apart. */
  varies(name: string): boolean {
    return this.columns.has(name) && this.dict(name).length > 2;
  }

  /** A column that the contract names. */
  column(name: PageColumn): Numbers {
    return this.anyColumn(name);
  }

  /** Any column, the reader's own among them. */
  anyColumn(name: string): Numbers {
    const column = this.columns.get(name);
    if (!column) throw new Error(`no column ${name}`);
    return column;
  }

  /** The dictionary of a column; the four roles share the one of actors. */
  dict(name: string): string[] {
    const shared = (ROLES as readonly string[]).includes(name) ? "actor" : name;
    return this.head.dicts[shared] ?? [""];
  }

  dictIn(name: string, lang: string): string[] {
    const shared = (ROLES as readonly string[]).includes(name) ? "actor" : name;
    const words = this.dict(name);
    const arabic = this.head.dicts_ar[shared];
    return lang === "ar" && arabic ? words.map((word, i) => arabic[i] || word) : words;
  }

  /** The word of a dictionary column in one row. */
  word(name: string, row: number, lang = "en"): string {
    if (!this.columns.has(name)) return "";
    const code = this.anyColumn(name)[row];
    const shared = (ROLES as readonly string[]).includes(name) ? "actor" : name;
    return (
      (lang === "ar" && this.head.dicts_ar[shared]?.[code]) || (this.dict(name)[code] ?? "")
    );
  }

  /** A word about a place: name, id, pcode, admin1, admin2, admin3. */
  placeWord(name: string, place: number, lang = "en"): string {
    return this.word(`place_${name}`, place, lang);
  }

  /** A text of one row if it has been read, else "". */
  textNow(name: string, row: number): string {
    return this.texts.has(name) ? this.texts.now(name, row) : this.word(name, row);
  }

  /** The bytes of a packed block, which leave the page. */
  private async readBlock(end: string): Promise<ArrayBuffer> {
    if (document.readyState === "loading") {
      await new Promise((done) => document.addEventListener("DOMContentLoaded", done));
    }
    const id = `${this.id}-${end}`;
    const keep = end.startsWith("text-");
    const packed = keep ? peekText(id) : document.getElementById(id) ? takeText(id) : "";
    return packed ? inflate(packed) : new ArrayBuffer(0);
  }

  /** Every row, oldest first (counted, not compared: a million rows take some milliseconds). */
  byDate(): Uint32Array {
    if (this.dates) return this.dates;
    let low = Infinity;
    let high = -Infinity;
    for (let i = 0; i < this.n; i++) {
      if (this.start[i] < low) low = this.start[i];
      if (this.start[i] > high) high = this.start[i];
    }
    const counts = new Uint32Array(this.n ? high - low + 2 : 1);
    for (let i = 0; i < this.n; i++) counts[this.start[i] - low + 1]++;
    for (let d = 1; d < counts.length; d++) counts[d] += counts[d - 1];
    const order = new Uint32Array(this.n);
    for (let i = 0; i < this.n; i++) order[counts[this.start[i] - low]++] = i;
    this.dates = order;
    return order;
  }
}

/** The texts of events, which stay packed in the page until someone reads or searches them. */

import type { Bits } from "./bits";
import type { TextSpec } from "./contract";
import { NumberTexts } from "./number-texts";
import { StringTexts } from "./string-texts";
import { WordTexts } from "./word-texts";

/** The bytes of a packed block by the end of its id; empty where there is none. */
export type ReadBlock = (end: string) => Promise<ArrayBuffer>;

/** One column of texts. */
export interface TextColumn {
  /** Read what holds the text of `row`. */
  read(row: number): Promise<void>;
  /** The text of a row that was read, else "". */
  now(row: number): string;
  /** The row whose text is exactly this, -1 for none. */
  find(text: string): Promise<number>;
  /** Set in `hits[w]` the rows that hold `words[w]` (folded); false if no longer wanted. */
  search(words: string[], hits: Bits[], stillWanted: () => boolean): Promise<boolean>;
  /** Read ahead, a little at a time; false when all is read. */
  prepare(): Promise<boolean>;
  /** Make what was read quicker to search, a little at a time; false when all is done. */
  index?(): boolean;
}

export class Texts {
  private readonly columns = new Map<string, TextColumn>();

  constructor(spec: { columns: TextSpec[]; rows: number; word_rows: number }, events: number, read: ReadBlock) {
    const strings = new Map<number, Promise<string[][]>>();
    spec.columns.forEach((column, at) => {
      let made: TextColumn;
      if (column.kind === "words") made = new WordTexts(at, events, spec.word_rows, read, column.symbols);
      else if (column.kind === "numbers") {
        const other = column.like === undefined ? undefined : this.columns.get(column.like);
        made = new NumberTexts(column, at, events, read, other as NumberTexts | undefined);
      } else made = new StringTexts(column.at, events, spec.rows, strings, read);
      this.columns.set(column.name, made);
    });
  }

  has(name: string): boolean {
    return this.columns.has(name);
  }

  column(name: string): TextColumn | undefined {
    return this.columns.get(name);
  }

  async read(row: number): Promise<void> {
    await Promise.all([...this.columns.values()].map((column) => column.read(row)));
  }

  now(name: string, row: number): string {
    return this.columns.get(name)?.now(row) ?? "";
  }

  async find(name: string, text: string): Promise<number> {
    return (await this.columns.get(name)?.find(text)) ?? -1;
  }
}

/** Texts as they are, in blocks that are inflated when one of them is read. */

import type { Bits } from "./bits";
import { fold, markRow } from "./fold";
import type { ReadBlock, TextColumn } from "./texts";

/** A few blocks stay; what is read once in a while need not be held. */
const KEPT = 24;

/** Milliseconds of searching after which the page may breathe. */
const SLICE = 8;

export class StringTexts implements TextColumn {
  private readonly loaded = new Map<number, string[]>();

  constructor(
    private readonly column: number,
    private readonly events: number,
    private readonly rows: number,
    /** Blocks hold all columns of strings, which share what was read. */
    private readonly reading: Map<number, Promise<string[][]>>,
    private readonly readBytes: ReadBlock,
  ) {}

  private async readBlock(block: number): Promise<string[]> {
    let reading = this.reading.get(block);
    if (!reading) {
      reading = this.readBytes(`text-${block}`).then((bytes) =>
        bytes.byteLength ? (JSON.parse(new TextDecoder().decode(bytes)) as string[][]) : [],
      );
      this.reading.set(block, reading);
      if (this.reading.size > KEPT) this.reading.delete(this.reading.keys().next().value as number);
    }
    const texts = (await reading)[this.column] ?? [];
    this.loaded.set(block, texts);
    if (this.loaded.size > KEPT) this.loaded.delete(this.loaded.keys().next().value as number);
    return texts;
  }

  async read(row: number): Promise<void> {
    const block = Math.floor(row / this.rows);
    if (!this.loaded.has(block)) await this.readBlock(block);
  }

  now(row: number): string {
    return this.loaded.get(Math.floor(row / this.rows))?.[row % this.rows] ?? "";
  }

  async find(text: string): Promise<number> {
    for (let block = 0; block * this.rows < this.events; block++) {
      const at = (await this.readBlock(block)).indexOf(text);
      if (at >= 0) return block * this.rows + at;
    }
    return -1;
  }

  async search(words: string[], hits: Bits[], stillWanted: () => boolean): Promise<boolean> {
    let began = performance.now();
    for (let block = 0; block * this.rows < this.events; block++) {
      const texts = await this.readBlock(block);
      const first = block * this.rows;
      for (let i = 0; i < texts.length; i++) {
        if (texts[i]) markRow(hits, words, fold(texts[i]), first + i);
        if (i % 64 === 63 && performance.now() - began > SLICE) {
          await new Promise((done) => setTimeout(done));
          if (!stillWanted()) return false;
          began = performance.now();
        }
      }
      if (!stillWanted()) return false;
    }
    return true;
  }

  prepare(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

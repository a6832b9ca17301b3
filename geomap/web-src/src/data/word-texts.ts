/** Texts as codes of a vocabulary: a search looks into each word once, then at numbers only. */

import type { Bits } from "./bits";
import { fold, marksOf } from "./fold";
import type { ReadBlock, TextColumn } from "./texts";
import { readRanks, readVarints } from "./varints";

type Codes = Uint8Array | Uint16Array | Uint32Array;

interface Block {
  /** First word of each row, and one past the last. */
  starts: Uint32Array;
  codes: Codes;
  index?: Index;
}

/** The rows of each word, so that a search looks at what it finds only. */
interface Index {
  /** First of the `rows` of each word, and one past the last. */
  from: Uint32Array;
  rows: Uint16Array | Uint32Array;
}

export class WordTexts implements TextColumn {
  private vocabulary: Promise<string[]> | null = null;
  private words: string[] = [];
  private folded: string[] | null = null;
  private readonly reading: Promise<Block>[] = [];
  private readonly blocks: (Block | undefined)[] = [];

  constructor(
    private readonly at: number,
    private readonly events: number,
    private readonly rows: number,
    private readonly readBytes: ReadBlock,
    /** Ranks are symbols and bits, not varints. */
    private readonly symbols = false,
  ) {}

  private readVocabulary(): Promise<string[]> {
    this.vocabulary ??= this.readBytes(`vocabulary-${this.at}`).then((bytes) => {
      this.words = JSON.parse(new TextDecoder().decode(bytes)) as string[];
      return this.words;
    });
    return this.vocabulary;
  }

  private readBlock(block: number): Promise<Block> {
    this.reading[block] ??= this.loadBlock(block);
    return this.reading[block];
  }

  private async loadBlock(block: number): Promise<Block> {
    const { length } = await this.readVocabulary();
    const bytes = new Uint8Array(await this.readBytes(`words-${this.at}-${block}`));
    const starts = new Uint32Array(Math.min(this.rows, this.events - block * this.rows) + 1);
    const from = readVarints(bytes, 0, starts.subarray(1));
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    const count = starts[starts.length - 1];
    const codes = length <= 256 ? new Uint8Array(count) : length <= 65_536 ? new Uint16Array(count) : new Uint32Array(count);
    if (this.symbols) readRanks(bytes, from, codes);
    else readVarints(bytes, from, codes);
    const made = { starts, codes };
    this.blocks[block] = made;
    return made;
  }

  async read(row: number): Promise<void> {
    await this.readBlock(Math.floor(row / this.rows));
  }

  now(row: number): string {
    const block = this.blocks[Math.floor(row / this.rows)];
    if (!block) return "";
    const at = row % this.rows;
    const words: string[] = [];
    for (let i = block.starts[at]; i < block.starts[at + 1]; i++) words.push(this.words[block.codes[i]]);
    return words.join(" ");
  }

  async find(text: string): Promise<number> {
    for (let row = 0; row < this.events; row++) {
      if (row % this.rows === 0) await this.read(row);
      if (this.now(row) === text) return row;
    }
    return -1;
  }

  async search(words: string[], hits: Bits[], stillWanted: () => boolean): Promise<boolean> {
    await this.readVocabulary();
    const folded = (this.folded ??= this.words.map(fold));
    // a word of a query holds no space, so it lies within one word of the text
    const marks = Uint32Array.from(folded, (word) => marksOf(words, word));
    const wanted = words.map((_, w) => folded.flatMap((_text, code) => ((marks[code] >>> w) & 1 ? [code] : [])));
    if (wanted.every((codes) => codes.length === 0)) return true;
    for (let block = 0; block * this.rows < this.events; block++) {
      const here = this.blocks[block] ?? (await this.readBlock(block));
      if (!stillWanted()) return false;
      const { index } = here;
      if (!index) scanRows(here, marks, hits, block * this.rows);
      else wanted.forEach((codes, w) => {
        for (const code of codes) markList(hits[w], block * this.rows, index, code);
      });
    }
    return true;
  }

  async prepare(): Promise<boolean> {
    await this.readVocabulary();
    const blocks = Math.ceil(this.events / this.rows);
    for (let block = 0; block < blocks; block++) {
      if (this.blocks[block]) continue;
      await this.readBlock(block);
      return true;
    }
    this.folded ??= this.words.map(fold);
    return false;
  }

  index(): boolean {
    const next = this.blocks.find((block) => block && !block.index);
    if (next) next.index = listRows(next, this.words.length);
    return next !== undefined;
  }
}

/** The rows of each word, word after word. */
function listRows({ starts, codes }: Block, words: number): Index {
  const from = new Uint32Array(words + 1);
  for (let i = 0; i < codes.length; i++) from[codes[i] + 1]++;
  for (let word = 1; word <= words; word++) from[word] += from[word - 1];
  const rows = starts.length <= 65_537 ? new Uint16Array(codes.length) : new Uint32Array(codes.length);
  const next = from.slice();
  for (let row = 0, i = 0; row + 1 < starts.length; row++) {
    for (const end = starts[row + 1]; i < end; i++) rows[next[codes[i]]++] = row;
  }
  return { from, rows };
}

function markList({ words }: Bits, first: number, { from, rows }: Index, code: number): void {
  for (let i = from[code], end = from[code + 1]; i < end; i++) {
    const row = first + rows[i];
    words[row >>> 5] |= 1 << (row & 31);
  }
}

/** The same before there is an index: every word of every row. */
function scanRows({ starts, codes }: Block, marks: Uint32Array, hits: Bits[], first: number): void {
  for (let row = 0, i = 0; row + 1 < starts.length; row++) {
    let words = 0;
    for (const end = starts[row + 1]; i < end; i++) words |= marks[codes[i]];
    for (let w = 0; words; words >>>= 1, w++) if (words & 1) hits[w].set(first + row);
  }
}

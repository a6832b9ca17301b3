/** Texts that are numbers after a prefix, as `E0000017`. */

import type { NumberSpec } from "./contract";
import type { Bits } from "./bits";
import { fold, markRow } from "./fold";
import type { ReadBlock, TextColumn } from "./texts";
import { readVarints, unfold } from "./varints";

export class NumberTexts implements TextColumn {
  private values: Float64Array | null = null;
  private reading: Promise<Float64Array> | null = null;

  constructor(
    private readonly spec: NumberSpec,
    private readonly at: number,
    private readonly events: number,
    private readonly readBytes: ReadBlock,
    /** The column with the same numbers but for a constant. */
    private readonly like?: NumberTexts,
  ) {}

  readAll(): Promise<Float64Array> {
    this.reading ??= this.load();
    return this.reading;
  }

  private async load(): Promise<Float64Array> {
    const { like, events } = this;
    if (like) {
      const { add = 0 } = this.spec;
      const others = await like.readAll();
      this.values = add ? others.map((value) => value + add) : others;
      return this.values;
    }
    const values = new Float64Array(events);
    readVarints(new Uint8Array(await this.readBytes(`numbers-${this.at}`)), 0, values);
    let sum = 0;
    for (let i = 0; i < events; i++) values[i] = sum += unfold(values[i]);
    this.values = values;
    return values;
  }

  async read(): Promise<void> {
    await this.readAll();
  }

  now(row: number): string {
    return this.values ? this.say(this.values[row]) : "";
  }

  private say(value: number): string {
    return this.spec.prefix + String(value).padStart(this.spec.width, "0");
  }

  async find(text: string): Promise<number> {
    const { prefix } = this.spec;
    if (!text.startsWith(prefix) || !/^\d+$/.test(text.slice(prefix.length))) return -1;
    const value = Number(text.slice(prefix.length));
    return this.say(value) === text ? (await this.readAll()).indexOf(value) : -1;
  }

  async search(words: string[], hits: Bits[], stillWanted: () => boolean): Promise<boolean> {
    const values = await this.readAll();
    if (!stillWanted()) return false;
    for (let row = 0; row < values.length; row++) markRow(hits, words, fold(this.say(values[row])), row);
    return true;
  }

  prepare(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

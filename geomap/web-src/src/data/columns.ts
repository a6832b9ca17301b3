/** The columns of numbers, each made from its bytes when it is first asked for. */

import type { ColumnSpec, Numbers } from "./contract";
import { unfold32 } from "./varints";

const ARRAYS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f64: Float64Array,
} as const;

export class Columns {
  private readonly specs: Map<string, ColumnSpec>;
  private readonly made = new Map<string, Numbers>();

  constructor(
    specs: ColumnSpec[],
    private readonly buffer: ArrayBuffer,
  ) {
    this.specs = new Map(specs.map((spec) => [spec.name, spec]));
  }

  has(name: string): boolean {
    return this.specs.has(name);
  }

  get(name: string): Numbers | undefined {
    const spec = this.specs.get(name);
    if (!spec) return undefined;
    let column = this.made.get(name);
    if (!column) this.made.set(name, (column = this.make(spec)));
    return column;
  }

  private make(spec: ColumnSpec): Numbers {
    const { type, length, offset = 0, planes, of } = spec;
    // where nothing was done to it, a view of the one buffer
    if (!planes && of === undefined) return new ARRAYS[type](this.buffer, offset, length);
    const out = new ARRAYS[type](length);
    if (of !== undefined) {
      const codes = this.get(of) as Uint8Array;
      const table = Uint8Array.from(spec.table ?? []);
      for (let i = 0; i < length; i++) out[i] = table[codes[i]];
      return out;
    }
    const folded = joinPlanes(new Uint8Array(this.buffer, offset, length * (planes as number)), length);
    const { scale = 1 } = spec;
    let sum = 0;
    for (let i = 0; i < length; i++) {
      const value = unfold32(folded[i]);
      sum = spec.steps ? (sum + value) | 0 : value;
      out[i] = scale === 1 ? sum : sum / scale;
    }
    return out;
  }
}

/** Numbers of which first all lowest bytes are given, then all second ones, up to four. */
export function joinPlanes(bytes: Uint8Array, length: number): Uint32Array {
  const out = new Uint32Array(length);
  for (let from = 0, shift = 0; from < bytes.length; from += length, shift += 8) {
    for (let i = 0; i < length; i++) out[i] |= bytes[from + i] << shift;
  }
  return out;
}

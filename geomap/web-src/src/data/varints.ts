/** Whole numbers of at least 0 in 7 bits a byte, low first, the last byte below 128. */

/** Read `out.length` numbers from `bytes`, beginning at `at`; return where the next one begins. */
export function readVarints(
  bytes: Uint8Array,
  at: number,
  out: Uint8Array | Uint16Array | Uint32Array | Float64Array,
): number {
  let from = at;
  for (let i = 0; i < out.length; i++) {
    let byte = bytes[from++];
    let value = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = bytes[from++];
      value += (byte & 127) * scale;
    }
    out[i] = value;
  }
  return from;
}

/** 0, 1, 2, 3, ... below 2 ** 32 as 0, -1, 1, -2, ... */
export function unfold32(value: number): number {
  return (value >>> 1) ^ -(value & 1);
}

/** 0, 1, 2, 3, ... as 0, -1, 1, -2, ... */
export function unfold(value: number): number {
  return value % 2 ? -(value + 1) / 2 : value / 2;
}

/** Ranks that are their own symbol; `split_codes` in geomap/web/blocks/texts.py tells the rest. */
const OWN = 128;

/** Fill `out` with ranks of words: `out.length` symbols from `at`, and behind them the bits that symbols leave open. */
export function readRanks(bytes: Uint8Array, at: number, out: Uint8Array | Uint16Array | Uint32Array): void {
  const count = out.length;
  let next = at + count;
  let bits = 0;
  let have = 0;
  for (let i = 0; i < count; i++) {
    const symbol = bytes[at + i];
    if (symbol < OWN) {
      out[i] = symbol;
      continue;
    }
    const width = ((symbol - OWN) >>> 3) + 4;
    while (have < width) {
      bits |= bytes[next++] << have;
      have += 8;
    }
    out[i] = ((8 + (symbol & 7)) << width) + (bits & ((1 << width) - 1));
    bits >>>= width;
    have -= width;
  }
}

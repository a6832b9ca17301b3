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

/** Read all numbers below 2 ** 28 from `at` to the end into `out`, which has room; return how many. */
export function readCodes(bytes: Uint8Array, at: number, out: Uint8Array | Uint16Array | Uint32Array): number {
  let count = 0;
  for (let i = at; i < bytes.length; ) {
    let byte = bytes[i++];
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[i++];
      value |= (byte & 127) << shift;
    }
    out[count++] = value;
  }
  return count;
}

/** 0, 1, 2, 3, ... as 0, -1, 1, -2, ... */
export function unfold(value: number): number {
  return value % 2 ? -(value + 1) / 2 : value / 2;
}

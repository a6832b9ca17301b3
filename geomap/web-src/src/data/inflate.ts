/** What the page's inert script elements hold, into bytes: raw deflate, spelled in 91 letters. */

/** The number that each character stands for; the letters are `LETTERS` in geomap/web/blocks/packing.py. */
const VALUES = new Uint8Array(128);
for (let code = 33, value = 0; code < 127; code++) if (code !== 34 && code !== 38 && code !== 60) VALUES[code] = value++;

/** Two letters are 13 bits, the low one first; one at the end is the 6 bits that are left. */
export function decodeLetters(text: string): Uint8Array<ArrayBuffer> {
  const { length } = text;
  const pairs = length >>> 1;
  const bytes = new Uint8Array((13 * pairs + 6 * (length & 1)) >>> 3);
  let bits = 0;
  let have = 0;
  let at = 0;
  for (let i = 0; i < 2 * pairs; i += 2) {
    bits |= (VALUES[text.charCodeAt(i)] + 91 * VALUES[text.charCodeAt(i + 1)]) << have;
    have += 13;
    for (; have >= 8; have -= 8) {
      bytes[at++] = bits;
      bits >>>= 8;
    }
  }
  if (length & 1 && at < bytes.length) bytes[at] = bits | (VALUES[text.charCodeAt(length - 1)] << have);
  return bytes;
}

export async function inflate(letters: string): Promise<ArrayBuffer> {
  // written straight into the stream and read from it: a Blob or a Response would go round by another process
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  const fails = () => undefined; // the reading end tells
  writer.write(decodeLetters(letters)).catch(fails);
  writer.close().catch(fails);
  return readAll(stream.readable);
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<ArrayBuffer> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    length += next.value.length;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

export async function inflateJson<T>(letters: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await inflate(letters))) as T;
}

/** Take the text of an inert element out of the page, so that it is held once only. */
export function takeText(id: string): string {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page lacks its data block ${id}`);
  const text = element.textContent ?? "";
  element.remove();
  return text.trim();
}

export function peekText(id: string): string {
  return (document.getElementById(id)?.textContent ?? "").trim();
}

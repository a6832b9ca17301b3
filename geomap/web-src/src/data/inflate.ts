/** Base64 of raw deflate, out of inert script elements, into bytes. */

interface FromBase64 {
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}

export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as unknown as FromBase64).fromBase64;
  if (native) return native.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export async function inflate(base64: string): Promise<ArrayBuffer> {
  // written straight into the stream and read from it: a Blob or a Response would go round by another process
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  const fails = () => undefined; // the reading end tells
  writer.write(decodeBase64(base64)).catch(fails);
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

export async function inflateJson<T>(base64: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await inflate(base64))) as T;
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

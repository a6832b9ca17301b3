/** The only way in which this page makes elements: text becomes text nodes, never markup. */

type Child = Node | string | null | undefined | false;
type Props = Record<string, string | number | boolean | null | undefined>;
type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (/^on/i.test(name) || name === "style" || name === "srcdoc") {
      throw new Error(`attribute ${name} is not set here`);
    }
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child) element.append(child);
  }
  return element;
}

export function on<E extends HTMLElement>(element: E, listeners: Listeners): E {
  for (const [name, listener] of Object.entries(listeners)) {
    element.addEventListener(name, listener as EventListener);
  }
  return element;
}

export function button(label: string, act: () => void, props: Props = {}): HTMLButtonElement {
  return on(h("button", { type: "button", ...props }, label), { click: act });
}

/** A link that leaves the page, or plain text where the address is not http or https. */
export function link(address: string, label: string): HTMLElement {
  const safe = safeAddress(address);
  if (!safe) return h("span", {}, label);
  return h("a", { href: safe, rel: "noopener noreferrer", target: "_blank", dir: "auto" }, label);
}

export function safeAddress(address: string): string | null {
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

const BIDI = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Text for reading: control signs made visible, direction overrides taken out. */
export function readable(text: string): string {
  return text.replace(BIDI, "").replace(CONTROL, "\ufffd");
}

/** A text of unknown language in an element that isolates its direction. */
export function told(tag: keyof HTMLElementTagNameMap, text: string, props: Props = {}): HTMLElement {
  const shown = readable(text);
  const element = h(tag, { dir: "auto", ...props });
  element.textContent = shown.length > 20_000 ? `${shown.slice(0, 20_000)}\u2026` : shown;
  return element;
}

export function icon(path: string, size = 18): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

/** Who says so: all sources of an event, the links they give, and the other rows of its incident. */

import { ownName } from "../data/contract";
import type { Store } from "../data/store";
import { button, h, link, safeAddress, told } from "../panels/dom";
import { placeOf, whatOf, type RowHost } from "../panels/list";

/** Most of anything in one list. */
const MOST = 30;

/** Columns in which people write which incident a row belongs to, the likeliest first. */
const INCIDENT = ["incident_id", "incident_code", "incident", "case_id", "case_code"];

/** The names of several sources in one text. */
export function sourcesIn(text: string): string[] {
  return [...new Set(text.split(";").map((name) => name.trim()).filter(Boolean))].slice(0, MOST);
}

/** The addresses of the web in a text that holds nothing else, or none. */
export function linksIn(text: string): string[] {
  const parts = text.split(/[\s|]/).flatMap((part) => part.split(/;(?=https?:)/)).map(bare).filter(Boolean);
  const links = parts.filter((part) => /^https?:/i.test(part) && safeAddress(part));
  return links.length === parts.length ? [...new Set(links)].slice(0, MOST) : [];
}

/** Without the comma or semicolon that parts it from the next. */
function bare(text: string): string {
  let end = text.length;
  while (end && ";,".includes(text[end - 1])) end--;
  return text.slice(0, end);
}

/** Links one below the other, or the text as it is. Nothing is loaded before a click. */
export function linksOf(text: string): HTMLElement {
  const links = linksIn(text);
  if (!links.length) return told("span", text);
  return h("ul", { class: "gm-links" }, ...links.map((one) => h("li", {}, link(one, one.length > 60 ? `${one.slice(0, 60)}…` : one))));
}

/** The column that says which incident a row belongs to, "" where there is none. */
export function incidentColumn(store: Store): string {
  return store.head.extra.find((column) => INCIDENT.includes(ownName(column))) ?? "";
}

/** Buttons that open the other rows of an incident. */
export function incidentOf(host: RowHost, row: number, column: string): HTMLElement | null {
  const value = column && host.store.textNow(column, row);
  const others = value ? rowsWith(host.store, column, value).filter((other) => other !== row) : [];
  if (!others.length) return null;
  const open = (other: number) => button(
    `${host.dates.brief(host.store.start[other], host.store.end[other])} · ${whatOf(host, other)}: ${placeOf(host, other)}`.slice(0, 160),
    () => host.select(other), { class: "gm-link", dir: "auto" });
  return h("ul", { class: "gm-links" }, ...others.slice(0, MOST).map((other) => h("li", {}, open(other))));
}

/** Rows with a word in a column. Of texts that are packed in blocks, those of the blocks that were read. */
function rowsWith(store: Store, column: string, value: string): number[] {
  const found: number[] = [];
  const coded = store.has(column) ? store.anyColumn(column) : null;
  const code = coded ? store.dict(column).indexOf(value) : -1;
  for (let row = 0; row < store.n && found.length <= MOST; row++) {
    if (coded ? coded[row] === code : store.textNow(column, row) === value) found.push(row);
  }
  return found.sort((a, b) => store.start[a] - store.start[b]);
}

/** A chapter that was written in the page as TOML for a specification. */

import type { Filters } from "../model/dimensions";

export interface Written {
  title: string;
  text: string;
  box: readonly number[];
  from: string;
  to: string;
  event: string;
  filters: Filters;
  ways: string[];
  /** Null where the map has none. */
  layers: string[] | null;
  governorates: ReadonlyMap<string, string>;
}

export function formatChapter(chapter: Written): string {
  const lines = ["[[chapters]]", `title = ${quoted(chapter.title)}`];
  if (chapter.text) lines.push(`text = ${quoted(chapter.text)}`);
  if (chapter.from) lines.push(`from = ${chapter.from}`, `to = ${chapter.to}`);
  lines.push(`view = "${chapter.box.join(",")}"`);
  const filter = filterOf(chapter);
  if (filter) lines.push(`filter = { ${filter} }`);
  if (chapter.layers) lines.push(`layers = ${list(chapter.layers)}`);
  if (chapter.event) lines.push(`open = ${quoted(chapter.event)}`);
  const way = chapter.ways.length === 1 ? chapter.ways[0] : "";
  if (way && way !== "symbols") lines.push(`show = ${quoted(way)}`);
  for (const [name, value] of [["text", chapter.filters.text], ["fatalities", chapter.filters.fatalities.join(", ")]]) {
    if (value) lines.push(`# not kept: the filter ${name} (${comment(value)})`);
  }
  return `${lines.join("\n")}\n`;
}

function filterOf({ filters, governorates }: Written): string {
  const names: [string, string[]][] = [
    ["event_type", filters.type], ["sub_event_type", filters.sub_event_type], ["status", filters.status],
    ["admin1", filters.governorate.map((code) => governorates.get(code) ?? code)], ["source", filters.source], ["actor", filters.actor],
  ];
  const parts = names.map(([name, values]): [string, string[]] => [name, values.filter(Boolean)]).filter(([, values]) => values.length)
    .map(([name, values]) => `${name} = ${list(values)}`);
  const precise = filters.geo_precision.map(Number).filter((level) => level >= 1 && level <= 3);
  if (precise.length) parts.push(`geo_precision = ${Math.max(...precise)}`);
  return parts.join(", ");
}

function list(values: string[]): string {
  return `[${values.map(quoted).join(", ")}]`;
}

/** A basic string of TOML: what JSON escapes, and the one sign that it does not. */
export function quoted(text: string): string {
  // eslint-disable-next-line no-control-regex
  return JSON.stringify(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")).replace(/\u007f/g, "\\u007f");
}

function comment(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f]/g, " ").slice(0, 200);
}

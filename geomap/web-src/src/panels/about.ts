/** What the map says of itself: notice, sources, date of the data, disclaimer. */

import type { Head } from "../data/contract";
import type { DateWords } from "../words/date-words";
import { dayOf } from "../data/dates";
import { h, told } from "./dom";
import { fill, type Words } from "../words/words";

export function aboutMap({ meta }: Head, words: Words, dates: DateWords, lang: string): HTMLElement {
  const lines: HTMLElement[] = [];
  if (meta.notice) lines.push(told("p", meta.notice, { class: "gm-notice" }));
  if (meta.no_texts) lines.push(h("p", { class: "gm-notice" }, words.noTexts));
  if (meta.unplaced) lines.push(h("p", {}, fill(words.unplaced, { n: dates.number(meta.unplaced) })));
  const asOf = dayOf(meta.as_of);
  if (!Number.isNaN(asOf)) lines.push(h("p", {}, fill(words.asOf, { date: dates.span(asOf, asOf) })));
  if (meta.sources.length) lines.push(told("p", `${words.sources}: ${meta.sources.slice(0, 12).join("; ").slice(0, 900)}`));
  lines.push(told("p", meta.attribution), told("p", lang === "ar" ? meta.disclaimer_ar : meta.disclaimer), h("p", { class: "gm-keys" }, words.keys));
  if (meta.data_hash) lines.push(told("p", `#${meta.data_hash}`, { class: "gm-quiet" }));
  return h("details", { class: "gm-section gm-about", open: Boolean(meta.notice || meta.no_texts) }, h("summary", {}, words.about), ...lines);
}

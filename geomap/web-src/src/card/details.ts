/** One event, told in full: when, who, what, who says so, where and how surely. */

import { button, h, on, told } from "../panels/dom";
import { placeOf, whatOf, governorateOf, type RowHost } from "../panels/list";
import { ownName } from "../data/contract";
import { colorOf } from "../draw/palette";
import { incidentColumn, incidentOf, linksIn, linksOf, sourcesIn } from "./origins";
import { reportButton } from "./report";
import { shapeIcon } from "../draw/shapes";
import { fill, statusWord } from "../words/words";

const GRAPHIC = "graphic";
/** Columns of links, by their names. */
const ARCHIVE = /archiv|أرشيف/i;
const MEDIA = /media|video|photo|image|picture|صور|فيديو|وسائط/i;

/** A whole number that a table wrote as a fraction. */
const WHOLE = /^(-?\d{1,15})\.0$/;

/** More further columns are told when asked for. */
const FEW_MORE = 6;

const TOLD = new Set([GRAPHIC, "placed_how"]);

/** Fill `box` with the event; texts come when their block is read. */
export async function showDetails(
  box: HTMLElement,
  host: RowHost,
  row: number,
): Promise<void> {
  const { store, words, lang, dates } = host;
  box.dataset.row = String(row);
  await store.texts.read(row);
  if (box.dataset.row !== String(row)) return; // another one was chosen meanwhile
  const place = store.place[row];
  const style = store.head.types[store.type[row]];
  const look = host.styleOf(row);
  const precision = store.column("place_precision")[place];
  const km = store.column("place_km")[place];
  const status = store.word("status", row) || "reported";
  const firm = status === "reported";
  const typeWords = (lang === "ar" && style.label_ar) || style.label;
  const description = told("p", "", { class: "gm-story" });
  const extra = h("dl", { class: "gm-facts gm-quiet" });
  const unit = governorateOf(host, row);
  const name = placeOf(host, row);
  const districts = ["admin3", "admin2"].map((n) => store.placeWord(n, place)).filter((n) => n && n !== name);
  const where = [...new Set([...districts, unit].filter((n) => n && n !== name))].join(lang === "ar" ? "، " : ", ");
  const mark = [words.exactDot, words.nearRing, words.regionArea][Math.max(1, Math.min(3, precision)) - 1];
  const timePrecision = store.has("time_precision") ? store.column("time_precision")[row] : 0;
  const precise = timePrecision > 1 || store.start[row] !== store.end[row]
    ? [words.datePrecise1, words.datePrecise2, words.datePrecise3][Math.max(0, timePrecision - 1)]
    : "";

  const facts = h("dl", { class: "gm-facts" });
  const fact = (title: string, ...values: (HTMLElement | string | null)[]) => {
    const shown = values.filter((value) => value !== null && value !== "");
    if (shown.length) facts.append(h("dt", {}, title), h("dd", {}, ...shown));
  };
  const actor = (role: string) => {
    const text = store.word(role, row, lang);
    return text ? told("span", text) : null;
  };
  fact(words.actor1, actor("actor1"));
  fact(words.actor2, actor("actor2"));
  fact(words.claimed_by, actor("claimed_by"));
  fact(words.attributed_to, actor("attributed_to"));
  fact(words.numbers, fatalityWords(host, row));
  fact(words.status, statusWord(status, lang));

  const wording = store.word("location", row);
  const placed = store.word("placed_how", row) || store.textNow("placed_how", row);
  const how = h("div", { class: `gm-placed gm-precision-${precision}` },
    h("strong", {}, mark), km > 0 ? h("span", {}, ` (${fill(words.precisionKm, { km: dates.number(Math.round(km * 10) / 10) })})`) : null,
    placed ? told("p", placed) : null);
  fact(words.where, h("span", {}, told("strong", name), where ? told("span", ` ${where}`, { class: "gm-quiet" }) : null));
  if (wording) fact(words.wording, told("q", wording));
  fact(words.placedHow, how);
  const source = store.word("source", row);
  const sources = sourcesIn(source);
  const sourceBox = h("span", {}, ...sources.map((one) => told("div", one)));
  fact(sources.length > 1 ? words.sources : words.said, sourceBox);

  box.replaceChildren(
    h("div", { class: "gm-detail-head" },
      h("span", { class: "gm-type" }, shapeIcon(look.shape, colorOf(look, host.theme), 16, !firm), h("span", {}, typeWords)),
      firm ? null : h("span", { class: "gm-chip" }, statusWord(status, lang))),
    told("h2", `${whatOf(host, row)}: ${name}`, { class: "gm-detail-title", tabindex: -1 }),
    h("p", { class: "gm-when" }, dates.span(store.start[row], store.end[row]), precise ? h("span", { class: "gm-quiet" }, ` · ${precise}`) : null),
    description, facts, extra,
  );

  const text = store.textNow("description", row);
  const url = store.textNow("source_url", row);
  const graphic = store.head.meta.hide_graphic && isGraphic(store.word(GRAPHIC, row) || store.textNow(GRAPHIC, row));
  if (graphic) {
    description.replaceWith(button(words.graphic, () => undefined, { class: "gm-button gm-veil" }));
    const veil = box.querySelector(".gm-veil") as HTMLButtonElement;
    on(veil, { click: () => { const open = told("p", text, { class: "gm-story" }); veil.replaceWith(open); } });
  } else if (text) {
    description.replaceWith(told("p", text, { class: "gm-story" }));
  } else description.remove();
  if (url) {
    sourceBox.append(linksOf(url));
  }
  const incident = incidentColumn(store);
  fact(words.sameIncident, incidentOf(host, row, incident));
  for (const column of store.head.extra) {
    if (TOLD.has(column)) continue;
    const value = store.textNow(column, row).replace(WHOLE, "$1");
    if (!value) continue;
    const linked = linksIn(value).length > 0;
    if (linked && ARCHIVE.test(column)) fact(words.archived, linksOf(value));
    else if (linked && MEDIA.test(column)) fact(words.media, linksOf(value));
    else extra.append(told("dt", ownName(column).replace(/_/g, " ")), h("dd", {}, linksOf(value)));
  }
  const id = store.textNow("event_id", row);
  if (id) extra.append(h("dt", {}, "id"), h("dd", {}, told("code", id)));
  if (extra.childElementCount > 2 * FEW_MORE) {
    const fold = h("details", { class: "gm-section" }, h("summary", {}, words.otherColumns));
    extra.replaceWith(fold);
    fold.append(extra);
  }
  box.append(reportButton(host, row));
}

function fatalityWords(host: RowHost, row: number): string {
  const { store, dates } = host;
  const best = store.fatalities[row];
  const low = store.fatalityBound("fatalities_low", row);
  const high = store.fatalityBound("fatalities_high", row);
  const range = low >= 0 && high >= 0 && low !== high ? `${dates.number(low)}–${dates.number(high)}` : "";
  if (best < 0) return range;
  return range ? `${dates.number(best)} (${range})` : dates.number(best);
}

export function isGraphic(value: string): boolean {
  return ["1", "true", "yes", "y", "نعم"].includes(value.trim().toLowerCase());
}

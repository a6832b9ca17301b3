/** The review page: one file, text beside rows, everything that a person says saved as files. */

import { h, on } from "../panels/dom";
import { saveDecisions, saveEvents, savePlaces } from "./saving";
import { selectedWords } from "./selection";
import { showDots, showRows } from "./rows";
import { Review, type Report, type Row, type Told } from "./told";

const PICKS = ["place", "actor1", "actor2"] as const;

function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

const review = new Review(JSON.parse(byId("data").textContent ?? "") as Told);
const shown = {
  review,
  choose: (index: number) => choose(index, false),
  changed: () => {
    showDots(dots, byId("dots"));
    count();
  },
};
const dots = { ...shown, choose: (index: number) => choose(index, true) };

function showText(item: Report): void {
  const box = byId("text");
  box.replaceChildren();
  box.dir = item.lang === "ar" ? "rtl" : "ltr";
  box.lang = item.lang;
  const chars = Array.from(item.text);
  const slice = (a: number, b: number) => chars.slice(a, b).join("");
  let at = 0;
  for (const [start, end, field, owners] of item.spans) {
    if (start < at) continue;
    box.append(slice(at, start));
    const mark = h("mark", { class: field, tabindex: 0, title: review.word(field), "data-rows": owners.join(" ") }, slice(start, end));
    const pick = () => choose(owners[0], true);
    box.append(on(mark, { click: pick, keydown: (event) => event.key === "Enter" && pick() }));
    at = end;
  }
  box.append(slice(at, chars.length));
}

function choose(index: number, scroll: boolean): void {
  review.chosen = index;
  const own = String(index);
  document.querySelectorAll(".row").forEach((node) => node.classList.toggle("on", node.id === `row-${own}`));
  document.querySelectorAll("mark").forEach((node) => node.classList.toggle("on", (node.dataset.rows ?? "").split(" ").includes(own)));
  document.querySelectorAll<SVGElement>("#dots circle").forEach((node) => node.classList.toggle("on", node.dataset.row === own));
  if (scroll) document.getElementById(`row-${own}`)?.scrollIntoView({ block: "nearest" });
}

function count(): void {
  byId("count").textContent = review.word("changed").replace("{n}", String(review.changed)).replace("{m}", String(review.struck.size));
}

function show(index: number): void {
  review.report = index;
  review.chosen = -1;
  showText(review.item);
  showRows(shown, byId("rows"));
  showDots(dots, byId("dots"));
  const first = document.querySelector(".row");
  if (review.item.rows.length && first) choose(Number(first.id.slice(4)), false);
}

function showAgain(index: number): void {
  getSelection()?.removeAllRanges();
  showRows(shown, byId("rows"));
  showDots(dots, byId("dots"));
  choose(index, true);
  count();
}

// what a person adds by selecting words

function showPicked(): void {
  const some = Boolean(selectedWords(byId("text")));
  byId("select").hidden = some;
  byId("add").hidden = !some;
  for (const name of PICKS) byId(`set_${name}`).hidden = !some || review.chosen < 0;
}

function addEvent(): void {
  const words = selectedWords(byId("text"));
  if (!words) return;
  const { told, item } = review;
  const places = item.named.filter((place, at) => item.named.findIndex((other) => other.id === place.id) === at);
  const row: Row = {
    ...item.base, event_id: `added-${item.key}-${item.rows.length}`, added: true, sub_event_type: told.types[0],
    event_type: told.typeOf[told.types[0]], status: told.states[0], date_start: item.day, date_end: item.day, actor1: "", actor2: "",
    location: "", place_id: "", fatalities: "", description: words.text, time_precision: item.day ? "1" : "", scores: {}, places,
    evidence: JSON.stringify([["type", words.start, words.end]]),
  };
  item.rows.push(row);
  const named = item.named.find((place) => place.start >= words.start && place.end <= words.end);
  if (named) setPlace(row, named.start, named.end, Array.from(item.text).slice(named.start, named.end).join(""));
  showAgain(item.rows.length - 1);
}

function setPlace(row: Row, start: number, end: number, words: string): void {
  const named = review.item.named.find((place) => place.start < end && start < place.end);
  if (named && !row.places.some((place) => place.id === named.id)) row.places.push(named);
  review.set(row, "location", words);
  if (named) review.set(row, "place_id", named.id);
}

function setWords(name: (typeof PICKS)[number]): void {
  const words = selectedWords(byId("text"));
  if (!words || review.chosen < 0) return;
  const row = review.item.rows[review.chosen];
  if (name === "place") setPlace(row, words.start, words.end, words.text);
  else review.set(row, name, words.text);
  showAgain(review.chosen);
}

const picker = byId<HTMLSelectElement>("report");
picker.append(...review.told.reports.map((item, index) => h("option", { value: index }, `${item.title} (${item.rows.length})`)));
picker.hidden = review.told.reports.length < 2;
const acts: Record<string, () => void> = {
  save: () => saveEvents(review), "save-places": () => savePlaces(review), "save-decisions": () => saveDecisions(review), add: addEvent,
  ...Object.fromEntries(PICKS.map((name) => [`set_${name}`, () => setWords(name)])),
};
for (const [id, act] of Object.entries(acts)) byId(id).addEventListener("click", act);
// a button that took the focus would take the selection too
for (const id of ["add", ...PICKS.map((name) => `set_${name}`)]) byId(id).addEventListener("mousedown", (event) => event.preventDefault());
picker.addEventListener("change", () => show(Number(picker.value)));
document.addEventListener("selectionchange", showPicked);
count();
show(0);

/** The rows of a report as forms, and their places as dots on the small map. */

import { h, on } from "../panels/dom";
import { text, type Report, type Review, type Row } from "./told";

const SVG = "http://www.w3.org/2000/svg";
const SCORED: Record<string, string> = { location: "place", date_start: "date", date_end: "date", sub_event_type: "type" };
const UNSURE = 0.6;

interface Shown {
  review: Review;
  choose: (index: number) => void;
  changed: () => void;
}

function classOf(name: string): string {
  return name.startsWith("date") ? "date" : (SCORED[name] ?? name);
}

function field({ review, changed }: Shown, row: Row, name: string, label: string, options?: [string, string][]): HTMLElement {
  const line = h("span", {}, label);
  const score = row.scores[SCORED[name] ?? name];
  if (score !== undefined && score < UNSURE && row[name]) line.append(h("span", { class: "low" }, review.word("unsure")));
  const input = options
    ? h("select", {}, ...options.map(([value, shown]) => h("option", { value }, shown)))
    : h("input", { type: name.startsWith("date") ? "date" : "text" });
  input.value = review.value(row, name);
  input.dataset.field = name;
  const paint = () => input.classList.toggle("changed", review.value(row, name) !== text(row[name]));
  paint();
  input.addEventListener("change", () => {
    review.set(row, name, input.value);
    paint();
    changed();
  });
  return h("label", { class: classOf(name) }, line, input);
}

/** The least sure rows stand first: a person looks where it is needed. What a person added is sure. */
function sureness(row: Row): number {
  return row.confidence === undefined || row.confidence === "" ? 2 : Number(row.confidence);
}

export function showRows(shown: Shown, box: HTMLElement): void {
  const { review } = shown;
  const item = review.item;
  const order = item.rows.map((_, index) => index).sort((a, b) => sureness(item.rows[a]) - sureness(item.rows[b]) || a - b);
  box.replaceChildren(...order.map((index) => card(shown, item, index)));
  if (!item.rows.length) box.append(h("p", { class: "note" }, item.problem || review.word("none")));
}

function card(shown: Shown, item: Report, index: number): HTMLElement {
  const { review, choose, changed } = shown;
  const { told } = review;
  const row = item.rows[index];
  const head = h("h2", {}, text(row.sub_event_type));
  if (row.added || index === 0) head.append(h("span", { class: "main" }, review.word(row.added ? "added" : "main")));
  head.append(h("span", { class: "state" }, review.word(text(row.status))));
  if (row.confidence) {
    const percent = String(Math.round(100 * Number(row.confidence)));
    head.append(h("span", { class: "state" }, review.word("sure").replace("{n}", percent)));
  }
  const own = (name: string, label: string, options?: [string, string][]) => field(shown, row, name, review.word(label), options);
  const places: [string, string][] = [["", review.word("unplaced")], ...row.places.map((p): [string, string] => [p.id, p.label])];
  const fields = h("div", { class: "fields" },
    own("sub_event_type", "type", told.types.map((type) => [type, type])),
    own("date_start", "first"), own("date_end", "last"), own("actor1", "actor1"), own("actor2", "actor2"),
    own("location", "written"), own("place_id", "place", places), own("fatalities", "fatalities"),
    own("status", "status", told.states.map((state) => [state, review.word(state)])),
  );
  const strike = h("button", { type: "button" });
  const box = h("section", { class: "row", id: `row-${index}`, tabindex: 0 }, head, fields, h("p", { class: "note" }, strike));
  const paint = () => {
    const off = review.struck.has(row.event_id);
    box.classList.toggle("off", off);
    strike.textContent = review.word(off ? "restore" : "strike");
  };
  paint();
  strike.addEventListener("click", () => {
    if (!review.struck.delete(row.event_id)) review.struck.add(row.event_id);
    paint();
    changed();
  });
  return on(box, { focusin: () => choose(index), click: () => choose(index) });
}

export function showDots({ review, choose }: Shown, layer: Element): void {
  const { frame } = review.told;
  layer.replaceChildren();
  review.item.rows.forEach((row, index) => {
    const place = row.places.find((one) => one.id === review.value(row, "place_id"));
    if (!place) return;
    const dot = document.createElementNS(SVG, "circle");
    dot.setAttribute("cx", ((place.lon - frame.west) * frame.sx).toFixed(1));
    dot.setAttribute("cy", ((frame.north - place.lat) * frame.sy).toFixed(1));
    dot.setAttribute("r", "8");
    dot.dataset.row = String(index);
    dot.classList.toggle("on", index === review.chosen);
    const title = document.createElementNS(SVG, "title");
    title.textContent = `${text(row.sub_event_type)}, ${review.value(row, "location")}`;
    dot.append(title);
    dot.addEventListener("click", () => choose(index));
    layer.append(dot);
  });
}

/** Search for a place or an event: a combobox over what the page knows. */

import { h, on, told } from "./dom";
import type { Finds } from "./finds";
import { fold, queryWords } from "../data/fold";
import { placeOf, whatOf, type RowHost } from "./list";
import type { Words } from "../words/words";

export interface Found {
  kind: "place" | "label" | "event" | "actor" | "text";
  text: string;
  note: string;
  act: () => void;
}

export class Search {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly list = h("ul", { class: "gm-found", role: "listbox", hidden: true, id: `gm-found-${Math.floor(performance.now())}` });
  private found: Found[] = [];
  private active = -1;
  private keys: string[] | null = null;

  constructor(private readonly host: RowHost, private readonly finds: Finds, words: Words) {
    this.input = on(
      h("input", { type: "search", class: "gm-input", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
        "aria-controls": this.list.id, "aria-label": words.search, placeholder: words.search, autocomplete: "off", spellcheck: "false" }),
      {
        input: () => this.look(),
        keydown: (event) => this.key(event),
        blur: () => setTimeout(() => this.close(), 150),
        focus: () => this.look(),
      },
    );
    this.element = h("div", { class: "gm-search" }, this.input, this.list);
  }

  private placeKeys(): string[] {
    const { store } = this.host;
    this.keys ??= Array.from({ length: store.head.places }, (_, place) =>
      fold(`${store.placeWord("name", place)} ${store.placeWord("name_ar", place)} ${store.placeWord("admin1", place)}`),
    );
    return this.keys;
  }

  private look(): void {
    const words = queryWords(this.input.value);
    this.found = words.length ? this.find(words) : [];
    this.active = -1;
    this.list.replaceChildren(
      ...this.found.map((found, i) =>
        on(h("li", { role: "option", id: `${this.list.id}-${i}`, class: `gm-found-${found.kind}` }, told("span", found.text), told("span", found.note, { class: "gm-quiet" })), {
          mousedown: (event) => {
            event.preventDefault();
            this.take(i);
          },
        }),
      ),
    );
    if (words.length && !this.found.length) this.list.replaceChildren(h("li", { class: "gm-quiet" }, this.host.words.noMatch));
    this.list.hidden = words.length === 0;
    this.input.setAttribute("aria-expanded", String(words.length > 0));
  }

  private find(words: string[]): Found[] {
    const { host } = this;
    const { store, lang } = host;
    const fits = (text: string) => words.every((word) => text.includes(word));
    const totals = this.finds.placeTotals();
    const places: [number, number][] = [];
    const seen = new Set<string>();
    this.placeKeys().forEach((key, place) => {
      if (fits(key)) places.push([place, totals[place]]);
    });
    places.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const out: Found[] = [];
    for (const [place, total] of places) {
      const name = (lang === "ar" && store.placeWord("name_ar", place)) || store.placeWord("name", place);
      const unit = store.placeWord("admin1", place);
      const label = `${name}|${unit}`;
      if (!name || seen.has(label)) continue;
      seen.add(label);
      out.push({ kind: "place", text: name, note: `${unit}${unit ? " · " : ""}${host.dates.number(total)}`, act: () => this.finds.goToPlace(place) });
      if (out.length >= 6) break;
    }
    const labels = store.head.ground.labels.filter((label) => fits(fold(`${label.name} ${label.name_ar}`)));
    for (const label of labels) {
      if (out.length >= 8) break;
      const name = lang === "ar" ? label.name_ar : label.name;
      if (out.some((found) => found.text === name)) continue;
      out.push({ kind: "label", text: name, note: "", act: () => this.finds.goTo(label.lon, label.lat, name) });
    }
    store.dictIn("actor1", lang).forEach((actor, code) => {
      if (out.length < 11 && actor && fits(fold(`${actor} ${store.dict("actor1")[code]}`))) {
        out.push({ kind: "actor", text: actor, note: host.words.actor, act: () => this.finds.keepActor(store.dict("actor1")[code]) });
      }
    });
    const order = store.byDate();
    for (let i = order.length - 1, looked = 0; i >= 0 && looked < 4000 && out.length < 15; i--, looked++) {
      const row = order[i];
      const what = whatOf(host, row);
      const description = store.textNow("description", row);
      if (fits(fold(`${what} ${placeOf(host, row)} ${store.word("location", row)} ${description.slice(0, 2000)}`))) {
        out.push({ kind: "event", text: `${what}: ${placeOf(host, row)}`, note: host.dates.brief(store.start[row], store.end[row]), act: () => host.select(row) });
      }
    }
    const text = this.input.value.trim();
    out.push({ kind: "text", text: `“${text.slice(0, 60)}”`, note: host.words.textFilter, act: () => this.finds.keepText(text) });
    return out;
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const count = this.found.length;
      if (!count) return;
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : -1) + count) % count;
      [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.active)));
      this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
      this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && this.found.length) this.take(Math.max(0, this.active));
    else if (event.key === "Escape") {
      this.input.value = "";
      this.close();
      this.input.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private take(index: number): void {
    const found = this.found[index];
    this.close();
    this.input.value = "";
    found?.act();
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

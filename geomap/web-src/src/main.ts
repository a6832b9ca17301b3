/** What the page calls: a Leaflet layer for each event map, and a small interface for others. */

import type * as Leaflet from "leaflet";
import { App } from "./page/app";
import { dayOf } from "./data/dates";
import { DIMENSIONS, noFilters, type Dimension, type Filters } from "./model/dimensions";
import { labelsOf, marksOf, stateOf, type DrawnMark } from "./page/state";
import type { Written } from "./ground/names";
import { hashNow } from "./page/address";
import { parseHash } from "./page/hash";
import { handOver, tongueFor, type Tongue } from "./page/tongue";
import { Store } from "./data/store";
import { fill, wordsIn } from "./words/words";
import { ROLES } from "./data/store";

declare const L: typeof Leaflet;

interface Public {
  version: string;
  ready: Promise<void>;
  layer(id: string): Leaflet.Layer;
  setWindow(start: string | null, end?: string): Promise<void>;
  setFilter(filter: Partial<Record<Dimension | "role" | "event_type", string | string[]>>): Promise<void>;
  reset(): Promise<void>;
  state(): Record<string, unknown> | null;
  marks(): DrawnMark[];
  labels(): Written[];
}

let app: App | null = null;
let settle: { done: () => void; fail: (error: unknown) => void };
const ready = new Promise<void>((done, fail) => {
  settle = { done, fail };
});
ready.catch(() => undefined);

async function running(): Promise<App> {
  await ready;
  if (!app) throw new Error("the event map was removed");
  return app;
}

function words(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
}

const geomap: Public = {
  version: "1",
  ready,
  layer: (id) => {
    let mine: App | null = null;
    const store = Store.open(id);
    store.catch(() => undefined);
    let added = false;
    const EventLayer = L.Layer.extend({
      onAdd(this: Leaflet.Layer & { _map: Leaflet.Map }) {
        added = true;
        const map = this._map;
        store
          .then(async (opened) => {
            if (!added) return;
            const speak = async (tongue: Tongue, shown = mine?.address.shown()): Promise<void> => {
              const before = mine;
              before?.unmount();
              if (!added) return;
              mine = new App(opened, map, tongue, speak);
              app = mine;
              await mine.mount(shown);
              if (before) handOver(before, mine);
            };
            await speak(tongueFor(opened.head.meta, parseHash(hashNow())));
            settle.done();
          })
          .catch((error: unknown) => {
            const box = document.createElement("p");
            box.className = "gm-failed";
            box.textContent = fill(wordsIn("en").failed, { why: String(error) });
            map.getContainer().append(box);
            settle.fail(error);
            console.error(error);
          });
      },
      onRemove() {
        added = false;
        mine?.unmount();
        if (app === mine) app = null;
        mine = null;
      },
    });
    return new (EventLayer as unknown as new () => Leaflet.Layer)();
  },
  async setWindow(start, end) {
    const { engine } = await running();
    if (start === null) engine.clock.window = null;
    else {
      const from = dayOf(start);
      const to = dayOf(end ?? start);
      if (!(from <= to)) throw new RangeError(`not a window: ${start} to ${String(end)}`);
      engine.clock.window = { from, to };
    }
    await (await running()).moved();
  },
  async setFilter(filter) {
    const now = await running();
    const { filters } = now;
    const given = new Set<Dimension>();
    for (const [name, value] of Object.entries(filter)) {
      const key = name === "event_type" ? "type" : name;
      if (key === "text") filters.text = String(value ?? "");
      else if (key === "role") {
        const role = String(value);
        if (role !== "any" && !(ROLES as readonly string[]).includes(role)) throw new RangeError(`no role ${role}`);
        filters.role = role as Filters["role"];
        given.add("actor");
        continue;
      } else if ((DIMENSIONS as readonly string[]).includes(key)) {
        (filters[key as keyof Filters] as string[]) = words(value);
      } else throw new RangeError(`no filter ${name}; there are ${[...DIMENSIONS, "role"].join(", ")}`);
      given.add(key as Dimension);
    }
    await now.applyFilter(given);
  },
  async reset() {
    await (await running()).reset();
  },
  state: () => app ? stateOf(app) : null,
  marks: () => (app ? marksOf(app) : []),
  labels: () => (app ? labelsOf(app) : []),
};

declare global {
  interface Window {
    geomap: Public;
  }
}

window.geomap = geomap;
export { noFilters };

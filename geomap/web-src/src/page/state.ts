/** What the page tells those who embed it. */

import type { App } from "./app";
import { isoOf } from "../data/dates";
import { holds } from "../model/geometry";
import type { Written } from "../ground/names";
import { placeOf } from "../panels/list";

export function stateOf(app: App): Record<string, unknown> {
  const { engine, store, reader } = app;
  const { clock } = engine;
  const { selected } = reader;
  return {
    window: clock.window ? [isoOf(clock.window.from), isoOf(clock.window.to)] : null,
    against: clock.other ? [isoOf(clock.other.from), isoOf(clock.other.to)] : null,
    lang: app.lang,
    filters: structuredClone(engine.filters),
    visible_events: engine.events,
    visible_places: engine.placesShown,
    visible_governorates: engine.governorates(),
    visible_fatalities: engine.dead()?.dead ?? null,
    events: store.n,
    places: store.head.places,
    selected: selected >= 0 ? store.textNow("event_id", selected) : null,
    color: engine.color,
    size: engine.size,
    show: [...app.show],
    playing: clock.playing,
    found: app.painter.found?.text ?? null,
    place: selected >= 0 ? placeOf(app, selected) : null,
  };
}

/** A disc (x, y, r) or a tag (x, y, w, h), CSS pixels of the map's box. */
export interface DrawnMark {
  x: number;
  y: number;
  r?: number;
  w?: number;
  h?: number;
  count: number;
  kind: "place" | "area";
  /** Of a tag: it stands wholly inside its area. */
  inside: boolean;
}

export function marksOf(app: App): DrawnMark[] {
  const { marks, shift } = app.painter.drawn();
  const [dx, dy] = shift("marks");
  const view = app.painter.view;
  return marks.map((mark) => {
    const [x, y] = [mark.x + dx, mark.y + dy];
    if (mark.kind === "place" || !view) return { x, y, r: mark.r, count: mark.size, kind: "place", inside: true };
    const { size, left, top } = view;
    const area = mark.area;
    const inside = !area || [-1, 1].every((sx) => [-1, 1].every((sy) =>
      holds(area, (mark.x + (sx * mark.w) / 2 + left) / size, (mark.y + sy * mark.r + top) / size)));
    return { x: x - mark.w / 2, y: y - mark.r, w: mark.w, h: 2 * mark.r, count: mark.size, kind: "area", inside };
  });
}

/** The names on the map that no panel covers. */
export function labelsOf(app: App): Written[] {
  const { names, shift } = app.painter.drawn();
  const [dx, dy] = shift("names");
  const { left, top, right, bottom } = app.camera.covered();
  const whole = app.map.getSize();
  return names
    .map(({ text, x, y, w, h, kind }) => ({ text, x: x + dx, y: y + dy, w, h, kind }))
    .filter(({ x, y, w, h }) => x >= left && y >= top && x + w <= whole.x - right && y + h <= whole.y - bottom);
}

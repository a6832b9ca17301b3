/** What the page tells those who embed it. */

import type { App } from "./app";
import { isoOf } from "../data/dates";
import { placeOf } from "../panels/list";

export function stateOf(app: App): Record<string, unknown> {
  const { engine, store, reader } = app;
  const { clock } = engine;
  const { selected } = reader;
  return {
    window: clock.window ? [isoOf(clock.window.from), isoOf(clock.window.to)] : null,
    filters: structuredClone(engine.filters),
    visible_events: engine.events,
    visible_places: engine.placesShown,
    events: store.n,
    places: store.head.places,
    selected: selected >= 0 ? store.textNow("event_id", selected) : null,
    color: engine.color,
    size: engine.size,
    show: [...app.show],
    playing: clock.playing,
    place: selected >= 0 ? placeOf(app, selected) : null,
  };
}

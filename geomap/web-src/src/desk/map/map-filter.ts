/** What the map shows as a filter of the table: one view for looking and for publishing. */

import { isoOf } from "../../data/dates";
import type { App } from "../../page/app";
import type { Filter } from "../types";

export function filterOf(app: App): Filter {
  const { filters, engine } = app;
  const names = new Map(app.store.head.governorates.map((unit) => [unit.pcode, unit.name]));
  const coarsest = Math.max(0, ...filters.geo_precision.map(Number).filter((level) => level > 0));
  const told: Filter = {
    text: filters.text, event_type: filters.type, sub_event_type: filters.sub_event_type, status: filters.status,
    source: filters.source, actor: filters.actor, admin1: filters.governorate.map((pcode) => names.get(pcode) ?? pcode),
  };
  const { window } = engine.clock;
  if (window) Object.assign(told, { from: isoOf(window.from), to: isoOf(window.to) });
  if (coarsest) told.precision = coarsest;
  return told;
}

/** The filter without what chooses nothing. */
export function plainFilter(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => (Array.isArray(value) ? value.length : value))) as Filter;
}

/** The area that is seen: west, south, east, north. */
export function boxOf(app: App): number[] {
  const seen = app.map.getBounds();
  const within = (value: number, most: number) => Math.max(-most, Math.min(most, Math.round(value * 1000) / 1000));
  return [within(seen.getWest(), 180), within(seen.getSouth(), 90), within(seen.getEast(), 180), within(seen.getNorth(), 90)];
}

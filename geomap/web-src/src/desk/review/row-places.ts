/** The places of a row: on the small map, and found in words that a person selected. */

import { get } from "../api";
import type { Selected } from "../../review/selection";
import type { Spot } from "../map/little-map";
import type { PlaceOption, Report, Row } from "../types";
import { number } from "../words";

const SHORT = 60;

export interface Found {
  resolved: boolean;
  places: PlaceOption[];
}

/** The place that words name: one that the reading knows inside them, else the words themselves. */
export async function placeInside({ start, end, text }: Selected, { rows, text: whole }: Report): Promise<object> {
  for (const one of rows) {
    const span = one.spans.find(([field, from, to]) => field === "place" && from >= start && to <= end);
    const now = span && one.places.find((place) => place.placement.place_id === one.cells.place_id);
    if (span && now) return { place: now.placement, places: one.places, set: { location: Array.from(whole).slice(span[1], span[2]).join("") } };
  }
  const found = text.length < SHORT ? await get<Found>("resolve", { name: text }) : null;
  return found?.resolved ? { place: found.places[0].placement, places: found.places, set: { location: text } } : {};
}

/** The candidates of a row by number, and where it is now. */
export function spotsOf(row: Row): Spot[] {
  const { lon, lat, precision_km: km, place_id: now } = row.cells;
  const spots: Spot[] = row.places
    .filter((place) => typeof place.placement.lon === "number" || place.placement.lon)
    .map((place, n) => ({
      lon: Number(place.placement.lon), lat: Number(place.placement.lat), label: number(n + 1), name: place.name,
      on: Boolean(now) && place.placement.place_id === now, km: Number(place.placement.precision_km),
    }));
  if (lon !== null && lon !== "" && lon !== undefined && !spots.some((spot) => spot.on)) {
    spots.push({ lon: Number(lon), lat: Number(lat), label: "•", name: String(row.cells.place_name ?? ""), on: true, km: Number(km) });
  }
  return spots;
}

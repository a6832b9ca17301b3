/** What lies under the pointer, in words: kind, name, number, since when. */

import type * as Leaflet from "leaflet";
import { project } from "../model/geometry";
import type { App } from "../page/app";
import { fill } from "../words/words";
import { readable } from "./dom";

/** Pixels from a line or a pin that still mean it. */
const REACH = 7;

/** Features that are told of one point. */
const MOST = 3;

export function sayLayers(app: App, at: Leaflet.LatLng): string {
  const { dates, lang, layers, map, words } = app;
  if (!layers.shown.size) return "";
  const [x, y] = project(at.lng, at.lat);
  const found = layers.find(x, y, REACH / (256 * 2 ** map.getZoom()));
  return found.slice(0, MOST).map(({ layer, feature }) => {
    const one = layer.data.classes[feature.kind];
    const parts = [layer.data.numbered && feature.value !== null ? dates.number(feature.value) : lang === "ar" ? one.label_ar : one.label, feature.name];
    if (feature.contested) parts.push(words.contested);
    if (Number.isFinite(feature.from)) parts.push(fill(words.since, { date: dates.span(feature.from, feature.from) }));
    return readable(`${lang === "ar" ? layer.data.title_ar : layer.data.title}: ${parts.filter(Boolean).join(" · ")}`).slice(0, 140);
  }).join("\n");
}

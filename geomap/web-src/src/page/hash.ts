/** The state in the address, so that a link shows what its sender saw. */

import { formatAgainst, parseAgainst, type Against } from "../compare/against";
import { dayOf, isoOf, STEPS, type Step } from "../data/dates";
import { DIMENSIONS, noFilters, type Filters } from "../model/dimensions";
import type { Window } from "../model/grouping";
import { ROLES } from "../data/store";

export interface Shown {
  /** Empty for the map's own. */
  lang: "" | "en" | "ar";
  digits: "" | "arab" | "latn";
  window: Window | null;
  against: Against;
  filters: Filters;
  step: Step | null;
  mode: "window" | "cumulative";
  /** Empty for the column that the page chooses itself. */
  color: string;
  size: string;
  /** Null where nobody chose a way. */
  layers: string[] | null;
  /** Level and measure of shaded units, "governorate/count". */
  units: string;
  event: string;
  view: { zoom: number; lat: number; lon: number } | null;
  /** Names of the layers that are shown; null for those that are shown at first. */
  ground: string[] | null;
  /** The chapter that is open, 0 for none. */
  chapter: number;
}

/** Words are joined by commas; a comma within one is doubled by its percent code. */
export function formatHash(shown: Shown): string {
  const parts: string[] = [];
  const add = (key: string, value: string) => parts.push(`${key}=${value}`);
  const safe = (word: string) => encodeURIComponent(word).replace(/%20/g, "+");
  if (shown.lang) add("lang", shown.lang);
  if (shown.digits) add("digits", shown.digits);
  if (shown.window) add("w", `${isoOf(shown.window.from)}..${isoOf(shown.window.to)}`);
  if (shown.against) add("vs", formatAgainst(shown.against));
  for (const dimension of DIMENSIONS) {
    const chosen = shown.filters[dimension];
    if (typeof chosen === "string") {
      if (chosen) add("q", safe(chosen));
    } else if (chosen.length) {
      add(dimension, chosen.map((word) => safe(word) || "-").join(","));
    }
  }
  if (shown.filters.role !== "any") add("role", shown.filters.role);
  if (shown.step) add("step", shown.step);
  if (shown.mode !== "window") add("mode", shown.mode);
  if (shown.color) add("color", safe(shown.color));
  if (shown.size !== "events") add("size", safe(shown.size));
  if (shown.layers) add("show", shown.layers.map(safe).join(",") || "-");
  if (shown.ground) add("layers", shown.ground.map(safe).join(",") || "-");
  if (shown.units && shown.units !== "governorate/count") add("units", shown.units);
  if (shown.event) add("e", safe(shown.event));
  if (shown.view) {
    const { zoom, lat, lon } = shown.view;
    add("m", `${round(zoom, 2)}/${round(lat, 4)}/${round(lon, 4)}`);
  }
  return parts.join("&");
}

/** What can be read of a hash; whatever makes no sense is left out. */
export function parseHash(hash: string): Shown {
  const shown: Shown = {
    lang: "", digits: "", window: null, against: null, filters: noFilters(), step: null, mode: "window", color: "",
    size: "events", layers: null, units: "", event: "", view: null,
    ground: null, chapter: 0,
  };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at < 0) continue;
    const key = part.slice(0, at);
    const raw = part.slice(at + 1);
    const words = () => raw.split(",").map(plain).map((word) => (word === "-" ? "" : word));
    if (key === "w") {
      const [from, to] = raw.split("..").map(dayOf);
      if (from <= to) shown.window = { from, to };
    } else if (key === "lang" && (raw === "en" || raw === "ar")) shown.lang = raw;
    else if (key === "digits" && (raw === "arab" || raw === "latn")) shown.digits = raw;
    else if (key === "vs") shown.against = parseAgainst(raw);
    else if (key === "q") shown.filters.text = plain(raw);
    else if (key === "role" && (ROLES as readonly string[]).includes(raw)) shown.filters.role = raw as Filters["role"];
    else if (key === "step" && (STEPS as string[]).includes(raw)) shown.step = raw as Step;
    else if (key === "mode" && raw === "cumulative") shown.mode = raw;
    else if (key === "color") shown.color = plain(raw);
    else if (key === "size") shown.size = plain(raw);
    else if (key === "show") shown.layers = raw === "-" ? [] : words();
    else if (key === "layers") shown.ground = raw === "-" ? [] : words();
    else if (key === "c") shown.chapter = /^\d{1,3}$/.test(raw) ? Number(raw) : 0;
    else if (key === "units") shown.units = plain(raw);
    else if (key === "e") shown.event = plain(raw);
    else if (key === "m") {
      const [zoom, lat, lon] = raw.split("/").map(Number);
      if ([zoom, lat, lon].every(Number.isFinite)) shown.view = { zoom, lat, lon };
    } else if ((DIMENSIONS as readonly string[]).includes(key) && key !== "text") {
      (shown.filters[key as keyof Filters] as string[]) = words();
    }
  }
  return shown;
}

function plain(raw: string): string {
  try {
    return decodeURIComponent(raw.replace(/\+/g, " "));
  } catch {
    return "";
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

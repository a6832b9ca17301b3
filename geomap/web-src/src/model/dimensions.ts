/** What events are filtered by, and what a person chose of it. */

import type { Role } from "../data/store";

export const DIMENSIONS = [
  "type",
  "sub_event_type",
  "actor",
  "status",
  "geo_precision",
  "governorate",
  "source",
  "fatalities",
  "text",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type FacetDimension = Exclude<Dimension, "text">;

/** Of governorates: what is known to the country as a whole only. */
export const COUNTRY = "SY";

export const FATALITY_BANDS = ["0", "1-4", "5-24", "25+", "?"] as const;

/** What a person chose: words for dictionary columns; an absent key keeps everything. */
export interface Filters {
  type: string[];
  sub_event_type: string[];
  actor: string[];
  role: Role | "any";
  status: string[];
  geo_precision: string[];
  governorate: string[];
  source: string[];
  fatalities: string[];
  text: string;
}

export function noFilters(): Filters {
  return {
    type: [],
    sub_event_type: [],
    actor: [],
    role: "any",
    status: [],
    geo_precision: [],
    governorate: [],
    source: [],
    fatalities: [],
    text: "",
  };
}

export function bandOf(fatalities: number): number {
  if (fatalities < 0) return 4;
  if (fatalities === 0) return 0;
  if (fatalities < 5) return 1;
  return fatalities < 25 ? 2 : 3;
}

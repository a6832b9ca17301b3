/** Files for the reader: the filtered events as GeoJSON or CSV. */

import { isoOf } from "../data/dates";
import { ownName } from "../data/contract";
import { EVENT_COLUMNS } from "../data/made-contract";
import { ROLES, type Store } from "../data/store";

const PLACE_WORDS: Record<string, string> = {
  place_id: "id", place_name: "name", pcode: "pcode", admin1: "admin1", admin2: "admin2",
  admin3: "admin3",
};

type Value = string | number | null;

/** The columns of one event, as geomap names them. */
export async function recordOf(store: Store, row: number): Promise<Record<string, Value>> {
  await store.texts.read(row);
  const place = store.place[row];
  const record: Record<string, Value> = {};
  for (const field of EVENT_COLUMNS) {
    if (field === "date_start") record[field] = isoOf(store.start[row]);
    else if (field === "date_end") record[field] = isoOf(store.end[row]);
    else if (field === "lon" || field === "lat") record[field] = store.column(`place_${field}`)[place];
    else if (field === "geo_precision") record[field] = store.column("place_precision")[place];
    else if (field === "precision_km") record[field] = store.column("place_km")[place];
    else if (field.startsWith("fatalities")) {
      const value =
        field === "fatalities"
          ? store.fatalities[row]
          : store.fatalityBound(field as "fatalities_low" | "fatalities_high", row);
      record[field] = value < 0 ? null : value;
    } else if (field === "time_precision") record[field] = store.has(field) ? store.column(field)[row] : null;
    else if (field in PLACE_WORDS) record[field] = store.placeWord(PLACE_WORDS[field], place) || null;
    else if (field === "actor1_id" || field === "actor2_id") {
      const code = store.column(field === "actor1_id" ? ROLES[0] : ROLES[1])[row];
      record[field] = store.head.dicts.actor_id?.[code] || null;
    } else if (store.has(field)) record[field] = store.word(field, row) || null;
    else record[field] = store.textNow(field, row) || null;
  }
  for (const column of store.head.extra) {
    const value = store.has(column) ? store.word(column, row) : store.textNow(column, row);
    record[ownName(column)] = value || null;
  }
  return record;
}

export async function formatGeoJson(store: Store, rows: Iterable<number>): Promise<Blob> {
  const parts: string[] = ['{"type": "FeatureCollection", "features": [\n'];
  let first = true;
  for (const row of rows) {
    const record = await recordOf(store, row);
    const [start, end] = [record.date_start, record.date_end];
    const feature = {
      type: "Feature",
      id: record.event_id,
      time: start === end ? { date: start } : { interval: [start, end] },
      geometry: { type: "Point", coordinates: [record.lon, record.lat] },
      properties: record,
    };
    parts.push((first ? "" : ",\n") + JSON.stringify(feature));
    first = false;
  }
  parts.push("\n]}\n");
  return new Blob(parts, { type: "application/geo+json" });
}

export async function formatCsv(store: Store, rows: Iterable<number>): Promise<Blob> {
  const parts: string[] = ["\ufeff"];
  let names: string[] | null = null;
  for (const row of rows) {
    const record = await recordOf(store, row);
    if (!names) {
      names = Object.keys(record);
      parts.push(`${names.map(cell).join(",")}\r\n`);
    }
    parts.push(`${names.map((name) => cell(record[name])).join(",")}\r\n`);
  }
  return new Blob(parts, { type: "text/csv" });
}

/** One CSV cell. Text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function cell(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  // eslint-disable-next-line no-control-regex
  let text = value.replace(/\u0000/g, "\ufffd");
  if (/^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20|]/.test(text) || /^[\t\r\n]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

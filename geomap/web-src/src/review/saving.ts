/** What a review leaves: corrected events and places as tables, decisions for the next reading. */

import { h } from "../panels/dom";
import { text, type Report, type Review, type Row } from "./told";

const EDITED = ["sub_event_type", "date_start", "date_end", "actor1", "actor2", "location", "place_id", "fatalities", "status"];
const PLACED = ["place_name", "pcode", "admin1", "admin2", "admin3", "geo_precision", "precision_km"];
const UNPLACED = ["place_id", "place_name", "pcode", "lon", "lat", "geo_precision", "precision_km"];

function quoteOf(row: Row): [number, number] {
  const proofs = JSON.parse(text(row.evidence) || "[]") as [string, number, number][];
  const proof = proofs.find(([field]) => field === "type");
  return proof ? [proof[1], proof[2]] : [0, 0];
}

function decisionOf(review: Review, item: Report, row: Row): object | null {
  const set = review.edited(row);
  const read = Object.fromEntries(EDITED.map((name) => [name, text(row[name])]));
  const told = { report: item.key, quote: quoteOf(row) };
  const struck = review.struck.has(row.event_id);
  if (row.added) return struck ? null : { ...told, action: "add", set: { ...read, ...set } };
  if (struck) return { ...told, action: "strike", read };
  return Object.keys(set).length ? { ...told, action: "change", read, set } : null;
}

export function saveDecisions(review: Review): void {
  const own = review.told.reports.flatMap((item) => item.rows.map((row) => decisionOf(review, item, row))).filter(Boolean);
  download("decisions.json", JSON.stringify([...review.told.decisions, ...own], null, 1), "application/json");
}

/** A cell of a table; one that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value: unknown): string {
  let shown = text(value);
  if (/^[=+\-@\t\r]/.test(shown) && Number.isNaN(Number(shown))) shown = `'${shown}`;
  return /[",\n\r]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

function saveTable(name: string, header: string[], rows: Record<string, unknown>[]): void {
  const lines = [header.join(","), ...rows.map((row) => header.map((key) => cell(row[key])).join(","))];
  download(name, `\ufeff${lines.join("\r\n")}\r\n`, "text/csv");
}

function download(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A row as the person left it: what hung on a changed cell goes or follows. */
function corrected(review: Review, row: Row): Record<string, unknown> {
  const changed = review.edited(row);
  const out: Record<string, unknown> = { ...row, ...changed };
  if (changed.sub_event_type) out.event_type = review.told.typeOf[changed.sub_event_type] ?? row.event_type;
  for (const who of ["actor1", "actor2"]) if (who in changed) out[`${who}_id`] = "";
  if ("place_id" in changed) {
    const place = row.places.find((one) => one.id === changed.place_id);
    for (const key of PLACED) out[key] = "";
    out.lon = place ? place.lon : "";
    out.lat = place ? place.lat : "";
    if (place) Object.assign(out, { place_name: place.name, geo_precision: place.precision, precision_km: place.radius });
  } else if ("location" in changed) {
    for (const key of UNPLACED) out[key] = "";
  }
  return out;
}

export function saveEvents(review: Review): void {
  const rows = review.rows.filter((row) => !review.struck.has(row.event_id)).map((row) => corrected(review, row));
  saveTable("events_corrected.csv", review.told.columns, rows);
}

export function savePlaces(review: Review): void {
  const rows = review.rows
    .filter((row) => "place_id" in review.edited(row))
    .map((row) => ({
      name: review.value(row, "location"), hint: row.admin1, place: review.value(row, "place_id") || "never", lon: "", lat: "", note: row.report_id,
    }));
  saveTable("overrides.csv", ["name", "hint", "place", "lon", "lat", "note"], rows);
}

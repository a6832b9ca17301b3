/** What Python tells the review page, see `geomap/web/review_page.py`, and what a person says to it. */

export interface Place {
  id: string;
  name: string;
  label: string;
  lon: number;
  lat: number;
  radius: number;
  precision: number;
  start?: number;
  end?: number;
}

export interface Row {
  [column: string]: unknown;
  event_id: string;
  scores: Record<string, number>;
  places: Place[];
  added?: boolean;
}

export interface Report {
  title: string;
  lang: string;
  problem: string;
  text: string;
  key: string;
  day: string;
  base: Record<string, string>;
  named: (Place & { start: number; end: number })[];
  spans: [number, number, string, number[]][];
  rows: Row[];
}

export interface Told {
  words: Record<string, string>;
  types: string[];
  typeOf: Record<string, string>;
  states: string[];
  columns: string[];
  frame: { west: number; north: number; sx: number; sy: number };
  reports: Report[];
  decisions: object[];
}

/** One review: what was told, what was changed and struck, what is in hand. */
export class Review {
  readonly edits = new Map<string, Record<string, string>>();
  readonly struck = new Set<string>();
  report = 0;
  chosen = -1;

  constructor(readonly told: Told) {}

  get item(): Report {
    return this.told.reports[this.report];
  }

  word(name: string): string {
    return this.told.words[name] ?? name;
  }

  edited(row: Row): Record<string, string> {
    return this.edits.get(row.event_id) ?? {};
  }

  value(row: Row, field: string): string {
    const edit = this.edited(row);
    return field in edit ? edit[field] : text(row[field]);
  }

  set(row: Row, field: string, value: string): void {
    const edit = { ...this.edited(row) };
    if (value === text(row[field])) delete edit[field];
    else edit[field] = value;
    this.edits.set(row.event_id, edit);
  }

  /** How many rows were changed. */
  get changed(): number {
    return [...this.edits.values()].filter((edit) => Object.keys(edit).length).length;
  }

  get rows(): Row[] {
    return this.told.reports.flatMap((item) => item.rows);
  }
}

export function text(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

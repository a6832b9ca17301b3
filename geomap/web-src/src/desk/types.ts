/** What the desk's server tells. */

export type Cells = Record<string, string | number | null>;

export interface Overview {
  project: string;
  lang: "en" | "ar";
  who: string;
  refusal: string;
  version: string;
  csrf: string;
  /** Whether several people work here, with accounts. */
  team: boolean;
  role: string;
  roles: string[];
  may: { edit: boolean; publish: boolean };
  types: Record<string, string[]>;
  states: string[];
  now: { id?: number; done?: number; total?: number; since?: number };
  events: number;
  open: number;
  kept: number;
  items: number;
  waiting: number;
  asking: number;
  revision: number;
  act: number;
}

export interface Item {
  id: number;
  name: string;
  kind: "text" | "table";
  size: number;
  added_at: string;
  who: string;
  state: "queued" | "reading" | "asking" | "ready" | "failed" | "stopped" | "refused";
  options: Record<string, string>;
  told: {
    problem?: string;
    problems?: string[];
    reports?: number;
    rows?: number;
    events?: number;
    open?: number;
    rejects?: number;
    shown_rejects?: Record<string, string>[];
  };
  open: number;
  rows: number;
}

export interface PlaceOption {
  id: string;
  name: string;
  name_ar: string;
  kind: string;
  within: string;
  score: number;
  reasons: string[];
  placement: Cells;
  chosen?: boolean;
  km?: number;
}

export type RowState = "open" | "accepted" | "struck" | "merged" | "kept";

export interface Row {
  id: string;
  report: string;
  state: RowState;
  confidence: number;
  cells: Cells;
  read: Cells;
  places: PlaceOption[];
  missing: ("day" | "place")[];
  spans: [string, number, number][];
  scores: Record<string, number>;
  verdict: string;
  /** Which version of the row this is. */
  mark: string;
}

export interface ReportHead {
  key: string;
  item: number;
  title: string;
  lang: string;
  day: string;
  source: string;
  rows: number;
  open: number | null;
  least: number | null;
}

export interface Report {
  key: string;
  item: number;
  title: string;
  lang: string;
  text: string;
  source: string;
  url: string;
  day: string;
  problem: string;
  rows: Row[];
}

export interface DeskEvent extends Record<string, unknown> {
  event_id: string;
  digest: string;
  more: Cells;
  report?: string;
  versions?: Version[];
}

export interface Version {
  id: number;
  at: string;
  change: string;
  who: string;
  kind: string;
  differences: string[];
}

export interface Filter {
  text?: string;
  from?: string;
  to?: string;
  precision?: number;
  event_type?: string[];
  sub_event_type?: string[];
  status?: string[];
  admin1?: string[];
  source?: string[];
  actor?: string[];
  ids?: string[];
}

export interface Done {
  id: number;
  at: string;
  who: string;
  kind: string;
  note: Record<string, unknown>;
  undoes: number | null;
  events: number;
  undone: number | null;
}

export interface Rule {
  id: number;
  kind: string;
  name: string;
  hint: string;
  value: string;
  told: string;
  made_at: string;
  who: string;
  revoked_at: string;
}

/** A view of the map that was saved: a chapter of what is published. */
export interface View {
  id: number;
  title: string;
  text: string;
  filter: Filter;
  box: number[];
  made_at: string;
  who: string;
}

export interface Since {
  event: string;
  at: string;
  change: string;
  type: string | null;
  place: string | null;
  day: string | null;
  differences: string[];
}

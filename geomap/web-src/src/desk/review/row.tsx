/** One row under review: in short, and in full where it is in hand. */

import { useEffect, useRef, useState } from "preact/hooks";
import { get } from "../api";
import { AlsoHere } from "../team/presence";
import type { Shared } from "../app";
import type { Cells, PlaceOption, Row } from "../types";
import { Button, Field, Told } from "../ui";
import { language, named, number, t, type Key } from "../words";

/** The words of an event type in the person's language. */
export function typeWord(desk: Shared, type: unknown): string {
  const told = String(type ?? "");
  const arabic = (desk.overview as unknown as { labels_ar: Record<string, string> }).labels_ar;
  return language() === "ar" ? (arabic[told] ?? told) : told.replace(" (geomap)", "");
}

export function days(cells: Cells): string {
  const first = cells.date_start;
  const last = cells.date_end;
  if (!first) return t("no-day");
  return first === last || !last ? String(first) : `${first} – ${last}`;
}

/** What the row's place is called in the person's language. */
function placeWord({ cells, places }: Row): string {
  const own = language() === "ar" && cells.place_id ? places.find((place) => place.placement.place_id === cells.place_id) : undefined;
  return own?.name_ar || String(cells.place_name || cells.location || "");
}

export interface RowActs {
  decide: (action: string, given?: object) => void;
  place: (placement: Cells | null, option?: PlaceOption) => void;
  edit: (on: boolean) => void;
  search: (on: boolean) => void;
  click: () => void;
  mark: () => void;
}

interface Props {
  row: Row;
  desk: Shared;
  active: boolean;
  editing: boolean;
  searching: boolean;
  marked: boolean;
  pickWith: RowActs;
  choose: () => void;
}

export function RowCard({ row, desk, active, editing, searching, marked, pickWith, choose }: Props) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (active) box.current?.scrollIntoView({ block: editing ? "start" : "nearest" });
  }, [active, editing, searching]);
  const { cells } = row;
  const sure = Math.round(100 * row.confidence);
  return (
    <article ref={box} class={`d-card d-is-${row.state}${active ? " d-on" : ""}${marked ? " d-marked" : ""}`} onClick={active ? undefined : choose} aria-current={active ? "true" : undefined} data-row={row.id}>
      <header>
        <b class="d-f-type">{typeWord(desk, cells.sub_event_type)}</b>
        {row.state === "open" ? (
          <span class={`d-sure${sure < 50 ? " d-low" : ""}`} title={t("how-sure")}>{number(sure)}%</span>
        ) : (
          <span class={`d-state d-is-${row.state}`}>{t(`row.${row.state}` as Key)}</span>
        )}
        {cells.status && cells.status !== "reported" ? <span class="d-tag">{named("status", String(cells.status))}</span> : null}
        {marked ? <span class="d-tag d-main-tag">{t("marked")}</span> : null}
      </header>
      <dl class="d-facts">
        <Fact name="place" missing={row.missing.includes("place")}>
          <Told text={placeWord(row) || t("no-place")} />
          {cells.admin1 ? <Told text={[cells.admin2, cells.admin1].filter((u) => u && u !== cells.place_name).join(", ")} class="d-quiet" /> : null}
          {cells.location && cells.place_name && cells.location !== cells.place_name ? <span class="d-quiet">“<Told text={cells.location} />”</span> : null}
        </Fact>
        <Fact name="date" missing={row.missing.includes("day")}><span dir="ltr">{days(cells)}</span></Fact>
        {cells.actor1 || cells.actor2 ? (
          <Fact name="actor1">
            <Told text={cells.actor1 || "–"} />{cells.actor2 ? <> <span class="d-arrow">→</span> <Told text={cells.actor2} /></> : null}
          </Fact>
        ) : null}
        {cells.fatalities !== null && cells.fatalities !== "" ? <Fact name="fatalities"><Told text={cells.fatalities} /></Fact> : null}
      </dl>
      {active ? (
        <div class="d-card-more">
          <AlsoHere desk={desk} what={`row ${row.id}`} />
          {!editing ? <Places row={row} acts={pickWith} /> : null}
          {searching ? <SearchPlace row={row} desk={desk} acts={pickWith} /> : null}
          {editing ? <Edit row={row} desk={desk} acts={pickWith} /> : null}
          {!editing ? <Bar row={row} acts={pickWith} off={!desk.canWrite} /> : null}
        </div>
      ) : null}
    </article>
  );
}

function Fact({ name, missing = false, children }: { name: string; missing?: boolean; children: preact.ComponentChildren }) {
  return (
    <div class={`d-fact d-f-${name}${missing ? " d-missing" : ""}`}>
      <dt>{named("field", name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Bar({ row, acts, off }: { row: Row; acts: RowActs; off: boolean }) {
  const missing = row.missing.length > 0;
  return (
    <div class="d-bar">
      {row.state === "open" ? (
        <>
          <Button look="main" keys="A" off={off} act={() => acts.decide("accept")}>{t(missing ? "accept-unplaced" : "accept")}</Button>
          <Button keys="X" off={off} act={() => acts.decide("strike")}>{t("strike")}</Button>
        </>
      ) : (
        <Button keys="O" off={off} act={() => acts.decide("open")}>{t("open-again")}</Button>
      )}
      <Button keys="E" off={off} act={() => acts.edit(true)}>{t("edit")}</Button>
      <Button keys="M" off={off} act={acts.mark}>{t("merge")}</Button>
    </div>
  );
}

function Places({ row, acts }: { row: Row; acts: RowActs }) {
  const now = row.cells.place_id;
  return (
    <div class="d-places">
      <ol class="d-options">
        {row.places.map((place, n) => (
          <li key={place.id}>
            <button type="button" class={`d-option${place.placement.place_id === now && now ? " d-on" : ""}`} onClick={() => acts.place(place.placement, place)}>
              <kbd>{n + 1}</kbd> <Told text={place.name} tag="b" /> <Told text={place.name_ar} />{" "}
              <Told text={place.within} class="d-quiet" />
              {place.score ? <span class="d-score">{place.score.toFixed(2)}</span> : null}
            </button>
          </li>
        ))}
      </ol>
      {!row.places.length && row.verdict ? <p class="d-quiet"><Told text={row.verdict} /></p> : null}
      <div class="d-bar d-small">
        <Button look="quiet" keys="P" act={() => acts.search(true)}>{t("search-place")}</Button>
        <Button look="quiet" keys="C" act={acts.click}>{t("click-map")}</Button>
        {row.cells.lon !== null ? <Button look="quiet" keys="0" act={() => acts.place(null)}>{t("no-such-place")}</Button> : null}
      </div>
    </div>
  );
}

interface Found {
  verdict: string;
  resolved: boolean;
  places: PlaceOption[];
}

/** Another name for the place: what it may mean, chosen by a digit, Enter takes the first. */
export function SearchPlace({ row, desk, acts }: { row: { cells: Cells }; desk: Shared; acts: Pick<RowActs, "place" | "search"> }) {
  const [name, setName] = useState(String(row.cells.location ?? ""));
  const [found, setFound] = useState<Found | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  useEffect(() => {
    if (!name.trim()) return undefined;
    let left = false;
    const timer = setTimeout(() => {
      void desk.tryTo(() => get<Found>("resolve", { name })).then((told) => !left && told && setFound(told));
    }, 150);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [name]);
  const take = (n: number) => {
    const place = found?.places[n];
    if (!place) return;
    acts.search(false); // the next key is for the row, not for this field
    acts.place(place.placement, place);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") acts.search(false);
    else if (event.key === "Enter") take(0);
    else if (event.altKey && /^[1-9]$/.test(event.key)) take(Number(event.key) - 1);
    else return;
    event.preventDefault();
  };
  return (
    <div class="d-search">
      <input ref={input} type="search" dir="auto" aria-label={t("search-place")} value={name} onInput={(e) => setName(e.currentTarget.value)} onKeyDown={press} />
      {found ? (
        <ol class="d-options">
          {found.places.map((place, n) => (
            <li key={place.id}>
              <button type="button" class="d-option" onClick={() => take(n)}>
                <kbd>{n ? `Alt ${n + 1}` : "Enter"}</kbd> <Told text={place.name} tag="b" /> <Told text={place.name_ar} /> <Told text={place.within} class="d-quiet" />
              </button>
            </li>
          ))}
          {!found.places.length ? <li class="d-quiet"><Told text={found.verdict} /></li> : null}
        </ol>
      ) : null}
    </div>
  );
}

export const FIELDS: [string, string][] = [
  ["sub_event_type", "type"], ["date_start", "date"], ["date_end", "date"], ["actor1", "actor1"], ["actor2", "actor2"],
  ["location", "place"], ["fatalities", "fatalities"], ["status", "status"], ["description", ""],
];

/** The cells of a row as a form; Enter saves, Escape leaves. */
function Edit({ row, desk, acts }: { row: Row; desk: Shared; acts: RowActs }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => (form.current?.querySelector("select, input") as HTMLElement | null)?.focus(), []);
  const save = () => {
    const set: Record<string, string> = {};
    for (const [name] of FIELDS) {
      const input = form.current?.elements.namedItem(name) as HTMLInputElement | null;
      if (input && input.value !== String(row.cells[name] ?? "")) set[name] = input.value;
    }
    acts.edit(false);
    if (Object.keys(set).length) acts.decide("set", { set });
  };
  const press = (event: KeyboardEvent) => {
    const inText = (event.target as HTMLElement).tagName === "TEXTAREA";
    if (event.key === "Escape") acts.edit(false);
    else if (event.key === "Enter" && (!inText || event.ctrlKey)) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form ref={form} class="d-form" onKeyDown={press} onSubmit={(e) => e.preventDefault()}>
      {FIELDS.map(([name, field]) => (
        <Field key={name} label={named("column", name)} class={`d-f-${field} d-c-${name}`}>
          <Cell name={name} value={String(row.cells[name] ?? "")} desk={desk} />
        </Field>
      ))}
      <div class="d-bar">
        <Button look="main" keys="Enter" act={save}>{t("save")}</Button>
        <Button keys="Esc" act={() => acts.edit(false)}>{t("leave")}</Button>
      </div>
    </form>
  );
}

/** The input that fits a column. */
export function Cell({ name, value, desk }: { name: string; value: string; desk: Shared }) {
  if (name === "sub_event_type") {
    return (
      <select name={name} defaultValue={value}>
        {!Object.values(desk.overview.types).flat().includes(value) ? <option value={value} selected>{value || "–"}</option> : null}
        {Object.entries(desk.overview.types).map(([kind, subs]) => (
          <optgroup key={kind} label={typeWord(desk, kind)}>
            {subs.map((sub) => <option key={sub} value={sub} selected={sub === value}>{typeWord(desk, sub)}</option>)}
          </optgroup>
        ))}
      </select>
    );
  }
  if (name === "status") {
    return (
      <select name={name} defaultValue={value}>
        {desk.overview.states.map((state) => <option key={state} value={state} selected={state === value}>{named("status", state)}</option>)}
      </select>
    );
  }
  if (name === "description") return <textarea name={name} dir="auto" rows={3} defaultValue={value} />;
  if (name.startsWith("date_")) return <input name={name} type="date" defaultValue={value} />;
  const numeric = name.startsWith("fatalities") || name === "injured" || name === "detained";
  return <input name={name} type="text" dir="auto" inputMode={numeric ? "numeric" : undefined} defaultValue={value} />;
}

/** Two changed the same thing: field by field, mine or theirs. Nothing is lost and nothing is guessed. */

import { useState } from "preact/hooks";
import { post, Problem } from "../api";
import type { Shared } from "../app";
import type { Cells, DeskEvent } from "../types";
import { Button, Dialog, Told } from "../ui";
import { named, t } from "../words";

export interface Conflict {
  /** As it was when I began. */
  base: Cells;
  /** What I wrote. */
  mine: Record<string, unknown>;
  /** As it is by now. */
  now: Cells;
  by: string;
  /** Fields that I keep; null if I left it. */
  done: (keep: string[] | null) => void;
}

const SHOWN = ["sub_event_type", "status", "date_start", "date_end", "actor1", "actor2", "fatalities", "fatalities_low", "fatalities_high", "location", "place_name", "source", "source_url", "description"];
export const PLACE = "place_name";

/** Cells that follow another one when that is written, unless they are written too. */
const FOLLOWS: Record<string, string> = { date_end: "date_start", fatalities_low: "fatalities", fatalities_high: "fatalities" };

const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));

export interface Field {
  name: string;
  base: string;
  mine: string;
  now: string;
  mineChanged: boolean;
  theirsChanged: boolean;
}

/** The fields that either of us changed. */
export function changedFields({ base, mine, now }: Pick<Conflict, "base" | "mine" | "now">): Field[] {
  const names = [...new Set([...SHOWN, ...Object.keys(mine)])];
  return names
    .map((name) => {
      const told = { name, base: text(base[name]), now: text(now[name]), mine: name in mine ? text(mine[name]) : text(base[name]) };
      return { ...told, mineChanged: name in mine && told.mine !== told.base, theirsChanged: told.now !== told.base };
    })
    .filter((one) => (one.mineChanged || one.theirsChanged) && !(one.mineChanged && one.theirsChanged && one.mine === one.now))
    .filter((one) => one.mineChanged || one.now !== text(now[FOLLOWS[one.name] ?? ""]) || !(one.name in FOLLOWS));
}

export function MergeView({ conflict, close }: { conflict: Conflict; close: () => void }) {
  const fields = changedFields(conflict);
  const [chosen, setChosen] = useState<Record<string, "mine" | "theirs">>(
    Object.fromEntries(fields.filter((one) => one.mineChanged !== one.theirsChanged).map((one) => [one.name, one.mineChanged ? "mine" : "theirs"])),
  );
  const leave = () => (close(), conflict.done(null));
  const open = fields.filter((one) => !chosen[one.name]).length;
  const take = () => (close(), conflict.done(fields.filter((one) => chosen[one.name] === "mine").map((one) => one.name)));
  const pick = (name: string, who: "mine" | "theirs") => setChosen({ ...chosen, [name]: who });
  return (
    <Dialog title={t("merge-title")} close={leave} wide>
      <p>{t("merge-hint-team", { by: conflict.by || t("somebody") })}</p>
      <div class="d-merge" role="group">
        {fields.map((one) => (
          <fieldset key={one.name} class={chosen[one.name] ? "" : "d-merge-open"}>
            <legend>{named("column", one.name)}</legend>
            {(["mine", "theirs"] as const).map((who) => {
              const changed = who === "mine" ? one.mineChanged : one.theirsChanged;
              return (
                <label key={who} class={chosen[one.name] === who ? "d-on" : ""}>
                  <input type="radio" name={`merge-${one.name}`} checked={chosen[one.name] === who} onChange={() => pick(one.name, who)} />
                  <span>
                    <small>{who === "mine" ? t("merge-mine") : conflict.by || t("merge-theirs")}{changed ? "" : ` · ${t("merge-as-before")}`}</small>
                    <Told text={(who === "mine" ? one.mine : one.now) || "–"} />
                  </span>
                </label>
              );
            })}
          </fieldset>
        ))}
      </div>
      <div class="d-row">
        <span class="d-quiet" role="status">{open ? t("merge-choose") : ""}</span>
        <span class="d-grow" />
        <Button act={leave}>{t("merge-leave")}</Button>
        <Button look="main" off={open > 0} act={take}>{t("save")}</Button>
      </div>
    </Dialog>
  );
}

interface Given {
  set?: Record<string, string>;
  place?: Cells | null;
}

/** Mine as fields of the merge view; a place is one of them. */
export function asMine(given: Given): Record<string, unknown> {
  return { ...(given.set ?? {}), ...(given.place ? { [PLACE]: given.place.place_name ?? `${given.place.lat}, ${given.place.lon}` } : {}) };
}

/** What of mine is kept; what would follow it and was chosen as theirs is written as they have it. */
export function keepOf(given: Given, keep: string[], fields: Field[] = []): Given {
  const mine = Object.entries(given.set ?? {}).filter(([name]) => keep.includes(name));
  const theirs = fields.filter(({ name }) => name in FOLLOWS && keep.includes(FOLLOWS[name]) && !keep.includes(name)).map((one) => [one.name, one.now]);
  const set = Object.fromEntries([...mine, ...theirs]) as Record<string, string>;
  return { ...(Object.keys(set).length ? { set } : {}), ...(given.place && keep.includes(PLACE) ? { place: given.place } : {}) };
}

/** Change an event; where somebody else changed it meanwhile the person chooses. Null if it was left or refused. */
export async function editEvent(desk: Shared, event: DeskEvent, given: Given): Promise<DeskEvent | null> {
  try {
    return (await post<{ event: DeskEvent }>("edit", { event: event.event_id, digest: event.digest, ...given })).event;
  } catch (error) {
    const now = error instanceof Problem && error.status === 409 ? (error.now as DeskEvent | undefined) : undefined;
    if (!now) return desk.tryTo<DeskEvent>(() => Promise.reject(error));
    const base = event as unknown as Cells;
    const mine = asMine(given);
    const kept = await settle(desk, base, mine, now as unknown as Cells, (error as Problem).by);
    if (kept === null) return null;
    const rest = keepOf(given, kept, changedFields({ base, mine, now: now as unknown as Cells }));
    return Object.keys(rest).length ? editEvent(desk, now, rest) : now;
  }
}

/** Let the person choose; what is there already as I wrote it needs no choice. */
export function settle(desk: Shared, base: Cells, mine: Record<string, unknown>, now: Cells, by: string): Promise<string[] | null> {
  const left = Object.entries(mine).filter(([name, value]) => text(value) !== text(now[name]));
  if (!left.length) return Promise.resolve([]);
  return new Promise((done) => desk.merge({ base, mine: Object.fromEntries(left), now, by, done }));
}

/** A decision on a row under review, where others may decide too. */

import { post, Problem } from "../api";
import type { Shared } from "../app";
import type { Cells, PlaceOption, Row } from "../types";
import { t, type Key } from "../words";
import { changedFields, keepOf, settle } from "./merge";

export interface Given {
  set?: Record<string, string>;
  place?: Cells;
  places?: PlaceOption[];
}

interface Decided {
  act: number;
  row: Row;
}

/** What a row is after a decision. */
const STATES: Record<string, string> = { accept: "accepted", strike: "struck", open: "open" };

/** Send a decision; where somebody else decided meanwhile it is said, and what both wrote is settled. */
export async function decideOn(desk: Shared, on: Row, action: string, given: Given): Promise<Decided | null> {
  try {
    return await post<Decided>("decide", { row: on.id, action, mark: on.mark, ...given });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409 || !error.now) return desk.tryTo<never>(() => Promise.reject(error));
    return meanwhile(desk, on, error.now as Row, error.by, action, given);
  }
}

async function meanwhile(desk: Shared, on: Row, now: Row, by: string, action: string, given: Given): Promise<Decided | null> {
  if (!given.set) {
    if (now.state === STATES[action] && now.state !== on.state) return { act: desk.overview.act, row: now };
    desk.say({ text: t("they-decided", { by: by || t("somebody"), state: t(`row.${now.state}` as Key) }), bad: true });
    return null;
  }
  const kept = await settle(desk, on.cells, given.set, now.cells, by);
  if (kept === null) return null;
  const { set } = keepOf({ set: given.set }, kept, changedFields({ base: on.cells, mine: given.set, now: now.cells }));
  const { place, places } = kept.includes("location") ? given : {};
  return decideOn(desk, now, action, { ...(set ? { set } : {}), ...(place ? { place } : {}), ...(places ? { places } : {}) });
}

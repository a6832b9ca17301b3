/** Review: the text beside its rows, the least sure first, every decision saved at once. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { get, post } from "../api";
import { decideOn, type Given } from "../team/decide";
import { usePresence } from "../team/presence";
import type { Shared } from "../app";
import { isTyping, keyOf } from "../keys";
import { LittleMap } from "../map/little-map";
import { Point } from "../map/point";
import { ReadAgain } from "../read-again";
import type { Cells, PlaceOption, Report, ReportHead, Row } from "../types";
import { Button, Empty, Icon, Told } from "../ui";
import { count, t } from "../words";
import { AcceptMany } from "./accept-many";
import { placeInside, spotsOf, type Found } from "./row-places";
import { RowCard, type RowActs } from "./row";
import { selectedWords, type Selected } from "../../review/selection";
import { ReportText } from "./text";

export function ReviewView(desk: Shared) {
  const [reports, setReports] = useState<ReportHead[] | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const [active, setActive] = useState("");
  const [editing, setEditing] = useState(false);
  const [searching, setSearching] = useState(false);
  const [picking, setPicking] = useState(false);
  const [point, setPoint] = useState<{ lon: number; lat: number } | null>(null);
  const [marked, setMarked] = useState("");
  const [words, setWords] = useState<Selected | null>(null);
  const [many, setMany] = useState(false);
  const [again, setAgain] = useState(false);
  const remember = useRef<(() => void) | null>(null);

  const load = useCallback(async () => {
    const found = await desk.tryTo(() => get<ReportHead[]>("reports"));
    if (found) setReports(found);
    return found;
  }, []);
  const show = useCallback(async (key: string, row = "") => {
    const found = await desk.tryTo(() => get<Report>(`report/${encodeURIComponent(key)}`));
    if (!found) return;
    setReport(found);
    setActive(row || (found.rows.find((one) => one.state === "open") ?? found.rows[0])?.id || "");
    setEditing(false);
    setSearching(false);
    setPicking(false);
    setMarked("");
    setWords(null);
  }, []);
  useEffect(() => {
    void load().then((found) => {
      if (!found) return;
      const asked = found.find((one) => one.key === desk.what) ?? found.find((one) => one.open) ?? found[0];
      if (asked) void show(asked.key);
    });
  }, []);
  // somebody else read or decided, or an undo: what is shown follows
  const seen = useRef(desk.overview.act);
  useEffect(() => {
    const state = desk.overview.act + desk.overview.waiting / 1000;
    if (seen.current === state) return;
    seen.current = state;
    void load();
    if (report && !editing) void get<Report>(`report/${encodeURIComponent(report.key)}`).then((found) => keepOrder(found), () => undefined);
  }, [desk.overview.act, desk.overview.open, desk.overview.waiting]);
  useEffect(() => {
    if (reports && !reports.length && desk.overview.open) void load().then((found) => found?.[0] && show(found[0].key));
  }, [desk.overview.open]);
  useEffect(() => {
    const listen = () => setWords(selectedWords(document.getElementById("report-text")));
    document.addEventListener("selectionchange", listen);
    return () => document.removeEventListener("selectionchange", listen);
  }, []);

  /** Rows stay where the person saw them; new ones follow. */
  const keepOrder = (found: Report) =>
    setReport((before) => {
      if (!before || before.key !== found.key) return before;
      const place = new Map(before.rows.map((row, n) => [row.id, n]));
      return { ...found, rows: [...found.rows].sort((a, b) => (place.get(a.id) ?? 1e6) - (place.get(b.id) ?? 1e6)) };
    });
  const put = (row: Row) => setReport((before) => before && { ...before, rows: before.rows.map((one) => (one.id === row.id ? row : one)) });
  const row = report?.rows.find((one) => one.id === active);

  usePresence(desk, active && `row ${active}`);
  const step = (by: number) => {
    if (!report?.rows.length) return;
    const at = report.rows.findIndex((one) => one.id === active);
    setActive(report.rows[Math.max(0, Math.min(report.rows.length - 1, at + by))].id);
    setEditing(false);
    setSearching(false);
  };
  const nextOpen = (rows: Row[], after: string) => {
    const at = rows.findIndex((one) => one.id === after);
    const next = [...rows.slice(at + 1), ...rows.slice(0, at)].find((one) => one.state === "open");
    if (next) setActive(next.id);
    return next ? Promise.resolve() : nextReport();
  };
  const nextReport = async () => {
    const found = await load();
    const at = found?.findIndex((one) => one.key === report?.key) ?? -1;
    const next = found && [...found.slice(at + 1), ...found.slice(0, Math.max(0, at))].find((one) => one.open);
    if (next) await show(next.key);
    else desk.say({ text: t("all-reviewed"), act: { label: t("screen.map"), run: () => desk.go("map") } });
  };

  const decide = async (action: string, given: Given = {}) => {
    if (!row || !report) return;
    if (action === "accept" && row.state === "accepted") return nextOpen(report.rows, row.id);
    const done = await decideOn(desk, row, action, given);
    if (!done) return show(report.key, row.id);
    seen.current = done.act;
    put(done.row);
    setPicking(false);
    setSearching(false);
    if (action === "accept" || action === "strike") {
      const rows = report.rows.map((one) => (one.id === row.id ? done.row : one));
      await nextOpen(rows, row.id);
    }
    void desk.refresh();
  };
  const place = async (placement: Cells | null, option?: PlaceOption) => {
    if (!row) return;
    const name = String(row.cells.location ?? "");
    const places = option && !row.places.some((one) => one.id === option.id) ? [option, ...row.places].slice(0, 9) : undefined;
    await decide("set", { place: placement ?? {}, ...(places ? { places } : {}) });
    setPoint(null);
    if (!name || (!option && placement?.lon === undefined && placement !== null)) return;
    const told = option ? `${option.name}${option.within ? `, ${option.within}` : ""}` : placement ? `${placement.lat}, ${placement.lon}` : t("never");
    const value = option ? option.id : placement ? `@${placement.lon},${placement.lat}` : "never";
    offer(name, told, () => ({ kind: "place", name, hint: "", value, told }));
  };
  const offer = (name: string, told: string, rule: () => object) => {
    const run = () => {
      remember.current = null;
      void desk.tryTo(() => post("rule", rule())).then((done) => done && desk.say({ text: t("remembered", { name, told }) }));
    };
    remember.current = run;
    desk.say({ text: t("saved-place", { name, told }), act: { label: t("remember"), keys: "R", run } });
  };
  const addRow = async () => {
    if (!words || !report) return;
    const given = (await desk.tryTo(() => placeInside(words, report))) ?? {};
    const done = await desk.tryTo(() => post<{ row: Row }>("add", { report: report.key, start: words.start, end: words.end, ...given }));
    if (!done) return;
    getSelection()?.removeAllRanges();
    setReport((before) => before && { ...before, rows: [done.row, ...before.rows] });
    setActive(done.row.id);
    setEditing(true);
    void desk.refresh();
  };
  const usePlaceWords = async () => {
    if (!words || !row) return;
    const found = await desk.tryTo(() => get<Found>("resolve", { name: words.text }));
    if (!found) return;
    const first = found.resolved ? found.places[0] : undefined;
    getSelection()?.removeAllRanges();
    await decide("set", { set: { location: words.text }, place: first?.placement ?? {}, places: found.places });
  };
  const useActorWords = (name: "actor1" | "actor2") => {
    if (!words || !row) return;
    const before = String(row.cells[name] ?? "");
    const value = words.text;
    getSelection()?.removeAllRanges();
    void decide("set", { set: { [name]: value } });
    if (before) offer(before, value, () => ({ kind: "actor", name: before, value, told: value }));
  };
  const merge = async () => {
    if (!row || !report) return;
    if (!marked || marked === row.id) {
      setMarked(marked === row.id ? "" : row.id);
      if (marked !== row.id) desk.say({ text: t("merge-hint") });
      return;
    }
    const done = await desk.tryTo(() => post<{ act: number }>("merge", { stays: row.id, gone: [marked] }));
    setMarked("");
    if (done) await desk.refresh();
  };

  // who is quick presses the next key before the last decision is saved: it waits its turn
  const busy = useRef(false);
  const waiting = useRef<KeyboardEvent[]>([]);
  const during = (work: () => Promise<unknown>) => {
    busy.current = true;
    void work().finally(() => {
      busy.current = false;
      setTimeout(() => {
        const next = waiting.current.shift();
        if (next) press.current(next);
      });
    });
  };
  const keys: Record<string, () => void> = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    a: () => during(() => decide("accept")), Enter: () => during(() => decide("accept")), x: () => during(() => decide("strike")),
    o: () => during(() => decide("open")), e: () => setEditing(true), n: () => during(addRow), m: () => during(merge),
    p: () => (words ? during(usePlaceWords) : setSearching(true)), c: () => setPicking((on) => !on), g: () => during(nextReport),
    "0": () => during(() => place(null)), r: () => (remember.current?.(), desk.say(null)),
    Escape: () => (setPicking(false), setSearching(false), setEditing(false), setMarked("")),
  };
  const press = useRef<(event: KeyboardEvent) => void>(() => undefined);
  press.current = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || document.querySelector("dialog[open]")) return;
    const target = event.target as HTMLElement;
    if (event.key === "Enter" && target.closest("button, a, summary")) return;
    const key = keyOf(event);
    const option = /^[1-9]$/.test(key) ? row?.places[Number(key) - 1] : undefined;
    const act = option ? () => during(() => place(option.placement, option)) : keys[key];
    if (!act || (!desk.canWrite && !["j", "k", "ArrowDown", "ArrowUp", "g", "Escape"].includes(key))) return;
    event.preventDefault();
    if (busy.current) waiting.current.push(event);
    else act();
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press.current(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);

  if (reports && !reports.length) {
    return (
      <Empty title={t("review-empty")}>
        <p>{t("review-empty-hint")}</p>
        <Button look="main" act={() => desk.go("inbox")}>{t("screen.inbox")}</Button>
      </Empty>
    );
  }
  /** A name written anew is placed anew. */
  const write = async (action: string, given: { set?: Record<string, string> } = {}) => {
    const name = given.set?.location;
    const found = name ? await desk.tryTo(() => get<Found>("resolve", { name })) : null;
    await decide(action, found ? { ...given, place: found.resolved ? found.places[0].placement : {}, places: found.places } : given);
  };
  const acts: RowActs = {
    decide: (action, given) => during(() => write(action, given)), place: (placement, option) => during(() => place(placement, option)),
    edit: setEditing, search: setSearching, click: () => setPicking(!picking), mark: () => during(merge),
  };
  const open = report?.rows.filter((one) => one.state === "open").length ?? 0;
  return (
    <section class={`d-review${report?.text ? "" : " d-no-text"}`}>
      <div class="d-head">
        <h1>{t("screen.review")}</h1>
        <select class="d-pick-report" aria-label={t("report")} value={report?.key ?? ""} onChange={(e) => void show(e.currentTarget.value)}>
          {(reports ?? []).map((one) => (
            <option key={one.key} value={one.key}>{`${one.open ? `(${one.open}) ` : "✓ "}${one.title}`}</option>
          ))}
        </select>
        <span class="d-grow" />
        <span class="d-quiet" role="status">{count("to-review", desk.overview.open)}</span>
        <Button act={() => setMany(true)} off={!desk.canWrite || !desk.overview.open}>{t("accept-sure")}</Button>
        <Button keys="G" act={() => void nextReport()}>{t("next-report")}</Button>
      </div>
      {report?.text ? (
        <div class="d-reading">
          <div class="d-about">
            <Told text={report.title} tag="h2" />
            <span class="d-quiet">
              {report.source ? <><Told text={report.source} /> · </> : null}{report.day ? <span dir="ltr">{report.day}</span> : <b class="d-low">{t("no-published")}</b>}{" "}
              <button type="button" class="d-link" disabled={!desk.canWrite} onClick={() => setAgain(true)}>{t(report.day ? "read-again" : "say-day")}</button>
            </span>
          </div>
          <div class="d-words" role="toolbar" aria-label={t("with-words")}>
            {words ? (
              <>
                <Button look="main" keys="N" off={!desk.canWrite} act={() => void addRow()}>{t("new-row")}</Button>
                {row ? <Button keys="P" act={() => void usePlaceWords()}>{t("is-place")}</Button> : null}
                {row ? <Button act={() => useActorWords("actor1")}>{t("is-actor1")}</Button> : null}
                {row ? <Button act={() => useActorWords("actor2")}>{t("is-actor2")}</Button> : null}
              </>
            ) : (
              <span class="d-quiet">{t("select-words")}</span>
            )}
          </div>
          <ReportText report={report} active={active} choose={setActive} />
        </div>
      ) : null}
      <div class="d-rows">
        <p class="d-rows-head d-quiet">
          {count("rows", report?.rows.length ?? 0)}{open ? ` · ${count("to-review", open)}` : ""}
          {report?.problem ? <> · <Told text={report.problem} /></> : null}
        </p>
        <LittleMap spots={row ? spotsOf(row) : []} picking={picking} pick={(lon, lat) => setPoint({ lon, lat })} choose={(n) => row && row.places[n] && void place(row.places[n].placement, row.places[n])} />
        {picking ? <p class="d-banner"><Icon name="pin" /> {t("click-hint")}</p> : null}
        <div class="d-cards">
          {(report?.rows ?? []).map((one) => (
            <RowCard key={one.id} row={one} desk={desk} active={one.id === active} editing={editing && one.id === active} searching={searching && one.id === active} marked={one.id === marked} pickWith={acts} choose={() => (setActive(one.id), setEditing(false), setSearching(false))} />
          ))}
          {report && !report.rows.length ? <p class="d-quiet">{t("no-rows")}</p> : null}
        </div>
      </div>
      {point ? <Point {...point} desk={desk} close={() => setPoint(null)} take={(placement, name) => void place({ ...placement, place_name: name || placement.place_name })} /> : null}
      {again && report ? <ReadAgain item={report.item} options={{ date: report.day, source: report.source }} desk={desk} close={() => setAgain(false)} /> : null}
      {many ? <AcceptMany desk={desk} close={() => setMany(false)} done={() => (void load(), report && void show(report.key))} /> : null}
    </section>
  );
}

/** The table of events: thousands of rows, found, sorted, written in. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { post } from "../api";
import { editEvent } from "../team/merge";
import type { Shared } from "../app";
import { EventPanel } from "../event-panel";
import { Cell, typeWord } from "../review/row";
import type { DeskEvent, Filter } from "../types";
import { Button, Empty, Icon, Told } from "../ui";
import { count, named, t } from "../words";
import { Bulk } from "./bulk";
import { copyText, parsePaste } from "./clipboard";
import { Filters } from "./filters";
import { Twins } from "./twins";

export const SHOWN = ["date_start", "sub_event_type", "place_name", "admin1", "actor1", "actor2", "fatalities", "status", "source", "description"];
const WRITABLE = new Set(["date_start", "sub_event_type", "actor1", "actor2", "fatalities", "status", "source", "description"]);
const HEIGHT = 36;
const PAGE = 200;

interface Page {
  total: number;
  rows: DeskEvent[];
}

export function TableView(desk: Shared) {
  const [filter, setFilter] = useState<Filter>(desk.what.startsWith("{") ? (JSON.parse(desk.what) as Filter) : {});
  const [sort, setSort] = useState({ by: "date_start", down: true });
  const [total, setTotal] = useState<number | null>(null);
  const [, turn] = useState(0);
  const [top, setTop] = useState(0);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const [writing, setWriting] = useState(false);
  const [chosen, setChosen] = useState<Map<string, DeskEvent>>(new Map());
  const [open, setOpen] = useState(desk.what.startsWith("{") ? "" : desk.what);
  const [dialog, setDialog] = useState<"" | "bulk" | "twins">("");
  const pages = useRef(new Map<number, DeskEvent[] | "asked">());
  const asking = useRef(0);
  const box = useRef<HTMLDivElement>(null);

  const ask = useCallback(
    async (offset: number) => {
      if (pages.current.has(offset)) return;
      pages.current.set(offset, "asked");
      const round = asking.current;
      const found = await desk.tryTo(() => post<Page>("events", { filter, sort: sort.by, down: sort.down, offset }));
      if (!found || round !== asking.current) return;
      pages.current.set(offset, found.rows);
      setTotal(found.total);
      turn((n) => n + 1);
    },
    [filter, sort],
  );
  const reload = useCallback(() => {
    asking.current += 1;
    pages.current = new Map();
    const first = Math.floor((box.current?.scrollTop ?? 0) / HEIGHT / PAGE) * PAGE;
    void ask(first);
  }, [ask]);
  useEffect(() => {
    setChosen(new Map());
    if (box.current) box.current.scrollTop = 0;
    reload();
  }, [filter, sort]);
  const seen = useRef(desk.overview.revision);
  useEffect(() => {
    if (seen.current !== desk.overview.revision && !writing) reload();
    seen.current = desk.overview.revision;
  }, [desk.overview.revision]);

  const rowAt = (n: number): DeskEvent | undefined => {
    const page = pages.current.get(Math.floor(n / PAGE) * PAGE);
    return Array.isArray(page) ? page[n % PAGE] : undefined;
  };
  const put = (event: DeskEvent) => {
    for (const page of pages.current.values()) {
      if (!Array.isArray(page)) continue;
      const n = page.findIndex((one) => one.event_id === event.event_id);
      if (n >= 0) page[n] = event;
    }
    turn((n) => n + 1);
  };
  const save = async (event: DeskEvent, name: string, value: string) => {
    setWriting(false);
    box.current?.focus();
    if (value === String(event[name] ?? "")) return;
    const done = await editEvent(desk, event, { set: { [name]: value } });
    if (done) put(done);
    else reload();
    void desk.refresh();
  };
  const go = (row: number, column: number) => {
    const to = { row: Math.max(0, Math.min((total ?? 1) - 1, row)), column: Math.max(0, Math.min(SHOWN.length - 1, column)) };
    setAt(to);
    const view = box.current;
    if (!view) return;
    const y = to.row * HEIGHT;
    if (y < view.scrollTop) view.scrollTop = y;
    else if (y + HEIGHT * 2 > view.scrollTop + view.clientHeight) view.scrollTop = y + HEIGHT * 2 - view.clientHeight;
  };
  const toggle = (event: DeskEvent | undefined) => {
    if (!event) return;
    const next = new Map(chosen);
    if (!next.delete(event.event_id)) next.set(event.event_id, event);
    setChosen(next);
  };
  const press = (event: KeyboardEvent) => {
    if (writing || (event.target as HTMLElement).closest("input, select, button")) return;
    const side = document.documentElement.dir === "rtl" ? -1 : 1;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, side], ArrowLeft: [0, -side], PageDown: [15, 0], PageUp: [-15, 0],
    };
    const move = moves[event.key];
    if (move) go(at.row + move[0], at.column + move[1]);
    else if (event.key === "Enter" || event.key === "F2") {
      if (WRITABLE.has(SHOWN[at.column]) && desk.canWrite) setWriting(true);
      else setOpen(rowAt(at.row)?.event_id ?? "");
    } else if (event.key === " ") toggle(rowAt(at.row));
    else return;
    event.preventDefault();
  };
  const copy = (event: ClipboardEvent) => {
    if (writing || getSelection()?.toString()) return;
    const rows = chosen.size ? [...chosen.values()] : [];
    const here = rowAt(at.row);
    const text = rows.length ? copyText(rows, SHOWN) : here ? copyText([here], [SHOWN[at.column]], false) : "";
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  const paste = async (event: ClipboardEvent) => {
    if (writing || !desk.canWrite) return;
    const cells = parsePaste(event.clipboardData?.getData("text/plain") ?? "");
    event.preventDefault();
    const edits = cells.flatMap((line, y) => {
      const row = rowAt(at.row + y);
      const set = Object.fromEntries(line.map((value, x) => [SHOWN[at.column + x], value]).filter(([name]) => name && WRITABLE.has(name)));
      return row && Object.keys(set).length ? [{ id: row.event_id, digest: row.digest, set }] : [];
    });
    if (!edits.length) return;
    const done = await desk.tryTo(() => post("edit-cells", { edits }));
    if (done) desk.say({ text: count("changes", edits.length), act: { label: t("undo"), run: () => void desk.undo() } });
    reload();
    void desk.refresh();
  };
  const withdraw = async () => {
    const ids = [...chosen.keys()];
    const done = await desk.tryTo(() => post("withdraw", { ids }));
    if (!done) return;
    setChosen(new Map());
    desk.say({ text: count("withdrawn", ids.length), act: { label: t("undo"), run: () => void desk.undo() } });
    await desk.refresh();
  };

  const tall = box.current?.clientHeight ?? 700;
  const first = Math.max(0, Math.floor(top / HEIGHT) - 8);
  const last = Math.min(total ?? 0, first + Math.ceil(tall / HEIGHT) + 16);
  for (let n = first; n < last; n += PAGE) void ask(Math.floor(n / PAGE) * PAGE);
  if (last > first) void ask(Math.floor((last - 1) / PAGE) * PAGE);
  const filtered = Object.values(filter).some((value) => (Array.isArray(value) ? value.length : value));

  return (
    <section class="d-table-view">
      <div class="d-head">
        <h1>{t("screen.table")}</h1>
        <span class="d-quiet" role="status">{total === null ? "…" : count("events", total)}</span>
        <span class="d-grow" />
        {chosen.size ? (
          <>
            <b role="status">{count("selected", chosen.size)}</b>
            <Button look="danger" off={!desk.canWrite} act={() => void withdraw()}>{t("take-out")}</Button>
          </>
        ) : null}
        <Button act={() => setDialog("bulk")} off={!desk.canWrite || !total}>{t("edit-many")}</Button>
        <Button act={() => setDialog("twins")} off={!total}>{t("told-twice")}</Button>
      </div>
      <Filters desk={desk} filter={filter} change={setFilter} />
      {total === 0 ? (
        <Empty title={t(filtered ? "table-none" : "table-empty")}>
          <p>{t(filtered ? "table-none-hint" : "table-empty-hint")}</p>
          {filtered ? <Button act={() => setFilter({})}>{t("show-all")}</Button> : <Button look="main" act={() => desk.go("inbox")}>{t("screen.inbox")}</Button>}
        </Empty>
      ) : (
        <div class="d-table-and-panel">
          <div ref={box} class="d-grid" tabIndex={0} role="grid" aria-label={t("screen.table")} aria-rowcount={(total ?? 0) + 1} onScroll={(e) => setTop(e.currentTarget.scrollTop)} onKeyDown={press} onCopy={copy} onPaste={(e) => void paste(e)}>
            <div class="d-grid-head" role="row">
              <span role="columnheader" class="d-cell d-c-check" aria-label={t("selected-head")} />
              {SHOWN.map((name) => (
                <span key={name} role="columnheader" class={`d-cell d-c-${name}`} aria-sort={sort.by === name ? (sort.down ? "descending" : "ascending") : "none"}>
                  <button type="button" onClick={() => setSort({ by: name, down: sort.by === name ? !sort.down : name === "date_start" || name === "fatalities" })}>
                    {named("column", name)} {sort.by === name ? (sort.down ? "▾" : "▴") : ""}
                  </button>
                </span>
              ))}
            </div>
            <div class="d-grid-body" style={{ height: `${(total ?? 0) * HEIGHT}px` }}>
              {Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i).map((n) => {
                const event = rowAt(n);
                return (
                  <div key={n} role="row" aria-rowindex={n + 2} class={`d-grid-row${event && chosen.has(event.event_id) ? " d-chosen" : ""}${event && event.event_id === open ? " d-open" : ""}`} style={{ transform: `translateY(${n * HEIGHT}px)` }}>
                    <span role="gridcell" class="d-cell d-c-check">
                      {event ? <input type="checkbox" aria-label={t("select-row")} checked={chosen.has(event.event_id)} onChange={() => toggle(event)} /> : null}
                      {event ? <button type="button" class="d-open-row" aria-label={t("open-row")} onClick={() => setOpen(event.event_id)}><Icon name="next" size={14} /></button> : null}
                    </span>
                    {SHOWN.map((name, column) => {
                      const here = at.row === n && at.column === column;
                      return (
                        <span key={name} role="gridcell" aria-selected={here} class={`d-cell d-c-${name}${here ? " d-here" : ""}`} onClick={() => go(n, column)} onDblClick={() => (go(n, column), WRITABLE.has(name) && desk.canWrite ? setWriting(true) : event && setOpen(event.event_id))}>
                          {here && writing && event ? <Writing name={name} event={event} desk={desk} save={save} leave={() => (setWriting(false), box.current?.focus())} /> : event ? shown(desk, event, name) : ""}
                        </span>
                      );
                    })}
                  </div>
                );
              })}
            </div>
          </div>
          {open ? <EventPanel key={open} id={open} desk={desk} close={() => setOpen("")} changed={(event) => (event ? put(event) : reload())} /> : null}
        </div>
      )}
      {dialog === "bulk" ? <Bulk desk={desk} filter={chosen.size ? { ids: [...chosen.keys()] } : filter} matched={chosen.size || (total ?? 0)} close={() => setDialog("")} done={reload} /> : null}
      {dialog === "twins" ? <Twins desk={desk} close={() => setDialog("")} done={reload} /> : null}
    </section>
  );
}

function shown(desk: Shared, event: DeskEvent, name: string) {
  const value = event[name];
  if (name === "sub_event_type") return typeWord(desk, value);
  if (name === "status") return named("status", String(value));
  if (name === "date_start") return <span dir="ltr">{event.date_end === value ? String(value) : `${String(value)} –`}</span>;
  return <Told text={value} />;
}

interface WritingProps {
  name: string;
  event: DeskEvent;
  desk: Shared;
  save: (event: DeskEvent, name: string, value: string) => Promise<void>;
  leave: () => void;
}

function Writing({ name, event, desk, save, leave }: WritingProps) {
  const box = useRef<HTMLSpanElement>(null);
  const input = () => box.current?.querySelector("input, select, textarea") as HTMLInputElement | null;
  useEffect(() => {
    input()?.focus();
    input()?.select?.();
  }, []);
  const press = (pressed: KeyboardEvent) => {
    pressed.stopPropagation();
    if (pressed.key === "Escape") leave();
    else if (pressed.key === "Enter" && !pressed.shiftKey) void save(event, name, input()?.value ?? "");
    else return;
    pressed.preventDefault();
  };
  return (
    <span ref={box} class="d-writing" onKeyDown={press} onFocusOut={() => void save(event, name, input()?.value ?? "")}>
      <Cell name={name} value={String(event[name] ?? "")} desk={desk} />
    </span>
  );
}

/** What came in, what is being read, what went wrong; pasting and dropping. */

import { useEffect, useRef, useState } from "preact/hooks";
import { get, post, send } from "./api";
import type { Shared } from "./app";
import { Columns } from "./columns";
import { entriesOf, filesOf } from "./dropped";
import { ReadAgain } from "./read-again";
import type { Item } from "./types";
import { problemWords } from "./problems";
import { Button, Dialog, Empty, Field, Icon, Told } from "./ui";
import { count, moment, number, size, t, type Key } from "./words";

interface Told {
  items: Item[];
  now: { id?: number; done?: number; total?: number; since?: number };
}

export function Inbox(desk: Shared) {
  const [told, setTold] = useState<Told | null>(null);
  const [over, setOver] = useState(false);
  const [pasting, setPasting] = useState(false);
  const [looking, setLooking] = useState<Item | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  const load = async () => {
    const found = await desk.tryTo(() => get<Told>("items"));
    if (found) setTold(found);
  };
  useEffect(() => void load(), [desk.overview.act, desk.overview.items, desk.overview.waiting, desk.overview.asking, desk.overview.now.done]);

  const take = async (files: Iterable<File>) => {
    let taken = 0;
    for (const file of files) {
      const done = await desk.tryTo(() => send(file, {}));
      if (done) taken += 1;
    }
    if (taken) desk.say({ text: count("taken", taken) });
    await desk.refresh();
    await load();
  };
  const act = async (path: string, given: object) => {
    await desk.tryTo(() => post(path, given));
    await desk.refresh();
    await load();
  };

  const items = told?.items ?? [];
  return (
    <section
      class={`d-inbox${over ? " d-over" : ""}`}
      onDragOver={(e) => (e.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        const entries = entriesOf(e.dataTransfer);
        if (desk.canWrite) void filesOf(entries).then(take, () => undefined);
      }}
    >
      <div class="d-head">
        <h1>{t("screen.inbox")}</h1>
        <span class="d-grow" />
        <Button act={() => picker.current?.click()} off={!desk.canWrite}>{t("choose-files")}</Button>
        <Button act={() => setPasting(true)} look="main" off={!desk.canWrite}>{t("paste-text")}</Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t("choose-files")}
          onChange={(e) => {
            const input = e.currentTarget;
            void take(Array.from(input.files ?? [])).then(() => (input.value = ""));
          }}
        />
      </div>
      <p class="d-drop">{over ? t("drop-here") : t(desk.overview.team ? "drop-hint-team" : "drop-hint")}</p>
      {told && !items.length ? (
        <Empty title={t("inbox-empty")}>
          <p>{t("inbox-empty-hint")}</p>
          <Button act={() => void act("sample", {})} look="main" off={!desk.canWrite}>{t("try-sample")}</Button>
          <p class="d-quiet">{t("sample-hint")}</p>
        </Empty>
      ) : (
        <ul class="d-items">
          {items.map((item) => (
            <Line key={item.id} item={item} now={desk.overview.now} act={act} look={() => setLooking(item)} desk={desk} />
          ))}
        </ul>
      )}
      {pasting ? <Paste close={() => setPasting(false)} done={load} desk={desk} /> : null}
      {looking?.kind === "text" ? <ReadAgain item={looking.id} options={looking.options} desk={desk} close={() => (setLooking(null), void load())} /> : null}
      {looking?.kind === "table" ? (
        <Columns item={looking} desk={desk} close={() => setLooking(null)} read={(options) => (setLooking(null), void act("read", { item: looking.id, options }))} />
      ) : null}
    </section>
  );
}

interface LineProps {
  item: Item;
  now: Told["now"];
  act: (path: string, given: object) => Promise<void>;
  look: () => void;
  desk: Shared;
}

function Line({ item, now, act, look, desk }: LineProps) {
  const [open, setOpen] = useState(false);
  const reading = item.state === "reading" && now.id === item.id;
  const part = reading && now.total ? (now.done ?? 0) / now.total : 0;
  const more = [...(item.told.problems ?? []).map(problemWords), ...(item.told.shown_rejects ?? []).map((r) => Object.entries(r).map(([k, v]) => `${k}: ${v}`).join(" · "))];
  return (
    <li class={`d-item d-is-${item.state}`}>
      <div class="d-item-main">
        <Told text={item.name} tag="b" class="d-item-name" />
        <span class="d-quiet">
          {t(`kind.${item.kind}` as Key)} · {size(item.size)} · {moment(item.added_at)}
        </span>
        <Outcome item={item} />
        {reading ? (
          <span class="d-progress">
            <progress max={1} value={part || undefined} aria-label={t("state.reading")} />
            {now.total && now.total > 1 ? <span>{number(now.done ?? 0)} / {number(now.total)} {left(now)}</span> : null}
          </span>
        ) : null}
        {more.length ? (
          <button type="button" class="d-link" aria-expanded={open} onClick={() => setOpen(!open)}>{count("remarks", more.length)}</button>
        ) : null}
        {open ? <ul class="d-remarks">{more.slice(0, 100).map((one, n) => <li key={n}><Told text={one} /></li>)}</ul> : null}
      </div>
      <span class={`d-state d-is-${item.state}`}>{t(`state.${item.state}` as Key)}</span>
      <div class="d-item-acts">
        {item.state === "asking" ? <Button act={look} look="main" off={!desk.canWrite}>{t("look-at-columns")}</Button> : null}
        {item.state === "queued" || item.state === "reading" ? <Button act={() => void act("stop", { item: item.id })}>{t("stop")}</Button> : null}
        {item.state === "ready" && item.open ? <Button act={() => desk.go("review")} look="main">{t("screen.review")}</Button> : null}
        {item.state === "ready" && !item.open && item.told.events ? <Button act={() => desk.go("table")}>{t("screen.table")}</Button> : null}
        {["failed", "stopped", "ready"].includes(item.state) ? (
          <Button act={look} look="quiet" off={!desk.canWrite}>{t("read-again")}</Button>
        ) : null}
      </div>
    </li>
  );
}

function left(now: Told["now"]): string {
  if (!now.done || !now.total || !now.since) return "";
  const gone = Date.now() / 1000 - now.since;
  const seconds = Math.round((gone / now.done) * (now.total - now.done));
  return seconds > 2 ? t("time-left", { n: seconds < 90 ? `${number(seconds)} s` : `${number(Math.round(seconds / 60))} min` }) : "";
}

function Outcome({ item }: { item: Item }) {
  const { told } = item;
  if (told.problem) {
    return (
      <p class="d-why">
        <Icon name="warn" size={16} /> <Told text={problemWords(told.problem)} />
      </p>
    );
  }
  const parts = [
    told.events ? count("events", told.events) : "",
    told.reports ? count("reports", told.reports) : "",
    item.rows ? count("rows", item.rows) : "",
    item.open ? count("to-review", item.open) : "",
    told.rejects ? count("rejects", told.rejects) : "",
  ].filter(Boolean);
  return parts.length ? <span class="d-figures">{parts.join(" · ")}</span> : null;
}

function Paste({ close, done, desk }: { close: () => void; done: () => Promise<void>; desk: Shared }) {
  const [text, setText] = useState("");
  const [date, setDate] = useState("");
  const [source, setSource] = useState("");
  const add = async () => {
    const taken = await desk.tryTo(() => post("paste", { text, options: { date, source } }));
    if (!taken) return;
    close();
    await desk.refresh();
    await done();
  };
  return (
    <Dialog title={t("paste-text")} close={close} wide>
      <textarea class="d-paste" dir="auto" aria-label={t("paste-text")} placeholder={t("paste-hint")} value={text} onInput={(e) => setText(e.currentTarget.value)} />
      <div class="d-row">
        <Field label={t("published-on")} hint={t("published-hint")}>
          <input type="date" value={date} onInput={(e) => setDate(e.currentTarget.value)} />
        </Field>
        <Field label={t("who-says")} hint={t("who-says-hint")}>
          <input type="text" dir="auto" value={source} onInput={(e) => setSource(e.currentTarget.value)} />
        </Field>
        <span class="d-grow" />
        <Button act={() => void add()} look="main" off={!text.trim()}>{t("read-it")}</Button>
      </div>
    </Dialog>
  );
}

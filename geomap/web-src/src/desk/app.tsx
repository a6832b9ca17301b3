/** The desk's frame: where one is, what is going on, what was said last. */

import type { ComponentType } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { get, post, Problem, setSign, waitForAnswers } from "./api";
import { Help } from "./help";
import { History } from "./history";
import { Inbox } from "./inbox";
import { isTyping } from "./keys";
import { MapView } from "./map/map-view";
import { problemWords } from "./problems";
import { Publish } from "./publish/publish";
import { ReviewView } from "./review/review";
import { TableView } from "./grid/table";
import { useLive, type Present } from "./team/live";
import { MergeView, type Conflict } from "./team/merge";
import { People } from "./team/people";
import type { Overview } from "./types";
import { Button, Icon, Told, type ICONS } from "./ui";
import { count, language, named, number, speak, t, type Key, type Lang } from "./words";

export type Screen = "inbox" | "review" | "table" | "map" | "publish" | "history";

export interface Note {
  text: string;
  bad?: boolean;
  act?: { label: string; keys?: string; run: () => void };
}

export interface Shared {
  overview: Overview;
  /** Ask for the overview anew. */
  refresh: () => Promise<void>;
  say: (note: Note | null) => void;
  /** Run something; what goes wrong is said. */
  tryTo: <T>(work: () => Promise<T>) => Promise<T | null>;
  undo: () => Promise<void>;
  go: (screen: Screen, what?: string) => void;
  /** What a screen was asked to show: an event's id, a report's key. */
  what: string;
  canWrite: boolean;
  canPublish: boolean;
  /** Tab, name and what is open, of everybody. */
  present: Present;
  /** Let the person choose between their change and another's. */
  merge: (conflict: Conflict) => void;
}

const SCREENS: { name: Screen; icon: keyof typeof ICONS; view: ComponentType<Shared> }[] = [
  { name: "inbox", icon: "inbox", view: Inbox },
  { name: "review", icon: "review", view: ReviewView },
  { name: "table", icon: "table", view: TableView },
  { name: "map", icon: "map", view: MapView },
  { name: "publish", icon: "publish", view: Publish },
  { name: "history", icon: "history", view: History },
];
const KEPT = "geomap-desk-lang";
const AT_WORK = 400;
const AT_REST = 4000;

function firstLang(project: Lang): Lang {
  const kept = localStorage.getItem(KEPT);
  return kept === "ar" || kept === "en" ? kept : project;
}

export function App() {
  const [overview, setOverview] = useState<Overview | null>(null);
  const [screen, setScreen] = useState<Screen>("inbox");
  const [what, setWhat] = useState("");
  const [note, say] = useState<Note | null>(null);
  const [away, setAway] = useState(false);
  const [database, setDatabase] = useState(false);
  const [out, setOut] = useState(false);
  const [waits, setWaits] = useState(0);
  const [present, setPresent] = useState<Present>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [people, setPeople] = useState(false);
  const [help, setHelp] = useState(false);
  const [, turn] = useState(0);

  const refresh = useCallback(async () => {
    try {
      const told = await get<Overview>("state");
      setSign(told.csrf);
      setAway(false);
      setDatabase(false);
      setOut(false);
      setOverview((before) => {
        if (!before) speak(firstLang(told.lang));
        if (!before && told.team) waitForAnswers(setWaits);
        return told;
      });
    } catch (error) {
      setAway(error instanceof Problem && error.status === 0);
      setDatabase(error instanceof Problem && error.away);
      setOut(error instanceof Problem && error.status === 401);
    }
  }, []);

  const team = overview?.team ?? false;
  useLive(team, { changed: () => void refresh(), present: setPresent, away: setDatabase });
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    if (waits) addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [waits > 0]);

  const busy = Boolean(overview?.waiting);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), busy || away ? AT_WORK * (away && team ? 5 : 1) : AT_REST);
    return () => clearInterval(timer);
  }, [busy, away]);

  const tryTo = useCallback(async <T,>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      const text = error instanceof Problem && error.status ? problemWords(error.message) : t("not-saved-away");
      say({ text, bad: true });
      if (error instanceof Problem && !error.status) setAway(true);
      return null;
    }
  }, []);

  const undo = useCallback(async () => {
    const done = await tryTo(() => post<{ act: number }>("undo"));
    if (done) say({ text: t("undone") });
    await refresh();
  }, []);

  const go = useCallback((to: Screen, asked = "") => {
    setScreen(to);
    setWhat(asked);
  }, []);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || document.querySelector("dialog[open]")) return;
      if (event.key === "?") setHelp(true);
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") void undo();
      else if (event.altKey && event.key >= "1" && event.key <= String(SCREENS.length)) go(SCREENS[Number(event.key) - 1].name);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  useEffect(() => {
    if (!note || note.bad) return undefined;
    const timer = setTimeout(() => say(null), note.act ? 9000 : 4000);
    return () => clearTimeout(timer);
  }, [note]);

  if (!overview) {
    return <p class="d-wait">{away || note ? (note?.text ?? t("away")) : "…"}</p>;
  }
  const View = SCREENS.find((one) => one.name === screen)!.view;
  const shared: Shared = {
    overview, refresh, say, tryTo, undo, go, what, present,
    canWrite: !overview.refusal && overview.may.edit, canPublish: !overview.refusal && overview.may.publish,
    merge: setConflict,
  };
  const badges: Partial<Record<Screen, number>> = {
    inbox: overview.asking + overview.waiting, review: overview.open,
  };
  const swap = () => {
    const next: Lang = language() === "en" ? "ar" : "en";
    localStorage.setItem(KEPT, next);
    speak(next);
    turn((n) => n + 1);
  };
  return (
    <div class="d-desk">
      <header class="d-top">
        <b class="d-brand">geomap</b>
        <Told text={overview.project} class="d-project" />
        <span class="d-grow" />
        {overview.waiting ? (
          <span class="d-busy" role="status">
            {t("at-work")} {overview.now.total ? `${number(overview.now.done ?? 0)} / ${number(overview.now.total)}` : ""}
          </span>
        ) : null}
        <Button act={() => void undo()} look="quiet" label={t("undo-last")} off={!shared.canWrite}>
          <Icon name="undo" />
        </Button>
        <Button act={swap} look="quiet" label={language() === "en" ? "العربية" : "English"}>
          <span lang={language() === "en" ? "ar" : "en"}>{language() === "en" ? "ع" : "EN"}</span>
        </Button>
        <Button act={() => setHelp(true)} look="quiet" label={t("help")}>
          <Icon name="help" />
        </Button>
        {team ? <Person overview={overview} people={() => setPeople(true)} /> : null}
      </header>
      <nav class="d-rail" aria-label={t("screens")}>
        {SCREENS.map(({ name, icon }) => (
          <button type="button" key={name} class="d-tab" aria-current={name === screen ? "page" : undefined} onClick={() => go(name)}>
            <Icon name={icon} size={22} />
            <span>{t(`screen.${name}` as Key)}</span>
            {badges[name] ? <i class="d-badge">{number(badges[name]!)}</i> : null}
          </button>
        ))}
      </nav>
      <main class={`d-main d-at-${screen}`} tabIndex={-1}>
        {overview.refusal ? (
          <p class="d-banner" role="status">
            <Icon name="warn" /> {t("reads-only")} <Told text={problemWords(overview.refusal)} />
          </p>
        ) : null}
        {away ? (
          <p class="d-banner d-bad" role="alert">
            <Icon name="warn" /> {t("away")}
          </p>
        ) : null}
        {out ? (
          <p class="d-banner d-bad" role="alert">
            <Icon name="warn" /> {t(team ? "signed-out-team" : "signed-out")} {team ? <a href="/sign-in" target="_blank" rel="noopener">{t("sign-in")}</a> : null}
          </p>
        ) : null}
        {database && !away ? (
          <p class="d-banner d-bad" role="alert">
            <Icon name="warn" /> {t("database-away")}
          </p>
        ) : null}
        {waits ? <p class="d-banner" role="status">{count("edits-wait", waits)}</p> : null}
        {team && !overview.may.edit ? <p class="d-banner" role="status">{t("may-read")}</p> : null}
        <View key={`${screen}-${language()}`} {...shared} />
      </main>
      <div class="d-notes" role={note?.bad ? "alert" : "status"}>
        {note ? (
          <div class={`d-note${note.bad ? " d-bad" : ""}`}>
            <Told text={note.text} />
            {note.act ? (
              <Button act={() => (note.act!.run(), say(null))} look="quiet" keys={note.act.keys ?? ""}>
                {note.act.label}
              </Button>
            ) : null}
            <Button act={() => say(null)} look="quiet" label={t("close")}>
              <Icon name="close" size={16} />
            </Button>
          </div>
        ) : null}
      </div>
      {conflict ? <MergeView conflict={conflict} close={() => setConflict(null)} /> : null}
      {people ? <People desk={shared} close={() => setPeople(false)} /> : null}
      {help ? <Help close={() => setHelp(false)} /> : null}
    </div>
  );
}

/** Who is signed in here, and the way out. */
function Person({ overview, people }: { overview: Overview; people: () => void }) {
  const leave = () => void post("/sign-out").catch(() => undefined).then(() => location.assign("/sign-in"));
  return (
    <>
      {overview.role === "administrator" ? <Button act={people} look="quiet" label={t("people")}><Icon name="people" /></Button> : null}
      <span class="d-person" title={named("role", overview.role)}><Icon name="person" size={18} /> <Told text={overview.who} /></span>
      <Button act={leave} look="quiet" label={t("sign-out")}><Icon name="leave" /></Button>
    </>
  );
}

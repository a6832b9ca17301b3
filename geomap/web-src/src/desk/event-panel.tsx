/** One event in full: its cells, its place to be moved, its versions to go back to. */

import { useEffect, useState } from "preact/hooks";
import { get, post } from "./api";
import { AlsoHere, usePresence } from "./team/presence";
import { editEvent } from "./team/merge";
import type { Shared } from "./app";
import { LittleMap } from "./map/little-map";
import { Point } from "./map/point";
import { Cell, SearchPlace, typeWord } from "./review/row";
import type { Cells, DeskEvent } from "./types";
import { Button, Field, Icon, Told } from "./ui";
import { moment, named, t } from "./words";

const CELLS = ["sub_event_type", "status", "date_start", "date_end", "actor1", "actor2", "fatalities", "location", "source", "source_url", "description"];

interface Props {
  id: string;
  desk: Shared;
  close: () => void;
  changed: (event: DeskEvent | null) => void;
}

export function EventPanel({ id, desk, close, changed }: Props) {
  const [event, setEvent] = useState<DeskEvent | null>(null);
  const [editing, setEditing] = useState(false);
  const [searching, setSearching] = useState(false);
  const [picking, setPicking] = useState(false);
  const [point, setPoint] = useState<{ lon: number; lat: number } | null>(null);
  const load = async () => {
    const found = await desk.tryTo(() => get<DeskEvent>(`event/${encodeURIComponent(id)}`));
    if (found) setEvent(found);
    else close();
  };
  // who writes keeps what they began with: what others did meanwhile is settled when it is saved
  useEffect(() => {
    if (!editing && !point) void load();
  }, [id, desk.overview.act, editing]);
  usePresence(desk, `event ${id}`);
  if (!event) return <aside class="d-panel"><p>…</p></aside>;
  const change = async (given: { set?: Record<string, string>; place?: Cells | null }) => {
    const done = await editEvent(desk, event, given);
    setEditing(false);
    setSearching(false);
    setPicking(false);
    setPoint(null);
    if (done) {
      changed(done);
      desk.say({ text: t("saved"), act: { label: t("undo"), run: () => void desk.undo().then(() => changed(null)) } });
    }
    await load();
    void desk.refresh();
  };
  const save = (form: HTMLFormElement) => {
    const set: Record<string, string> = {};
    for (const name of CELLS) {
      const input = form.elements.namedItem(name) as HTMLInputElement | null;
      if (input && input.value !== String(event[name] ?? "")) set[name] = input.value;
    }
    if (Object.keys(set).length) void change({ set });
    else setEditing(false);
  };
  const restore = async (version: number) => {
    const done = await desk.tryTo(() => post("restore", { event: id, version }));
    if (done) changed(null);
    await load();
    void desk.refresh();
  };
  const split = async () => {
    const done = await desk.tryTo(() => post("split", { event: id }));
    if (done) changed(null);
    await load();
    void desk.refresh();
  };
  const spot = { lon: Number(event.lon), lat: Number(event.lat), label: "•", name: String(event.place_name ?? ""), on: true, km: Number(event.precision_km) };
  return (
    <aside class="d-panel" aria-label={t("event")}>
      <header>
        <h2>{typeWord(desk, event.sub_event_type)}</h2>
        <Button look="quiet" label={t("close")} act={close}><Icon name="close" /></Button>
      </header>
      <AlsoHere desk={desk} what={`event ${id}`} />
      {editing ? (
        <form
          class="d-form"
          onSubmit={(e) => (e.preventDefault(), save(e.currentTarget))}
          onKeyDown={(e) => {
            if (e.key === "Escape") setEditing(false);
          }}
        >
          {CELLS.map((name) => (
            <Field key={name} label={named("column", name)} class={`d-c-${name}`}>
              <Cell name={name} value={String(event[name] ?? "")} desk={desk} />
            </Field>
          ))}
          <div class="d-bar">
            <button type="submit" class="d-button d-look-main">{t("save")}</button>
            <Button act={() => setEditing(false)}>{t("leave")}</Button>
          </div>
        </form>
      ) : (
        <>
          <Told text={event.description} tag="p" class="d-said" />
          <dl class="d-cells">
            {["date_start", "date_end", "actor1", "actor2", "claimed_by", "fatalities", "status", "source", "source_url"].map((name) =>
              event[name] !== null && event[name] !== "" && !(name === "date_end" && event.date_end === event.date_start) ? (
                <div key={name}><dt>{named("column", name)}</dt><dd><Told text={name === "status" ? named("status", String(event[name])) : event[name]} /></dd></div>
              ) : null,
            )}
            {Object.entries(event.more).filter(([, value]) => value !== null && value !== "").map(([name, value]) => (
              <div key={name}><dt><Told text={named("column", name)} /></dt><dd><Told text={value} /></dd></div>
            ))}
          </dl>
          <div class="d-bar">
            <Button off={!desk.canWrite} act={() => setEditing(true)}>{t("edit")}</Button>
            {event.more.merged_from ? <Button off={!desk.canWrite} act={() => void split()}>{t("split")}</Button> : null}
            {event.report ? <Button act={() => desk.go("review", event.report)}>{t("show-text")}</Button> : null}
          </div>
        </>
      )}
      <h3>{named("column", "place_name")}</h3>
      <p>
        <Told text={event.place_name || event.location} tag="b" /> <Told text={[event.admin2, event.admin1].filter(Boolean).join(", ")} class="d-quiet" />
        <bdi class="d-quiet" dir="ltr"> ± {String(event.precision_km)} km</bdi>
      </p>
      <LittleMap spots={[spot]} picking={picking} pick={(lon, lat) => setPoint({ lon, lat })} choose={() => undefined} drag={desk.canWrite ? (lon, lat) => setPoint({ lon, lat }) : undefined} />
      <div class="d-bar d-small">
        <Button look="quiet" off={!desk.canWrite} pressed={picking} act={() => setPicking(!picking)}>{t("click-map")}</Button>
        <Button look="quiet" off={!desk.canWrite} act={() => setSearching(!searching)}>{t("search-place")}</Button>
      </div>
      <p class="d-quiet d-tip">{picking ? t("click-hint") : t("drag-hint")}</p>
      {searching ? <SearchPlace row={{ cells: event as unknown as Cells }} desk={desk} acts={{ place: (placement) => void change({ place: placement }), search: setSearching }} /> : null}
      <h3>{t("versions")}</h3>
      <ol class="d-versions">
        {(event.versions ?? []).map((version, n) => (
          <li key={version.id}>
            <b>{named("change", version.change)}</b> <span class="d-quiet">{moment(version.at)} · <Told text={version.who || t("command-line")} /></span>
            {version.differences.length ? <ul>{version.differences.slice(0, 8).map((line) => <li key={line}><Told text={line} /></li>)}</ul> : null}
            {n && version.change !== "withdrawn" ? <Button look="quiet" off={!desk.canWrite} act={() => void restore(version.id)}>{t("restore")}</Button> : null}
          </li>
        ))}
      </ol>
      {point ? <Point {...point} desk={desk} close={() => (setPoint(null), void load())} take={(placement, name) => void change({ place: { ...placement, place_name: name || placement.place_name } })} /> : null}
    </aside>
  );
}

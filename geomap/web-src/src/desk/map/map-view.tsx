/** The map that readers get, over the events as they stand; a click opens an event to be corrected. */

import type * as Leaflet from "leaflet";
import { useEffect, useRef, useState } from "preact/hooks";
import { App as EventMap } from "../../page/app";
import { tongueFor, type Tongue } from "../../page/tongue";
import { Store } from "../../data/store";
import type { Shared } from "../app";
import { EventPanel } from "../event-panel";
import { boxOf, filterOf, plainFilter } from "./map-filter";
import { SaveView } from "./save-view";
import type { Filter } from "../types";
import { Button, Empty } from "../ui";
import { count, language, t } from "../words";

declare const L: typeof Leaflet;

interface Payload {
  head: string;
  columns: string;
  later: [string, string][];
  problem?: string;
}

const ID = "desk-map";

/** Put the blocks where the page's own component looks for them. */
function layOut(told: Payload): HTMLElement {
  const holder = document.createElement("div");
  holder.hidden = true;
  const blocks: [string, string][] = [[`${ID}-head`, told.head], [`${ID}-columns`, told.columns], ...told.later.map(([end, text]): [string, string] => [`${ID}-${end}`, text])];
  for (const [id, text] of blocks) {
    const block = document.createElement("script");
    block.type = "application/x-geomap";
    block.id = id;
    block.textContent = text;
    holder.append(block);
  }
  document.body.append(holder);
  return holder;
}

/** Let the desk's panel follow what is told in the map's own. */
function openOnSelect(app: EventMap, open: (id: string) => void): void {
  const select = app.reader.select.bind(app.reader);
  app.reader.select = (row: number, move?: boolean) => {
    select(row, move);
    app.shell.close("right"); // the desk's own panel tells it, and can change it
    if (row >= 0) void app.store.texts.read(row).then(() => open(app.store.textNow("event_id", row)));
  };
}

export function MapView(desk: Shared) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState("");
  const [loading, setLoading] = useState(true);
  const [open, setOpen] = useState("");
  const [saving, setSaving] = useState<{ filter: Filter; box: number[] } | null>(null);
  const shows = useRef<EventMap | null>(null);
  const [shown, setShown] = useState(desk.overview.revision);
  const fresh = shown === desk.overview.revision;

  useEffect(() => {
    if (!desk.overview.events || !box.current) return undefined;
    let left = false;
    let undo = () => undefined as void;
    const face = box.current;
    const start = async () => {
      setLoading(true);
      const got = await fetch(`/map-data?lang=${language()}`, { credentials: "same-origin" });
      const told = (await got.json()) as Payload;
      if (left) return;
      if (told.problem) throw new Error(told.problem);
      const holder = layOut(told);
      const map = L.map(face, { zoomControl: false, minZoom: 2, maxZoom: 18, zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 90 }).setView([34.9, 38.5], 6);
      const watch = new ResizeObserver(() => map.invalidateSize({ animate: false, pan: false }));
      watch.observe(face);
      undo = () => {
        watch.disconnect();
        map.remove();
        holder.remove();
      };
      const store = await Store.open(ID);
      if (left) return undo();
      let app: EventMap | null = null;
      undo = () => {
        watch.disconnect();
        app?.unmount();
        map.remove();
        holder.remove();
      };
      const say = async (tongue: Tongue, seen = app?.address.shown()): Promise<void> => {
        app?.unmount();
        if (left) return;
        app = new EventMap(store, map, tongue, say);
        shows.current = app;
        openOnSelect(app, setOpen);
        await app.mount(seen);
      };
      await say(tongueFor(store.head.meta, { lang: "", digits: "" }));
      setLoading(false);
    };
    start().catch((error: unknown) => setFailed(String(error)));
    return () => {
      left = true;
      undo();
      history.replaceState(history.state, "", location.pathname);
    };
  }, [shown, Boolean(desk.overview.events)]);

  if (!desk.overview.events) {
    return (
      <Empty title={t("map-empty")}>
        <p>{t("map-empty-hint")}</p>
        <Button look="main" act={() => desk.go(desk.overview.open ? "review" : "inbox")}>{t(desk.overview.open ? "screen.review" : "screen.inbox")}</Button>
      </Empty>
    );
  }
  const hand = (to: "publish" | "table") => shows.current && desk.go(to, JSON.stringify(plainFilter(filterOf(shows.current))));
  return (
    <section class="d-map-view">
      <div class="d-head">
        <h1>{t("screen.map")}</h1>
        <span class="d-quiet">{count("events", desk.overview.events)}</span>
        {loading || fresh ? null : <Button look="main" act={() => setShown(desk.overview.revision)}>{t("map-stale")}</Button>}
        <span class="d-grow" />
        <Button off={loading || !desk.canWrite} act={() => shows.current && setSaving({ filter: plainFilter(filterOf(shows.current)), box: boxOf(shows.current) })}>{t("save-view")}</Button>
        <Button off={loading} act={() => hand("table")}>{t("table-view")}</Button>
        <Button off={loading} act={() => hand("publish")}>{t("publish-view")}</Button>
      </div>
      <div class="d-map-parts">
        <div class="d-map-box" key={shown}>
          <div ref={box} class="d-map-face" dir="ltr" />
          {loading && !failed ? <p class="d-map-wait" role="status">{t("map-drawing")}</p> : null}
          {failed ? <p class="d-map-wait d-why" role="alert">{failed}</p> : null}
        </div>
        {open ? <EventPanel key={open} id={open} desk={desk} close={() => setOpen("")} changed={() => undefined} /> : null}
      </div>
      {saving ? <SaveView desk={desk} {...saving} close={() => setSaving(null)} /> : null}
    </section>
  );
}

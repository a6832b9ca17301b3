/** What a pointer on the map says and does. */

import type * as Leaflet from "leaflet";
import { counted } from "../words/plurals";
import { sayLayers } from "../panels/layer-hint";
import type { App } from "./app";

/** Zoom from which a cluster opens as a list, because going nearer would not part it. */
const NEAR = 12;

export class Pointer {
  constructor(private readonly app: App) {}

  /** Listen; the function that is returned ends it. */
  listen(): () => void {
    const { map } = this.app;
    const leave = () => this.leave();
    const events: Leaflet.LeafletEventHandlerFnMap = {
      click: (event) => this.click(event),
      mousemove: (event) => this.hover(event),
      mouseout: leave,
      movestart: leave,
    };
    map.on(events);
    return () => map.off(events);
  }

  private click(event: Leaflet.LeafletMouseEvent): void {
    const { camera, map, painter, reader, shell } = this.app;
    shell.close("menu");
    const mark = painter.markAt(event.latlng);
    if (!mark) {
      reader.leave();
      return;
    }
    const zoom = map.getZoom();
    if (mark.kind === "place" && mark.places.length > 1 && zoom < map.getMaxZoom() && zoom < NEAR) camera.zoomTo(mark.places);
    else reader.openPlaces(mark.places);
  }

  private hover(event: Leaflet.LeafletMouseEvent): void {
    const { engine, lang, map, painter, reader, shell, words } = this.app;
    const mark = painter.markAt(event.latlng);
    painter.point(mark);
    map.getContainer().classList.toggle("gm-pointing", mark !== null);
    const { hint } = shell;
    const place = (text: string) => {
      const { x, y } = event.containerPoint;
      hint.hidden = !text;
      hint.textContent = text;
      hint.style.transform = `translate(${Math.min(x + 14, map.getSize().x - 200)}px, ${y + 14}px)`;
    };
    if (!mark) {
      place(sayLayers(this.app, event.latlng));
      return;
    }
    // the fullest first; those without a name only where there is no other
    const fullest = mark.places.slice().sort((a, b) => engine.totals[b] - engine.totals[a]).slice(0, 40);
    const all = [...new Set(fullest.map((place) => reader.placeTitle(place)))];
    const names = all.length > 1 ? all.filter((name) => name !== words.place) : all;
    const shown = names.slice(0, 3).join(lang === "ar" ? "، " : ", ") + (names.length > 3 ? " …" : "");
    const events = counted(mark.total, this.app.number(mark.total), words.countEvents);
    const dead = engine.size === "fatalities" ? ` · ${words.fatalities}: ${this.app.number(mark.size)}` : "";
    place(`${shown.slice(0, 120)} · ${events}${dead}`);
  }

  private leave(): void {
    this.app.shell.hint.hidden = true;
    this.app.painter.point(null);
  }
}

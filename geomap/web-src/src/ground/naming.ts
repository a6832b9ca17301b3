/** What asks for a name on the map, and what names keep clear of. */

import type * as Leaflet from "leaflet";
import { NO_INSETS } from "../draw/canvas-layer";
import type { Box } from "../marks/relax";
import { radiusOf } from "../marks/sizes";
import type { View } from "../model/geometry";
import type { App } from "../page/app";
import { PLACES_FROM, type PlaceName } from "./names";

/** How many places with events are named at most. */
const NAMED = 160;

/** Pixels between a name and what could cut it. */
const EDGE = 3;

export class Naming {
  constructor(private readonly app: App) {}

  /** True where names make room for marks: they are shown, or near enough to be named. */
  isMarked(zoom: number): boolean {
    const { choice, show } = this.app;
    choice.fit(zoom);
    return show.has("symbols") || zoom >= PLACES_FROM;
  }

  /** What the panels leave free of a canvas, in its pixels. */
  free(view: View, whole: boolean): Box {
    const { map, camera } = this.app;
    const { min } = map.getPixelBounds() as { min: Leaflet.Point };
    const { x, y } = map.getSize();
    const { left, top, right, bottom } = whole ? NO_INSETS : camera.covered();
    const [dx, dy] = [min.x - view.left, min.y - view.top];
    return [left + dx + EDGE, top + dy + EDGE, x - right + dx - EDGE, y - bottom + dy - EDGE];
  }

  /** Boxes of what stands on the map beside the panels. */
  covered(view: View, whole: boolean): Box[] {
    const { map, shell } = this.app;
    if (whole) return [];
    const { min } = map.getPixelBounds() as { min: Leaflet.Point };
    const host = map.getContainer().getBoundingClientRect();
    const [dx, dy] = [min.x - view.left - host.left, min.y - view.top - host.top];
    return [shell.tools, ...(shell.above.firstElementChild?.children ?? [])].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return [left + dx, top + dy, right + dx, bottom + dy];
    });
  }

  /** Places with events in view, the fullest first, near enough to be named. */
  places(view: View): PlaceName[] {
    const { maker } = this.app.painter;
    if (view.zoom < PLACES_FROM) return [];
    const { size, left, top, width, height } = view;
    const shown = maker.layout(view.zoom).discs.filter(({ x, y }) => {
      const [px, py] = [x * size - left, y * size - top];
      return px > 0 && py > 0 && px < width && py < height;
    });
    const named: PlaceName[] = [];
    const growth = maker.growth(view.zoom, this.app.engine.allTime());
    for (const { x, y, room, members, weight } of shown.sort((a, b) => b.weight - a.weight).slice(0, NAMED)) {
      const text = this.nameOf(members);
      if (text) named.push({ text, x: x * size - left, y: y * size - top, r: room, edge: Math.min(room, radiusOf(weight, growth)) });
    }
    return named;
  }

  /** The name of the fullest of some places that has one. */
  private nameOf(places: number[]): string {
    const { weight } = this.app.painter.maker;
    const { reader, words } = this.app;
    for (const place of places.slice().sort((a, b) => weight[b] - weight[a]).slice(0, 4)) {
      const title = reader.placeTitle(place);
      if (title !== words.place) return title;
    }
    return "";
  }
}

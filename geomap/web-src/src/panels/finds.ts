/** What happens with something that a search found. */

import type * as Leaflet from "leaflet";
import { project } from "../model/geometry";
import type { App } from "../page/app";

declare const L: typeof Leaflet;

export class Finds {
  constructor(private readonly app: App) {}

  /** Events at each place that the filters and the clock show. */
  placeTotals(): Uint32Array {
    return this.app.engine.totals;
  }

  goToPlace(place: number): void {
    const { camera, map, painter, reader } = this.app;
    reader.openPlaces([place]);
    const zoom = map.getZoom();
    this.mark(painter.maker.x[place], painter.maker.y[place], reader.placeTitle(place));
    const isArea = painter.maker.areas[place] !== null;
    camera.centre(reader.latLngOf(place), isArea ? Math.min(8, zoom) : Math.max(10, zoom));
  }

  goTo(lon: number, lat: number, name: string): void {
    const { camera, map } = this.app;
    this.mark(...project(lon, lat), name);
    camera.centre(L.latLng(lat, lon), Math.max(9, map.getZoom()));
  }

  /** Mark and name what was found, until something else is looked at. */
  private mark(x: number, y: number, text: string): void {
    const { painter } = this.app;
    painter.found = { x, y, text };
    painter.redraw();
  }

  keepActor(actor: string): void {
    const { filters } = this.app;
    if (!filters.actor.includes(actor)) filters.actor.push(actor);
    this.app.filterChanged("actor");
  }

  keepText(text: string): void {
    this.app.filters.text = text;
    this.app.filterChanged("text");
  }
}

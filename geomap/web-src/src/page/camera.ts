/** Where the map looks: moves that keep what is meant clear of the panels. */

import type * as Leaflet from "leaflet";
import type { Insets } from "../draw/canvas-layer";
import type { MarkMaker } from "../marks/maker";
import type { Shell } from "../panels/shell";

declare const L: typeof Leaflet;

/** Pixels that the choice of ways takes at the top of the map. */
const ABOVE = 38;

/** Pixels that names need west of the country on a narrow screen. */
const WEST = 22;

export class Camera {
  constructor(
    private readonly map: Leaflet.Map,
    private readonly shell: Shell,
    private readonly maker: MarkMaker,
  ) {}

  zoomTo(places: number[]): void {
    const { x, y } = this.maker;
    const xs = places.map((place) => x[place]);
    const ys = places.map((place) => y[place]);
    const corner = (px: number, py: number) => this.map.unproject(L.point(px * 256, py * 256), 0);
    const bounds = L.latLngBounds(corner(Math.min(...xs), Math.min(...ys)), corner(Math.max(...xs), Math.max(...ys)));
    const { topLeft, bottomRight } = this.paddings(40);
    const fitting = this.map.getBoundsZoom(bounds, false, topLeft.add(bottomRight));
    const zoom = Math.min(13, Math.max(this.map.getZoom() + 1, fitting));
    this.flyOrJump(bounds.getCenter(), zoom);
  }

  flyOrJump(center: Leaflet.LatLng, zoom: number, fly = true): void {
    this.map.setView(center, zoom, { animate: fly && !matchMedia("(prefers-reduced-motion: reduce)").matches });
  }

  /** Zoom about the middle of what the panels leave free, so that what is seen there stays. */
  zoomBy(steps: number): void {
    const { topLeft, bottomRight } = this.paddings(0);
    const middle = topLeft.add(this.map.getSize().subtract(bottomRight)).divideBy(2);
    this.map.setZoomAround(middle, this.map.getZoom() + steps);
  }

  /** Move only if a point stands under a panel or outside. */
  bringIntoView(at: Leaflet.LatLng, fly = true): void {
    const point = this.map.latLngToContainerPoint(at);
    const { topLeft, bottomRight } = this.paddings(30);
    const size = this.map.getSize();
    if (point.x < topLeft.x || point.y < topLeft.y || point.x > size.x - bottomRight.x || point.y > size.y - bottomRight.y) {
      this.centre(at, this.map.getZoom(), fly);
    }
  }

  /** Bring a point to the middle of what the panels leave free. */
  centre(at: Leaflet.LatLng, zoom: number, fly = true): void {
    const { topLeft, bottomRight } = this.paddings(0);
    const shift = bottomRight.subtract(topLeft).divideBy(2);
    this.flyOrJump(this.map.unproject(this.map.project(at, zoom).add(shift), zoom), zoom, fly);
  }

  /** Pixels that panels cover on each side, and `extra`. */
  private paddings(extra: number): { topLeft: Leaflet.Point; bottomRight: Leaflet.Point } {
    const { shell } = this;
    const host = this.map.getContainer().getBoundingClientRect();
    const size = (element: HTMLElement) => element.getBoundingClientRect();
    const rtl = shell.root.dir === "rtl";
    const open = (element: HTMLElement) => !element.hidden && !shell.narrow;
    const first = open(shell.story) ? shell.story : shell.left;
    const start = open(first) ? size(first).width + 12 : 0;
    const end = open(shell.right) ? size(shell.right).width + 12 : 0;
    const over = shell.narrow ? [shell.right, shell.left, shell.story].find((panel) => !panel.hidden) : undefined;
    const sheet = over ? host.bottom - size(over).top : 0;
    const top = size(shell.head).bottom - host.top;
    const bottom = Math.max(sheet, host.bottom - size(shell.dock).top);
    return {
      topLeft: L.point((rtl ? end : start) + extra, top + extra),
      bottomRight: L.point((rtl ? start : end) + extra, bottom + extra),
    };
  }

  /** Show every shown event; far ones (abroad) only if they are not a small minority. */
  goHome(total: number, animate = true): void {
    const { x, y, areas } = this.maker;
    if (!total) {
      this.map.setView([34.9, 38.5], 6, { animate: false });
      return;
    }
    const home = { x0: 0.596, x1: 0.619, y0: 0.385, y1: 0.4095 };
    const { weight } = this.maker;
    let inside = 0;
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const take = (near: boolean) => {
      for (let place = 0; place < x.length; place++) {
        const isHome = x[place] > home.x0 && x[place] < home.x1 && y[place] > home.y0 && y[place] < home.y1;
        if (near && !isHome) continue;
        inside += weight[place];
        const [x0, y0, x1, y1] = areas[place]?.box ?? [x[place], y[place], x[place], y[place]];
        box[0] = Math.min(box[0], x0);
        box[1] = Math.min(box[1], y0);
        box[2] = Math.max(box[2], x1);
        box[3] = Math.max(box[3], y1);
      }
    };
    take(true);
    if (inside < 0.5 * total) take(false);
    const corner = (px: number, py: number) => this.map.unproject(L.point(px * 256, py * 256), 0);
    const { topLeft, bottomRight } = this.paddings(24);
    topLeft.y += ABOVE;
    // names of the west reach over the border
    if (this.shell.narrow) topLeft.x += WEST;
    this.map.fitBounds(L.latLngBounds(corner(box[0], box[1]), corner(box[2], box[3])), {
      paddingTopLeft: topLeft, paddingBottomRight: bottomRight, maxZoom: 12, animate,
    });
  }

  /** Show a box (west, south, east, north, degrees) in what the panels leave free. */
  fitBox([west, south, east, north]: readonly [number, number, number, number], animate = true): void {
    const { topLeft, bottomRight } = this.paddings(16);
    topLeft.y += ABOVE;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map.fitBounds(L.latLngBounds([south, west], [north, east]), {
      paddingTopLeft: topLeft, paddingBottomRight: bottomRight, maxZoom: 11, animate: animate && !calm,
    });
  }

  /** The part of the map that no panel covers. */
  freeBounds(): Leaflet.LatLngBounds {
    const { topLeft, bottomRight } = this.paddings(0);
    const size = this.map.getSize();
    return L.latLngBounds(
      this.map.containerPointToLatLng(topLeft),
      this.map.containerPointToLatLng(size.subtract(bottomRight)),
    );
  }

  fitFree(bounds: Leaflet.LatLngBounds): void {
    const { topLeft, bottomRight } = this.paddings(0);
    this.map.fitBounds(bounds, { paddingTopLeft: topLeft, paddingBottomRight: bottomRight, animate: false });
  }

  /** What panels cover on each side, margins of the map with it. */
  covered(): Insets {
    const { topLeft, bottomRight } = this.paddings(0);
    return { left: topLeft.x, top: topLeft.y, right: bottomRight.x, bottom: bottomRight.y };
  }

  /** Tell the panels' room to Leaflet's own controls. */
  setInsets(): void {
    const host = this.map.getContainer();
    const { topLeft, bottomRight } = this.paddings(0);
    host.style.setProperty("--gm-inset-left", `${topLeft.x}px`);
    host.style.setProperty("--gm-inset-top", `${topLeft.y}px`);
    host.style.setProperty("--gm-inset-right", `${bottomRight.x}px`);
    host.style.setProperty("--gm-inset-bottom", `${bottomRight.y}px`);
    this.shell.root.style.setProperty("--gm-inset-bottom", `${bottomRight.y}px`);
  }
}
